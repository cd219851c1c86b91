// Counts side by side as lines, largest first, each with its figure.
import { count } from '#platform/ui/format.ts';

type SharesProps = {
  shares: Readonly<Record<string, number>>;
  name: (key: string) => string;
  none: string;
};

export function Shares({ shares, name, none }: SharesProps) {
  const sorted = Object.entries(shares)
    .filter(([, value]) => value > 0)
    .sort((a, b) => b[1] - a[1]);
  const most = sorted[0]?.[1] ?? 1;
  if (sorted.length === 0) return <p class="page-none">{none}</p>;
  return (
    <dl class="shares">
      {sorted.map(([key, value]) => (
        <div key={key} class="share">
          <dt>{name(key)}</dt>
          <dd>
            <span
              class="share-bar"
              style={{ width: `${(value / most) * 100}%` }}
              aria-hidden="true"
            />
            <span class="share-count">{count(value)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
