// The life of an incident as pure decisions: which step is possible from where, and what it changes.
import type { Disposition, Door, IncidentState } from './contract.ts';

/** What the rules need to know of an incident. */
export type Facts = {
  state: IncidentState;
  /** Version after the last step of a person. */
  actedVersion: number;
  drill: boolean;
  test: boolean;
  verified: boolean;
  unitsUnderWay: number;
};

export type Step =
  | { kind: 'raise' }
  | { kind: 'cancel' }
  | { kind: 'acknowledge' }
  | { kind: 'dispatch' }
  | { kind: 'withdraw' }
  | { kind: 'on-scene' }
  | { kind: 'close'; disposition: Disposition; mergedInto: string | null }
  | { kind: 'reopen' }
  | { kind: 'promote' }
  | { kind: 'verify' }
  | { kind: 'answer' };

export type Refusal =
  | 'version-conflict'
  | 'wrong-state'
  | 'not-a-test'
  | 'already-verified'
  | 'merge-needs-other'
  | 'no-unit';

export type Decision =
  | { ok: true; state: IncidentState; test: boolean; verified: boolean }
  | { ok: false; code: Refusal };

const open: readonly IncidentState[] = ['raised', 'acknowledged', 'dispatched', 'on-scene'];

/** From which states each step is possible. A store button has no countdown and starts as raised. */
const from: Record<Step['kind'], readonly IncidentState[]> = {
  raise: ['counting-down'],
  cancel: ['counting-down'],
  acknowledge: ['raised'],
  dispatch: open,
  withdraw: ['dispatched', 'on-scene'],
  'on-scene': ['dispatched', 'on-scene'],
  close: ['acknowledged', 'dispatched', 'on-scene'],
  reopen: ['closed'],
  promote: open,
  verify: open,
  answer: ['dispatched', 'on-scene'],
};

/** Whether an incident in this state still needs the city. */
export function isOpen(state: IncidentState): boolean {
  return state !== 'closed' && state !== 'cancelled';
}

/**
 * Decides one step. `seenVersion` is the version the operator acted on: when another person was quicker, the step is
 * refused and nothing changes, so that of two operators one wins and the other learns it. What happened by itself
 * since (a receipt of the police, a second press, an escalation) is no reason to refuse.
 */
export function decide(facts: Facts, step: Step, seenVersion?: number): Decision {
  if (seenVersion !== undefined && seenVersion < facts.actedVersion)
    return { ok: false, code: 'version-conflict' };
  if (!from[step.kind].includes(facts.state)) return { ok: false, code: 'wrong-state' };
  const same = {
    ok: true as const,
    state: facts.state,
    test: facts.test,
    verified: facts.verified,
  };
  switch (step.kind) {
    case 'raise':
      return { ...same, state: 'raised' };
    case 'cancel':
      return { ...same, state: 'cancelled' };
    case 'acknowledge':
      return { ...same, state: 'acknowledged' };
    case 'dispatch':
      return { ...same, state: facts.state === 'on-scene' ? 'on-scene' : 'dispatched' };
    case 'withdraw':
      if (facts.unitsUnderWay < 1) return { ok: false, code: 'no-unit' };
      return { ...same, state: facts.unitsUnderWay > 1 ? facts.state : 'acknowledged' };
    case 'on-scene':
      return facts.unitsUnderWay < 1
        ? { ok: false, code: 'no-unit' }
        : { ...same, state: 'on-scene' };
    case 'close':
      if ((step.disposition === 'merged') !== (step.mergedInto !== null))
        return { ok: false, code: 'merge-needs-other' };
      return { ...same, state: 'closed' };
    case 'answer':
      return same;
    case 'reopen':
      return { ...same, state: 'acknowledged' };
    case 'promote':
      return facts.test
        ? { ...same, test: false, verified: true }
        : { ok: false, code: 'not-a-test' };
    case 'verify':
      return facts.verified ? { ok: false, code: 'already-verified' } : { ...same, verified: true };
  }
}

export type HandOverWhen = 'at-once' | 'verified' | 'on-word' | 'never';

/**
 * Whether a call must be handed to the police now. Drills and tests never leave the city, whatever the
 * policy says; `verified` and `on-word` go once a person has verified.
 */
export function mustHandOver(
  when: HandOverWhen,
  call: { drill: boolean; test: boolean; verified: boolean; state: IncidentState },
): boolean {
  if (call.drill || call.test || !open.includes(call.state)) return false;
  if (when === 'never') return false;
  return when === 'at-once' || call.verified;
}

/** Doors whose calls are believed at once: a trained person pressed a button of the city's own. */
export function isVerifiedByDoor(door: Door): boolean {
  return door === 'store' || door === 'patrol' || door === 'walk';
}

/**
 * What of its place stays with a call that has ended: all where it is a place of the city; where a person was is erased
 * (trust.md). A call from a walk keeps the name of its meeting point, which says nothing of where she was.
 */
export function placeKept(door: Door): 'all' | 'name' | 'nothing' {
  if (door === 'sos') return 'nothing';
  return door === 'walk' ? 'name' : 'all';
}

/** Urgency 1 to 5 after one more press of the same call. */
export function urgencyAfterPress(urgency: number): number {
  return Math.min(5, urgency + 1);
}

/** Metres a minute by kind of unit in the streets of a city at night, and how much longer streets are than the straight line. */
const metresPerMinute = { 'patrol-car': 400, 'foot-patrol': 90, guards: 380, scouts: 80 } as const;
const detour = 1.3;

/** Whole minutes a unit needs for a straight-line distance, at least one. */
export function minutesFor(kind: keyof typeof metresPerMinute, metres: number): number {
  return Math.max(1, Math.round((metres * detour) / metresPerMinute[kind]));
}
