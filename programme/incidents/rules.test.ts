// Proves that no sequence of steps breaks the life of an incident, and that drills and tests never leave the city.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dispositions, doors, states } from './contract.ts';
import {
  type Decision,
  decide,
  type Facts,
  type HandOverWhen,
  isOpen,
  isVerifiedByDoor,
  minutesFor,
  mustHandOver,
  type Step,
  urgencyAfterPress,
} from './rules.ts';

const simple = [
  'raise',
  'cancel',
  'acknowledge',
  'dispatch',
  'withdraw',
  'on-scene',
  'reopen',
  'promote',
  'verify',
] as const;

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...simple).map((kind) => ({ kind })) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('close' as const),
      disposition: fc.constantFrom(...dispositions),
      mergedInto: fc.constantFrom(null, null, null, 'another'),
    }),
  },
);
const policies = fc.constantFrom<HandOverWhen>('at-once', 'verified', 'on-word', 'never');
const people = fc.constantFrom('kim', 'lee');

/** An incident as the rules alone keep it: what the service and the database do around them, in its smallest form. */
type Life = Facts & {
  version: number;
  disposition: string | null;
  handedOver: boolean;
  winner: string | null;
};

function begin(over: Partial<Life>, policy: HandOverWhen): Life {
  const life: Life = {
    state: 'raised',
    version: 1,
    actedVersion: 0,
    drill: false,
    test: false,
    verified: false,
    unitsUnderWay: 0,
    disposition: null,
    handedOver: false,
    winner: null,
    ...over,
  };
  return { ...life, handedOver: mustHandOver(policy, life) };
}

function take(life: Life, step: Step, decision: Decision, policy: HandOverWhen, who: string): Life {
  if (!decision.ok) return life;
  const units =
    step.kind === 'dispatch' ? 1 : step.kind === 'withdraw' ? -1 : step.kind === 'close' ? -9 : 0;
  const version = life.version + 1;
  const { state, test, verified } = decision;
  const next = {
    ...life,
    state,
    test,
    verified,
    version,
    actedVersion: version,
    unitsUnderWay: Math.max(0, life.unitsUnderWay + units),
    disposition:
      step.kind === 'close' ? step.disposition : step.kind === 'reopen' ? null : life.disposition,
    winner: who,
  };
  return { ...next, handedOver: life.handedOver || mustHandOver(policy, next) };
}

function expectSound(life: Life): void {
  expect((life.state === 'closed') === (life.disposition !== null), 'closed iff disposition').toBe(
    true,
  );
  if (life.state === 'dispatched')
    expect(life.unitsUnderWay, 'dispatched with nobody').toBeGreaterThan(0);
  if (!isOpen(life.state)) expect(life.unitsUnderWay, 'a unit is left behind').toBe(0);
  if (life.drill || life.test) expect(life.handedOver, 'a drill or test left the city').toBe(false);
}

const starts = fc.record({
  state: fc.constantFrom('raised' as const, 'counting-down' as const),
  drill: fc.boolean(),
  test: fc.boolean(),
  verified: fc.boolean(),
});

describe('any sequence of steps', () => {
  test('keeps the life of an incident sound', () => {
    fc.assert(
      fc.property(
        starts,
        policies,
        fc.array(fc.tuple(steps, people), { maxLength: 40 }),
        (start, policy, script) => {
          let life = begin(start, policy);
          for (const [step, who] of script) {
            const before = life;
            const decision = decide(life, step);
            life = take(life, step, decision, policy, who);
            expectSound(life);
            expect(life.drill).toBe(start.drill);
            if (before.state === 'cancelled')
              expect(life.state, 'a cancelled call came back').toBe('cancelled');
            if (before.state === 'closed' && step.kind !== 'reopen')
              expect(life.state).toBe('closed');
            if (before.handedOver) expect(life.handedOver).toBe(true);
            if (before.verified)
              expect(life.verified, 'a verified call became doubtful').toBe(true);
            if (!before.test) expect(life.test, 'a call became a test').toBe(false);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('leads from every state to closed or cancelled: no call can be stuck', () => {
    fc.assert(
      fc.property(starts, policies, fc.array(steps, { maxLength: 30 }), (start, policy, script) => {
        let life = begin(start, policy);
        for (const step of script) life = take(life, step, decide(life, step), policy, 'kim');
        const way: Step[] = [{ kind: 'raise' }, { kind: 'acknowledge' }];
        const end: Step = { kind: 'close', disposition: 'assisted', mergedInto: null };
        for (const step of [...way, end])
          life = take(life, step, decide(life, step), policy, 'kim');
        expect(isOpen(life.state)).toBe(false);
      }),
    );
  });

  test('never changes what it was asked about, and a refused step says why', () => {
    const facts = fc.record({
      state: fc.constantFrom(...states),
      actedVersion: fc.nat(5),
      drill: fc.boolean(),
      test: fc.boolean(),
      verified: fc.boolean(),
      unitsUnderWay: fc.nat(3),
    });
    fc.assert(
      fc.property(facts, steps, fc.option(fc.nat(5), { nil: undefined }), (given, step, seen) => {
        const before = structuredClone(given);
        const decision = decide(given, step, seen);
        expect(given).toEqual(before);
        expect(decide(given, step, seen)).toEqual(decision);
        if (!decision.ok) expect(decision.code).toMatch(/^[a-z-]+$/);
      }),
    );
  });
});

describe('two operators', () => {
  test('who saw the same version: exactly one wins, whatever each of them does', () => {
    fc.assert(
      fc.property(
        starts,
        policies,
        fc.array(steps, { maxLength: 12 }),
        steps,
        steps,
        (start, policy, past, one, other) => {
          let life = begin(start, policy);
          for (const step of past) life = take(life, step, decide(life, step), policy, 'park');
          const seen = life.version;
          const first = decide(life, one, seen);
          fc.pre(first.ok);
          life = take(life, one, first, policy, 'kim');
          expect(decide(life, other, seen)).toEqual({ ok: false, code: 'version-conflict' });
          expect(life.winner).toBe('kim');
        },
      ),
    );
  });

  test('are not refused for what happened by itself: a press, a receipt, an escalation', () => {
    const life = { ...begin({}, 'at-once'), version: 9, actedVersion: 2 };
    expect(decide(life, { kind: 'acknowledge' }, 2)).toMatchObject({ ok: true });
    expect(decide(life, { kind: 'acknowledge' }, 1)).toEqual({
      ok: false,
      code: 'version-conflict',
    });
  });
});

describe('single steps', () => {
  const facts = (over: Partial<Facts>): Facts => ({ ...begin({}, 'at-once'), ...over });
  test.each([
    [
      'a close with merged names the other',
      { kind: 'close', disposition: 'merged', mergedInto: null },
      'acknowledged',
      'merge-needs-other',
    ],
    [
      'only merging names another',
      { kind: 'close', disposition: 'false', mergedInto: 'x' },
      'acknowledged',
      'merge-needs-other',
    ],
    [
      'nobody closes what nobody took',
      { kind: 'close', disposition: 'false', mergedInto: null },
      'raised',
      'wrong-state',
    ],
    ['nobody arrives who was not sent', { kind: 'on-scene' }, 'dispatched', 'no-unit'],
    ['a call is cancelled in its countdown only', { kind: 'cancel' }, 'raised', 'wrong-state'],
    ['what is open cannot be reopened', { kind: 'reopen' }, 'on-scene', 'wrong-state'],
    ['a real call cannot be promoted', { kind: 'promote' }, 'raised', 'not-a-test'],
  ] as const)('%s', (_, step, state, code) => {
    expect(decide(facts({ state }), step)).toEqual({ ok: false, code });
  });

  test('a reopened call is in the hands of whoever reopened it', () => {
    expect(decide(facts({ state: 'closed' }), { kind: 'reopen' })).toMatchObject({
      ok: true,
      state: 'acknowledged',
    });
  });

  test('a promoted test is a verified call and goes to the police where the door says so', () => {
    const decision = decide(facts({ test: true }), { kind: 'promote' });
    expect(decision).toMatchObject({ ok: true, test: false, verified: true });
    expect(
      mustHandOver('on-word', { drill: false, test: false, verified: true, state: 'raised' }),
    ).toBe(true);
    expect(
      mustHandOver('on-word', { drill: true, test: false, verified: true, state: 'raised' }),
    ).toBe(false);
  });

  test('with two units under way one can be called back without leaving her alone', () => {
    expect(
      decide(facts({ state: 'on-scene', unitsUnderWay: 2 }), { kind: 'withdraw' }),
    ).toMatchObject({ state: 'on-scene' });
    expect(
      decide(facts({ state: 'on-scene', unitsUnderWay: 1 }), { kind: 'withdraw' }),
    ).toMatchObject({ state: 'acknowledged' });
  });
});

test('the hand-over follows the policy of the door, and a drill, a test or a finished call never goes', () => {
  const calls = fc.record({
    drill: fc.boolean(),
    test: fc.boolean(),
    verified: fc.boolean(),
    state: fc.constantFrom(...states),
  });
  fc.assert(
    fc.property(policies, calls, (policy, call) => {
      const goes = mustHandOver(policy, call);
      const live = isOpen(call.state) && call.state !== 'counting-down';
      if (call.drill || call.test || !live || policy === 'never') expect(goes).toBe(false);
      else expect(goes).toBe(policy === 'at-once' || call.verified);
    }),
  );
});

test('urgency rises with each press and stops at five; minutes grow with distance and are never none', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(50_000), fc.nat(50_000), (urgency, a, b) => {
      expect(urgencyAfterPress(urgency)).toBe(Math.min(5, urgency + 1));
      const [near, far] = [Math.min(a, b), Math.max(a, b)];
      expect(minutesFor('scouts', near)).toBeGreaterThanOrEqual(1);
      expect(minutesFor('scouts', near)).toBeLessThanOrEqual(minutesFor('scouts', far));
      expect(minutesFor('patrol-car', far)).toBeLessThanOrEqual(minutesFor('scouts', far));
    }),
  );
  expect(doors.filter(isVerifiedByDoor)).toEqual(['store', 'walk', 'patrol']);
});
