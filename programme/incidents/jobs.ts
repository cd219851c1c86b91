// What the incidents do by themselves: every 250 ms whatever is due, on any number of servers at once.
import { type Database, system } from '#platform/db/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { lapseOffers } from './offers.ts';
import { raiseRunOut } from './raise.ts';
import { escalateDue, lockRunOut, promptTelephone } from './timers.ts';

/** Runs every timer that is due now; answers how many things happened. */
export async function runIncidentTimers(db: Database, config: CityConfig): Promise<number> {
  const raised = await db.transaction(system, async (tx) => {
    const ids = await lockRunOut(tx);
    for (const id of ids) await raiseRunOut(tx, config, id);
    return ids.length;
  });
  const escalated = await db.transaction(system, (tx) =>
    escalateDue(tx, config.escalation.neighbourAfterSeconds),
  );
  const prompted = await db.transaction(system, promptTelephone);
  return raised + escalated + prompted + (await lapseOffers(db));
}
