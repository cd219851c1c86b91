// Open or shut at every minute of the week, past midnight and over the end of the week.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Hours } from '../../contract.ts';
import { minuteOfWeek, openAt } from './hours.ts';

const at = (day: number, hour: number, minute = 0) => day * 1440 + hour * 60 + minute;
const nights: Hours = [{ days: [5, 6], from: '18:00', to: '03:00' }];
const everyDay: Hours = [{ days: [0, 1, 2, 3, 4, 5, 6], from: '07:00', to: '24:00' }];
const always: Hours = [{ days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '24:00' }];

test.each([
  ['24h', '24h' as Hours, at(3, 4), { open: true, change: null }],
  ['written out', always, at(6, 23, 59), { open: true, change: null }],
  ['before opening', everyDay, at(2, 6), { open: false, change: 60 }],
  ['the last minute', everyDay, at(2, 23, 59), { open: true, change: 1 }],
  ['midnight', everyDay, at(3, 0), { open: false, change: 420 }],
  ['past midnight on Saturday night', nights, at(0, 2), { open: true, change: 60 }],
  ['Friday evening', nights, at(5, 20), { open: true, change: 420 }],
  ['Monday', nights, at(1, 12), { open: false, change: at(5, 18) - at(1, 12) }],
  ['never', [] as Hours, at(1, 12), { open: false, change: null }],
])('%s', (_name, hours, minute, expected) => {
  expect(openAt(hours, minute)).toEqual(expected);
});

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const hours = fc.array(
  fc.record({
    days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }),
    from: clock,
    to: clock,
  }),
  { maxLength: 4 },
);

test('it is as it says until the change, and otherwise from then on', () => {
  fc.assert(
    fc.property(hours, fc.integer({ min: 0, max: 10_079 }), (given, minute) => {
      const { open, change } = openAt(given, minute);
      if (change === null) return;
      expect(change).toBeGreaterThan(0);
      expect(openAt(given, (minute + change - 1) % 10_080).open).toBe(open);
      expect(openAt(given, (minute + change) % 10_080).open).toBe(!open);
    }),
  );
});

test('the minute of the week is that of the city, whatever clock the phone shows', () => {
  // 2026-11-24 is a Tuesday; 15:30 UTC is half past midnight of Wednesday in Seoul.
  expect(minuteOfWeek(Date.UTC(2026, 10, 24, 15, 30), 'Asia/Seoul')).toBe(at(3, 0, 30));
  expect(minuteOfWeek(Date.UTC(2026, 10, 24, 15, 30), 'UTC')).toBe(at(2, 15, 30));
});
