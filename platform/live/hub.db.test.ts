// Proves that every listener gets what it may see once and in order, however often it goes and comes back.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Actor, system } from '#platform/db/index.ts';
import { appendEvent } from '#platform/events/index.ts';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import { type LiveHub, startLiveHub } from './hub.ts';

let city: FreshDatabase;
let hub: LiveHub;
beforeAll(async () => {
  city = await freshDatabase();
  await city.asOwner("insert into platform.city (config) values ('{}')");
});
afterAll(() => city.close());
beforeEach(async () => {
  hub = await startLiveHub(city.db, () => {});
});
afterEach(() => hub.stop());

type Message = { cursor: string; number: number };

/** A desk that keeps what it was sent, and takes `capacity` writes before it is called slow. */
function desk(districts: Actor['districts'], capacity = Number.POSITIVE_INFINITY) {
  const got: Message[] = [];
  const state = { resets: 0, closed: false };
  let writes = 0;
  return {
    got,
    state,
    numbers: () => got.map(({ number }) => number),
    listener: {
      districts,
      write(frames: Buffer) {
        writes += 1;
        for (const frame of frames
          .toString()
          .split('\n\n')
          .filter((text) => text.startsWith('id: '))) {
          const [id, data] = frame.split('\n') as [string, string];
          got.push({
            cursor: id.slice(4),
            number: JSON.parse(data.slice(6)).payload.number as number,
          });
        }
        return writes < capacity;
      },
      reset: () => {
        state.resets += 1;
      },
      close: () => {
        state.closed = true;
      },
    },
  };
}

function say(number: number, audience: readonly string[] = ['A'], holdFor?: Promise<unknown>) {
  return city.db.transaction(system, async (tx) => {
    await appendEvent(tx, { type: 'said', subjectId: null, audience, payload: { number } });
    await holdFor;
  });
}

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);
const sorted = (numbers: number[]) => numbers.toSorted((a, b) => a - b);

test('each desk gets its own district and what is for everyone, in order of commit', async () => {
  const [near, far, all] = [desk(['A']), desk(['B']), desk('all')];
  for (const each of [near, far, all]) await hub.join(each.listener, null);
  for (const number of upTo(30)) await say(number, [['A'], ['B'], ['*']][number % 3]);
  await expect.poll(() => all.got.length).toBe(30);
  expect(all.numbers()).toEqual(upTo(30));
  expect(near.numbers()).toEqual(upTo(30).filter((number) => number % 3 !== 1));
  expect(far.numbers()).toEqual(upTo(30).filter((number) => number % 3 !== 0));
  expect(hub.districtsAtDesk().toSorted()).toEqual(['*', 'A', 'B']);
});

test('a desk that leaves and resumes again and again amid concurrent writers misses nothing and gets nothing twice', async () => {
  const joined = await hub.join(desk(['A']).listener, null);
  joined.leave();
  let cursor = joined.cursor;
  const seen: number[] = [];
  const writers = Promise.all(
    [0, 1, 2, 3].map(async (writer) => {
      for (const at of upTo(100)) await say(writer * 100 + at);
    }),
  );
  while (seen.length < 400) {
    const again = desk(['A']);
    const { leave } = await hub.join(again.listener, cursor);
    await expect.poll(() => again.got.length, { interval: 5 }).toBeGreaterThan(0);
    leave();
    seen.push(...again.numbers());
    cursor = again.got.at(-1)!.cursor;
  }
  await writers;
  expect(sorted(seen)).toEqual(upTo(400));
  for (const writer of [0, 1, 2, 3])
    expect(seen.filter((number) => Math.floor(number / 100) === writer)).toEqual(
      upTo(100).map((at) => writer * 100 + at),
    );
});

test('a transaction that began first and commits last is not lost to a desk that resumed in between', async () => {
  const watching = desk(['A']);
  await hub.join(watching.listener, null);
  const slow = Promise.withResolvers<void>();
  const late = say(1, ['A'], slow.promise);
  await say(2);
  await expect.poll(() => watching.numbers()).toEqual([2]);
  const resumed = desk(['A']);
  await hub.join(resumed.listener, watching.got[0]!.cursor);
  slow.resolve();
  await late;
  await expect.poll(() => resumed.numbers()).toEqual([1]);
  await expect.poll(() => watching.numbers()).toEqual([2, 1]);
});

test('a cursor of another database is answered with a reset, and the feed goes on', async () => {
  for (const cursor of ['nonsense', 'ffffffff.1:1:', '']) {
    const lost = desk(['A']);
    await hub.join(lost.listener, cursor);
    expect(lost.state.resets).toBe(cursor === '' ? 0 : 1);
    await say(7);
    await expect.poll(() => lost.numbers()).toEqual([7]);
  }
});

test('a desk that cannot keep up is cut off and the others are not; stopping closes every desk', async () => {
  const [slow, quick] = [desk(['A'], 2), desk(['A'])];
  await hub.join(slow.listener, null);
  await hub.join(quick.listener, null);
  for (const number of upTo(10)) {
    await say(number);
    await expect.poll(() => quick.got.length).toBe(number + 1);
  }
  expect(slow.state.closed).toBe(true);
  expect(slow.got.length).toBeLessThan(10);
  const resumed = desk(['A']);
  await hub.join(resumed.listener, slow.got.at(-1)!.cursor);
  await expect.poll(() => [...slow.numbers(), ...resumed.numbers()]).toEqual(upTo(10));
  await hub.stop();
  expect(quick.state.closed).toBe(true);
  expect(sorted(quick.numbers())).toEqual(upTo(10));
});

test('after a crash of the database, told by its witness, every desk is cut off and comes back to a fresh snapshot', async () => {
  const joined = desk(['A']);
  const { cursor } = await hub.join(joined.listener, null);
  await say(1);
  await expect.poll(() => joined.numbers()).toEqual([1]);
  // What recovery does to an unlogged table.
  await city.asOwner('truncate platform.feed_witness');
  await expect.poll(() => joined.state.closed).toBe(true);
  const back = desk(['A']);
  await hub.join(back.listener, joined.got.at(-1)!.cursor);
  expect(back.state.resets).toBe(1);
  const late = desk(['A']);
  await hub.join(late.listener, cursor);
  expect(late.state.resets).toBe(1);
  await say(2);
  await expect.poll(() => [back.numbers(), late.numbers()]).toEqual([[2], [2]]);
});

test('of two processes one renews the epoch and the other takes it over', async () => {
  const other = await startLiveHub(city.db, () => {});
  const desks = [desk(['A']), desk(['A'])];
  await hub.join(desks[0]!.listener, null);
  await other.join(desks[1]!.listener, null);
  await city.asOwner('truncate platform.feed_witness');
  await expect.poll(() => desks.map(({ state }) => state.closed)).toEqual([true, true]);
  const again = [desk(['A']), desk(['A'])];
  const { cursor } = await hub.join(again[0]!.listener, null);
  await other.join(again[1]!.listener, cursor);
  expect(again[1]!.state.resets).toBe(0);
  await say(3);
  await expect.poll(() => again.map((one) => one.numbers())).toEqual([[3], [3]]);
  await other.stop();
});

test('a copy of a database in another place is no witness: its readers start afresh', async () => {
  const before = await hub.join(desk(['A']).listener, null);
  await hub.stop();
  await city.asOwner("update platform.feed_witness set cluster = 'elsewhere/1'");
  await city.asOwner(
    "insert into platform.events (type, xid) select 'of the other place', (pg_current_xact_id()::text::bigint + 3)::text::xid8",
  );
  hub = await startLiveHub(city.db, () => {});
  const back = desk(['A']);
  const after = await hub.join(back.listener, before.cursor);
  expect(back.state.resets).toBe(1);
  for (const number of upTo(6)) await say(number);
  await expect.poll(() => back.numbers()).toEqual(upTo(6));
  expect(after.cursor.split('~')[0]).not.toBe(before.cursor.split('~')[0]);
});
