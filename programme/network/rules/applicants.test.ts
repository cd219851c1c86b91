// Proves that nobody is taken on who was not spoken with, vetted and trained in that order, and that what has ended stays ended.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ApplicantState } from '../names.ts';
import { afterStep } from './applicants.ts';

const steps = ['interview', 'vet', 'train', 'decline', 'withdraw', 'take-on'] as const;

test('whatever is tried: taken on only after each step once and in order, and no step after an end', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 30 }), (tried) => {
      let state: ApplicantState = 'applied';
      const done: string[] = [];
      for (const step of tried) {
        const after = afterStep(state, step);
        if (['taken-on', 'declined', 'withdrawn'].includes(state)) expect(after).toBeNull();
        if (after === null) continue;
        done.push(step);
        state = after;
      }
      if (state === 'taken-on') expect(done).toEqual(['interview', 'vet', 'train', 'take-on']);
    }),
  );
});
