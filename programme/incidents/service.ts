// The life of an incident: one function for each step that changes its state.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { askPush, freeUnits, lockUnit, occupyUnit, reachedBy } from '#programme/duty/index.ts';
import type { Disposition, Door } from './contract.ts';
import { decideOrRefuse, lock, refusals } from './gate.ts';
import { takeOffPhones } from './offers.ts';
import {
  arriveAssignments,
  endAssignments,
  insertAssignment,
  insertLink,
  withdrawAssignment,
} from './parts.ts';
import { type IncidentRow, placeAfter } from './row.ts';
import { mustHandOver } from './rules.ts';
import { insertHandOver, lockIncident, lockOpenByKey, saveStep } from './store.ts';

/** Takes the call; from here it does not escalate any more. */
export async function acknowledge(tx: Tx, id: string, version?: number): Promise<void> {
  const { row, now } = await lock(tx, id);
  const next = await decideOrRefuse(tx, row, { kind: 'acknowledge' }, version);
  await saveStep(
    tx,
    { ...next, ...taken(tx, row, now) },
    { kind: 'acknowledged', eventType: 'incident.acknowledged', informPolice: true },
  );
}

function taken(tx: Tx, row: IncidentRow, now: Date) {
  return {
    acknowledged_at: row.acknowledged_at ?? now,
    operator_id: tx.actor.id,
    operator_name: tx.actor.name,
    due_at: null,
  };
}

/** Sends a unit, or asks it on its phone and waits for its answer; a unit is at one incident at a time. */
export async function dispatch(
  tx: Tx,
  config: CityConfig,
  id: string,
  unitId: string,
  version?: number,
): Promise<void> {
  const { row, now } = await lock(tx, id);
  const next = await decideOrRefuse(tx, row, { kind: 'dispatch' }, version);
  const unit = await lockUnit(tx, unitId);
  if (!unit)
    throw new Refused(
      'unit-not-on-duty',
      409,
      'This unit is not on duty any more. Choose another.',
    );
  if (unit.incidentId)
    throw new Refused(
      'unit-busy',
      409,
      `${unit.callSign} is at another incident. Choose another, or call it back first.`,
    );
  const asked = reachedBy({ onDuty: true, by: unit.dutyBy }) === 'phone';
  const within = config.duty.answerWithinSeconds;
  const assignment = await insertAssignment(tx, id, unit, asked ? within : null);
  await occupyUnit(tx, unit.id, id);
  if (asked)
    await askPush(tx, { subjectId: assignment, unitId, about: 'offer', forSeconds: within });
  const operator = row.operator_id ? {} : taken(tx, row, now);
  await saveStep(
    tx,
    { ...next, ...operator, due_at: null, dispatched_at: row.dispatched_at ?? now },
    {
      kind: 'dispatched',
      eventType: 'incident.dispatched',
      detail: { unitId: unit.id, unit: unit.callSign, unitKind: unit.kind, asked },
      informPolice: true,
    },
  );
}

/** Calls a unit back. */
export async function withdraw(tx: Tx, id: string, unitId: string, reason: string): Promise<void> {
  const { row } = await lock(tx, id);
  const next = await decideOrRefuse(tx, row, { kind: 'withdraw' }, undefined);
  const ended = await withdrawAssignment(tx, id, unitId);
  if (!ended) throw new Refused('no-unit', 409, refusals['no-unit']);
  await occupyUnit(tx, unitId, null);
  await takeOffPhones(tx, [ended]);
  await saveStep(tx, next, {
    kind: 'withdrawn',
    eventType: 'incident.withdrawn',
    text: reason,
    detail: { unitId, unit: ended.callSign },
    informPolice: true,
  });
}

/** A unit has arrived: the one named, or all that were sent. */
export async function arrive(
  tx: Tx,
  id: string,
  unitId: string | null,
  version?: number,
): Promise<void> {
  const { row, now } = await lock(tx, id);
  const next = await decideOrRefuse(tx, row, { kind: 'on-scene' }, version);
  const arrived = await arriveAssignments(tx, id, unitId);
  if (arrived.length === 0) throw new Refused('no-unit', 409, refusals['no-unit']);
  await saveStep(
    tx,
    { ...next, on_scene_at: row.on_scene_at ?? now },
    {
      kind: 'on-scene',
      eventType: 'incident.on-scene',
      detail: { unit: arrived.join(', ') },
      informPolice: true,
    },
  );
}

/** How a call ended (`by` 1), or that its end is taken back (`by` -1): what a door counts. */
export type CallEnd = {
  door: Door;
  placeId: string | null;
  drill: boolean;
  disposition: Disposition;
  raisedAt: Date;
  by: 1 | -1;
};

/** Closes with the truth about what happened and frees the units; answers what the door counts. */
export async function close(
  tx: Tx,
  id: string,
  end: { disposition: Disposition; note: string | null; mergedInto: string | null },
  version?: number,
): Promise<CallEnd> {
  const { row, now } = await lock(tx, id);
  const next = await decideOrRefuse(
    tx,
    row,
    { kind: 'close', disposition: end.disposition, mergedInto: end.mergedInto },
    version,
  );
  if (end.mergedInto) await checkMerge(tx, id, end.mergedInto);
  await takeOffPhones(tx, await endAssignments(tx, id));
  await freeUnits(tx, id);
  await saveStep(
    tx,
    {
      ...next,
      ...placeAfter(row.door),
      closed_at: now,
      disposition: end.disposition,
      merged_into: end.mergedInto,
      due_at: null,
    },
    {
      kind: 'closed',
      eventType: 'incident.closed',
      text: end.note,
      detail: { disposition: end.disposition, mergedInto: end.mergedInto },
      informPolice: true,
    },
  );
  await mark(tx, 'incident.closed', id, { disposition: end.disposition });
  return endOf(row, end.disposition, 1);
}

function endOf(row: IncidentRow, disposition: Disposition, by: 1 | -1): CallEnd {
  const { door, drill } = row;
  return { door, drill, placeId: row.place_id, raisedAt: row.raised_at, disposition, by };
}

async function checkMerge(tx: Tx, id: string, otherId: string): Promise<void> {
  const other = otherId === id ? undefined : await lockIncident(tx, otherId);
  if (!other)
    throw new Refused(
      'merge-needs-other',
      409,
      'The incident to merge into does not exist or is this one.',
    );
  await insertLink(tx, id, otherId);
}

/** Opens a closed incident again; whoever does it has it. Answers the end that counts no more. */
export async function reopen(tx: Tx, id: string, reason: string): Promise<CallEnd | null> {
  const { row, now } = await lock(tx, id);
  const next = await decideOrRefuse(tx, row, { kind: 'reopen' }, undefined);
  const other = row.join_key ? await lockOpenByKey(tx, row.join_key) : undefined;
  if (other)
    throw new Refused(
      'already-open',
      409,
      'There is a newer open call from the same place. Work on that one.',
      { other: other.id },
    );
  await saveStep(
    tx,
    { ...next, ...taken(tx, row, now), closed_at: null, disposition: null, merged_into: null },
    {
      kind: 'reopened',
      eventType: 'incident.reopened',
      text: reason,
      informPolice: true,
    },
  );
  await mark(tx, 'incident.reopened', id);
  return row.disposition ? endOf(row, row.disposition, -1) : null;
}

/** Cancels in the countdown. */
export async function cancel(tx: Tx, id: string, version?: number): Promise<void> {
  const { row, now } = await lock(tx, id);
  const next = await decideOrRefuse(tx, row, { kind: 'cancel' }, version);
  await saveStep(
    tx,
    { ...next, ...placeAfter(row.door), closed_at: now, due_at: null },
    { kind: 'cancelled', eventType: 'incident.cancelled', informPolice: false },
  );
}

/**
 * Takes back the press of a place whose device has a countdown; answers false when nothing counts there, so that nobody who
 * took the phone ends a call that was raised. Run it as the system, for whoever proved to be at the place.
 */
export async function cancelAtPlace(tx: Tx, placeId: string): Promise<boolean> {
  const [counting] = await tx.sql<{ id: string }>`
    select id from incidents.incidents where place_id = ${placeId} and door = 'store' and state = 'counting-down' for update`;
  if (!counting) return false;
  await cancel(tx, counting.id);
  return true;
}

/** A test was real: from now on it is a call like any other, and the police get it where the door's policy says so. */
export async function promote(
  tx: Tx,
  config: CityConfig,
  id: string,
  version?: number,
): Promise<void> {
  const { row } = await lock(tx, id);
  const next = await decideOrRefuse(tx, row, { kind: 'promote' }, version);
  const joinKey = row.join_key?.replace(/:test$/, '') ?? null;
  const other = joinKey ? await lockOpenByKey(tx, joinKey) : undefined;
  await handOverWith(
    tx,
    config,
    { ...next, join_key: other ? null : joinKey, urgency: Math.max(4, row.urgency) },
    { kind: 'promoted', eventType: 'incident.promoted' },
  );
}

/** On the operator's word the call is real. */
export async function verify(
  tx: Tx,
  config: CityConfig,
  id: string,
  version?: number,
): Promise<void> {
  const { row } = await lock(tx, id);
  const next = await decideOrRefuse(tx, row, { kind: 'verify' }, version);
  await handOverWith(tx, config, next, { kind: 'verified', eventType: 'incident.verified' });
}

async function handOverWith(
  tx: Tx,
  config: CityConfig,
  row: IncidentRow,
  step: { kind: string; eventType: string },
): Promise<void> {
  const now = row.hand_over === 'none' && mustHandOver(config.doors[row.door].handOver, row);
  await saveStep(
    tx,
    { ...row, hand_over: now ? 'pending' : row.hand_over },
    { ...step, informPolice: true },
  );
  if (now) await insertHandOver(tx, row.id, config.police.receiptWithinSeconds);
}
