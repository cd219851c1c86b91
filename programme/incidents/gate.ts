// The gate of every step: the row is locked, the rules decide, and who comes second is told who was first.
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { countUnits } from './parts.ts';
import type { IncidentRow } from './row.ts';
import { decide, type Refusal, type Step } from './rules.ts';
import { databaseNow, lockIncident } from './store.ts';

export const refusals: Record<Refusal, string> = {
  'version-conflict': 'Somebody else changed this incident first. Look at it again.',
  'wrong-state': 'This step is not possible in the state the incident is in now.',
  'not-a-test': 'This is not a test.',
  'already-verified': 'This call is verified already.',
  'merge-needs-other': 'Closing as merged needs the other incident, and only merging does.',
  'no-unit': 'No unit is under way to this incident.',
};

export type Locked = { row: IncidentRow; now: Date };

/** Locks an incident that the actor may see, so that of two operators one comes first. Refuses with `not-found`. */
export async function lock(tx: Tx, id: string): Promise<Locked> {
  const row = await lockIncident(tx, id);
  if (!row)
    throw new Refused(
      'not-found',
      404,
      'There is no such incident, or it belongs to another centre.',
    );
  return { row, now: await databaseNow(tx) };
}

/** Lets the rules decide and answers the row as the step leaves it; refuses with their code, and who was first. */
export async function decideOrRefuse(
  tx: Tx,
  row: IncidentRow,
  step: Step,
  version: number | undefined,
) {
  const unitsUnderWay =
    step.kind === 'withdraw' || step.kind === 'on-scene' ? await countUnits(tx, row.id) : 0;
  const decision = decide(
    { ...row, actedVersion: row.acted_version, unitsUnderWay },
    step,
    version,
  );
  if (!decision.ok) {
    throw new Refused(decision.code, 409, refusals[decision.code], {
      winner: row.operator_name,
      state: row.state,
      version: row.version,
    });
  }
  return {
    ...row,
    acted_version: row.version + 1,
    state: decision.state,
    test: decision.test,
    verified: decision.verified,
  };
}
