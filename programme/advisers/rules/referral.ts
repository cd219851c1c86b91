// The life of one referral: which step may be taken by whom in which state, and what follows from it.
import { type ReferralState, referralStates } from '../names.ts';

export { type ReferralState, referralStates };

export const referralSteps = [
  'consent',
  'offer',
  'accept',
  'decline',
  'lapse',
  'brief',
  'answer',
  'give-back',
  'not-them',
  'orphan',
  'end',
] as const;
export type ReferralStep = (typeof referralSteps)[number];

/** `adviser` is the one to whom it is offered or who took it; `service` is the city's own matching and clock. */
export type By = 'her' | 'team' | 'adviser' | 'service';

/** States in which somebody is bound to it, and counted as busy with it. */
export const boundStates: readonly ReferralState[] = ['offered', 'accepted', 'briefed', 'answered'];
/** States in which an adviser has it. */
export const takenStates: readonly ReferralState[] = ['accepted', 'briefed', 'answered'];
/** States in which the adviser may read what was sealed to them. */
export const readableStates: readonly ReferralState[] = ['briefed', 'answered'];

export type ReferralDecision =
  | {
      ok: true;
      state: ReferralState;
      /** Nobody is bound any more; every wrap for the one who was is destroyed. */
      releases: boolean;
      /** The next in order is asked at once. */
      looks: boolean;
    }
  | { ok: false; code: 'referral-over' | 'not-yours' | 'wrong-referral-state' };

type Rule = { from: readonly ReferralState[]; by: readonly By[]; to: ReferralState };

const table: Record<ReferralStep, Rule> = {
  consent: { from: ['asked'], by: ['her'], to: 'looking' },
  offer: { from: ['looking'], by: ['service'], to: 'offered' },
  accept: { from: ['offered'], by: ['adviser'], to: 'accepted' },
  decline: { from: ['offered'], by: ['adviser'], to: 'looking' },
  lapse: { from: ['offered'], by: ['service'], to: 'looking' },
  // A second question after an answer is another brief.
  brief: { from: takenStates, by: ['team'], to: 'briefed' },
  answer: { from: ['briefed', 'answered'], by: ['adviser'], to: 'answered' },
  'give-back': { from: takenStates, by: ['adviser'], to: 'looking' },
  // She knows the one who was asked: somebody else is.
  'not-them': { from: boundStates, by: ['her'], to: 'looking' },
  // Whoever had it is in the city's register no more.
  orphan: { from: boundStates, by: ['service'], to: 'looking' },
  end: {
    from: referralStates.filter((state) => state !== 'ended'),
    by: ['her', 'team', 'service'],
    to: 'ended',
  },
};

/** Decides a step. What has ended stays ended: a new referral needs her consent anew. */
export function decideReferral(state: ReferralState, step: ReferralStep, by: By): ReferralDecision {
  if (state === 'ended') return { ok: false, code: 'referral-over' };
  const rule = table[step];
  if (!rule.by.includes(by)) return { ok: false, code: 'not-yours' };
  if (!rule.from.includes(state)) return { ok: false, code: 'wrong-referral-state' };
  return {
    ok: true,
    state: rule.to,
    releases: boundStates.includes(state) && !boundStates.includes(rule.to),
    looks: rule.to === 'looking',
  };
}
