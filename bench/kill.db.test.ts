// Proves that a power cut of the server or of the database in mid-burst loses nothing acknowledged and doubles nothing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BenchCity, openBenchCity } from './city-for-bench.ts';
import { killInBurst } from './kill.ts';
import { killInCountdown } from './sos.ts';

let city: BenchCity;
beforeAll(async () => {
  city = await openBenchCity();
});
afterAll(() => city?.close());

async function epoch(): Promise<unknown> {
  const database = await city.connect();
  const { rows } = await database.query('select feed_epoch from platform.city');
  await database.end();
  return rows[0].feed_epoch;
}

test.each(['server', 'database'] as const)(
  'kill -9 of the %s: every acknowledged press is kept once, and every call counts its presses',
  async (what) => {
    const before = await epoch();
    const after = await killInBurst(city, what);
    expect(after).toMatchObject({ lost: 0, twice: 0, miscounted: 0 });
    expect(after.acknowledged).toBeGreaterThan(50);
    // Transactions that the database forgot give their numbers to others: whoever reads the feed must start afresh, and only then.
    if (what === 'server') expect(await epoch()).toBe(before);
    else await expect.poll(epoch).not.toBe(before);
  },
  60_000,
);

test('kill -9 of the server in the countdowns, and every phone silent: each stored call is raised once', async () => {
  const { touched, lost, twice } = await killInCountdown(city);
  expect({ lost, twice }).toEqual({ lost: 0, twice: 0 });
  expect(touched).toBeGreaterThanOrEqual(30);
}, 60_000);
