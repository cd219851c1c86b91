// Proves the evenings of a city: midnight, weekdays, holidays, seasons, clocks put forward, and which moments may be asked for.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeInSlot } from './capacity.ts';
import {
  addDays,
  decideTime,
  eveningDayAt,
  eveningOf,
  localTime,
  momentOf,
  type ServiceHours,
  slotsOf,
} from './evenings.ts';
import { metresFromWay } from './watch.ts';

const seoul: ServiceHours = {
  timeZone: 'Asia/Seoul',
  hours: [
    { days: [1], from: '22:00', to: '00:00' },
    { days: [2, 3, 4, 5], from: '22:00', to: '01:00' },
  ],
  holidayHours: null,
  seasons: [
    { from: '12-01', to: '01-31', hours: [{ days: [1, 2, 3, 4, 5], from: '21:00', to: '01:00' }] },
  ],
  closedOn: ['2026-10-07'],
  slotMinutes: 10,
  leadMinutes: 30,
  daysAhead: 7,
};
const at = (text: string) => Date.parse(text);

test('an evening past midnight is one evening, and a day without hours has none', () => {
  expect(eveningOf('2026-10-06', seoul, false)).toEqual({
    open: true,
    day: '2026-10-06',
    opensAt: at('2026-10-06T13:00:00Z'),
    closesAt: at('2026-10-06T16:00:00Z'),
  });
  expect(slotsOf(eveningOf('2026-10-05', seoul, false), 10)).toHaveLength(12);
  expect(eveningOf('2026-10-04', seoul, false)).toMatchObject({ open: false, why: 'no-service' });
  expect(eveningOf('2026-10-06', seoul, true)).toMatchObject({ open: false, why: 'holiday' });
  expect(eveningOf('2026-10-07', seoul, false)).toMatchObject({ open: false, why: 'closed' });
  // The season of winter goes over the new year.
  for (const day of ['2026-12-31', '2027-01-04'])
    expect(eveningOf(day, seoul, false)).toMatchObject({
      opensAt: momentOf(day, '21:00', 'Asia/Seoul'),
    });
  const open = { ...seoul, holidayHours: { from: '20:00', to: '23:00' } };
  expect(eveningOf('2026-10-04', open, true)).toMatchObject({ open: true });
  expect(eveningDayAt(at('2026-10-06T16:30:00Z'), seoul)).toBe('2026-10-06');
  expect(eveningDayAt(at('2026-10-06T22:30:00Z'), seoul)).toBe('2026-10-07');
});

test('moments that cannot be had are told apart', () => {
  const now = at('2026-10-06T13:05:00Z');
  const ask = (text: string) => decideTime(at(text), now, seoul, () => false);
  expect(ask('2026-10-06T13:40:00Z')).toEqual({ ok: true, day: '2026-10-06' });
  // Half past midnight belongs to the evening before.
  expect(ask('2026-10-06T15:30:00Z')).toEqual({ ok: true, day: '2026-10-06' });
  expect(ask('2026-10-06T13:30:00Z')).toEqual({ ok: false, code: 'too-soon' });
  expect(ask('2026-10-06T13:45:00Z')).toEqual({ ok: false, code: 'not-a-slot' });
  expect(ask('2026-10-06T16:00:00Z')).toEqual({ ok: false, code: 'no-evening' });
  expect(ask('2026-10-14T13:00:00Z')).toEqual({ ok: false, code: 'too-far-ahead' });
  expect(decideTime(at('2026-10-08T13:00:00Z'), now, seoul, (day) => day === '2026-10-08')).toEqual(
    {
      ok: false,
      code: 'no-evening',
    },
  );
});

test('every local time has its moment in every zone, and evenings of a city whose clocks change stay in order', () => {
  const zones = [
    'Asia/Seoul',
    'Europe/Berlin',
    'America/Sao_Paulo',
    'America/St_Johns',
    'Pacific/Chatham',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 0, max: 3650 }),
      fc.integer({ min: 0, max: 1439 }),
      (timeZone, days, minutes) => {
        const day = addDays('2020-01-01', days);
        const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        const moment = momentOf(day, time, timeZone);
        const shown = localTime(moment, timeZone);
        const off = Math.abs(
          Date.parse(`${shown.day}T00:00:00Z`) / 60_000 +
            shown.minutes -
            (Date.parse(`${day}T00:00:00Z`) / 60_000 + minutes),
        );
        // Exactly that time, or, where the clocks jump over it, at most the jump away.
        expect(off).toBeLessThanOrEqual(60);
        const evening = eveningOf(
          day,
          {
            ...seoul,
            timeZone,
            hours: [{ days: [0, 1, 2, 3, 4, 5, 6], from: '22:00', to: '01:00' }],
            seasons: [],
          },
          false,
        );
        if (evening.open) expect(evening.closesAt).toBeGreaterThan(evening.opensAt);
      },
    ),
  );
});

test('a slot is full by its point or by its district, and the way is a line with ends', () => {
  expect(freeInSlot({ perSlot: 2, booked: 1, pairs: null, walksAround: 0 })).toBe(1);
  expect(freeInSlot({ perSlot: 2, booked: 0, pairs: 3, walksAround: 3 })).toBe(0);
  expect(freeInSlot({ perSlot: 2, booked: 0, pairs: 4, walksAround: 3 })).toBe(1);
  expect(freeInSlot({ perSlot: 1, booked: 2, pairs: 9, walksAround: 0 })).toBe(0);
  const from = { lat: 37.5, lon: 127 };
  const to = { lat: 37.5, lon: 127.02 };
  expect(metresFromWay({ lat: 37.501, lon: 127.01 }, from, to)).toBeCloseTo(111, 0);
  expect(metresFromWay({ lat: 37.5, lon: 126.99 }, from, to)).toBeCloseTo(882, 0);
  expect(metresFromWay(from, from, from)).toBe(0);
});
