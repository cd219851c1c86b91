// Gives tests the PostgreSQL server of their worker; `postgres.ts` beside it starts one for each.
import { inject } from 'vitest';

/** What the global set-up hands to the tests: a server for each worker, by the address of the superuser in the database `postgres`. */
export type TestServers = readonly string[];

declare module 'vitest' {
  interface ProvidedContext {
    testServers: TestServers;
  }
}

/** Databases of this prefix are a test's own: they are dropped at the next run if the test could not. */
export const TEST_DATABASE_PREFIX = 'ansim_test_';

/**
 * The PostgreSQL of this worker: a transaction that is open in one test file holds up the feed and the seals of no
 * other, for what is the oldest open transaction is one answer for a whole server. `url` is the connection address of a database, as the superuser or as another role (with the
 * same password). Throws when the test's project in vitest.config.ts has no test server.
 */
export function testPostgres(): { url(database: string, user?: string): string } {
  const servers: TestServers | undefined = inject('testServers');
  const own = servers?.[Number(process.env.VITEST_POOL_ID) - 1];
  if (own === undefined) {
    throw new Error(
      'This test needs PostgreSQL: name it *.db.test.ts, so that the run starts the test server for it.',
    );
  }
  return {
    url(database, user) {
      const address = new URL(own);
      address.pathname = `/${encodeURIComponent(database)}`;
      if (user !== undefined) address.username = encodeURIComponent(user);
      return address.href;
    },
  };
}
