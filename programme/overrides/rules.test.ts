// Proves the life of an override for every order of steps and people: nobody decides on their own, nothing is handed over unapproved, every end is one.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberOf } from '#programme/reports/names.ts';
import { type OverrideState, readNumber } from './names.ts';
import {
  type Concerned,
  decide,
  ends,
  mayReview,
  type OverrideStep,
  reviewingDesk,
  unaskable,
} from './rules.ts';

const steps: OverrideStep[] = ['approve', 'refuse', 'carry-out', 'lapse', 'end'];
const desks = ['asks', 'decides', 'holds', 'other'];
const person = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  desks: fc.subarray(desks),
});

test('whoever tries whatever in whatever order: decided by somebody else, handed over only when approved, and nothing after an end', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(...steps), person), { maxLength: 30 }),
      fc.subarray(['holds', 'other', 'decides']),
      (tried, parties) => {
        const of: Concerned = { askedBy: 'a', askingDesk: 'asks', reviewDesk: 'decides', parties };
        let state: OverrideState = 'asked';
        let approvedBy: string | null = null;
        let handed = false;
        for (const [step, who] of tried) {
          const deciding = step === 'approve' || step === 'refuse';
          if (deciding && !mayReview(of, who)) continue;
          const decision = decide(state, step);
          if (!decision.do) {
            if (decision.why === 'over') expect(handed).toBe(false);
            continue;
          }
          if (step === 'approve') approvedBy = who.id;
          if (step === 'carry-out') {
            expect(approvedBy).not.toBeNull();
            expect(approvedBy).not.toBe('a');
            handed = true;
          }
          state = decision.next;
          if ((ends as readonly OverrideState[]).includes(state)) handed = false;
          expect(handed).toBe(state === 'carried-out');
        }
      },
    ),
  );
});

test('whoever decides is at the deciding desk and at none that asks or takes part', () => {
  fc.assert(
    fc.property(person, fc.subarray(desks), (who, parties) => {
      const may = mayReview(
        { askedBy: 'a', askingDesk: 'asks', reviewDesk: 'decides', parties },
        who,
      );
      if (!may) return;
      expect(who.id).not.toBe('a');
      expect(who.desks).toContain('decides');
      expect(who.desks).not.toContain('asks');
      expect(who.desks.filter((desk) => parties.includes(desk))).toEqual([]);
    }),
  );
});

test('the deciding desk is the same whatever order the list has, and neither asks nor takes part', () => {
  const desk = fc.record({
    id: fc.uuid(),
    kind: fc.constantFrom('city', 'legal', 'support-centre', 'crisis-team', 'police', 'medical'),
    district: fc.option(fc.constantFrom('101', '102', '103'), { nil: null }),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(desk, { selector: ({ id }) => id, minLength: 1, maxLength: 12 }),
      fc.array(fc.nat(11), { maxLength: 6 }),
      (all, taking) => {
        const asking = all[0]!;
        const parties = taking.flatMap((at) => (all[at] ? [all[at].id] : []));
        const found = reviewingDesk(all, asking, parties);
        expect(reviewingDesk([...all].reverse(), asking, parties)).toEqual(found);
        if (found === null) return;
        expect(found.id).not.toBe(asking.id);
        expect(parties).not.toContain(found.id);
        const free = (kind: string) =>
          all.some((one) => one.kind === kind && one !== asking && !parties.includes(one.id));
        if (free('city')) expect(found.kind).toBe('city');
      },
    ),
  );
});

test('what nobody holds cannot be asked for, nor what the desk has already', () => {
  expect(unaskable('me', [])).toBe('nobody-holds');
  expect(unaskable('me', [[], []])).toBe('nobody-holds');
  expect(unaskable('me', [['me'], ['me', 'them']])).toBe('yours-already');
  expect(unaskable('me', [['me'], ['them']])).toBeNull();
});

test('a number that is read out leads to its report, however it is typed; anything else is none', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      const number = numberOf(id);
      for (const typed of [number, number.replaceAll('-', ' '), number.toUpperCase()])
        expect(id.startsWith(readNumber(typed)!)).toBe(true);
      expect(readNumber(id)).toBe(id);
    }),
  );
  for (const typed of ['', '1234', 'zzzz-zzzz-zzzz', '%', "'; --", '0'.repeat(13)])
    expect(readNumber(typed)).toBeNull();
});
