// Proves that whatever a phone, the clock and the desk do in whatever order, the call is raised once and nothing on the phone ends it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Disposition, IncidentState } from '#programme/incidents/contract.ts';
import { decide } from '#programme/incidents/rules.ts';
import { decidePhoneStep, isOver, type PhoneStep, stateForCaller } from './rules.ts';

const begun = Date.parse('2026-03-02T21:00:00Z');
const countdown = 5000;

type Happening =
  | { who: 'phone'; step: PhoneStep; again: boolean }
  | { who: 'clock'; milliseconds: number }
  | { who: 'timer' }
  | { who: 'desk'; step: 'acknowledge' | 'dispatch' | 'close' | 'reopen' | 'cancel' | 'verify' };

/** A call as the rules alone keep it: what services and database do around them, in its smallest form. */
type Life = {
  state: IncidentState;
  now: number;
  dueAt: number | null;
  verified: boolean;
  forAnother: boolean;
  sharing: boolean;
  toldAt: number | null;
  raised: number;
  positions: number[];
};

const phoneSteps: fc.Arbitrary<PhoneStep> = fc.oneof(
  fc.constantFrom<PhoneStep>(
    { kind: 'send' },
    { kind: 'cancel' },
    { kind: 'message' },
    { kind: 'link' },
    { kind: 'end-links' },
    { kind: 'callback', leave: true },
    { kind: 'callback', leave: false },
    { kind: 'sharing', on: true },
    { kind: 'sharing', on: false },
  ),
  fc
    .integer({ min: -20_000, max: 20_000 })
    .map((by): PhoneStep => ({ kind: 'position', at: new Date(begun + by) })),
);

const happenings: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      who: fc.constant('phone' as const),
      step: phoneSteps,
      again: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      who: fc.constant('clock' as const),
      milliseconds: fc.integer({ min: 0, max: 4000 }),
    }),
  },
  { weight: 2, arbitrary: fc.constant<Happening>({ who: 'timer' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      who: fc.constant('desk' as const),
      step: fc.constantFrom('acknowledge', 'dispatch', 'close', 'reopen', 'cancel', 'verify'),
    }),
  },
);

const begin = (forAnother: boolean): Life => ({
  state: forAnother ? 'raised' : 'counting-down',
  now: begun,
  dueAt: forAnother ? null : begun + countdown,
  verified: false,
  forAnother,
  sharing: !forAnother,
  toldAt: null,
  raised: forAnother ? 1 : 0,
  positions: [],
});

function asFacts(life: Life) {
  return {
    ...life,
    dueAt: life.dueAt === null ? null : new Date(life.dueAt),
    toldAt: life.toldAt === null ? null : new Date(life.toldAt),
  };
}

function raise(life: Life): Life {
  return { ...life, state: 'raised', dueAt: null, raised: life.raised + 1 };
}

function onPhone(life: Life, step: PhoneStep): Life {
  switch (decidePhoneStep(asFacts(life), step, new Date(life.now))) {
    case 'raise':
      return raise(life);
    case 'cancel':
      return { ...life, state: 'cancelled', dueAt: null };
    case 'keep':
      if (step.kind === 'sharing') return { ...life, sharing: step.on };
      if (step.kind === 'position') {
        const toldAt = step.at.getTime();
        return { ...life, toldAt, positions: [...life.positions, toldAt] };
      }
      return life;
    default:
      return life;
  }
}

function atDesk(life: Life, name: Extract<Happening, { who: 'desk' }>['step']): Life {
  const disposition: Disposition = 'accidental';
  const step =
    name === 'close' ? { kind: name, disposition, mergedInto: null } : ({ kind: name } as const);
  const facts = {
    ...life,
    actedVersion: 0,
    drill: false,
    test: false,
    unitsUnderWay: life.state === 'dispatched' ? 1 : 0,
  };
  const decision = decide(facts, step);
  return decision.ok ? { ...life, state: decision.state, verified: decision.verified } : life;
}

function happen(life: Life, one: Happening): Life {
  switch (one.who) {
    case 'phone':
      return onPhone(life, one.step);
    case 'clock':
      return { ...life, now: life.now + one.milliseconds };
    case 'timer':
      return life.state === 'counting-down' && life.dueAt !== null && life.dueAt <= life.now
        ? raise(life)
        : life;
    case 'desk':
      return atDesk(life, one.step);
  }
}

const scripts = fc.array(happenings, { maxLength: 60 });
const over = (life: Life) => isOver(life.state);

describe('whatever happens in whatever order', () => {
  test('a call that was not cancelled in its countdown is raised exactly once, and one that was never is', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        let life = begin(false);
        for (const one of script) life = happen(life, one);
        life = happen({ ...life, now: life.now + countdown }, { who: 'timer' });
        expect(life.raised).toBe(life.state === 'cancelled' ? 0 : 1);
        expect(life.state).not.toBe('counting-down');
      }),
      { numRuns: 2000 },
    );
  });

  test('nothing on the phone ends a call after its countdown, or opens one that is over', () => {
    fc.assert(
      fc.property(fc.boolean(), scripts, (forAnother, script) => {
        let life = begin(forAnother);
        for (const one of script) {
          const before = life;
          life = happen(life, one);
          if (one.who !== 'phone') continue;
          if (before.state !== 'counting-down') expect(life.state).toBe(before.state);
          else expect(['counting-down', 'raised', 'cancelled']).toContain(life.state);
          if (life.state === 'cancelled' && before.state !== 'cancelled') {
            expect(one.step.kind).toBe('cancel');
            expect(before.now).toBeLessThan(before.dueAt!);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a step told again changes nothing', () => {
    fc.assert(
      fc.property(fc.boolean(), scripts, (forAnother, script) => {
        let life = begin(forAnother);
        for (const one of script) {
          life = happen(life, one);
          if (one.who === 'phone' && one.again) expect(onPhone(life, one.step)).toEqual(life);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('positions only move on in time, never against her will, never of somebody else, never after the end', () => {
    fc.assert(
      fc.property(fc.boolean(), scripts, (forAnother, script) => {
        let life = begin(forAnother);
        for (const one of script) {
          const before = life;
          life = happen(life, one);
          if (life.positions.length === before.positions.length) continue;
          expect(over(before) || before.forAnother || !before.sharing).toBe(false);
          if (before.toldAt !== null && before.toldAt <= before.now)
            expect(life.toldAt!).toBeGreaterThan(before.toldAt);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

test('after the end words and numbers are refused, what she takes back is not', () => {
  const life = { ...begin(false), state: 'closed' as const, dueAt: null };
  const say = (step: PhoneStep) => decidePhoneStep(asFacts(life), step, new Date(life.now));
  expect(say({ kind: 'message' })).toBe('over');
  expect(say({ kind: 'link' })).toBe('over');
  expect(say({ kind: 'callback', leave: true })).toBe('over');
  expect(say({ kind: 'callback', leave: false })).toBe('keep');
  expect(say({ kind: 'end-links' })).toBe('keep');
  expect(say({ kind: 'cancel' })).toBe('too-late');
  expect(say({ kind: 'send' })).toBe('nothing');
});

test('a clock that ran ahead and was put right does not stop her position', () => {
  const ahead = { ...begin(false), state: 'raised' as const, toldAt: begun + 3_600_000 };
  const at = (by: number) =>
    decidePhoneStep(
      asFacts(ahead),
      { kind: 'position', at: new Date(begun + by) },
      new Date(begun + 10),
    );
  expect(at(5)).toBe('keep');
  expect(at(3_599_000)).toBe('nothing');
  expect(at(3_600_000)).toBe('nothing');
  expect(at(3_601_000)).toBe('keep');
});

test('a raised call is "received" in her words', () => {
  expect(stateForCaller('raised')).toBe('received');
  expect(stateForCaller('on-scene')).toBe('on-scene');
});
