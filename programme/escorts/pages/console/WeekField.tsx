// The evenings of a week: each weekday open from and to, or not at all.
import { t } from './words.ts';

type Opening = { from: string; to: string };
/** By weekday, 0 is Sunday; `null` is no service. */
export type Week = readonly (Opening | null)[];

const mondayFirst = [1, 2, 3, 4, 5, 6, 0] as const;
const usual: Opening = { from: '22:00', to: '01:00' };

/** Hours as the city writes them, day by day. */
export function weekOf(hours: readonly (Opening & { days: readonly number[] })[]): Week {
  return Array.from({ length: 7 }, (_, day) => {
    const found = hours.find(({ days }) => days.includes(day));
    return found === undefined ? null : { from: found.from, to: found.to };
  });
}

/** Days with the same hours become one entry. */
export function writeWeek(week: Week): (Opening & { days: number[] })[] {
  const entries: (Opening & { days: number[] })[] = [];
  week.forEach((opening, day) => {
    if (opening === null) return;
    const same = entries.find(({ from, to }) => from === opening.from && to === opening.to);
    if (same) same.days.push(day);
    else entries.push({ ...opening, days: [day] });
  });
  return entries;
}

type WeekFieldProps = { week: Week; locked: boolean; onWeek: (week: Week) => void };

export function WeekField({ week, locked, onWeek }: WeekFieldProps) {
  const set = (day: number, opening: Opening | null) =>
    onWeek(week.map((one, at) => (at === day ? opening : one)));
  return (
    <ul class="service-week">
      {mondayFirst.map((day) => {
        const opening = week[day] ?? null;
        const name = t(`weekday.${day}`);
        return (
          <li key={day}>
            <label class="book-needs">
              <input
                type="checkbox"
                disabled={locked}
                checked={opening !== null}
                onChange={(event) => set(day, event.currentTarget.checked ? usual : null)}
              />
              {name}
            </label>
            {opening === null ? (
              <span class="service-note">{t('service.none')}</span>
            ) : (
              (['from', 'to'] as const).map((end) => (
                <input
                  key={end}
                  class="input"
                  type="time"
                  required
                  aria-label={`${name} · ${t(`service.${end}`)}`}
                  disabled={locked}
                  value={opening[end]}
                  onInput={(event) => set(day, { ...opening, [end]: event.currentTarget.value })}
                />
              ))
            )}
          </li>
        );
      })}
    </ul>
  );
}
