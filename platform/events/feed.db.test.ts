// Proves that the feed gives every reader everything once and in commit order, whatever the writers do.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, system } from '#platform/db/index.ts';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import {
  appendEvent,
  currentPosition,
  type FeedEvent,
  isVisible,
  type Position,
  parseSnapshot,
  readCursor,
  readFeed,
  writeCursor,
} from './index.ts';

const epoch = '01234567';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

const now = () => fresh.db.transaction(system, currentPosition);
const read = (at: Position, limit: number) =>
  fresh.db.transaction(system, (tx) => readFeed(tx, at, limit));

/** As a client does: keeps nothing but the text of the cursor. */
function resumed(position: Position): Position {
  return readCursor(epoch, writeCursor(epoch, position))!;
}

/** Reads one batch to its end. */
async function readBatch(from: Position, limit: number) {
  const events: FeedEvent[] = [];
  for (let at = from; ; ) {
    const page = await read(resumed(at), limit);
    events.push(...page.events);
    at = page.next;
    if (!at.within) return { events, next: at };
  }
}

/** Reads until there is nothing more. */
async function readOut(from: Position, limit: number): Promise<FeedEvent[]> {
  const first = await readBatch(from, limit);
  // A cursor in mid-batch ends with its batch; what came later is the next one.
  const second = await readBatch(first.next, limit);
  return [...first.events, ...second.events];
}

/** Writes `count` events, waits in mid-transaction for `slow` ms, and commits or not; each event says what its writer had seen. */
async function writeEvents(writer: number, count: number, slow: number, commits: boolean) {
  const work = fresh.db.transaction(system, async (tx) => {
    const seen = await tx.sql<{ id: string }>`select id from platform.events`;
    for (let at = 0; at < count; at += 1) {
      const payload = { writer, at, seen: at === 0 ? seen.map((row) => row.id) : [] };
      await appendEvent(tx, { type: 'tried', subjectId: null, audience: ['*'], payload });
      if (at === 0 && slow > 0) await tx.sql`select pg_sleep(${slow / 1000})`;
    }
    if (!commits) throw new Error('undone');
  });
  await work.catch((error: Error) => {
    if (error.message !== 'undone') throw error;
  });
}

function expectInOrder(events: readonly FeedEvent[]): void {
  const got = new Set<string>();
  for (const event of events) {
    const { seen } = event.payload as { seen: string[] };
    const missing = seen.filter((id) => !got.has(id));
    expect(missing, `event ${event.id} came before events that its writer had seen`).toEqual([]);
    got.add(event.id.toString());
  }
}

const plans = fc.array(
  fc.record({
    count: fc.integer({ min: 1, max: 5 }),
    slow: fc.constantFrom(0, 0, 0, 2, 15),
    commits: fc.constantFrom(true, true, true, false),
  }),
  { minLength: 6, maxLength: 16 },
);

test('several readers with concurrent, slow and failing writers each get everything once and in commit order', async () => {
  await fc.assert(
    fc.asyncProperty(
      plans,
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 3, maxLength: 3 }),
      fc.integer({ min: 1, max: 4 }),
      async (writers, limits, power) => {
        await fresh.asOwner('truncate platform.events');
        await fresh.asOwner(
          `alter table platform.events alter column id restart with ${10 ** power - 5}`,
        );
        const start = await now();
        let writing = true;
        const readers = limits.map(async (limit) => {
          const events: FeedEvent[] = [];
          let at = start;
          for (let last = false; !last; ) {
            last = !writing;
            for (let more = true; more; ) {
              const page = await read(resumed(at), limit);
              events.push(...page.events);
              at = page.next;
              more = at.within !== undefined;
            }
          }
          return events;
        });
        const queue = [...writers.entries()];
        const hands = [0, 1, 2].map(async () => {
          for (let next = queue.shift(); next; next = queue.shift())
            await writeEvents(next[0], next[1].count, next[1].slow, next[1].commits);
        });
        await Promise.all(hands).finally(() => {
          writing = false;
        });
        const rows = await fresh.asOwner('select id::text from platform.events e order by e.id');
        const written = rows.map((row) => row.id);
        for (const events of await Promise.all(readers)) {
          const ids = events.map((event) => event.id);
          expect(ids.toSorted((a, b) => (a < b ? -1 : 1)).map(String)).toEqual(written);
          expectInOrder(events);
        }
      },
    ),
    { numRuns: 8 },
  );
});

test('from every cursor that was ever given out, in mid-batch too, the rest follows once and in the same order', async () => {
  await fresh.asOwner('truncate platform.events');
  await fresh.asOwner('alter table platform.events alter column id restart with 95');
  const start = await now();
  const given: { position: Position; had: number }[] = [{ position: start, had: 0 }];
  const whole: FeedEvent[] = [];
  let at = start;
  for (let round = 0; round < 6; round += 1) {
    await Promise.all([
      writeEvents(1, 4, round % 2 ? 5 : 0, true),
      writeEvents(2, 2, 0, round !== 3),
      writeEvents(3, 1, 0, true),
    ]);
    for (let more = true; more; ) {
      const page = await read(at, 3);
      whole.push(...page.events);
      at = page.next;
      given.push({ position: at, had: whole.length });
      more = at.within !== undefined;
    }
  }
  const ids = whole.map((event) => event.id);
  expect(
    given.some(({ position }) => position.within),
    'no cursor in mid-batch was tried',
  ).toBe(true);
  for (const { position, had } of given) {
    for (const limit of [1, 3, 1000]) {
      const rest = await readOut(position, limit);
      expect(rest.map((event) => event.id).toSorted(byId)).toEqual(ids.slice(had).toSorted(byId));
      expectInOrder([...whole.slice(0, had), ...rest]);
    }
  }
});

const byId = (a: bigint, b: bigint) => (a < b ? -1 : 1);

test('a transaction that runs for long holds nobody else up and is not lost when it ends', async () => {
  await fresh.asOwner('truncate platform.events');
  const start = await now();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let wrote = () => {};
  const written = new Promise<void>((resolve) => {
    wrote = resolve;
  });
  const event = (type: string) => ({ type, subjectId: null, audience: ['*'], payload: {} });
  const slow = fresh.db.transaction(system, async (tx) => {
    await appendEvent(tx, event('slow'));
    wrote();
    await held;
  });
  await written;
  await fresh.db.transaction(system, (tx) => appendEvent(tx, event('quick')));
  const first = await read(start, 10);
  expect(first.events.map((each) => each.type)).toEqual(['quick']);
  release();
  await slow;
  const second = await read(resumed(first.next), 10);
  expect(second.events.map((each) => each.type)).toEqual(['slow']);
});

test('transaction numbers of any length are compared as numbers', async () => {
  // Rows and snapshots made by hand, around the powers of ten that a running server passes once in its life.
  const around = [
    8n,
    9n,
    10n,
    11n,
    98n,
    99n,
    100n,
    101n,
    999n,
    1000n,
    1001n,
    9_999_999n,
    10_000_000n,
  ];
  await fresh.asOwner('truncate platform.events');
  await fresh.asOwner('alter table platform.events alter column id restart with 1');
  for (const xid of around)
    await fresh.asOwner("insert into platform.events (xid, type) values ($1::text::xid8, 'old')", [
      xid.toString(),
    ]);
  const xmax = fc.constantFrom(...around, 10_000_001n);
  const cuts = fc
    .tuple(xmax, fc.subarray(around), xmax, fc.subarray(around))
    .map(([a, runningA, b, runningB]) => [snapshot(a, runningA), snapshot(b, runningB)] as const);
  await fc.assert(
    fc.asyncProperty(cuts, fc.integer({ min: 1, max: 20 }), async ([after, upTo], limit) => {
      const batch = await readBatch({ after, within: { upTo, lastId: 0n } }, limit);
      const had = parseSnapshot(after)!;
      const has = parseSnapshot(upTo)!;
      expect(batch.events.map((event) => event.xid)).toEqual(
        around.filter((xid) => isVisible(has, xid) && !isVisible(had, xid)),
      );
    }),
    { numRuns: 100 },
  );
});

function snapshot(xmax: bigint, running: readonly bigint[]): string {
  const open = running.filter((xid) => xid < xmax);
  return `${open[0] ?? xmax}:${xmax}:${open.join(',')}`;
}

test('a desk reads the events of its own district only', async () => {
  await fresh.asOwner('truncate platform.events');
  const start = await now();
  const events = [['10001'], ['10002'], ['10001', '10002'], ['*']];
  await fresh.db.transaction(system, async (tx) => {
    for (const audience of events)
      await appendEvent(tx, { type: 'tried', subjectId: null, audience, payload: {} });
  });
  const desk: Actor = { id: 'x', name: null, role: 'operator', districts: ['10002'] };
  const page = await fresh.db.transaction(desk, (tx) => readFeed(tx, start, 10));
  const seen = page.events.map((event) => event.audience);
  expect(seen).not.toContainEqual(['10001']);
  expect(seen).toContainEqual(['10001', '10002']);
  expect(seen).toContainEqual(['10002']);
});
