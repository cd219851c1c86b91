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

test.each(['server', 'database'] as const)(
  'kill -9 of the %s: every acknowledged press is kept once, and every call counts its presses',
  async (what) => {
    const after = await killInBurst(city, what);
    expect(after).toMatchObject({ lost: 0, twice: 0, miscounted: 0 });
    expect(after.acknowledged).toBeGreaterThan(50);
  },
  60_000,
);

test('kill -9 of the server in the countdowns, and every phone silent: each stored call is raised once', async () => {
  const { touched, lost, twice } = await killInCountdown(city);
  expect({ lost, twice }).toEqual({ lost: 0, twice: 0 });
  expect(touched).toBeGreaterThanOrEqual(30);
}, 60_000);
