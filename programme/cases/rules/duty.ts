// A roster read as it will be lived: which days a month has, who is there at a moment, when nobody is, and where two bars need two lines.

/** Milliseconds since the epoch; `until` is the first moment after it. */
export type Span = { from: number; until: number };
/** A day of the city's calendar. It has 23 or 25 hours where clocks are changed. */
export type Day = Span & { day: string };
/** A shift on a screen: of whom, and which. */
export type Duty = Span & { id: string; staff: string };

const dayLength = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a zone show at a moment, written as if it were UTC, in milliseconds. */
function shownAt(at: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(timeZone, format);
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return Date.parse(
    `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}:${part.second}Z`,
  );
}

/** The city's calendar day (YYYY-MM-DD) of a moment. */
export function dayAt(at: number, timeZone: string): string {
  return new Date(shownAt(at, timeZone)).toISOString().slice(0, 10);
}

/** The time (HH:MM) that the city's clocks show at a moment. */
export function timeAt(at: number, timeZone: string): string {
  return new Date(shownAt(at, timeZone)).toISOString().slice(11, 16);
}

/** The moment at which the clocks of a zone first show this; where they are put forward over it, the moment after. */
export function momentOf(day: string, time: string, timeZone: string): number {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const offsets = [wanted - dayLength, wanted + dayLength].map((at) => shownAt(at, timeZone) - at);
  const found = offsets
    .map((offset) => wanted - offset)
    .filter((at) => shownAt(at, timeZone) === wanted);
  // In the hour that clocks leave out, what they showed before tells how long the day has run.
  return found.length > 0 ? Math.min(...found) : wanted - offsets[0]!;
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10);
}

/** The month (YYYY-MM) so many months later. */
export function addMonths(month: string, months: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + months, 1)).toISOString().slice(0, 7);
}

/** The days of a month (YYYY-MM), each from its midnight to the next. */
export function daysOf(month: string, timeZone: string): Day[] {
  const days: Day[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = addDays(day, 1))
    days.push({
      day,
      from: momentOf(day, '00:00', timeZone),
      until: momentOf(addDays(day, 1), '00:00', timeZone),
    });
  return days;
}

/** A shift as somebody says it: from a time of a day until another, which is the next day's where it is not later. */
export function spanOf(day: string, from: string, until: string, timeZone: string): Span {
  return {
    from: momentOf(day, from, timeZone),
    until: momentOf(until > from ? day : addDays(day, 1), until, timeZone),
  };
}

/** Those that touch a span, each cut to it, in order. */
export function within<T extends Span>(all: readonly T[], { from, until }: Span): T[] {
  return all
    .filter((one) => one.from < until && one.until > from)
    .map((one) => ({ ...one, from: Math.max(one.from, from), until: Math.min(one.until, until) }))
    .sort((a, b) => a.from - b.from || a.until - b.until);
}

/** When nobody is on duty in a span. */
export function gapsOf(shifts: readonly Span[], span: Span): Span[] {
  const gaps: Span[] = [];
  let covered = span.from;
  for (const shift of within(shifts, span)) {
    if (shift.from > covered) gaps.push({ from: covered, until: shift.from });
    covered = Math.max(covered, shift.until);
  }
  if (covered < span.until) gaps.push({ from: covered, until: span.until });
  return gaps;
}

/** Who is on duty at a moment. */
export function dutyAt<T extends Span>(shifts: readonly T[], at: number): T[] {
  return shifts.filter(({ from, until }) => from <= at && at < until);
}

/** Shifts on as few lines as they need, none over another. */
export function onLines<T extends Span>(shifts: readonly T[]): T[][] {
  const lines: T[][] = [];
  for (const shift of [...shifts].sort((a, b) => a.from - b.from || a.until - b.until)) {
    const free = lines.find((line) => line.at(-1)!.until <= shift.from);
    if (free) free.push(shift);
    else lines.push([shift]);
  }
  return lines;
}

/** Another shift of the same person in that time; `but` is the one that is being changed. */
export function clashOf(
  shifts: readonly Duty[],
  wanted: Span & { staff: string },
  but: string | null = null,
): Duty | undefined {
  return shifts.find(
    ({ id, staff, from, until }) =>
      id !== but && staff === wanted.staff && from < wanted.until && until > wanted.from,
  );
}
