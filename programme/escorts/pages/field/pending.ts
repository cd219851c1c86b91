// Steps that the city has not heard yet: in which order they are told, what the screen shows meanwhile, and what falls when one is refused.
import type { PairView } from '../../pair-contract.ts';
import { decideWalkStep, type WalkStep } from '../../rules/walk.ts';

export const stepNames = [
  'accept',
  'decline',
  'set-out',
  'arrive',
  'confirm',
  'try-code',
  'she-agreed',
  'check-in',
  'drop-off',
  'safe',
  'give-back',
  'leave',
  'did-not-come',
  'block',
  'observe',
] as const;
export type StepName = (typeof stepNames)[number];

/** `about` is the id of the offer, the walk or the observation. */
export type Pending = { name: StepName; about: string; body: Record<string, unknown> };

type Walk = NonNullable<PairView['walk']>;

/** How a step changes a walk; the others end it or leave it as it is. */
const moves: Partial<Record<StepName, WalkStep>> = {
  'set-out': 'set-out',
  arrive: 'arrive',
  confirm: 'confirm-her',
  'she-agreed': 'confirm-them',
  'check-in': 'check-in',
  'drop-off': 'drop-off',
};
const ends: readonly StepName[] = ['give-back', 'leave', 'did-not-come'];

/** Where a step is told; null for what the city hears from her own phone. */
export function routeOf({ name }: Pending): string | null {
  if (name === 'she-agreed') return null;
  // It did not fit on this phone; the city counts it all the same.
  if (name === 'try-code') return 'POST /api/pair/walks/:id/confirm';
  if (name === 'observe') return 'POST /api/pair/observations';
  if (name === 'accept' || name === 'decline') return `POST /api/pair/offers/:id/${name}`;
  return `POST /api/pair/walks/:id/${name}`;
}

/** What the city said, with the steps that are on their way counted. */
export function withPending(view: PairView, pending: readonly Pending[]): PairView {
  return pending.reduce(withStep, view);
}

function withStep(view: PairView, { name, about }: Pending): PairView {
  if (name === 'decline' && view.offer?.id === about) return { ...view, offer: null };
  if (name === 'safe' && view.safeCheckIn?.walkId === about) return { ...view, safeCheckIn: null };
  if (name === 'block' && view.mayBlock === about) return { ...view, mayBlock: null };
  const { walk } = view;
  if (walk?.id !== about) return view;
  if (ends.includes(name)) return { ...view, walk: null };
  const move = moves[name];
  return move === undefined ? view : { ...view, walk: walkAfter(walk, move) };
}

function walkAfter(walk: Walk, move: WalkStep): Walk {
  const by = move === 'confirm-them' ? 'her' : 'pair';
  const decision = decideWalkStep(walk, move, by);
  if (!decision.ok) return walk;
  const next: Walk = {
    ...walk,
    state: decision.state,
    pairConfirmed: walk.pairConfirmed || move === 'confirm-her',
    sheConfirmed: walk.sheConfirmed || move === 'confirm-them',
  };
  // She says her word only after she has heard theirs: it confirms both ways.
  if (move === 'confirm-her' && walk.spoken && !walk.sheConfirmed)
    return walkAfter(next, 'confirm-them');
  return withoutHers(next);
}

/** From her door on nothing of her is needed, so nothing is shown or kept. */
export function withoutHers(walk: Walk): Walk {
  if (walk.state !== 'dropped-off') return walk;
  return {
    ...walk,
    firstName: '',
    note: null,
    meeting: null,
    spokenCode: null,
    her: null,
    destination: null,
  };
}

/** Whether the first step is told now, waits for her phone to speak, or has nothing left to wait for. `view` as the city said it. */
export function turnOf(first: Pending, view: PairView | null): 'tell' | 'wait' | 'drop' {
  if (first.name !== 'she-agreed') return 'tell';
  if (view === null) return 'wait';
  return view.walk?.id === first.about && !view.walk.sheConfirmed ? 'wait' : 'drop';
}

/** What is left when a step was refused for good: what follows from it falls with it. */
export function whenRefused(pending: readonly Pending[], step: Pending): readonly Pending[] {
  const only = step.name === 'try-code';
  return pending.filter((one) => one !== step && (only || one.about !== step.about));
}

/** Steps of a walk that is over are nobody's; being safe and blocking come after it. */
export function stillDue(pending: readonly Pending[], view: PairView): readonly Pending[] {
  const after: readonly StepName[] = ['safe', 'block', 'observe'];
  const alive = [view.walk?.id, view.offer?.id];
  return pending.filter(({ name, about }) => after.includes(name) || alive.includes(about));
}

/** Reads what was kept; anything else is no step. */
export function readPending(text: string | null): readonly Pending[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter(isPending) : [];
  } catch {
    return [];
  }
}

function isPending(value: unknown): value is Pending {
  const { name, about, body } = (value ?? {}) as Partial<Pending>;
  return (
    stepNames.includes(name as StepName) &&
    typeof about === 'string' &&
    typeof body === 'object' &&
    body !== null
  );
}
