// Whether a place is open now, from its hours and the city's clock.
import type { Hours } from '../../shapes.ts';

const dayMinutes = 1440;
const weekMinutes = 7 * dayMinutes;

/** `change` is minutes until it closes or opens; null when it never does. */
export type Open = { open: boolean; change: number | null };

/** Minute of the week in the city, 0 is Sunday 00:00. */
export function minuteOfWeek(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(of('weekday'));
  return Math.max(0, day) * dayMinutes + Number(of('hour')) * 60 + Number(of('minute'));
}

/** Open or shut at a minute of the week. A range that ends before it begins ends the next day. */
export function openAt(hours: Hours, minute: number): Open {
  if (hours === '24h') return { open: true, change: null };
  const spans = spansOf(hours);
  const inside = spans.find(([from, to]) => minute >= from && minute < to);
  if (inside === undefined) {
    const next = spans.filter(([from]) => from > minute).map(([from]) => from - minute);
    return { open: false, change: next.length === 0 ? null : Math.min(...next) };
  }
  // Ranges that meet are one stay.
  let end = inside[1];
  for (let joined = true; joined && end - minute < weekMinutes; ) {
    const further = spans.find(([from, to]) => from <= end && to > end);
    joined = further !== undefined;
    end = further?.[1] ?? end;
  }
  return { open: true, change: end - minute >= weekMinutes ? null : end - minute };
}

/** Every range of last week, this week and the next, in minutes of this week. */
function spansOf(hours: Exclude<Hours, '24h'>): [number, number][] {
  const spans: [number, number][] = [];
  for (const { days, from, to } of hours) {
    const [start, end] = [minutes(from), minutes(to)];
    const length = end > start ? end - start : end + dayMinutes - start;
    for (const day of days)
      for (const week of [-weekMinutes, 0, weekMinutes]) {
        const begins = week + day * dayMinutes + start;
        spans.push([begins, begins + length]);
      }
  }
  return spans;
}

function minutes(clock: string): number {
  const [hour = '0', minute = '0'] = clock.split(':');
  return Number(hour) * 60 + Number(minute);
}
