// How a referral goes on by itself: whatever was said, lapsed or ended is carried out, and the next adviser is asked at once. Routes and clock call the same.
import { mark } from '#platform/audit/index.ts';
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { tellDesks } from '#programme/reports/index.ts';
import type { EndReason, OfferOutcome, ReferralState } from './names.ts';
import { inOrder } from './rules/matching.ts';
import { type By, decideReferral, type ReferralStep, takenStates } from './rules/referral.ts';
import * as store from './store/matching.ts';

/** What the process hands in. */
export type LookingWays = {
  /** How long an offer stands. */
  answerWithinHours(): number;
};

type Due =
  | { step: 'end'; by: By; reason: EndReason }
  | { step: Exclude<ReferralStep, 'end'>; by: By; outcome: OfferOutcome | null };

const wordSteps = {
  accept: ['accept', 'accepted'],
  decline: ['decline', 'declined'],
  conflict: ['decline', 'conflict'],
  'give-back': ['give-back', 'given-back'],
} as const;

/** What is due of a referral now; `null`: nothing. */
export function dueOf(r: store.DueReferral): Due | null {
  const { holder } = r;
  if (r.state === 'ended') return null;
  if (r.case_closed) return { step: 'end', by: 'service', reason: 'case-closed' };
  if (!r.open) return { step: 'end', by: 'service', reason: 'consent-ended' };
  if (holder === null)
    return r.state === 'asked' || r.state === 'looking'
      ? null
      : { step: 'orphan', by: 'service', outcome: null };
  if (r.recused.includes(holder.staff)) return { step: 'not-them', by: 'her', outcome: 'not-them' };
  if (holder.accepted) {
    if (holder.said !== 'give-back' && holder.said !== 'conflict')
      return paperDue(r.state, holder.latest);
    // A conflict that shows in a brief gives it back, and they are asked nothing about it again.
    return {
      step: 'give-back',
      by: 'adviser',
      outcome: holder.said === 'conflict' ? 'conflict' : 'given-back',
    };
  }
  if (holder.said !== null) {
    const [step, outcome] = wordSteps[holder.said];
    return { step, by: 'adviser', outcome };
  }
  return holder.lapsed ? { step: 'lapse', by: 'service', outcome: 'lapsed' } : null;
}

/** A paper was kept and the referral does not stand where it leads yet. */
function paperDue(state: ReferralState, latest: 'brief' | 'answer' | null): Due | null {
  if (latest === null || state === (latest === 'brief' ? 'briefed' : 'answered')) return null;
  return latest === 'brief' || state === 'accepted'
    ? { step: 'brief', by: 'team', outcome: null }
    : { step: 'answer', by: 'adviser', outcome: null };
}

/** Carries out everything that is due of a referral; as the system, in a transaction of its own. Does nothing when nothing is. */
export async function goOn(tx: Tx, id: string, ways: LookingWays): Promise<void> {
  for (;;) {
    const r = await store.lockDue(tx, id);
    if (r === undefined) return;
    const due = dueOf(r);
    if (due === null) {
      if (r.state === 'looking') await offerNext(tx, r, ways);
      return;
    }
    const decision = decideReferral(r.state, due.step, due.by);
    if (!decision.ok) throw new Error(`referral ${id}: ${due.step} in ${r.state}`);
    if (due.step === 'end') await store.endDue(tx, id, due.reason);
    else {
      if (r.holder !== null && due.outcome !== null)
        await store.settleOffer(tx, r, r.holder.staff, due.outcome);
      await store.moveReferral(
        tx,
        id,
        decision.state,
        takenStates.includes(decision.state) ? (r.holder?.staff ?? null) : null,
      );
    }
    await mark(tx, `referral.${due.step}`, id, due.step === 'end' ? { reason: due.reason } : {});
    await tellDesks(tx, r.case_id, [r.desk_id]);
  }
}

/** Offers it to the first in order; looks again later when nobody may be asked now. */
async function offerNext(tx: Tx, r: store.DueReferral, ways: LookingWays): Promise<void> {
  const need = { ...r, desks: r.parties, not: [...r.asked, ...r.recused] };
  const [first] = inOrder(await store.selectCandidates(tx, r.specialty), need, Date.now());
  if (first === undefined) {
    await store.lookLater(tx, r.id);
    return;
  }
  await store.insertOffer(tx, r, first.id, ways.answerWithinHours());
  await store.moveReferral(tx, r.id, 'offered', null);
  await mark(tx, 'referral.offered', r.id, { staff: first.id });
  await tellDesks(tx, r.case_id, [r.desk_id]);
}

/** The clock: whatever is due of any referral. Answers how many went on. */
export async function runReferralTimers(db: Database, ways: LookingWays): Promise<number> {
  const ids = await db.transaction(system, (tx) => store.selectDueIds(tx));
  // Each by itself: one that fails holds up no other.
  for (const id of ids) await db.transaction(system, (tx) => goOn(tx, id, ways));
  return ids.length;
}
