// Proves of every way a referral can go that nobody is bound without her consent, nothing is read outside of it, and an end is one.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ReferralState } from '../names.ts';
import {
  type By,
  boundStates,
  decideReferral,
  readableStates,
  referralStates,
  referralSteps,
} from './referral.ts';

const move = fc.record({
  step: fc.constantFrom(...referralSteps),
  by: fc.constantFrom<By>('her', 'team', 'adviser', 'service'),
});

test('whatever happens in whatever order: her consent first, acceptance before any brief, and nothing after the end', () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      let state: ReferralState = 'asked';
      let consented = false;
      let accepted = false;
      for (const { step, by } of moves) {
        const decision = decideReferral(state, step, by);
        if (!decision.ok) continue;
        expect(state).not.toBe('ended');
        if (step === 'consent') consented = true;
        if (step === 'accept') accepted = true;
        if (decision.releases) accepted = false;
        const before = state;
        state = decision.state;
        if (boundStates.includes(state)) expect(consented).toBe(true);
        if (readableStates.includes(state)) expect(accepted).toBe(true);
        // Whoever was bound and is not any more is released, so that their wraps are destroyed.
        expect(decision.releases).toBe(
          boundStates.includes(before) && !boundStates.includes(state),
        );
        expect(decision.looks).toBe(state === 'looking');
      }
    }),
    { numRuns: 500 },
  );
});

test('she can end it in every state that is not the end, and so can the team; the adviser can give it back', () => {
  for (const state of referralStates.filter((one) => one !== 'ended')) {
    for (const by of ['her', 'team'] as const)
      expect(decideReferral(state, 'end', by)).toMatchObject({ ok: true, state: 'ended' });
    expect(decideReferral(state, 'end', 'adviser')).toEqual({ ok: false, code: 'not-yours' });
  }
  const again = { ok: true, state: 'looking', releases: true, looks: true };
  for (const state of ['accepted', 'briefed', 'answered'] as const) {
    expect(decideReferral(state, 'give-back', 'adviser')).toEqual(again);
    expect(decideReferral(state, 'not-them', 'her')).toEqual(again);
  }
  expect(decideReferral('offered', 'not-them', 'team')).toEqual({ ok: false, code: 'not-yours' });
});

test('nobody but she consents, and declined or lapsed goes on to the next', () => {
  for (const by of ['team', 'adviser', 'service'] as const)
    expect(decideReferral('asked', 'consent', by)).toEqual({ ok: false, code: 'not-yours' });
  expect(decideReferral('offered', 'decline', 'adviser')).toMatchObject({ looks: true });
  expect(decideReferral('offered', 'lapse', 'service')).toMatchObject({ looks: true });
  expect(decideReferral('accepted', 'lapse', 'service')).toMatchObject({ ok: false });
});
