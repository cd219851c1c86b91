// Proves that our reading of a snapshot's text is PostgreSQL's own.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import { includes, isVisible, parseSnapshot, readCursor, writeCursor } from './snapshot.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.close());

/** Numbers that gather around powers of ten, where comparing them as text goes wrong. */
const xids = fc.oneof(
  fc.bigInt({ min: 3n, max: 1200n }),
  fc
    .tuple(fc.integer({ min: 1, max: 18 }), fc.bigInt({ min: -4n, max: 4n }))
    .map(([power, by]) => 10n ** BigInt(power) + by),
);

const snapshots = fc
  .tuple(xids, fc.uniqueArray(fc.bigInt({ min: 0n, max: 40n }), { maxLength: 12 }))
  .map(([xmin, offsets]) => {
    const running = offsets.map((by) => xmin + by).sort((a, b) => (a < b ? -1 : 1));
    const first = running[0] ?? xmin;
    const last = running[running.length - 1];
    return `${first}:${last === undefined ? xmin : last + 1n}:${running.join(',')}`;
  });

test('what is visible in a snapshot is what PostgreSQL says is visible', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(snapshots, fc.bigInt({ min: -5n, max: 45n }), xids), {
        minLength: 50,
        maxLength: 100,
      }),
      async (cases) => {
        const asked = cases.map(([text, by, other], index) => {
          const near = parseSnapshot(text)!.xmin + by;
          return { text, xid: index % 4 === 0 ? other : near < 3n ? 3n : near };
        });
        const rows = await fresh.db.transaction(
          system,
          (tx) => tx.sql<{ visible: boolean }>`
            select pg_visible_in_snapshot(x::xid8, s::pg_snapshot) as visible
            from unnest(${asked.map(({ text }) => text)}::text[], ${asked.map(({ xid }) => xid.toString())}::text[])
              with ordinality as t (s, x, n) order by n`,
        );
        const ours = asked.map(({ text, xid }) => isVisible(parseSnapshot(text)!, xid));
        expect(ours).toEqual(rows.map((row) => row.visible));
      },
    ),
    { numRuns: 20 },
  );
});

test('a snapshot that includes another shows all that the other shows, and includes itself', () => {
  const near = fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.uniqueArray(fc.integer({ min: 0, max: 6 })))
    .map(([xmax, running]) => {
      const still = running.filter((xid) => xid >= 1 && xid < xmax).toSorted((a, b) => a - b);
      return parseSnapshot(`${still[0] ?? xmax}:${xmax}:${still.join(',')}`)!;
    });
  fc.assert(
    fc.property(near, near, (one, other) => {
      const xids = [1n, 2n, 3n, 4n, 5n, 6n, 7n];
      const alone = xids.filter((xid) => isVisible(other, xid) && !isVisible(one, xid));
      if (includes(one, other)) expect(alone).toEqual([]);
      expect(includes(one, one)).toBe(true);
    }),
  );
});

test('a cursor reads back as the position it was written from, and never in another epoch', () => {
  const epoch = '01234567-89ab-4cde-8f01-23456789abcd';
  fc.assert(
    fc.property(
      snapshots,
      fc.option(fc.tuple(snapshots, fc.bigInt({ min: 0n, max: 10n ** 18n })), { nil: undefined }),
      (after, batch) => {
        const position = batch
          ? { after, within: { upTo: batch[0], lastId: batch[1] } }
          : { after };
        const text = writeCursor(epoch, position);
        expect(readCursor(epoch, text)).toEqual(position);
        expect(readCursor('fffffff7-89ab-4cde-8f01-23456789abcd', text)).toBeUndefined();
      },
    ),
  );
});

test('whatever a browser sends as cursor, it is a position PostgreSQL can read or no cursor at all', async () => {
  const epoch = '01234567';
  const parts = fc.oneof(
    fc.constantFrom(
      '1:2:',
      '5:3:',
      '2:9:4,3',
      '2:9:4,4',
      '1:5:9',
      '0:0:',
      '18446744073709551616:1:',
    ),
    snapshots,
    fc.string({ maxLength: 12 }),
    fc.constantFrom('99999999999999999999:99999999999999999999:', '9223372036854775808'),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(parts, { minLength: 1, maxLength: 3 }), async (middle) => {
      const position = readCursor(epoch, [epoch, ...middle].join('~'));
      if (!position) return;
      const texts = [position.after, ...(position.within ? [position.within.upTo] : [])];
      await fresh.db.transaction(
        system,
        (tx) =>
          tx.sql`select s::pg_snapshot, ${(position.within?.lastId ?? 0n).toString()}::bigint from unnest(${texts}::text[]) s`,
      );
    }),
    { numRuns: 150 },
  );
});
