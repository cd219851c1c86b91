// The three groups of tests: quick ones, those that need PostgreSQL, and journeys in a real browser.
import { defineConfig } from 'vitest/config';

const everywhere = ['**/node_modules/**', 'dist/**', '.data/**'];

export default defineConfig({
  test: {
    // A test that passes at the second try has found something.
    retry: 0,
    allowOnly: !process.env.CI,
    // A condition is waited for as long as a busy machine may need; what is met goes on at once.
    expect: { poll: { timeout: 15_000, interval: 20 } },
    // Two files at once, whatever they are: a journey waits for its pages and its city nearly half of the time. More would
    // only have tests wait for each other; each worker has a PostgreSQL, and each journey a city, of its own.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...everywhere, '**/*.db.test.ts', 'e2e/**'],
          // Properties of thousands of cases take their time on a machine that does much else.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['**/*.db.test.ts'],
          exclude: everywhere,
          globalSetup: 'platform/testing/postgres.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: everywhere,
          globalSetup: 'e2e/founded-city.ts',
          testTimeout: 240_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
