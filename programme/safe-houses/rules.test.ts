// Proves the life of a designation as properties, and that a store is never said to lack what it has.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checklistPoints, storeStates, storeSteps } from './names.ts';
import {
  decideStoreStep,
  inspectEveryDays,
  inspectionPassed,
  type NeedFacts,
  needsOf,
  possibleSteps,
  testEveryDays,
} from './rules.ts';

const today = '2026-11-24';
const state = fc.constantFrom(...storeStates);
const step = fc.constantFrom(...storeSteps);
const day = fc
  .integer({ min: -400, max: 400 })
  .map((days) => new Date(Date.UTC(2026, 10, 24) + days * 86_400_000).toISOString().slice(0, 10));
const dayOrNone = fc.option(day, { nil: null });

test('a step is possible in the states it is offered in, and in no other', () => {
  fc.assert(
    fc.property(state, dayOrNone, step, (from, until, wanted) => {
      const ahead = { until: '2027-11-24', today };
      const decision = decideStoreStep({ state: from, until: null }, wanted, ahead);
      expect(decision.ok).toBe(possibleSteps(from).includes(wanted));
      const refused = decideStoreStep({ state: from, until }, wanted, ahead);
      if (!possibleSteps(from).includes(wanted))
        expect(refused).toEqual({ ok: false, code: 'wrong-store-state' });
    }),
  );
});

test('whatever is done, an open store has a day ahead or none, and a struck entry stays struck', () => {
  const act = fc.record({ step, until: dayOrNone });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      let store: { state: (typeof storeStates)[number]; until: string | null } = {
        state: 'operating',
        until: null,
      };
      let struck = false;
      for (const { step: wanted, until } of acts) {
        const decision = decideStoreStep(store, wanted, { until, today });
        if (!decision.ok) continue;
        expect(struck, 'a struck entry came back').toBe(false);
        store = decision;
        struck = store.state === 'destroyed';
        if (store.state === 'operating' && store.until !== null)
          expect(store.until >= today).toBe(true);
      }
    }),
  );
});

test('renewing opens a lapsed store and leaves a suspended one shut', () => {
  const until = '2027-01-01';
  const renew = (from: 'lapsed' | 'suspended' | 'operating') =>
    decideStoreStep({ state: from, until: '2026-01-01' }, 'renew', { until, today });
  expect(renew('lapsed')).toEqual({ ok: true, state: 'operating', until });
  expect(renew('suspended')).toEqual({ ok: true, state: 'suspended', until });
  expect(
    decideStoreStep({ state: 'lapsed', until: null }, 'renew', { until: null, today }),
  ).toEqual({ ok: false, code: 'until-needed' });
  expect(
    decideStoreStep({ state: 'lapsed', until: null }, 'renew', { until: today, today }),
  ).toEqual({ ok: false, code: 'until-not-ahead' });
});

test('one wrong point fails an inspection, and nothing looked at passes none', () => {
  const answer = fc.constantFrom(true, false, null, undefined);
  const list = fc.record(
    Object.fromEntries(checklistPoints.map((point) => [point, answer])) as Record<
      string,
      typeof answer
    >,
  );
  fc.assert(
    fc.property(list, (checklist) => {
      const answers = Object.values(checklist);
      expect(inspectionPassed(checklist)).toBe(answers.includes(true) && !answers.includes(false));
    }),
  );
});

test('a well-kept store lacks nothing, each neglect is told, and a shut store is left alone', () => {
  const well: NeedFacts = {
    state: 'operating',
    until: '2028-01-01',
    buttons: 1,
    trainedClerks: 1,
    daysSinceTest: testEveryDays,
    daysSinceInspection: inspectEveryDays,
    inspectionPassed: true,
    daysUntilEnd: 61,
    year: { calls: 4, falseAlarms: 2 },
  };
  expect(needsOf(well)).toEqual([]);
  for (const [neglect, need] of [
    [{ buttons: 0 }, 'no-button'],
    [{ trainedClerks: 0 }, 'untrained'],
    [{ daysSinceTest: testEveryDays + 1 }, 'test-overdue'],
    [{ daysSinceTest: null }, 'test-overdue'],
    [{ daysSinceInspection: null }, 'inspection-overdue'],
    [{ inspectionPassed: false }, 'inspection-failed'],
    [{ daysUntilEnd: 60 }, 'designation-ending'],
    [{ year: { calls: 5, falseAlarms: 3 } }, 'false-alarms'],
  ] as const)
    expect(needsOf({ ...well, ...neglect })).toEqual([need]);
  for (const shut of ['closed', 'destroyed', 'lapsed'] as const)
    expect(needsOf({ ...well, state: shut, buttons: 0, trainedClerks: 0 })).toEqual([]);
});
