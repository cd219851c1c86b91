// Proves that what must leave the city leaves it: in order, again after failures and dead workers, and once.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import { backOff, deliverDue } from './deliver.ts';
import type { Adapter } from './index.ts';

let city: FreshDatabase;
beforeAll(async () => {
  city = await freshDatabase();
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.asOwner('truncate platform.outbox restart identity');
});

const subjects = ['a', 'b', 'c'].map((letter) => `${letter.repeat(8)}-0000-4000-8000-000000000000`);

async function write(subjectId: string, number: number, kind = 'police-eido'): Promise<void> {
  await city.asOwner(
    'insert into platform.outbox (kind, subject_id, payload) values ($1, $2, $3)',
    [kind, subjectId, { number }],
  );
}
const open = async () =>
  Number(
    (
      await city.asOwner(
        'select count(*)::int as count from platform.outbox where delivered_at is null and given_up_at is null',
      )
    )[0]?.count,
  );
const letTimePass = () =>
  city.asOwner(`update platform.outbox set due_at = now() - interval '1 second'`);

function keep(got: [string, number][], answer: () => 'ok' | 'later' | 'throw' = () => 'ok') {
  const deliver: Adapter['deliver'] = async ({ subjectId, payload }) => {
    const said = answer();
    if (said === 'throw') throw new Error('the line broke');
    if (said === 'later') return { result: 'later', error: 'busy' };
    got.push([subjectId, Number(payload.number)]);
    return { result: 'delivered' };
  };
  return { deliver };
}

test('whatever fails, each subject gets all of its messages once and in the order they were written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(2), { minLength: 1, maxLength: 12 }),
      fc.infiniteStream(fc.constantFrom('ok', 'ok', 'later', 'throw')),
      async (order, answers) => {
        await city.asOwner('truncate platform.outbox restart identity');
        for (const [number, subject] of order.entries()) await write(subjects[subject]!, number);
        const got: [string, number][] = [];
        const adapter = keep(
          got,
          () => answers.next().value as ReturnType<NonNullable<Parameters<typeof keep>[1]>>,
        );
        while ((await open()) > 0) {
          // Three servers deliver at once.
          await Promise.all([1, 2, 3].map(() => deliverDue(city.db, 'police-eido', adapter)));
          await letTimePass();
        }
        for (const subject of [0, 1, 2]) {
          const expected = order.flatMap((own, number) => (own === subject ? [number] : []));
          const own = got.filter(([id]) => id === subjects[subject]).map(([, number]) => number);
          expect(own).toEqual(expected);
        }
      },
    ),
    { numRuns: 20 },
  );
});

test('a failed one waits longer each time and never longer than a minute, and says why', async () => {
  await write(subjects[0]!, 1);
  const waits: number[] = [];
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await deliverDue(
      city.db,
      'police-eido',
      keep([], () => 'later'),
    );
    const [row] = await city.asOwner(
      'select extract(epoch from due_at - clock_timestamp())::float8 as wait, last_error from platform.outbox',
    );
    expect(row?.last_error).toBe('busy');
    waits.push(Number(row?.wait));
    await letTimePass();
  }
  for (const [index, wait] of waits.entries()) {
    expect(wait).toBeLessThanOrEqual(backOff(index + 1));
    // A busy machine reads the clock some time after it was set.
    expect(wait).toBeGreaterThan(backOff(index + 1) - 5);
  }
  expect(Math.max(...waits)).toBeLessThanOrEqual(60);
});

test('what a dead worker had claimed is delivered when its lease is over, and not before', async () => {
  await write(subjects[0]!, 1);
  const claimed = Promise.withResolvers<void>();
  const hangs: Adapter['deliver'] = () => {
    claimed.resolve();
    return new Promise(() => {});
  };
  void deliverDue(city.db, 'police-eido', { deliver: hangs });
  await claimed.promise;
  const got: [string, number][] = [];
  expect(await deliverDue(city.db, 'police-eido', keep(got))).toBe(0);
  await letTimePass();
  expect(await deliverDue(city.db, 'police-eido', keep(got))).toBe(1);
  expect(got).toEqual([[subjects[0], 1]]);
});

test('a message that nothing delivers yet is kept, and holds up no other kind', async () => {
  await write(subjects[0]!, 1, 'of-a-later-release');
  await write(subjects[0]!, 2);
  const got: [string, number][] = [];
  await deliverDue(city.db, 'police-eido', keep(got));
  expect(got).toEqual([[subjects[0], 2]]);
  expect(await open()).toBe(1);
});
