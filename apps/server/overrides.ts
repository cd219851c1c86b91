// Emergency overrides in this process: routes, and the clock that ends them.
import type { Database } from '#platform/db/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import {
  overrideRoutes,
  overridesContract,
  runOverrideTimers,
} from '#programme/overrides/index.ts';
import type { Timer } from './timers.ts';

/** Binds everything about overrides; answers what has to run. */
export function bindOverrides(
  http: HttpServer,
  { db, config }: { db: Database; config(): CityConfig },
): Timer {
  http.bind(overridesContract, overrideRoutes({ db, policy: () => config().overrides }));
  return { name: 'overrides', everyMilliseconds: 1000, run: () => runOverrideTimers(db) };
}
