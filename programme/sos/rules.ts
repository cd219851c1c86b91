// What a phone may still do with its call, as pure decisions: everything in the countdown, nothing afterwards that would end it.
import type { IncidentState } from '#programme/incidents/contract.ts';
import type { SosView } from './contract.ts';

/** What the rules need to know of a call. */
export type CallFacts = {
  state: IncidentState;
  /** End of the countdown. */
  dueAt: Date | null;
  /** Somebody else is in danger: the place is not the caller's. */
  forAnother: boolean;
  sharing: boolean;
  /** Time of the newest position that was kept, by the phone's own clock. */
  toldAt: Date | null;
};

export type PhoneStep =
  | { kind: 'send' }
  | { kind: 'cancel' }
  | { kind: 'position'; at: Date }
  | { kind: 'sharing'; on: boolean }
  | { kind: 'message' }
  | { kind: 'callback'; leave: boolean }
  | { kind: 'link' }
  | { kind: 'end-links' };

/** `nothing` is no error: the phone said something that is so already, or that has no meaning any more. */
export type PhoneDecision = 'raise' | 'cancel' | 'keep' | 'nothing' | 'too-late' | 'over';

/** Whether a call in this state has ended. */
export function isOver(state: IncidentState): boolean {
  return state === 'closed' || state === 'cancelled';
}

/**
 * Decides one step of the phone. After the countdown no step ends the call: whoever took the phone can only stop sharing
 * (trust.md). A countdown that has run out is over even where the timer has not come round yet.
 */
export function decidePhoneStep(facts: CallFacts, step: PhoneStep, now: Date): PhoneDecision {
  const over = isOver(facts.state);
  switch (step.kind) {
    case 'send':
      return facts.state === 'counting-down' ? 'raise' : 'nothing';
    case 'cancel':
      if (facts.state === 'cancelled') return 'nothing';
      return facts.state === 'counting-down' && facts.dueAt !== null && now < facts.dueAt
        ? 'cancel'
        : 'too-late';
    case 'position':
      if (over || facts.forAnother || !facts.sharing) return 'nothing';
      return isNewer(step.at, facts.toldAt, now) ? 'keep' : 'nothing';
    case 'sharing':
      return over || facts.forAnother || facts.sharing === step.on ? 'nothing' : 'keep';
    case 'message':
    case 'link':
      return over ? 'over' : 'keep';
    case 'callback':
      // What she left she may take back at any time.
      return over && step.leave ? 'over' : 'keep';
    case 'end-links':
      return 'keep';
  }
}

/**
 * Whether a position is newer than the one before, by the phone's own clock. A clock that ran ahead and was put right tells
 * times before its last one: they count, or her position would stand still for as long as the clock had been wrong.
 */
function isNewer(at: Date, toldAt: Date | null, now: Date): boolean {
  return toldAt === null || at > toldAt || (toldAt > now && at <= now);
}

/** The state of her call in the words of her page. */
export function stateForCaller(state: IncidentState): SosView['state'] {
  return state === 'raised' ? 'received' : state;
}
