// Proves of the order of advisers that nobody unsuitable is asked, that the order is one, and that each wish counts in its place.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fields, specialties } from '../names.ts';
import { type Candidate, inOrder, isAway, type Need, unsuitable } from './matching.ts';

const now = 1_000_000;
const fit: Candidate = {
  id: 'a',
  active: true,
  hasKey: true,
  specialty: 'legal',
  fields: ['criminal'],
  districts: ['D1'],
  languages: ['ko'],
  capacity: 4,
  load: 0,
  awayFrom: null,
  awayUntil: null,
  conflictDesks: [],
  lastOfferedAt: null,
};
const need: Need = {
  specialty: 'legal',
  fields: ['criminal', 'family'],
  district: 'D1',
  language: 'vi',
  desks: ['team', 'police'],
  not: ['asked-before'],
};

const time = fc.option(fc.integer({ min: now - 5, max: now + 5 }));
const candidate: fc.Arbitrary<Candidate> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'asked-before'),
  active: fc.boolean(),
  hasKey: fc.boolean(),
  specialty: fc.constantFrom(...specialties),
  fields: fc.uniqueArray(fc.constantFrom(...fields)),
  districts: fc.uniqueArray(fc.constantFrom('D1', 'D2')),
  languages: fc.uniqueArray(fc.constantFrom('ko', 'vi', 'en')),
  capacity: fc.integer({ min: 0, max: 5 }),
  load: fc.integer({ min: 0, max: 6 }),
  awayFrom: time,
  awayUntil: time,
  conflictDesks: fc.uniqueArray(fc.constantFrom('team', 'police', 'other')),
  lastOfferedAt: time,
});
const people = fc.uniqueArray(candidate, { selector: ({ id }) => id });

test('nobody is asked who is full, away, without a key, in conflict, asked before, or of another specialty or district', () => {
  fc.assert(
    fc.property(people, (all) => {
      for (const one of inOrder(all, need, now)) {
        expect(one.load).toBeLessThan(one.capacity);
        expect(
          one.active && one.hasKey && one.specialty === 'legal' && one.districts.includes('D1'),
        ).toBe(true);
        expect(one.conflictDesks).not.toContain('team');
        expect(one.conflictDesks).not.toContain('police');
        expect(one.id).not.toBe('asked-before');
        expect(isAway(one, now)).toBe(false);
      }
    }),
  );
});

test('everybody suitable is asked in the end, and the order does not depend on how they were listed', () => {
  fc.assert(
    fc.property(
      people.chain((all) =>
        fc.tuple(
          fc.constant(all),
          fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
        ),
      ),
      ([all, shuffled]) => {
        const order = inOrder(all, need, now);
        expect(inOrder(shuffled, need, now)).toEqual(order);
        expect(order.length).toBe(all.filter((one) => !unsuitable(one, need, now)).length);
      },
    ),
  );
});

test.each<[string, Partial<Candidate>, Partial<Candidate>]>([
  ['more of the wanted fields', { fields: ['criminal', 'family'], load: 3 }, { languages: ['vi'] }],
  ['her language', { languages: ['vi'], load: 3 }, { load: 0 }],
  ['a smaller share of their capacity taken', { load: 1, capacity: 4 }, { load: 1, capacity: 2 }],
  ['never asked', { lastOfferedAt: null }, { lastOfferedAt: 1 }],
  ['asked longer ago', { lastOfferedAt: 1 }, { lastOfferedAt: 2 }],
])('first comes who has %s', (_what, first, second) => {
  const all = [
    { ...fit, id: 'a', ...second },
    { ...fit, id: 'b', ...first },
  ];
  expect(inOrder(all, need, now).map(({ id }) => id)).toEqual(['b', 'a']);
});

test('somebody is away from the first moment until the last, and without an end until they are back', () => {
  expect(isAway({ awayFrom: now, awayUntil: now + 1 }, now)).toBe(true);
  expect(isAway({ awayFrom: now - 1, awayUntil: now }, now)).toBe(false);
  expect(isAway({ awayFrom: now + 1, awayUntil: null }, now)).toBe(false);
  expect(isAway({ awayFrom: now - 1, awayUntil: null }, now)).toBe(true);
});
