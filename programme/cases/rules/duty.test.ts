// Proves that a roster is read as it will be lived: every moment is covered or a gap and never both, over midnights, ends of months and changed clocks.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  clashOf,
  dayAt,
  daysOf,
  dutyAt,
  gapsOf,
  momentOf,
  onLines,
  type Span,
  spanOf,
  timeAt,
  within,
} from './duty.ts';

const hour = 3_600_000;
// Two hemispheres, half-hour clocks, and one where midnight itself is left out.
const zones = fc.constantFrom(
  'Asia/Seoul',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Beirut',
  'Asia/Kathmandu',
);
const months = fc
  .record({ year: fc.integer({ min: 2020, max: 2035 }), month: fc.integer({ min: 1, max: 12 }) })
  .map(({ year, month }) => `${year}-${String(month).padStart(2, '0')}`);
const start = Date.parse('2026-11-01T00:00:00Z');
const shifts = fc.array(
  fc
    .record({ at: fc.integer({ min: -40, max: 800 }), hours: fc.integer({ min: 1, max: 36 }) })
    .map(
      ({ at, hours }): Span => ({ from: start + at * hour, until: start + (at + hours) * hour }),
    ),
  { maxLength: 60 },
);
const spans = fc
  .record({ at: fc.integer({ min: 0, max: 700 }), hours: fc.integer({ min: 1, max: 200 }) })
  .map(({ at, hours }): Span => ({ from: start + at * hour, until: start + (at + hours) * hour }));

test('the days of a month follow each other without a hole, and the months too, in every zone', () => {
  fc.assert(
    fc.property(months, zones, (month, zone) => {
      const days = daysOf(month, zone);
      expect(days[0]!.day).toBe(`${month}-01`);
      for (const [index, day] of days.entries()) {
        expect(days[index + 1]?.from ?? day.until).toBe(day.until);
        expect([23, 23.5, 24, 24.5, 25]).toContain((day.until - day.from) / hour);
        expect(dayAt(day.from, zone)).toBe(day.day);
        expect(dayAt(day.until - 1, zone)).toBe(day.day);
      }
      expect(daysOf(addMonths(month, 1), zone)[0]!.from).toBe(days.at(-1)!.until);
    }),
  );
});

test('a time that the clocks show is found again; one that they leave out is the moment after', () => {
  fc.assert(
    fc.property(months, zones, fc.integer({ min: 0, max: 1439 }), (month, zone, minutes) => {
      const day = `${month}-15`;
      const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
      const at = momentOf(day, time, zone);
      expect([dayAt(at, zone), timeAt(at, zone)]).toEqual([day, time]);
    }),
  );
  const left = momentOf('2026-03-08', '02:30', 'America/New_York');
  expect(timeAt(left, 'America/New_York')).toBe('03:30');
  // Shown twice: the first.
  const twice = momentOf('2026-11-01', '01:30', 'America/New_York');
  expect(new Date(twice).toISOString()).toBe('2026-11-01T05:30:00.000Z');
});

test('a night shift ends the next day, over the end of a month and of a year, and is an hour shorter when clocks go forward', () => {
  const night = spanOf('2026-12-31', '21:00', '09:00', 'Asia/Seoul');
  expect(new Date(night.until).toISOString()).toBe('2027-01-01T00:00:00.000Z');
  const whole = spanOf('2026-11-30', '09:00', '09:00', 'Asia/Seoul');
  expect(whole.until - whole.from).toBe(24 * hour);
  const spring = spanOf('2026-03-07', '21:00', '09:00', 'America/New_York');
  expect(spring.until - spring.from).toBe(11 * hour);
  const autumn = spanOf('2026-10-31', '21:00', '09:00', 'America/New_York');
  expect(autumn.until - autumn.from).toBe(13 * hour);
});

test('every moment of a span is somebody’s or in a gap, never both', () => {
  fc.assert(
    fc.property(shifts, spans, (all, span) => {
      const gaps = gapsOf(all, span);
      for (let at = span.from; at < span.until; at += hour / 2) {
        const gap = dutyAt(gaps, at).length;
        expect(gap).toBe(dutyAt(all, at).length === 0 ? 1 : 0);
      }
      for (const gap of gaps) {
        expect(gap.until).toBeGreaterThan(gap.from);
        expect(within(all, gap)).toEqual([]);
        expect(gap.from).toBeGreaterThanOrEqual(span.from);
        expect(gap.until).toBeLessThanOrEqual(span.until);
      }
    }),
  );
});

test('the gaps of a month are the gaps of its days, joined at midnight', () => {
  fc.assert(
    fc.property(shifts, (all) => {
      const days = daysOf('2026-11', 'Asia/Seoul');
      const whole = gapsOf(all, { from: days[0]!.from, until: days.at(-1)!.until });
      const joined: Span[] = [];
      for (const gap of days.flatMap((day) => gapsOf(all, day))) {
        const last = joined.at(-1);
        if (last?.until === gap.from) last.until = gap.until;
        else joined.push({ ...gap });
      }
      expect(joined).toEqual(whole);
    }),
  );
});

test('no two on one line are there at once, and a new line is begun only when somebody else is there', () => {
  fc.assert(
    fc.property(shifts, (all) => {
      const lines = onLines(all);
      expect(lines.flat()).toHaveLength(all.length);
      for (const line of lines)
        for (const [index, shift] of line.entries())
          expect(line[index + 1]?.from ?? shift.until).toBeGreaterThanOrEqual(shift.until);
      const most = Math.max(0, ...all.map(({ from }) => dutyAt(all, from).length));
      expect(lines).toHaveLength(most);
    }),
  );
});

test('somebody clashes with themselves only, and not with the shift that is being changed', () => {
  const first = { id: '1', staff: 'a', from: 0, until: 10 };
  const all = [first, { id: '2', staff: 'b', from: 0, until: 10 }];
  expect(clashOf(all, { staff: 'a', from: 9, until: 12 })).toBe(first);
  expect(clashOf(all, { staff: 'a', from: 10, until: 12 })).toBeUndefined();
  expect(clashOf(all, { staff: 'a', from: 9, until: 12 }, '1')).toBeUndefined();
  expect(clashOf(all, { staff: 'c', from: 0, until: 10 })).toBeUndefined();
});

test('days and months are counted over their ends', () => {
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  expect(addMonths('2026-11', 3)).toBe('2027-02');
});
