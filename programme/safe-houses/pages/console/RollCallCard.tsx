// The roll call on a quiet screen: how many answered, when, and how many did not.
import { count, hourMinute } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/Icon.tsx';
import { rollCall } from './health-state.ts';
import { t } from './words.ts';
import './health.css';

export function RollCallCard({ onPress }: { onPress: () => void }) {
  const held = rollCall.value;
  if (held === null) return <p class="roll-card-none">{t('roll.none')}</p>;
  const missing = Math.max(0, held.total - held.answered);
  const when =
    held.finishedAt === null
      ? t('roll.running')
      : t('roll.at', { time: hourMinute(held.finishedAt) });
  return (
    <section class="roll-card">
      <h2>{t('roll.title')}</h2>
      <p class="roll-card-figure">
        {count(held.answered)} <span>/ {count(held.total)}</span>
      </p>
      <p class="roll-card-words">{t('roll.answered')}</p>
      <div class="roll-card-line" aria-hidden="true">
        <span style={{ width: `${held.total === 0 ? 0 : (held.answered / held.total) * 100}%` }} />
      </div>
      <p class="roll-card-side">
        <span>
          {when}
          {held.signed && ` · ${t('roll.signed')}`}
        </span>
        {missing > 0 && (
          <button type="button" onClick={onPress}>
            {t('roll.missing', { n: missing })}
            <Icon name="right" size={15} />
          </button>
        )}
      </p>
    </section>
  );
}
