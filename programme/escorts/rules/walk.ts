// The life of one walk: which step may be taken by whom in which state, and what follows from it.
import { type WalkState, walkStates } from '../names.ts';

export { type WalkState, walkStates };

/** Nothing follows these, and nothing of hers is kept in them. */
export const closedStates: readonly WalkState[] = ['home', 'cancelled', 'refused', 'left'];

export const walkSteps = [
  'accept',
  'lose-pair',
  'set-out',
  'arrive',
  'confirm-them',
  'confirm-her',
  'not-them',
  'check-in',
  'drop-off',
  'home',
  'cancel',
  'refuse',
  'leave',
  'call-help',
  'change',
] as const;
export type WalkStep = (typeof walkSteps)[number];

/** `service` is the city itself: matching, timers, whoever works at the board. */
export type By = 'her' | 'pair' | 'service';

export type WalkFacts = { state: WalkState; sheConfirmed: boolean; pairConfirmed: boolean };

export type WalkRefusal = 'walk-over' | 'not-yours' | 'wrong-walk-state' | 'not-confirmed';
export type WalkDecision =
  | {
      ok: true;
      state: WalkState;
      /** The pair is free again and its meeting code is void. */
      releasesPair: boolean;
      /** Another pair is looked for at once. */
      reoffers: boolean;
      closes: boolean;
    }
  | { ok: false; code: WalkRefusal };

type Rule = { from: readonly WalkState[]; by: readonly By[] };

const waiting: readonly WalkState[] = ['received', 'paired', 'on-the-way', 'here'];
const withPair: readonly WalkState[] = ['paired', 'on-the-way', 'here'];
const open: readonly WalkState[] = [...waiting, 'walking', 'dropped-off'];

const table: Record<WalkStep, Rule> = {
  accept: { from: waiting, by: ['pair', 'service'] },
  'lose-pair': { from: withPair, by: ['pair', 'service'] },
  'set-out': { from: ['paired'], by: ['pair'] },
  arrive: { from: ['paired', 'on-the-way'], by: ['pair'] },
  // Both phones may be without a network when they meet: a meeting can be told before the arrival was.
  'confirm-them': { from: withPair, by: ['her'] },
  'confirm-her': { from: withPair, by: ['pair'] },
  'not-them': { from: [...withPair, 'walking'], by: ['her'] },
  'check-in': { from: ['walking'], by: ['pair'] },
  'drop-off': { from: ['walking'], by: ['pair'] },
  home: { from: ['walking', 'dropped-off'], by: ['her', 'service'] },
  cancel: { from: waiting, by: ['her', 'service'] },
  refuse: { from: open, by: ['her'] },
  leave: { from: ['walking'], by: ['pair', 'service'] },
  'call-help': { from: open, by: ['her', 'pair', 'service'] },
  change: { from: waiting, by: ['her', 'service'] },
};

/** Decides a step. Nothing may be taken back: a closed walk stays closed. */
export function decideWalkStep(walk: WalkFacts, step: WalkStep, by: By): WalkDecision {
  if (closedStates.includes(walk.state)) return { ok: false, code: 'walk-over' };
  const rule = table[step];
  if (!rule.by.includes(by)) return { ok: false, code: 'not-yours' };
  if (!rule.from.includes(walk.state)) return { ok: false, code: 'wrong-walk-state' };
  const state = stateAfter(walk, step);
  const losesPair = step === 'lose-pair' || step === 'change';
  const closes = closedStates.includes(state);
  return {
    ok: true,
    state,
    releasesPair: closes || losesPair,
    reoffers: losesPair,
    closes,
  };
}

function stateAfter(walk: WalkFacts, step: WalkStep): WalkState {
  switch (step) {
    case 'accept':
      return 'paired';
    case 'lose-pair':
    case 'change':
      return 'received';
    case 'set-out':
      return 'on-the-way';
    case 'arrive':
      return 'here';
    case 'confirm-them':
      return walk.pairConfirmed ? 'walking' : 'here';
    case 'confirm-her':
      return walk.sheConfirmed ? 'walking' : 'here';
    case 'drop-off':
      return 'dropped-off';
    case 'home':
      return 'home';
    case 'cancel':
      return 'cancelled';
    case 'refuse':
      return 'refused';
    case 'leave':
      return 'left';
    default:
      return walk.state;
  }
}

/** Where to is the pair's to know only while both have confirmed each other. */
export function knowsDestination(state: WalkState): boolean {
  return state === 'walking' || state === 'dropped-off';
}
