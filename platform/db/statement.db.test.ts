// Proves that a transaction of one statement commits in its own trip or leaves nothing, and takes no second statement.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import { system, type Tx } from './index.ts';

let city: FreshDatabase;
beforeAll(async () => {
  city = await freshDatabase();
});
afterAll(() => city.close());
beforeEach(async () => {
  await city.asOwner('truncate platform.events');
});

const say = (tx: Tx, type: string) =>
  tx.sql`insert into platform.events (type, audience) values (${type}, array['*']) returning type`;
const said = async () =>
  (await city.asOwner('select type from platform.events order by id')).map(({ type }) => type);

test('what it wrote is there when it resolves, written by who was named', async () => {
  const after: string[] = [];
  const rows = await city.db.statement(system, (tx) => {
    tx.afterCommit(() => after.push('told'));
    return say(tx, 'one');
  });
  expect(rows).toEqual([{ type: 'one' }]);
  expect(await said()).toEqual(['one']);
  expect(after).toEqual(['told']);
  const who = await city.db.statement(
    system,
    (tx) => tx.sql`select platform.actor_role() as role, platform.actor_districts() as districts`,
  );
  expect(who).toEqual([{ role: 'system', districts: ['*'] }]);
});

test('a statement that fails leaves nothing, says why, and the connection serves the next one', async () => {
  const after: string[] = [];
  for (let round = 0; round < 8; round += 1) {
    const failing = city.db.statement(system, (tx) => {
      tx.afterCommit(() => after.push('told'));
      return tx.sql`insert into platform.events (type, audience) select 'bad', array['*'] from generate_series(1, 3) n where 1 / (n - 2) < 9`;
    });
    await expect(failing).rejects.toMatchObject({ code: '22012' });
  }
  expect(await said()).toEqual([]);
  expect(after).toEqual([]);
  await city.db.transaction(system, (tx) => say(tx, 'after'));
  expect(await said()).toEqual(['after']);
});

test('a second statement is refused, whatever became of the first', async () => {
  const twice = city.db.statement(system, async (tx) => {
    await say(tx, 'one');
    await say(tx, 'two');
  });
  await expect(twice).rejects.toThrow('committed already');
  expect(await said()).toEqual(['one']);
});

test('a wait for a lock ends when it was told to', async () => {
  await city.db.transaction(system, (tx) => say(tx, 'held'));
  const locked = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const holder = city.db.transaction(system, async (tx) => {
    await tx.sql`delete from platform.events where type = 'held'`;
    locked.resolve();
    await letGo.promise;
  });
  await locked.promise;
  const waiting = city.db.statement(
    system,
    (tx) => tx.sql`delete from platform.events where type = 'held'`,
    { waitForLocksMs: 20 },
  );
  await expect(waiting).rejects.toMatchObject({ code: '55P03' });
  letGo.resolve();
  await holder;
});
