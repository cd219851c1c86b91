// The Advisory Group in this process: its register, referrals, and the clock by which an offer that nobody answers goes on.
import type { Database } from '#platform/db/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import {
  adviserRoutes,
  advisersContract,
  referralRoutes,
  referralsContract,
  runReferralTimers,
} from '#programme/advisers/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import type { Timer } from './timers.ts';

/** Binds everything about advisers; answers what has to run. */
export function bindAdvisers(
  http: HttpServer,
  { db, config }: { db: Database; config(): CityConfig },
): Timer[] {
  const ways = { answerWithinHours: () => config().cases.adviceWithinHours };
  http.bind(advisersContract, adviserRoutes({ db }));
  http.bind(referralsContract, referralRoutes({ db, ...ways }));
  return [{ name: 'referrals', everyMilliseconds: 5000, run: () => runReferralTimers(db, ways) }];
}
