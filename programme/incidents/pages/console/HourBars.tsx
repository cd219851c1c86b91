// Calls of each hour of the night as small bars; every bar also says its figure.
import { now } from '#platform/ui/clock.ts';
import { hourOf } from '#platform/ui/format.ts';
import { t } from './words.ts';
import './hour-bars.css';

type Hour = { hour: number; count: number };

/** Twelve hours from the start of the night, so that the shape of one night can be compared with the next. */
export function HourBars({ hours, since }: { hours: readonly Hour[]; since: string }) {
  const first = hourOf(Date.parse(since));
  const current = hourOf(now.value);
  const byHour = new Map(hours.map((one) => [one.hour, one.count]));
  const span = Math.max(12, ((current - first + 24) % 24) + 1);
  const most = Math.max(4, ...hours.map((one) => one.count));
  const shown = Array.from({ length: span }, (_, index) => (first + index) % 24);
  const ahead = (hour: number) => (hour - first + 24) % 24 > (current - first + 24) % 24;
  return (
    <ol class="hour-bars">
      {shown.map((hour, index) => {
        const count = byHour.get(hour) ?? 0;
        return (
          <li
            key={hour}
            class={hour === current ? 'hour hour-now' : ahead(hour) ? 'hour hour-ahead' : 'hour'}
          >
            <span class="only-heard">{t('night.hourCount', { hour, n: count })}</span>
            <span class="hour-count" aria-hidden="true">
              {count > 0 ? count : ''}
            </span>
            <span
              class="hour-bar"
              aria-hidden="true"
              style={{ height: `${Math.round((count / most) * 100)}%` }}
            />
            <span class="hour-name" aria-hidden="true">
              {index % 3 === 0 || hour === current ? String(hour).padStart(2, '0') : ''}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
