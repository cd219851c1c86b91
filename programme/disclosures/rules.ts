// Pure decisions about a disclosure that the law demands: when one may begin, what may follow what, and which basis is in force.
import type { DisclosureState } from './names.ts';

/** As the city has it: the desks a statute names, and the days on which it is in force (`2026-11-25`, both included). */
export type Basis = {
  code: string;
  recipients: readonly string[];
  withinHours: number;
  from: string;
  until: string | null;
};

/** Whether a basis is in force on a day of the city's. */
export function isInForce({ from, until }: Pick<Basis, 'from' | 'until'>, today: string): boolean {
  return from <= today && (until === null || today <= until);
}

export type Beginning = {
  minor: boolean | null;
  district: string;
  basis: Basis | undefined;
  today: string;
  recipient: { kind: string; district: string | null } | undefined;
  /** The earlier disclosure that this one puts right; of the same report. */
  corrects: { state: DisclosureState; recipient: string } | null;
  recipientId: string;
};

export type NotBegun =
  | 'not-a-minor'
  | 'no-basis'
  | 'not-the-recipient'
  | 'nothing-to-correct'
  | 'other-recipient';

/** Why a disclosure may not begin; `null` when it may. */
export function whyNot(facts: Beginning): NotBegun | null {
  const { basis, corrects, recipient } = facts;
  if (facts.minor !== true) return 'not-a-minor';
  if (basis === undefined || !isInForce(basis, facts.today)) return 'no-basis';
  const theirs = recipient?.district === null || recipient?.district === facts.district;
  if (!recipient || !theirs || !basis.recipients.includes(recipient.kind))
    return 'not-the-recipient';
  if (corrects && corrects.state !== 'disclosed') return 'nothing-to-correct';
  if (corrects && corrects.recipient !== facts.recipientId) return 'other-recipient';
  return null;
}

export type DisclosureStep = 'tell' | 'disclose' | 'drop' | 'withdraw';
export type Decision =
  | { do: true; next: DisclosureState }
  | { do: false; why: 'already' | 'not-told' | 'no-basis' | 'made' | 'over' };

/**
 * What a step makes of a disclosure. She is told before anything is disclosed; what was disclosed stays as it was, also when she withdraws
 * her report; what was not, ends with it.
 */
export function decide(
  state: DisclosureState,
  step: DisclosureStep,
  facts: { inForce: boolean },
): Decision {
  if (state === 'dropped' || state === 'withdrawn') return { do: false, why: 'over' };
  if (state === 'disclosed') return { do: false, why: step === 'disclose' ? 'already' : 'made' };
  switch (step) {
    case 'tell':
      if (state === 'told') return { do: false, why: 'already' };
      return facts.inForce ? { do: true, next: 'told' } : { do: false, why: 'no-basis' };
    case 'disclose':
      if (state === 'begun') return { do: false, why: 'not-told' };
      return facts.inForce ? { do: true, next: 'disclosed' } : { do: false, why: 'no-basis' };
    case 'drop':
      return { do: true, next: 'dropped' };
    case 'withdraw':
      return { do: true, next: 'withdrawn' };
  }
}
