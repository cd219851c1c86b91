// Proves that whatever a wire does with a press (again, late, twice at once), a store's open call is one incident that counts right.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import { openSmallCity, type SmallCity } from '#platform/testing/small-city.ts';
import { cityConfigSchema } from '#programme/city/index.ts';
import {
  type Delivery,
  type DoorHandler,
  hearDevice,
  startTest,
} from '#programme/devices/index.ts';
import { answerButtons } from './index.ts';

const config = cityConfigSchema.parse({ name: { ko: '보기' }, bounds: [124, 33, 132, 39] });
const doors = new Map<string, DoorHandler>([['store', answerButtons]]);

let city: SmallCity;
beforeAll(async () => {
  city = await openSmallCity(1, 3);
});
afterAll(() => city.close());
beforeEach(empty);

async function empty(): Promise<void> {
  await city.asOwner('truncate incidents.incidents cascade');
  await city.asOwner('truncate devices.signals, platform.outbox, platform.events');
  await city.asOwner('update devices.vitals set test_until = null, last_test_at = null');
}

type Told = { press?: Delivery['signal']['press']; redelivered?: boolean; drill?: boolean };

/** One delivery of a press: `id` on a wire that has ids, the packet itself on one that has none. */
function deliver(deviceId: string, press: { id: string } | { packet: string }, told: Told = {}) {
  const isNamed = 'id' in press;
  return city.db.transaction(system, (tx) =>
    hearDevice(tx, config, doors, {
      deviceId,
      signal: {
        kind: 'alarm',
        press: told.press ?? 'single',
        batteryPercent: null,
        linkQuality: null,
        tampered: false,
        deliveryId: isNamed ? press.id : null,
        occurredAt: null,
      },
      wire: { key: isNamed ? '' : press.packet, redelivered: told.redelivered ?? false },
      idLifetimeSeconds: null,
      drill: told.drill ?? false,
    }),
  );
}

type Row = {
  id: string;
  presses: number;
  urgency: number;
  state: string;
  drill: boolean;
  test: boolean;
  hand_over: string;
  place_id: string;
};
const incidents = () =>
  city.asOwner(
    'select * from incidents.incidents order by raised_at, id',
  ) as Promise<unknown> as Promise<Row[]>;

async function closeAll(storeId: string): Promise<void> {
  await city.asOwner(
    `update incidents.incidents set state = 'closed', disposition = 'assisted', closed_at = now()
     where place_id = $1 and closed_at is null`,
    [storeId],
  );
}

describe('deduplication', () => {
  const press = fc.record({
    store: fc.nat(1),
    device: fc.nat(2),
    wire: fc.constantFrom('id', 'packet'),
    copies: fc.integer({ min: 1, max: 4 }),
  });
  // Each round happens at once; between rounds an operator may close, and old messages may come again.
  const nights = fc.array(
    fc.record({
      presses: fc.array(press, { minLength: 1, maxLength: 5 }),
      late: fc.array(fc.nat(30), { maxLength: 3 }),
      closes: fc.option(fc.nat(1), { nil: null }),
      order: fc.infiniteStream(fc.nat(1000)),
    }),
    { minLength: 1, maxLength: 4 },
  );

  test('any interleaving of deliveries, redeliveries and repeats is one incident for each open call, and every press counts once', async () => {
    await fc.assert(
      fc.asyncProperty(nights, async (rounds) => {
        await empty();
        const past: (() => Promise<unknown>)[] = [];
        const expected: number[][] = [[], []];
        const open = [false, false];
        for (const round of rounds) {
          const deliveries = round.late.flatMap((at) => past[at % Math.max(1, past.length)] ?? []);
          for (const { store, device, wire, copies } of round.presses) {
            const deviceId = city.stores[store]!.devices[device]!;
            const name = randomUUID();
            const again = () =>
              deliver(deviceId, wire === 'id' ? { id: name } : { packet: name }, {
                redelivered: true,
              });
            for (let copy = 0; copy < copies; copy += 1) deliveries.push(again);
            past.push(again);
            if (!open[store]) expected[store]!.push(0);
            open[store] = true;
            expected[store]![expected[store]!.length - 1]! += 1;
          }
          const shuffled = deliveries
            .map((act) => ({ act, key: round.order.next().value as number }))
            .toSorted((a, b) => a.key - b.key);
          await Promise.all(shuffled.map(({ act }) => act()));
          if (round.closes !== null) {
            await closeAll(city.stores[round.closes]!.id);
            open[round.closes] = false;
          }
        }
        const rows = await incidents();
        for (const [store, counts] of expected.entries()) {
          const own = rows.filter((row) => row.place_id === city.stores[store]!.id);
          expect(own.map((row) => row.presses)).toEqual(counts);
        }
      }),
      { numRuns: 15 },
    );
  });

  test('twenty presses at once in one store are one incident with twenty presses', async () => {
    const store = city.stores[0]!;
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, at) => deliver(store.devices[at % 3]!, { id: `press ${at}` })),
    );
    const rows = await incidents();
    expect(rows).toMatchObject([{ presses: 20, urgency: 5, state: 'raised' }]);
    expect(new Set(outcomes.map((outcome) => outcome.incidentId))).toEqual(new Set([rows[0]!.id]));
    const steps = await city.asOwner(
      'select kind, count(*)::int from incidents.steps group by kind order by kind',
    );
    expect(steps).toEqual([
      { kind: 'pressed-again', count: 19 },
      { kind: 'raised', count: 1 },
    ]);
  });

  test('twenty deliveries of one press at once are one press', async () => {
    for (const wire of [{ id: 'same' }, { packet: 'same' }]) {
      await empty();
      const device = city.stores[0]!.devices[0]!;
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => deliver(device, wire, { redelivered: true })),
      );
      expect(outcomes.filter((each) => each.outcome === 'duplicate')).toHaveLength(19);
      expect(await incidents()).toMatchObject([{ presses: 1 }]);
    }
  });

  test('the same message id of two buttons is two presses', async () => {
    const [one, other] = city.stores[0]!.devices;
    await Promise.all([deliver(one!, { id: '1' }), deliver(other!, { id: '1' })]);
    expect(await incidents()).toMatchObject([{ presses: 2 }]);
  });

  test('a button that numbers every connection from one is heard again once the redelivery time has passed', async () => {
    const device = city.stores[0]!.devices[0]!;
    expect((await deliver(device, { packet: '1' })).outcome).toBe('call');
    expect((await deliver(device, { packet: '1' })).outcome).toBe('duplicate');
    await city.asOwner("update devices.signals set at = at - interval '21 seconds'");
    expect((await deliver(device, { packet: '1' }, { redelivered: true })).outcome).toBe(
      'duplicate',
    );
    expect((await deliver(device, { packet: '1' })).outcome).toBe('call');
    expect(await incidents()).toMatchObject([{ presses: 2 }]);
  });

  test('a press that was rolled back was not heard: its redelivery raises the call', async () => {
    const device = city.stores[0]!.devices[0]!;
    const broken = new Map<string, DoorHandler>([
      [
        'store',
        async (tx, own, calls) => {
          await answerButtons(tx, own, calls);
          throw new Error('the door broke');
        },
      ],
    ]);
    const delivery: Delivery = {
      deviceId: device,
      signal: {
        kind: 'alarm',
        press: 'single',
        batteryPercent: null,
        linkQuality: null,
        tampered: false,
        deliveryId: 'x',
        occurredAt: null,
      },
      wire: { key: '', redelivered: false },
      idLifetimeSeconds: null,
      drill: false,
    };
    await expect(
      city.db.transaction(system, (tx) => hearDevice(tx, config, broken, delivery)),
    ).rejects.toThrow('the door broke');
    expect(await incidents()).toEqual([]);
    expect((await deliver(device, { id: 'x' })).outcome).toBe('call');
    expect(await incidents()).toHaveLength(1);
  });
});

describe('test mode', () => {
  const begin = (device: string) =>
    city.db.transaction(system, (tx) => startTest(tx, device, config.devices.testMinutes));

  test('one short press is a test and tells no police; the next one is real, promotes it and does', async () => {
    const device = city.stores[0]!.devices[0]!;
    await begin(device);
    expect((await deliver(device, { id: 'a' })).outcome).toBe('test');
    expect(await incidents()).toMatchObject([{ test: true, hand_over: 'none' }]);
    expect(await city.asOwner('select * from platform.outbox')).toEqual([]);
    expect((await deliver(device, { id: 'a' })).outcome).toBe('duplicate');
    expect((await deliver(device, { id: 'b' })).outcome).toBe('call');
    expect(await incidents()).toMatchObject([{ test: false, hand_over: 'pending', urgency: 5 }]);
    expect(await city.asOwner('select kind from platform.outbox')).toEqual([
      { kind: 'police-eido' },
    ]);
  });

  test('a long press is real at once', async () => {
    const device = city.stores[0]!.devices[0]!;
    await begin(device);
    expect((await deliver(device, { id: 'a' }, { press: 'long' })).outcome).toBe('call');
    expect(await incidents()).toMatchObject([{ test: false, hand_over: 'pending' }]);
  });

  test('ends by itself, and a press after it is a call of its own', async () => {
    const device = city.stores[0]!.devices[0]!;
    await begin(device);
    await deliver(device, { id: 'a' });
    await city.asOwner("update devices.vitals set test_until = now() - interval '1 second'");
    expect((await deliver(device, { id: 'b' })).outcome).toBe('call');
    expect((await incidents()).map((row) => row.test).toSorted()).toEqual([false, true]);
  });

  test('the test of another button of the store does not hide a call', async () => {
    const [one, other] = city.stores[0]!.devices;
    await begin(one!);
    expect((await deliver(other!, { id: 'a' })).outcome).toBe('call');
  });
});

test('a drill in a real city is refused on a device that is not marked for training, and leaves no trace', async () => {
  const device = city.stores[0]!.devices[0]!;
  await expect(deliver(device, { id: 'a' }, { drill: true })).rejects.toMatchObject({
    code: 'no-drill',
  });
  expect(await incidents()).toEqual([]);
  expect((await deliver(device, { id: 'a' })).outcome).toBe('call');
});

test('a drill never joins a real call of the store, nor the call the drill', async () => {
  const device = city.stores[0]!.devices[0]!;
  await city.asOwner('update devices.devices set training = true where id = $1', [device]);
  await deliver(device, { id: 'a' }, { drill: true });
  await deliver(device, { id: 'b' });
  await deliver(device, { id: 'c' }, { drill: true });
  const rows = await incidents();
  expect(rows.map(({ drill, presses, hand_over }) => [drill, presses, hand_over])).toEqual([
    [true, 2, 'none'],
    [false, 1, 'pending'],
  ]);
  const sent = await city.asOwner('select distinct subject_id from platform.outbox');
  expect(sent).toEqual([{ subject_id: rows[1]!.id }]);
  await city.asOwner('update devices.devices set training = false');
});

test('a device nobody enrolled is refused', async () => {
  await expect(deliver(randomUUID(), { id: 'a' })).rejects.toMatchObject({
    code: 'unknown-device',
  });
  expect(await incidents()).toEqual([]);
});
