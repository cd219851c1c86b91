// Proves that presses that are heard together become what they would have become one by one, whoever is among them.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import { openSmallCity, type SmallCity } from '#platform/testing/small-city.ts';
import { cityConfigSchema } from '#programme/city/index.ts';
import {
  type Delivery,
  type DoorHandler,
  hearDevice,
  startTest,
} from '#programme/devices/index.ts';
import { answerButtons } from '#programme/safe-houses/index.ts';
import { gatherPresses } from './presses.ts';

const config = cityConfigSchema.parse({ name: { ko: '보기' }, bounds: [124, 33, 132, 39] });
const doors = new Map<string, DoorHandler>([['store', answerButtons]]);

let city: SmallCity;
let hear: ReturnType<typeof gatherPresses>;
beforeAll(async () => {
  city = await openSmallCity(2, 2);
  hear = gatherPresses({ db: city.db, intakeDb: city.intakeDb, config: () => config, doors });
});
afterAll(() => city.close());
beforeEach(empty);

async function empty(): Promise<void> {
  await city.asOwner('truncate incidents.incidents cascade');
  await city.asOwner('truncate devices.signals, platform.outbox, platform.events');
  await city.asOwner('update devices.vitals set test_until = null, last_test_at = null');
}

function press(
  deviceId: string,
  id: string,
  how: Delivery['signal']['press'] = 'single',
): Delivery {
  const signal = { kind: 'alarm', press: how, batteryPercent: 80, linkQuality: null } as const;
  return {
    deviceId,
    signal: { ...signal, tampered: false, deliveryId: id, occurredAt: null },
    wire: { key: '', redelivered: false },
    idLifetimeSeconds: null,
    drill: false,
  };
}

const alone = (delivery: Delivery) =>
  city.db.transaction(system, (tx) => hearDevice(tx, config, doors, delivery));
const calls = () =>
  city.asOwner(
    'select place_id, presses, urgency, test, hand_over from incidents.incidents order by place_id, test, raised_at',
  );

test('any night of presses heard together, some of them alone, some told again: one call a store, and every press counts once', async () => {
  const one = fc.record({
    store: fc.nat(5),
    device: fc.nat(1),
    copies: fc.integer({ min: 1, max: 3 }),
    isAlone: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(one, { minLength: 1, maxLength: 20 }), async (presses) => {
      await empty();
      const outcomes = await Promise.all(
        presses.flatMap(({ store, device, copies, isAlone }) => {
          const id = randomUUID();
          const delivery = press(city.stores[store]!.devices[device]!, id);
          return Array.from({ length: copies }, () => (isAlone ? alone : hear)(delivery));
        }),
      );
      const expected = city.stores
        .map(({ id }, at) => ({ id, count: presses.filter(({ store }) => store === at).length }))
        .filter(({ count }) => count > 0)
        .toSorted((a, b) => (a.id < b.id ? -1 : 1));
      expect(await calls()).toMatchObject(
        expected.map(({ id, count }) => ({
          place_id: id,
          presses: count,
          urgency: Math.min(5, 2 + count),
          hand_over: 'pending',
        })),
      );
      const heard = outcomes.filter((outcome) => outcome?.outcome === 'call');
      expect(heard).toHaveLength(presses.length);
      const [{ count } = { count: 0 }] = await city.asOwner(
        "select count(*)::int as count from platform.events where type like 'incident.%'",
      );
      expect(count).toBe(presses.length);
    }),
    { numRuns: 20 },
  );
});

test('a test, a touch, an unknown device and a store that is gone are each dealt with, and those beside them are calls', async () => {
  const [first, second, third, fourth] = city.stores;
  const [testing, touching, homeless, plain] = [first, second, third, fourth].map(
    (store) => store!.devices[0]!,
  ) as [string, string, string, string];
  await city.db.transaction(system, (tx) => startTest(tx, testing, 5));
  await city.asOwner('update devices.devices set hold_only = true where id = $1', [touching]);
  await city.asOwner('update devices.devices set place_id = $2 where id = $1', [
    homeless,
    randomUUID(),
  ]);
  const results = await Promise.allSettled([
    hear(press(plain, 'first of its batch')),
    ...[testing, touching, homeless, randomUUID(), fourth!.devices[1]!].map((id) =>
      hear(press(id, 'a')),
    ),
  ]);
  expect(
    results.map((each) => (each.status === 'fulfilled' ? each.value?.outcome : each.reason.code)),
  ).toEqual(['call', 'test', 'touch', 'unknown-place', undefined, 'call']);
  expect(
    (await calls()).map(({ presses, test, hand_over }) => [presses, test, hand_over]).toSorted(),
  ).toEqual(
    [
      [1, true, 'none'],
      [2, false, 'pending'],
    ].toSorted(),
  );
  // The second press of the same test is real, also when it comes with others.
  const [again] = await Promise.all([hear(press(testing, 'b')), hear(press(plain, 'c'))]);
  expect(again?.outcome).toBe('call');
  await city.asOwner('update devices.devices set hold_only = false, place_id = $2 where id = $1', [
    homeless,
    third!.id,
  ]);
  await city.asOwner('update devices.devices set hold_only = false');
});

test('a call that somebody holds locked delays its own presses only', async () => {
  const [held, free] = city.stores;
  await hear(press(held!.devices[0]!, 'a'));
  const locked = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const holder = city.db.transaction(system, async (tx) => {
    await tx.sql`select from incidents.incidents where place_id = ${held!.id} for update`;
    locked.resolve();
    await letGo.promise;
  });
  await locked.promise;
  let isHeard = false;
  const waits = hear(press(held!.devices[0]!, 'b')).then(() => {
    isHeard = true;
  });
  const outcomes = await Promise.all([0, 1].map((at) => hear(press(free!.devices[at]!, 'c'))));
  expect(outcomes.map((outcome) => outcome?.outcome)).toEqual(['call', 'call']);
  expect(isHeard).toBe(false);
  letGo.resolve();
  await Promise.all([holder, waits]);
  expect((await calls()).map(({ presses }) => presses)).toEqual([2, 2]);
});
