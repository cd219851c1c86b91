// Who answers now, until when, who comes after, and the next day as it is planned; plainly when nobody is there, and what happens then.
import { dayAndTime, hourMinute } from '#platform/ui/format.ts';
import { dutyAt } from '../../../rules/duty.ts';
import { Track } from './Track.tsx';
import { duties, minute, nameOf, plannedUntil } from './team-state.ts';
import { t } from './words.ts';

const hour = 3_600_000;

export function DutyNow() {
  const at = minute.value;
  const here = dutyAt(duties.value, at);
  const next = duties.value
    .filter(({ from }) => from > at)
    .sort((a, b) => a.from - b.from)
    .find(({ staff }) => here.every((one) => one.staff !== staff));
  const isPlanned = duties.value.length > 0;
  const end = Math.max(at, ...here.map(({ until }) => until));
  return (
    <section class={`duty-now${here.length === 0 && isPlanned ? ' duty-now-gap' : ''}`}>
      <h3>{t('now')}</h3>
      {here.length > 0 ? (
        <p class="duty-who">
          {t('now.on', { names: [...new Set(here.map(({ staff }) => nameOf(staff)))].join(', ') })}{' '}
          <small>{t('now.until', { time: dayAndTime(end) })}</small>
        </p>
      ) : (
        <p class="duty-who" role="status">
          {t(isPlanned ? 'now.gap' : 'now.unplanned')}{' '}
          <small>{t(isPlanned ? 'now.gap.note' : 'now.unplanned.note')}</small>
        </p>
      )}
      {next !== undefined && (
        <p class="duty-next">
          {t('now.next', { name: nameOf(next.staff), time: dayAndTime(next.from) })}
        </p>
      )}
      {isPlanned && (
        <figure class="duty-day" aria-label={t('next.label')}>
          <figcaption>{t('next')}</figcaption>
          <Track
            span={{ from: at, until: at + 24 * hour }}
            shifts={duties.value}
            plannedUntil={plannedUntil.value}
          />
          <ol class="duty-hours" aria-hidden="true">
            {[0, 6, 12, 18, 24].map((hours) => (
              <li key={hours}>{hourMinute(at + hours * hour)}</li>
            ))}
          </ol>
        </figure>
      )}
    </section>
  );
}
