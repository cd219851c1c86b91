// Proves of every sequence of steps that no walk begins unconfirmed, nothing follows an end, and each is heard only from whose step it is.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type By,
  closedStates,
  decideWalkStep,
  knowsDestination,
  type WalkFacts,
  walkStates,
  walkSteps,
} from './walk.ts';

const moves = fc.array(
  fc.record({
    step: fc.constantFrom(...walkSteps),
    by: fc.constantFrom<By>('her', 'pair', 'service'),
  }),
  { maxLength: 40 },
);

test('a walk begins only when both confirmed, each of them and since the last pair was found', () => {
  fc.assert(
    fc.property(moves, (list) => {
      let walk: WalkFacts = { state: 'received', sheConfirmed: false, pairConfirmed: false };
      let her = false;
      let pair = false;
      let closed = false;
      for (const { step, by } of list) {
        const decision = decideWalkStep(walk, step, by);
        if (closed) expect(decision).toEqual({ ok: false, code: 'walk-over' });
        if (!decision.ok) continue;
        if (step === 'confirm-them') {
          expect(by).toBe('her');
          her = true;
        }
        if (step === 'confirm-her') {
          expect(by).toBe('pair');
          pair = true;
        }
        if (decision.releasesPair || step === 'accept') {
          her = false;
          pair = false;
        }
        if (decision.state === 'walking') expect(her && pair).toBe(true);
        expect(knowsDestination(decision.state) && !(her && pair)).toBe(false);
        expect(decision.closes).toBe(closedStates.includes(decision.state));
        closed = decision.closes;
        walk = { state: decision.state, sheConfirmed: her, pairConfirmed: pair };
      }
    }),
    { numRuns: 3000 },
  );
});

test('she can refuse in every open state, help can be called in every open state, and nobody else can end it for her', () => {
  for (const state of walkStates) {
    if (closedStates.includes(state)) continue;
    const facts = { state, sheConfirmed: false, pairConfirmed: false };
    expect(decideWalkStep(facts, 'refuse', 'her')).toMatchObject({ ok: true, closes: true });
    expect(decideWalkStep(facts, 'refuse', 'pair')).toEqual({ ok: false, code: 'not-yours' });
    expect(decideWalkStep(facts, 'home', 'pair')).toEqual({ ok: false, code: 'not-yours' });
    expect(decideWalkStep(facts, 'call-help', 'pair')).toMatchObject({ ok: true, state });
    expect(decideWalkStep(facts, 'call-help', 'her')).toMatchObject({ ok: true, state });
  }
});
