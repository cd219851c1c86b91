// Proves for every order of steps and every day that nothing is disclosed before she was told, under a basis that is not in force, or of an adult.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DisclosureState, disclosureStates } from './names.ts';
import { type Basis, type DisclosureStep, decide, isInForce, whyNot } from './rules.ts';

const steps: DisclosureStep[] = ['tell', 'disclose', 'drop', 'withdraw'];

test('whatever is tried in whatever order: told before disclosed, in force at both, and what was disclosed stays as it is', () => {
  const tries = fc.array(fc.tuple(fc.constantFrom(...steps), fc.boolean()), { maxLength: 30 });
  fc.assert(
    fc.property(tries, (tried) => {
      let state: DisclosureState = 'begun';
      let told = false;
      for (const [step, inForce] of tried) {
        const decision = decide(state, step, { inForce });
        if (!decision.do) continue;
        expect(['begun', 'told']).toContain(state);
        if (step === 'tell' || step === 'disclose') expect(inForce).toBe(true);
        if (step === 'disclose') expect(told).toBe(true);
        told ||= step === 'tell';
        state = decision.next;
        expect(disclosureStates).toContain(state);
      }
      for (const step of steps)
        if (state !== 'begun' && state !== 'told')
          expect(decide(state, step, { inForce: true }).do).toBe(false);
    }),
  );
});

const days = ['2026-01-01', '2026-06-30', '2026-07-01', '2026-11-25', '2027-01-01'] as const;
const basis: Basis = {
  code: 'a',
  recipients: ['police'],
  withinHours: 24,
  from: '2026-06-30',
  until: '2026-11-25',
};

test('a basis is in force from its first day to its last', () => {
  expect(days.filter((today) => isInForce(basis, today))).toEqual(days.slice(1, 4));
  expect(isInForce({ ...basis, until: null }, '2090-01-01')).toBe(true);
});

test('one begins for somebody under age alone, under a basis in force, for the desk that it names there, and corrects what was disclosed to the same', () => {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  fc.assert(
    fc.property(
      fc.record({
        minor: fc.constantFrom(true, false, null),
        today: fc.constantFrom(...days),
        basis: maybe(fc.constant(basis)),
        recipient: maybe(
          fc.record({
            kind: fc.constantFrom('police', 'child-protection', 'city'),
            district: fc.constantFrom('1', '2', null),
          }),
        ),
        corrects: fc.option(
          fc.record({
            state: fc.constantFrom(...disclosureStates),
            recipient: fc.constantFrom('x', 'y'),
          }),
        ),
      }),
      (facts) => {
        const why = whyNot({ ...facts, district: '1', recipientId: 'x' });
        const may =
          facts.minor === true &&
          facts.basis !== undefined &&
          days.indexOf(facts.today) >= 1 &&
          days.indexOf(facts.today) <= 3 &&
          facts.recipient?.kind === 'police' &&
          facts.recipient.district !== '2' &&
          (facts.corrects === null ||
            (facts.corrects.state === 'disclosed' && facts.corrects.recipient === 'x'));
        expect(why === null).toBe(may);
      },
    ),
  );
});
