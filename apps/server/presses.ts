// Hears presses of stores, those together that came while others were being committed, and each by itself where that fails.
import {
  byItself,
  type Database,
  type Gatherer,
  gather,
  type IntakeDatabase,
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

/** Longest wait of a press that is heard by itself for a lock; then its sender must deliver it again: one that is never let go may not use up the connections. */
const aloneMs = 5_000;

/**
 * Hears presses as they come, those together that came while others were being committed (decision 0015). Resolves after the
 * commit. A batch takes one round trip on a connection of `intakeDb`; a press that needs a decision is heard by itself.
 */
export function gatherPresses(ports: {
  db: Database;
  intakeDb: IntakeDatabase;
  config(): CityConfig;
  doors: ReadonlyMap<string, DoorHandler>;
}): Gatherer<Delivery, Outcome | null> {
  const { db, intakeDb, config, doors } = ports;
  return gather({
    keyOf: ({ deviceId }) => deviceId,
    lanes: 2,
    most: 64,
    together: async (deliveries) => {
      const answers = await intakeDb.statement((tx) =>
        answerPlainPresses(tx, config(), deliveries),
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
