// A unit's own steps with a call it was asked to: accept, on the way, there, done, or decline; and what the clock does when nobody answers.
import { mark } from '#platform/audit/index.ts';
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { askPush, occupyUnit } from '#programme/duty/index.ts';
import type { DeclineReason } from './contract.ts';
import { decideOrRefuse, lock } from './gate.ts';
import type { EndedAssignment } from './parts.ts';
import { decideOffer, type OfferState, type OfferStep } from './rules/offer.ts';
import type { Step } from './rules.ts';
import { saveStep } from './store.ts';

export type Answering = {
  step: Exclude<OfferStep, 'lapse'>;
  reason?: DeclineReason;
  text?: string | null;
  version?: number | undefined;
};

const refusals = {
  'offer-over': 'This request is over.',
  'not-accepted': 'Accept the request first.',
  'not-there-yet': 'You are not there yet. If you cannot come, say so.',
  'there-already': 'You are there already. Say that you are done instead.',
} as const;

type Saved = { kind: string; eventType: string; informPolice: boolean; incident: Step };
const steps: Record<OfferStep, Saved> = {
  accept: {
    kind: 'accepted',
    eventType: 'incident.accepted',
    informPolice: true,
    incident: { kind: 'answer' },
  },
  'on-way': {
    kind: 'on-way',
    eventType: 'incident.on-way',
    informPolice: false,
    incident: { kind: 'answer' },
  },
  arrive: {
    kind: 'on-scene',
    eventType: 'incident.on-scene',
    informPolice: true,
    incident: { kind: 'on-scene' },
  },
  finish: {
    kind: 'unit-done',
    eventType: 'incident.unit-done',
    informPolice: true,
    incident: { kind: 'answer' },
  },
  decline: {
    kind: 'declined',
    eventType: 'incident.declined',
    informPolice: true,
    incident: { kind: 'withdraw' },
  },
  lapse: {
    kind: 'unanswered',
    eventType: 'incident.unanswered',
    informPolice: true,
    incident: { kind: 'withdraw' },
  },
};

/**
 * Takes one step of the unit that acts in this transaction. The same step told again changes nothing. Of the last unit that
 * declines the call falls back to the operator. Refuses with `not-found` where the unit was not asked, or is not any more.
 */
export async function answerOffer(tx: Tx, id: string, answer: Answering): Promise<void> {
  await takeStep(tx, id, tx.actor.id, answer);
}

/** Lets every offer fall back to the operator whose time is over; answers how many did. */
export async function lapseOffers(db: Database): Promise<number> {
  const due = await db.transaction(
    system,
    (tx) => tx.sql<{ incident_id: string; unit_id: string }>`
      select incident_id, unit_id from incidents.assignments
      where state = 'offered' and due_at <= clock_timestamp() order by due_at limit 200`,
  );
  for (const { incident_id, unit_id } of due)
    await db.transaction(system, (tx) => takeStep(tx, incident_id, unit_id, { step: 'lapse' }));
  return due.length;
}

/** Takes the request off the phones of units that need not come any more. */
export async function takeOffPhones(tx: Tx, ended: readonly EndedAssignment[]): Promise<void> {
  for (const { id, unitId, asked } of ended)
    if (asked) await askPush(tx, { subjectId: id, unitId, about: 'withdrawn', forSeconds: 600 });
}

async function takeStep(
  tx: Tx,
  id: string,
  unitId: string,
  answer: Omit<Answering, 'step'> & { step: OfferStep },
): Promise<void> {
  // The incident first, as every other step does: two that lock in the same order never wait for each other.
  const { row, now } = await lock(tx, id);
  const mine = await lockAssignment(tx, id, unitId);
  // It may have been answered between the question what is due and this lock.
  if (!mine && answer.step === 'lapse') return;
  if (!mine) throw new Refused('not-found', 404, refusals['offer-over']);
  const decision = decideOffer(mine.state, answer.step);
  if (!decision.ok) throw new Refused(decision.code, 409, refusals[decision.code]);
  if (!decision.changed) return;
  const { incident, ...step } = steps[answer.step];
  const next = await decideOrRefuse(tx, row, incident, answer.version);
  // Before the assignment: once it has ended the unit may not see the incident any more.
  await saveStep(
    tx,
    {
      ...next,
      // The clock is nobody's act: an operator who saw the row before it may go on.
      acted_version: answer.step === 'lapse' ? row.acted_version : next.acted_version,
      on_scene_at: answer.step === 'arrive' ? (row.on_scene_at ?? now) : row.on_scene_at,
    },
    {
      ...step,
      text: answer.text ?? null,
      detail: {
        unitId,
        unit: mine.call_sign,
        ...(answer.reason ? { reason: answer.reason } : {}),
      },
    },
  );
  await keepState(tx, mine.id, decision.state, answer.reason ?? null);
  // Accepting opens what the unit needs on the spot, ending closes it: both are looks that leave a mark.
  await mark(tx, `offer.${step.kind}`, id, { unit: unitId });
  if (answer.step === 'decline' || answer.step === 'lapse' || answer.step === 'finish')
    await occupyUnit(tx, unitId, null);
  if (answer.step === 'lapse')
    await takeOffPhones(tx, [{ id: mine.id, unitId, callSign: mine.call_sign, asked: true }]);
}

async function lockAssignment(
  tx: Tx,
  id: string,
  unitId: string,
): Promise<{ id: string; state: OfferState; call_sign: string } | undefined> {
  const [row] = await tx.sql<{ id: string; state: OfferState; call_sign: string }>`
    select id, state, call_sign from incidents.assignments
    where incident_id = ${id} and unit_id = ${unitId} and ended_at is null for update`;
  return row;
}

async function keepState(
  tx: Tx,
  assignmentId: string,
  state: OfferState,
  reason: DeclineReason | null,
): Promise<void> {
  if (state === 'accepted' || state === 'on-way' || state === 'on-scene')
    await tx.sql`
      update incidents.assignments set state = ${state}, accepted_at = coalesce(accepted_at, clock_timestamp()),
        on_scene_at = case when ${state} = 'on-scene' then clock_timestamp() else on_scene_at end
      where id = ${assignmentId}`;
  else
    await tx.sql`
      update incidents.assignments set state = ${state}, ended_at = clock_timestamp(), reason = ${reason} where id = ${assignmentId}`;
}
