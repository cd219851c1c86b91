// When pairs walk: the evenings of a city by weekday, holiday and season, in its own time zone, and the slots in them.

/** The part of the city's policy that opens and closes evenings; local times HH:MM. */
export type ServiceHours = {
  timeZone: string;
  hours: readonly DayHours[];
  holidayHours: { from: string; to: string } | null;
  seasons: readonly { from: string; to: string; hours: readonly DayHours[] }[];
  closedOn: readonly string[];
  slotMinutes: number;
  leadMinutes: number;
  daysAhead: number;
};
export type DayHours = { days: readonly number[]; from: string; to: string };

/** Milliseconds since the epoch. */
export type Evening =
  | { open: true; day: string; opensAt: number; closesAt: number }
  | { open: false; day: string; why: 'no-service' | 'holiday' | 'closed' };

const minute = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day (YYYY-MM-DD) and the minutes since its midnight, as the clocks of a time zone show a moment. */
export function localTime(at: number, timeZone: string): { day: string; minutes: number } {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: `${part.year}-${part.month}-${part.day}`,
    minutes: Number(part.hour) * 60 + Number(part.minute),
  };
}

/** The moment at which the clocks of a time zone show this; where they are put forward over it, the moment after. */
export function momentOf(day: string, time: string, timeZone: string): number {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  let at = wanted;
  // Two rounds: the second corrects for an offset that changed in between.
  for (let round = 0; round < 2; round += 1) {
    const shown = localTime(at, timeZone);
    at += wanted - (Date.parse(`${shown.day}T00:00:00Z`) + shown.minutes * minute);
  }
  return at;
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

function inSeason(day: string, { from, to }: { from: string; to: string }): boolean {
  const date = day.slice(5);
  return from <= to ? date >= from && date <= to : date >= from || date <= to;
}

/** The evening that begins on a day. It may end after midnight, which is still this evening. */
export function eveningOf(day: string, service: ServiceHours, holiday: boolean): Evening {
  if (service.closedOn.includes(day)) return { open: false, day, why: 'closed' };
  const season = service.seasons.find((each) => inSeason(day, each));
  const weekday = weekdayOf(day);
  const hours = holiday
    ? service.holidayHours
    : (season?.hours ?? service.hours).find((each) => each.days.includes(weekday));
  if (!hours) return { open: false, day, why: holiday ? 'holiday' : 'no-service' };
  const opensAt = momentOf(day, hours.from, service.timeZone);
  const lastDay = hours.to > hours.from ? day : addDays(day, 1);
  return { open: true, day, opensAt, closesAt: momentOf(lastDay, hours.to, service.timeZone) };
}

/** Beginnings of the slots of an evening. */
export function slotsOf(evening: Evening, slotMinutes: number): number[] {
  if (!evening.open) return [];
  const slots: number[] = [];
  for (let at = evening.opensAt; at < evening.closesAt; at += slotMinutes * minute) slots.push(at);
  return slots;
}

export type TimeRefusal = 'too-soon' | 'too-far-ahead' | 'not-a-slot' | 'no-evening';

/** Whether she may ask to be met at this moment, and on which evening it lies. Answers the evening's day. */
export function decideTime(
  wantedAt: number,
  now: number,
  service: ServiceHours,
  isHoliday: (day: string) => boolean,
): { ok: true; day: string } | { ok: false; code: TimeRefusal } {
  const { day } = localTime(wantedAt, service.timeZone);
  for (const each of [day, addDays(day, -1)]) {
    const evening = eveningOf(each, service, isHoliday(each));
    if (!evening.open || wantedAt < evening.opensAt || wantedAt >= evening.closesAt) continue;
    if (!slotsOf(evening, service.slotMinutes).includes(wantedAt))
      return { ok: false, code: 'not-a-slot' };
    if (wantedAt < now + service.leadMinutes * minute) return { ok: false, code: 'too-soon' };
    const last = addDays(eveningDayAt(now, service), service.daysAhead);
    return each > last ? { ok: false, code: 'too-far-ahead' } : { ok: true, day: each };
  }
  return { ok: false, code: 'no-evening' };
}

/** The evening that a moment belongs to: until six in the morning it is still yesterday's. */
export function eveningDayAt(now: number, { timeZone }: { timeZone: string }): string {
  const { day, minutes } = localTime(now, timeZone);
  return minutes < 360 ? addDays(day, -1) : day;
}
