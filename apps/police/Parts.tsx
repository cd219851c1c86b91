// The two parts of the police desk and what waits in each: neither is ever out of sight.
import { count } from '#platform/ui/format.ts';
import { reportsWaiting } from '#programme/reports/pages/console/index.ts';
import { officer, show, type View, view, views } from './seat.ts';
import { t } from './words.ts';

const keys = { 'hand-overs': 'H', reports: 'I' } as const;

/** `calls` is how many calls wait for their receipt. */
export function Parts({ calls }: { calls: number }) {
  if (officer.value === null) return null;
  const waiting: Record<View, number> = { 'hand-overs': calls, reports: reportsWaiting.value };
  return (
    <nav class="police-parts" aria-label={t('parts')}>
      {views.map((one) => (
        <a
          key={one}
          href={one === 'reports' ? '#/reports' : '#/'}
          class={one === 'hand-overs' && calls > 0 ? 'police-part-calls' : undefined}
          aria-current={view.value === one ? 'page' : undefined}
          aria-keyshortcuts={keys[one]}
          onClick={(event) => {
            event.preventDefault();
            show(one);
          }}
        >
          {t(`part.${one}`)}
          {waiting[one] > 0 && (
            <span>
              {count(waiting[one])}
              <span class="only-heard"> {t('waiting')}</span>
            </span>
          )}
        </a>
      ))}
    </nav>
  );
}
