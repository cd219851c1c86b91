// Proves of offers that whatever a unit, the clock and a bad line do in any order, each ends once and never begins again.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decideOffer,
  hasAccepted,
  isLive,
  type OfferState,
  type OfferStep,
  offerStates,
  offerSteps,
} from './offer.ts';

/** States after each of the steps; a refused one changes nothing. */
function play(from: OfferState, steps: readonly OfferStep[]): OfferState[] {
  const states = [from];
  for (const step of steps) {
    const decision = decideOffer(states.at(-1)!, step);
    states.push(decision.ok ? decision.state : states.at(-1)!);
  }
  return states;
}

const anySteps = fc.array(fc.constantFrom(...offerSteps), { maxLength: 20 });
const begins = fc.constantFrom<OfferState>('offered', 'sent');
const order: readonly OfferState[] = ['offered', 'sent', 'accepted', 'on-way', 'on-scene', 'done'];

test('an offer that has ended never begins again, and is refused with the same word', () => {
  fc.assert(
    fc.property(begins, anySteps, (from, steps) => {
      const states = play(from, steps);
      const end = states.findIndex((state) => !isLive(state));
      if (end < 0) return;
      expect(new Set(states.slice(end)).size).toBe(1);
      for (const step of offerSteps)
        expect(decideOffer(states[end]!, step)).toEqual({ ok: false, code: 'offer-over' });
    }),
  );
});

test('a unit only ever comes nearer, and nobody is on the way who was not asked first', () => {
  fc.assert(
    fc.property(begins, anySteps, (from, steps) => {
      const live = play(from, steps).filter((state) => isLive(state) || state === 'done');
      for (const [index, state] of live.entries())
        if (index > 0)
          expect(order.indexOf(state)).toBeGreaterThanOrEqual(order.indexOf(live[index - 1]!));
      if (from === 'offered') {
        const first = live.find((state) => state !== 'offered');
        expect(['accepted', undefined]).toContain(first);
      }
    }),
  );
});

test('the same step told again over a bad line is the same step', () => {
  fc.assert(
    fc.property(begins, anySteps, fc.constantFrom(...offerSteps), (from, steps, step) => {
      const before = play(from, steps).at(-1)!;
      const first = decideOffer(before, step);
      if (!first.ok || !isLive(first.state)) return;
      expect(decideOffer(first.state, step)).toEqual({
        ok: true,
        state: first.state,
        changed: false,
      });
    }),
  );
});

test('only what nobody answered lapses', () => {
  for (const state of offerStates) {
    const decision = decideOffer(state, 'lapse');
    if (state === 'offered') expect(decision).toMatchObject({ state: 'unanswered', changed: true });
    else if (isLive(state)) expect(decision).toMatchObject({ state, changed: false });
    else expect(decision.ok).toBe(false);
  }
});

test('what a unit needs on the spot is not shown before it accepted', () => {
  expect(offerStates.filter(hasAccepted)).toEqual(['sent', 'accepted', 'on-way', 'on-scene']);
});
