// Proves what the desk plans with: free places of every point, and the hours that only the whole city's manager changes.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import { squarePoint } from '#platform/testing/square-city.ts';
import { raiseCall } from '#programme/incidents/index.ts';
import type { BoardDetail } from './board-contract.ts';
import { openWalkers, type Walkers } from './walkers-for-test.ts';

let w: Walkers;
beforeAll(async () => {
  w = await openWalkers();
  await w.city.asOwner('insert into platform.city (config) values ($1) on conflict do nothing', [
    JSON.stringify(w.config),
  ]);
});
afterAll(() => w.close());

test('what is free is shown for every point of the desk’s districts and no other', async () => {
  const capacity = await w.desk<{
    days: string[];
    slots: string[];
    points: { id: string; district: string; perSlot: number; free: number[] }[];
  }>('near', 'GET', '/api/walk-capacity');
  expect(capacity.status).toBe(200);
  const { points, slots, days } = capacity.body;
  expect(points.map(({ district }) => district)).toEqual([w.city.districts[0]]);
  expect(points[0]!.free).toHaveLength(slots.length);
  expect(days.length).toBeGreaterThan(1);
  const later = await w.desk<{ day: string; points: { free: number[]; perSlot: number }[] }>(
    'agent',
    'GET',
    `/api/walk-capacity?day=${days[1]}`,
  );
  expect(later.body.day).toBe(days[1]);
  expect(later.body.points).toHaveLength(3);
  // Nobody is planned that far ahead: what the points take is free.
  for (const { free, perSlot } of later.body.points)
    expect(free.every((places) => places === perSlot)).toBe(true);
});

test('the hours are the whole city’s: its manager changes them, a district’s does not', async () => {
  const known = await w.desk<Record<string, unknown>>('manager', 'GET', '/api/walk-service');
  expect(known.status).toBe(200);
  const { mayChange, holidaysAhead, ...service } = known.body;
  expect(mayChange).toBe(false);
  expect(holidaysAhead).toEqual([]);
  const next = { ...service, closedOn: ['2030-02-03'] };
  const refused = await w.desk('manager', 'PUT', '/api/walk-service', next);
  expect([refused.status, refused.body.code]).toEqual([403, 'other-district']);
  const twice = await w.desk('whole', 'PUT', '/api/walk-service', {
    ...next,
    hours: [
      { days: [1], from: '22:00', to: '01:00' },
      { days: [1, 2], from: '20:00', to: '21:00' },
    ],
  });
  expect([twice.status, twice.body.code]).toEqual([400, 'overlapping-hours']);
  const changed = await w.desk('whole', 'PUT', '/api/walk-service', next);
  expect(changed.status).toBe(200);
  const [row] = await w.city.asOwner(
    `select config #> '{walks,closedOn}' as days from platform.city`,
  );
  expect(row?.days).toEqual(['2030-02-03']);
});

test('the evenings of a month are told as they will be, and a year is too much to ask', async () => {
  const evenings = await w.desk<{ items: { day: string; closed: string | null }[] }>(
    'manager',
    'GET',
    '/api/walk-evenings?from=2026-12-01&to=2026-12-31',
  );
  expect(evenings.body.items).toHaveLength(31);
  expect(evenings.body.items.every(({ closed }) => closed === null)).toBe(true);
  const year = await w.desk('manager', 'GET', '/api/walk-evenings?from=2026-01-01&to=2026-12-31');
  expect([year.status, year.body.code]).toEqual([400, 'too-many-days']);
});

/** A call in the first district, from a store unless said otherwise; answers its id. */
async function called(door: 'store' | 'sos', placeId: string | null): Promise<string> {
  const { lat, lon } = squarePoint(0, 0.3, 0.3);
  const raised = await w.city.db.transaction(system, (tx) =>
    raiseCall(tx, w.config, {
      door,
      drill: false,
      test: false,
      silent: false,
      urgency: 4,
      district: w.city.districts[0]!,
      samePlace: `${door}:${placeId}`,
      place: {
        id: placeId,
        name: '보기마트',
        address: '',
        hint: '계산대 앞',
        phone: null,
        lat,
        lon,
      },
      deviceId: null,
      callbackNumber: null,
      language: 'ko',
      twoWayText: false,
      press: null,
      promotesTest: false,
    }),
  );
  return raised.id;
}

test('after a call at a store she is met at the store, which stands on no list', async () => {
  type Point = { id: string; name: { ko: string }; lat: number; lon: number };
  const incidentId = await called('store', randomUUID());
  const ask = (who: string, id = incidentId) =>
    w.desk<Point>(who, 'POST', '/api/walk-board/from-call', { incidentId: id });
  const at = await ask('near');
  expect(at.status).toBe(200);
  expect(at.body.name.ko).toBe('보기마트');
  expect((await ask('near')).body.id).toBe(at.body.id);
  expect((await ask('far')).status).toBe(404);
  const residents = await called('sos', null);
  const refused = await ask('near', residents);
  expect([refused.status, refused.body.code]).toEqual([409, 'no-such-place']);

  const booked = await w.desk<BoardDetail>('near', 'POST', '/api/walk-board', {
    pointId: at.body.id,
    at: w.slot(),
    firstName: '바다',
    destination: { lat: at.body.lat + 0.003, lon: at.body.lon, words: null },
  });
  expect(booked.status).toBe(201);
  expect(booked.body.point.name.ko).toBe('보기마트');

  const listed = await w.ask<{ items: Point[] }>('GET', '/api/walks/points');
  const kept = await w.desk<{ items: Point[] }>('manager', 'GET', '/api/meeting-points');
  const free = await w.desk<{ points: Point[] }>('near', 'GET', '/api/walk-capacity');
  for (const list of [listed.body.items, kept.body.items, free.body.points])
    expect(list.map(({ id }) => id)).not.toContain(at.body.id);
});
