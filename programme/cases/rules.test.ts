// Proves the life of a case for every order of steps, and that an entry has in clear what its kind needs and nothing else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CaseState, caseStates, entryKinds, outcomes, places } from './names.ts';
import { bandOf, type CaseStep, classify, classifying, decide, faultOf } from './rules.ts';

const steps: CaseStep[] = ['declare', 'ask', 'lead', 'write', 'step', 'hand-on', 'close', 'reopen'];

test('whatever is tried in whatever order: nothing after a withdrawal, no words before somebody declared, no work on a closed case', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...steps), { maxLength: 40 }), (tried) => {
      let state: CaseState = 'taken';
      let declared = false;
      for (const step of tried) {
        const decision = decide(state, step);
        if (!decision.do) continue;
        if (step === 'declare') declared = true;
        if (step === 'write' || step === 'close') expect(declared).toBe(true);
        if (step !== 'reopen') expect(state).not.toBe('closed');
        state = decision.next;
        expect(caseStates).toContain(state);
      }
      for (const step of steps) expect(decide('withdrawn', step).do).toBe(false);
    }),
  );
});

test('an entry is accepted exactly when its kind needs what it has', () => {
  const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: null });
  fc.assert(
    fc.property(
      fc.record({
        kind: fc.constantFrom(...entryKinds),
        dueAt: maybe(['2026-11-25T00:00:00Z']),
        service: maybe(['legal']),
        outcome: maybe(outcomes),
        place: maybe(places),
      }),
      (entry) => {
        const fault = faultOf(entry);
        const dated = entry.kind === 'date' || entry.kind === 'evidence';
        const whole =
          (dated ? entry.dueAt !== null && entry.place !== null : entry.place === null) &&
          (entry.kind === 'service'
            ? entry.service !== null && entry.outcome !== null
            : entry.service === null && entry.outcome === null) &&
          (dated || entry.kind === 'task' || entry.dueAt === null);
        expect(fault === null).toBe(whole);
      },
    ),
  );
});

test('longer is never counted as shorter', () => {
  const order = ['15-minutes', 'hour', 'day', 'three-days', 'longer'];
  fc.assert(
    fc.property(fc.nat(1e9), fc.nat(1e9), (a, b) => {
      expect(order.indexOf(bandOf(Math.max(a, b)))).toBeGreaterThanOrEqual(
        order.indexOf(bandOf(Math.min(a, b))),
      );
    }),
  );
});

test('a case is counted by the first type that is true, and by none before every question above it was answered', () => {
  const answer = fc.option(fc.boolean(), { nil: null });
  fc.assert(
    fc.property(fc.array(answer, { maxLength: classifying.length }), (answers) => {
      const found = classify(answers);
      const yes = answers.indexOf(true);
      const above = answers.slice(0, yes === -1 ? classifying.length : yes);
      if (above.includes(null) || (yes === -1 && answers.length < classifying.length))
        expect(found).toBeNull();
      else expect(found).toBe(yes === -1 ? 'none-of-these' : classifying[yes]);
    }),
  );
  expect(classify([false, true, true, null])).toBe('sexual-assault');
});
