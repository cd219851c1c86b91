// Times, dates and distances as people read them, in the language of the screen.
import { signal } from '@preact/signals';
import { language } from './language.ts';

/** The city's time zone; every time on a screen is local to the city, not to the machine. */
export const timeZone = signal('Asia/Seoul');

const formats = new Map<string, Intl.DateTimeFormat>();
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language.value}|${timeZone.value}|${JSON.stringify(options)}`;
  const kept =
    formats.get(key) ??
    new Intl.DateTimeFormat(language.value, { ...options, timeZone: timeZone.value });
  formats.set(key, kept);
  return kept;
}

/** `23:58` */
export function hourMinute(at: string | number): string {
  return format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at));
}

/** `23:58:03` */
export function hourMinuteSecond(at: string | number): string {
  return format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    new Date(at),
  );
}

/** `11월 24일 (월) 23:58`, `Mon, Nov 24, 23:58` */
export function dayAndTime(at: string | number): string {
  return format({
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));
}

/** `2026. 11. 24.`, `Nov 24, 2026`; takes a calendar day (yyyy-mm-dd) as it is, without a time zone. */
export function day(date: string): string {
  return new Intl.DateTimeFormat(language.value, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

/** The day of a moment in the city, with its year. */
export function dayOf(at: string | number): string {
  return format({ dateStyle: 'medium' }).format(new Date(at));
}

/** The city's calendar day (yyyy-mm-dd), or the one some days after it. */
export function today(daysAhead = 0): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: timeZone.value,
    dateStyle: 'short',
  }).format(Date.now() + daysAhead * 86_400_000);
}

/** Hour 0 to 23 in the city. */
export function hourOf(at: number): number {
  return Number(
    format({ hour: '2-digit', hourCycle: 'h23' })
      .formatToParts(new Date(at))
      .find((part) => part.type === 'hour')?.value ?? 0,
  );
}

/** Seconds as a running figure: `0:07`, `11:05`, `1:02:09`. Never negative. */
export function elapsed(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = String(whole % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

const agoSteps = [
  [60, 'second', 1],
  [3600, 'minute', 60],
  [86_400, 'hour', 3600],
  [Number.POSITIVE_INFINITY, 'day', 86_400],
] as const;

/** How long ago, in the largest unit that fits: `23초 전`, `4 min. ago`. `seconds` is never below zero. */
export function ago(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [, unit, size] = agoSteps.find(([below]) => whole < below) ?? agoSteps[0];
  return new Intl.RelativeTimeFormat(language.value, { style: 'short' }).format(
    -Math.floor(whole / size),
    unit,
  );
}

/** `410 m`, `1.2 km` */
export function distance(metres: number): string {
  if (metres < 1000) return `${Math.round(metres / 10) * 10} m`;
  return `${new Intl.NumberFormat(language.value, { maximumFractionDigits: 1 }).format(metres / 1000)} km`;
}

/** `612`, `1,024` */
export function count(value: number): string {
  return new Intl.NumberFormat(language.value).format(value);
}

/** A share 0..1 as `96%`. */
export function percent(share: number): string {
  return new Intl.NumberFormat(language.value, {
    style: 'percent',
    maximumFractionDigits: 0,
  }).format(share);
}
