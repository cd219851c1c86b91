// Erasing what has had its time: some thousand rows in one go, so that nobody waits for it.
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { eraseOldEvents } from '#platform/events/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { eraseOldSignals } from '#programme/devices/index.ts';
import { eraseOldWalks, eraseOldWays } from '#programme/escorts/index.ts';
import { eraseCallers } from '#programme/incidents/index.ts';
import { eraseApplicants } from '#programme/network/index.ts';
import { eraseOldShifts } from '#programme/safe-houses/index.ts';
import { eraseKeys } from '#programme/sos/index.ts';
import type { Timer } from './timers.ts';

const erasers: readonly ((tx: Tx, config: CityConfig) => Promise<number>)[] = [
  eraseOldSignals,
  eraseOldShifts,
  eraseOldEvents,
  eraseOldWalks,
  eraseOldWays,
  (tx, { walks }) => eraseApplicants(tx, walks.applicantsKeptDays),
  (tx, { callers }) => eraseCallers(tx, callers.keepHours),
  (tx, { callers }) => eraseKeys(tx, callers.keepHours),
];

/** Erases once an hour until nothing is too old any more. */
export function retentionTimer(db: Database, config: () => CityConfig): Timer {
  return {
    name: 'retention',
    everyMilliseconds: 3_600_000,
    async run() {
      for (const erase of erasers)
        while ((await db.transaction(system, (tx) => erase(tx, config()))) > 0);
    },
  };
}
