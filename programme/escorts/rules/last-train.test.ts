// Proves the edges of an evening: slots after midnight are this evening's, the last slot before closing, holidays and their eves, the last train, clocks that change.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { onShiftFor } from './capacity.ts';
import {
  addDays,
  decideTime,
  eveningDayAt,
  eveningOf,
  momentOf,
  type ServiceHours,
  slotsOf,
} from './evenings.ts';

const seoul: ServiceHours = {
  timeZone: 'Asia/Seoul',
  hours: [
    { days: [0, 1], from: '22:00', to: '00:00' },
    { days: [2, 3, 4, 5, 6], from: '22:00', to: '01:00' },
  ],
  holidayHours: { from: '21:00', to: '00:30' },
  seasons: [],
  closedOn: ['2026-12-31'],
  slotMinutes: 10,
  leadMinutes: 30,
  daysAhead: 14,
};
// 2026-12-25 is a Friday and a holiday.
const isHoliday = (day: string) => day === '2026-12-25';
const at = (day: string, time: string) => momentOf(day, time, 'Asia/Seoul');

describe('in the city’s own hours', () => {
  const asked = at('2026-12-22', '12:00');
  test.each([
    // The last train of a weekday comes at ten to one; the evening began the day before.
    ['2026-12-24', '00:50', { ok: true, day: '2026-12-23' }],
    ['2026-12-24', '01:00', { ok: false, code: 'no-evening' }],
    ['2026-12-23', '00:00', { ok: true, day: '2026-12-22' }],
    ['2026-12-23', '23:50', { ok: true, day: '2026-12-23' }],
    // Monday's evening ends at midnight: its last slot is the one before.
    ['2026-12-28', '23:50', { ok: true, day: '2026-12-28' }],
    ['2026-12-29', '00:00', { ok: false, code: 'no-evening' }],
    // The small hours of a holiday are the evening of its eve, by the hours of the eve.
    ['2026-12-25', '00:50', { ok: true, day: '2026-12-24' }],
    // The holiday's own evening has the hours of holidays, also past midnight.
    ['2026-12-25', '21:00', { ok: true, day: '2026-12-25' }],
    ['2026-12-26', '00:20', { ok: true, day: '2026-12-25' }],
    ['2026-12-26', '00:30', { ok: false, code: 'no-evening' }],
    // An evening that is closed takes its small hours with it, and leaves those of the one before.
    ['2026-12-31', '00:50', { ok: true, day: '2026-12-30' }],
    ['2026-12-31', '22:00', { ok: false, code: 'no-evening' }],
    ['2027-01-01', '00:50', { ok: false, code: 'no-evening' }],
  ] as const)('%s %s', (day, time, answer) => {
    expect(decideTime(at(day, time), asked, seoul, isHoliday)).toEqual(answer);
  });
});

test('asked after midnight: tonight is the evening that began yesterday, and lead and days ahead count from it', () => {
  const now = at('2026-12-24', '00:15');
  expect(eveningDayAt(now, seoul)).toBe('2026-12-23');
  const ask = (day: string, time: string) => decideTime(at(day, time), now, seoul, isHoliday);
  expect(ask('2026-12-24', '00:40')).toEqual({ ok: false, code: 'too-soon' });
  expect(ask('2026-12-24', '00:50')).toEqual({ ok: true, day: '2026-12-23' });
  const near = { ...seoul, daysAhead: 1 };
  const last = (day: string) => decideTime(at(day, '22:00'), now, near, isHoliday);
  expect(last('2026-12-24')).toEqual({ ok: true, day: '2026-12-24' });
  expect(last('2026-12-26')).toEqual({ ok: false, code: 'too-far-ahead' });
});

test('a pair counts for the last train only when it can walk her home before its shift ends', () => {
  const shift = { beginsAt: at('2026-12-23', '21:30'), endsAt: at('2026-12-24', '01:30') };
  const last = at('2026-12-24', '00:50');
  expect(onShiftFor(shift, last, 2400)).toBe(true);
  expect(onShiftFor(shift, last, 2401)).toBe(false);
  expect(onShiftFor(shift, shift.beginsAt - 1, 600)).toBe(false);
});

test('in every zone, on every day, also when clocks change: each slot is its evening’s own and closing time is not', () => {
  const zones = ['Asia/Seoul', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 3000 }),
      fc.integer({ min: 18, max: 23 }),
      // Closing from an hour before midnight to five hours after it.
      fc.integer({ min: 23, max: 29 }),
      fc.constantFrom(5, 10, 15, 20, 30),
      (timeZone, days, from, to, slotMinutes) => {
        if (to <= from) return;
        const hour = (n: number) => `${String(n % 24).padStart(2, '0')}:00`;
        const service: ServiceHours = {
          ...seoul,
          timeZone,
          slotMinutes,
          closedOn: [],
          holidayHours: null,
          leadMinutes: 0,
          hours: [{ days: [0, 1, 2, 3, 4, 5, 6], from: hour(from), to: hour(to) }],
        };
        const day = addDays('2020-01-01', days);
        const evening = eveningOf(day, service, false);
        expect(evening.open).toBe(true);
        if (!evening.open) return;
        const slots = slotsOf(evening, slotMinutes);
        const now = evening.opensAt - 3_600_000;
        for (const slot of [slots[0]!, slots[slots.length >> 1]!, slots.at(-1)!])
          expect(decideTime(slot, now, service, () => false)).toEqual({ ok: true, day });
        expect(slots.at(-1)! + slotMinutes * 60_000).toBeGreaterThanOrEqual(evening.closesAt);
        expect(slots.at(-1)!).toBeLessThan(evening.closesAt);
        expect(decideTime(evening.closesAt, now, service, () => false)).toEqual({
          ok: false,
          code: 'no-evening',
        });
      },
    ),
    { numRuns: 400 },
  );
});
