// Disclosures that the law demands, in this process: routes and clocks, with the city's statutes.
import type { Database } from '#platform/db/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import {
  disclosureRoutes,
  disclosuresContract,
  runDisclosureTimers,
} from '#programme/disclosures/index.ts';
import type { Timer } from './timers.ts';

/** Binds everything about disclosures; answers what has to run. */
export function bindDisclosures(
  http: HttpServer,
  { db, config }: { db: Database; config(): CityConfig },
): Timer[] {
  http.bind(
    disclosuresContract,
    disclosureRoutes({
      db,
      bases: () => config().disclosures.bases,
      today: () => dayIn(config().timeZone, new Date()),
      keepMonths: () => config().disclosures.keepMonths,
    }),
  );
  return [{ name: 'disclosures', everyMilliseconds: 5000, run: () => runDisclosureTimers(db) }];
}

/** The day in the city, `2026-11-25`. */
function dayIn(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(now);
}
