// Hears presses of stores, those together that came while others were being committed, and each by itself where that fails.
import {
  byItself,
  type Database,
  type Gatherer,
  gather,
  system,
  type Tx,
} from '#platform/db/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import {
  type Delivery,
  type DoorHandler,
  hearPresses,
  type Outcome,
} from '#programme/devices/index.ts';
import { answerPlainPresses } from '#programme/safe-houses/index.ts';

/** A batch that meets a lock for so long is done again one by one, so that only the locked one waits. */
const togetherMs = 250;
/** Then its sender must deliver it again: a lock that is never let go may not use up the connections. */
const aloneMs = 5_000;

/**
 * Hears presses as they come, those together that came while others were being committed (decision 0015). Resolves after the
 * commit. A batch takes one round trip on a connection of `firstDb`; a press that needs a decision is heard by itself.
 */
export function gatherPresses(ports: {
  db: Database;
  firstDb: Database;
  config(): CityConfig;
  doors: ReadonlyMap<string, DoorHandler>;
}): Gatherer<Delivery, Outcome | null> {
  const { db, firstDb, config, doors } = ports;
  return gather({
    keyOf: ({ deviceId }) => deviceId,
    lanes: 2,
    most: 64,
    together: async (deliveries) => {
      const answers = await firstDb.statement(
        system,
        (tx) => answerPlainPresses(tx, config(), deliveries),
        { waitForLocksMs: togetherMs },
      );
      return answers.map((answer) => answer ?? byItself);
    },
    async alone(delivery) {
      const hear = (tx: Tx) => hearPresses(tx, config(), doors, [delivery]);
      const [outcome] = await db.transaction(system, hear, { waitForLocksMs: aloneMs });
      return outcome ?? null;
    },
  });
}
