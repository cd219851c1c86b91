// Proves that a demo city that was founded before there were sealed reports has teams, desks and keys after its next start.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import { appointAdvisers, appointTeams, loadDemoCity } from '../load.ts';
import { keepDemoKeys } from './keys.ts';
import { keepDemoRoster } from './roster.ts';

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

test('the roster of every team but one covers each hour to the end of next month, is planned once, and leaves what people change', async () => {
  await keepDemoRoster(fresh.db, 'Asia/Seoul');
  const planned = await count('cases.duty_shifts');
  await keepDemoRoster(fresh.db, 'Asia/Seoul');
  expect(await count('cases.duty_shifts')).toBe(planned);
  const gaps = await fresh.asOwner(`
    select d.code, count(distinct at::time) as times, min((at at time zone 'Asia/Seoul')::time)::text as first
    from city.districts d, generate_series(date_trunc('hour', now()), now() + interval '27 days', interval '1 hour') at
    where not exists (select 1 from cases.duty_shifts s where s.district = d.code and s.starts_at <= at and s.ends_at > at)
    group by d.code`);
  const [last] = await fresh.asOwner('select max(code) as code from city.districts');
  expect(gaps).toEqual([expect.objectContaining({ code: last!.code, first: '02:00:00' })]);
  expect(Number(gaps[0]!.times)).toBe(7);
  expect(
    await count(
      `cases.duty_shifts a join cases.duty_shifts b on a.staff_id = b.staff_id and a.id < b.id and a.starts_at < b.ends_at and b.starts_at < a.ends_at`,
    ),
  ).toBe(0);
  // A city that slept for months, and one that is asked the next day.
  await fresh.asOwner(
    "update cases.duty_shifts set starts_at = starts_at - interval '90 days', ends_at = ends_at - interval '90 days'",
  );
  await keepDemoRoster(fresh.db, 'Asia/Seoul');
  expect(await count('cases.duty_shifts where ends_at > now()')).toBeGreaterThan(25);
  await fresh.asOwner(
    "delete from cases.duty_shifts where starts_at > now() and starts_at < now() + interval '3 days'",
  );
  const left = await count('cases.duty_shifts');
  await keepDemoRoster(fresh.db, 'Asia/Seoul');
  expect(await count('cases.duty_shifts')).toBe(left);
});
