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
          globalSetup: 'platform/testing/postgres.ts',
          // Each journey runs a server and a browser; two at a time would measure each other.
          fileParallelism: false,
          testTimeout: 240_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
});
