// Gives tests the PostgreSQL server that their run shares; `postgres.ts` beside it starts that server.
import { inject } from 'vitest';

/** What the global set-up hands to the tests: address of the superuser in the database `postgres`. */
export type TestServer = { address: string };

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** Databases of this prefix are a test's own: they are dropped at the next run if the test could not. */
export const TEST_DATABASE_PREFIX = 'ansim_test_';

/**
 * The run's PostgreSQL. `url` is the connection address of a database, as the superuser or as another role (with the
 * same password). Throws when the test's project in vitest.config.ts has no test server.
 */
export function testPostgres(): { url(database: string, user?: string): string } {
  const server: TestServer | undefined = inject('testServer');
  if (!server) {
    throw new Error(
      'This test needs PostgreSQL: name it *.db.test.ts, so that the run starts the test server for it.',
    );
  }
  return {
    url(database, user) {
      const address = new URL(server.address);
      address.pathname = `/${encodeURIComponent(database)}`;
      if (user !== undefined) address.username = encodeURIComponent(user);
      return address.href;
    },
  };
}
