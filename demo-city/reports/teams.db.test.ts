// Proves that a demo city that was founded before there were sealed reports has teams, desks and keys after its next start.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import { appointAdvisers, appointTeams, loadDemoCity } from '../load.ts';
import { keepDemoKeys } from './keys.ts';

/** The city's, the same for both tests: keys that another key signed would be another city's. */
const signingKey = new Uint8Array(randomBytes(32));
let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await loadDemoCity(fresh.db, { scale: 0.05 });
});
afterAll(() => fresh.close());

const count = async (of: string) =>
  Number((await fresh.asOwner(`select count(*) as n from ${of}`))[0]!.n);

test('teams join once, and every desk that can be chosen has a key', async () => {
  const teams = "platform.staff where role = 'crisis-team'";
  const founded = await count(teams);
  expect(await appointTeams(fresh.db, 0.05)).toBe(0);
  await fresh.asOwner("delete from platform.staff where role = 'crisis-team'");
  // Desks and keys of those who were there already.
  await keepDemoKeys(fresh.db, signingKey);
  const before = await count('reports.desk_keys');
  expect(await appointTeams(fresh.db, 0.05)).toBe(founded);
  expect(await count(teams)).toBe(founded);
  await keepDemoKeys(fresh.db, signingKey);
  await keepDemoKeys(fresh.db, signingKey);
  const desks = await count('reports.desks');
  expect(before).toBeLessThan(desks);
  expect(await count('reports.desk_keys where log_position is not null')).toBe(desks);
});

test('advisers join once with their register, and each has a signed key though none sits at a desk', async () => {
  const advisers = "platform.staff where role = 'adviser'";
  const founded = await count(advisers);
  expect(founded).toBeGreaterThan(0);
  expect(await count('advisers.advisers')).toBe(founded);
  expect(await appointAdvisers(fresh.db, 0.05)).toBe(0);
  await fresh.asOwner("delete from platform.staff where role = 'adviser'");
  expect(await appointAdvisers(fresh.db, 0.05)).toBe(founded);
  expect(await count('advisers.advisers')).toBe(founded);
  await keepDemoKeys(fresh.db, signingKey);
  const signed = 'reports.staff_keys k join platform.staff s on s.id = k.staff_id';
  expect(await count(`${signed} where s.role = 'adviser' and k.log_position is not null`)).toBe(
    founded,
  );
  expect(
    await count(
      "reports.members m join platform.staff s on s.id = m.staff_id where s.role = 'adviser'",
    ),
  ).toBe(0);
});
