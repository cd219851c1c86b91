// What becomes of an offer to a unit: asked, answered, on the way, there, done; or declined, unanswered, called back. Pure.

export const offerStates = [
  'sent',
  'offered',
  'accepted',
  'on-way',
  'on-scene',
  'declined',
  'unanswered',
  'withdrawn',
  'done',
] as const;
export type OfferState = (typeof offerStates)[number];

/** What a unit can do; `lapse` is what the clock does when nobody answers. */
export const offerSteps = ['accept', 'decline', 'on-way', 'arrive', 'finish', 'lapse'] as const;
export type OfferStep = (typeof offerSteps)[number];

/** `changed` is false for a step that was taken already: told again over a bad line, it is the same step. */
export type OfferDecision =
  | { ok: true; state: OfferState; changed: boolean }
  | { ok: false; code: 'offer-over' | 'not-accepted' | 'not-there-yet' | 'there-already' };

const ended: readonly OfferState[] = ['declined', 'unanswered', 'withdrawn', 'done'];

/** How far a unit has come; one told by radio counts as having accepted. */
const reached: Partial<Record<OfferState, number>> = {
  offered: 0,
  sent: 1,
  accepted: 1,
  'on-way': 2,
  'on-scene': 3,
};
const leadsTo = { accept: 'accepted', 'on-way': 'on-way', arrive: 'on-scene' } as const;

/** Whether the unit is still asked, on its way or there. */
export function isLive(state: OfferState): boolean {
  return !ended.includes(state);
}

/** Whether the unit said that it comes, or was told by radio; what it needs on the spot it may see from here on. */
export function hasAccepted(state: OfferState): boolean {
  return (reached[state] ?? 0) >= 1;
}

/** Decides one step of an offer. */
export function decideOffer(state: OfferState, step: OfferStep): OfferDecision {
  const at = reached[state];
  if (at === undefined) return { ok: false, code: 'offer-over' };
  switch (step) {
    case 'accept':
    case 'on-way':
    case 'arrive': {
      const next = leadsTo[step];
      const to = reached[next]!;
      if (at >= to) return { ok: true, state, changed: false };
      if (at === 0 && to > 1) return { ok: false, code: 'not-accepted' };
      return { ok: true, state: next, changed: true };
    }
    case 'decline':
      // Once there, a unit finishes; it cannot un-arrive.
      return at === 3
        ? { ok: false, code: 'there-already' }
        : { ok: true, state: 'declined', changed: true };
    case 'finish':
      return at === 3
        ? { ok: true, state: 'done', changed: true }
        : { ok: false, code: 'not-there-yet' };
    case 'lapse':
      return at === 0
        ? { ok: true, state: 'unanswered', changed: true }
        : { ok: true, state, changed: false };
  }
}
