// Erasing what has had its time: some thousand rows in one go, so that nobody waits for it.
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { eraseOldEvents } from '#platform/events/index.ts';
import { eraseOldSignals } from '#programme/devices/index.ts';
import { eraseOldWalks, eraseOldWays } from '#programme/escorts/index.ts';
import { eraseOldShifts } from '#programme/safe-houses/index.ts';
import type { Timer } from './timers.ts';

const erasers: readonly ((tx: Tx) => Promise<number>)[] = [
  eraseOldSignals,
  eraseOldShifts,
  eraseOldEvents,
  eraseOldWalks,
  eraseOldWays,
];

/** Erases once an hour until nothing is too old any more. */
export function retentionTimer(db: Database): Timer {
  return {
    name: 'retention',
    everyMilliseconds: 3_600_000,
    async run() {
      for (const erase of erasers) while ((await db.transaction(system, erase)) > 0);
    },
  };
}
