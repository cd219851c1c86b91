// Times and distances of a walk in few words, by the city's clock.
import { cityTime } from '#platform/ui/phone/ask.ts';
import { spoken, t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { sayDirection, sayDistance } from '#programme/safe-houses/pages/citizen/say.ts';
import { metresApart, type Place } from '../../rules/travel.ts';

function format(at: string | number, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(spoken.value.language, {
    timeZone: facts.value.timeZone,
    hourCycle: 'h23',
    ...options,
  }).format(new Date(at));
}

/** `22:40` */
export function sayTime(at: string | number): string {
  return format(at, { hour: '2-digit', minute: '2-digit' });
}

/** `11월 27일 금요일` */
export function sayDay(at: string | number): string {
  return format(at, { month: 'short', day: 'numeric', weekday: 'short' });
}

/** `11월 27일 (금)` of a day as it is written (`YYYY-MM-DD`). */
export function sayDate(day: string): string {
  return format(`${day}T12:00:00Z`, {
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  });
}

/** `22:40`, with the day before it when that is not within the next half day. */
export function sayWhen(at: string): string {
  const far = Date.parse(at) - cityTime() > 12 * 3_600_000;
  return far ? `${sayDay(at)} ${sayTime(at)}` : sayTime(at);
}

/** Degrees from north, clockwise, from one place to another; flat, as within a city. */
export function bearingTo(from: Place, to: Place): number {
  const east = (to.lon - from.lon) * Math.cos((from.lat * Math.PI) / 180);
  return ((Math.atan2(east, to.lat - from.lat) * 180) / Math.PI + 360) % 360;
}

/** `북동쪽 180 m` */
export function sayWay(from: Place, to: Place): string {
  return t('walk.way', {
    direction: sayDirection(bearingTo(from, to)),
    distance: sayDistance(metresApart(from, to)),
  });
}

/** `n분` until a moment, never less than none. */
export function minutesUntil(at: string): number {
  return Math.max(0, Math.ceil((Date.parse(at) - cityTime()) / 60_000));
}

/** A reason as she reads it; what has no word of its own is "other". */
export function sayReason(reason: string | null): string {
  const known = [
    'plans-changed',
    'too-late',
    'found-another-way',
    'no-pair-free',
    'did-not-come',
    'felt-unsafe',
    'weather',
    'by-mistake',
    'shift-ends',
  ] as const;
  const found = known.find((one) => one === reason);
  return t(`walk.reason.${found ?? 'other'}`);
}
