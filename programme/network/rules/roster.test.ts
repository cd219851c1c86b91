// Proves of every proposal: no rule of a shift is broken, nobody is left idle while a pair is missing, and the load is even.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideShift, restMilliseconds, type Span, unfitOn, weekMilliseconds } from '../rules.ts';
import { type Member, proposeRoster, type RosterEvening } from './roster.ts';

const hour = 3_600_000;
const first = Date.parse('2026-12-01T13:00:00Z');
const dayOf = (at: number) => new Date(at + 9 * hour).toISOString().slice(0, 10);

const aDay = fc.integer({ min: -40, max: 60 }).map((days) => dayOf(first + days * 24 * hour));
const span = fc
  .record({
    day: fc.integer({ min: -8, max: 38 }),
    from: fc.integer({ min: -6, max: 4 }),
    hours: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ day, from, hours }): Span => {
    const beginsAt = first + (day * 24 + from) * hour;
    return { beginsAt, endsAt: beginsAt + hours * hour };
  });

const member = (id: number): fc.Arbitrary<Member> =>
  fc.record({
    id: fc.constant(`p${String(id).padStart(2, '0')}`),
    active: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    contractFrom: fc.constant('2020-01-01'),
    contractUntil: fc.option(aDay, { freq: 4 }),
    vettedUntil: fc.option(aDay, { freq: 6 }),
    trainedUntil: fc.constant('2099-01-01'),
    idIssuedOn: fc.constant('2020-01-01'),
    availableDays: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
    languages: fc.subarray(['ko', 'en', 'vi'], { minLength: 1 }),
    shifts: fc.array(span, { maxLength: 3 }),
  });
const members = fc
  .integer({ min: 0, max: 14 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, id) => member(id))));
const evenings = fc
  .array(
    fc.record({ hours: fc.integer({ min: 2, max: 11 }), wanted: fc.integer({ min: 0, max: 5 }) }),
    {
      minLength: 1,
      maxLength: 31,
    },
  )
  .map((list) =>
    list.map(({ hours, wanted }, at): RosterEvening => {
      const beginsAt = first + at * 24 * hour;
      return { beginsAt, endsAt: beginsAt + hours * hour, day: dayOf(beginsAt), wanted };
    }),
  );

const factsOf = (person: Member, evening: RosterEvening, others: readonly Span[]) => ({
  id: person.id,
  unfit: unfitOn(person, evening.day),
  available: person.availableDays.includes(new Date(`${evening.day}T00:00:00Z`).getUTCDay()),
  others: others.filter((other) => Math.abs(other.beginsAt - evening.beginsAt) < 8 * 24 * hour),
});

test('a proposal can be planned as it is, one pair after the other', () => {
  fc.assert(
    fc.property(evenings, members, (nights, people) => {
      const byId = new Map(people.map((person) => [person.id, person]));
      const held = new Map(people.map((person) => [person.id, [...person.shifts]]));
      const proposal = proposeRoster(nights, people);
      for (const [at, { pairs, missing }] of proposal.entries()) {
        const night = nights[at]!;
        expect(pairs.length + missing).toBe(night.wanted);
        for (const pair of pairs) {
          const decision = decideShift(
            night,
            pair.map((id) => factsOf(byId.get(id)!, night, held.get(id)!)),
          );
          expect(decision).toEqual({ ok: true });
          for (const id of pair) held.get(id)!.push(night);
        }
      }
    }),
  );
});

test('said again without the rules’ help: two different people, rest, hours of any seven days, and nobody who has lapsed', () => {
  fc.assert(
    fc.property(evenings, members, (nights, people) => {
      const fresh = people.map((person) => ({ ...person, shifts: [] }));
      const given = new Map<string, Span[]>();
      for (const [at, { pairs }] of proposeRoster(nights, fresh).entries()) {
        const everybody = pairs.flat();
        expect(new Set(everybody).size).toBe(everybody.length);
        for (const id of everybody) {
          const person = fresh.find((one) => one.id === id)!;
          expect(
            person.active && person.vettedUntil !== null && person.vettedUntil >= nights[at]!.day,
          ).toBe(true);
          given.set(id, [...(given.get(id) ?? []), nights[at]!]);
        }
      }
      for (const shifts of given.values())
        for (const [at, shift] of shifts.entries()) {
          const next = shifts[at + 1];
          if (next) expect(next.beginsAt - shift.endsAt).toBeGreaterThanOrEqual(restMilliseconds);
          const inWeek = shifts.filter(
            ({ beginsAt }) =>
              beginsAt >= shift.beginsAt && beginsAt < shift.beginsAt + 7 * 24 * hour,
          );
          const worked = inWeek.reduce((sum, one) => sum + one.endsAt - one.beginsAt, 0);
          expect(worked).toBeLessThanOrEqual(weekMilliseconds);
        }
    }),
  );
});

test('a pair is missing only when not two are left who may', () => {
  fc.assert(
    fc.property(evenings, members, (nights, people) => {
      const held = new Map(people.map((person) => [person.id, [...person.shifts]]));
      for (const [at, { pairs, missing }] of proposeRoster(nights, people).entries()) {
        const night = nights[at]!;
        const busy = new Set(pairs.flat());
        const left = people.filter(
          (person) =>
            !busy.has(person.id) &&
            decideShift(night, [
              factsOf(person, night, held.get(person.id)!),
              { id: 'anybody', unfit: [], available: true, others: [] },
            ]).ok,
        );
        if (missing > 0) expect(left.length).toBeLessThan(2);
        for (const id of busy) held.get(id)!.push(night);
      }
    }),
  );
});

test('who is alike works alike: never more than one evening apart; and the same question has the same answer', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 20 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 31 }),
      (count, wanted, nights) => {
        const people = Array.from(
          { length: count },
          (_, id): Member => ({
            id: `p${String(id).padStart(2, '0')}`,
            active: true,
            contractFrom: '2020-01-01',
            contractUntil: null,
            vettedUntil: '2099-01-01',
            trainedUntil: '2099-01-01',
            idIssuedOn: '2020-01-01',
            availableDays: [0, 1, 2, 3, 4, 5, 6],
            languages: id % 3 === 0 ? ['ko', 'en'] : ['ko'],
            shifts: [],
          }),
        );
        const month = Array.from({ length: nights }, (_, at): RosterEvening => {
          const beginsAt = first + at * 24 * hour;
          return { beginsAt, endsAt: beginsAt + 4 * hour, day: dayOf(beginsAt), wanted };
        });
        const proposal = proposeRoster(month, people);
        const worked = people.map(
          ({ id }) => proposal.filter(({ pairs }) => pairs.flat().includes(id)).length,
        );
        expect(Math.max(...worked) - Math.min(...worked)).toBeLessThanOrEqual(1);
        expect(proposeRoster(month, [...people].reverse())).toEqual(proposal);
      },
    ),
  );
});
