// What the incidents do by themselves, whatever is due, on any number of servers at once.
import { type Database, system } from '#platform/db/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { lapseOffers } from './offers.ts';
import { endCountdown } from './raise.ts';
import { escalateDue, lockRunOut, promptTelephone, tellPoliceMoved } from './timers.ts';

/** Raises every call whose countdown has run out; answers how many. */
export function runCountdowns(db: Database, config: CityConfig): Promise<number> {
  return db.transaction(system, async (tx) => {
    const due = await lockRunOut(tx);
    return due.length === 0 ? 0 : endCountdown(tx, config, due);
  });
}

/** Escalates and prompts what is due now; answers how many things happened. */
export async function runIncidentTimers(db: Database, config: CityConfig): Promise<number> {
  const escalated = await db.transaction(system, (tx) =>
    escalateDue(tx, config.escalation.neighbourAfterSeconds),
  );
  const prompted = await db.transaction(system, promptTelephone);
  const told = await db.transaction(system, (tx) =>
    tellPoliceMoved(tx, config.police.positionEverySeconds),
  );
  return escalated + prompted + told + (await lapseOffers(db));
}
