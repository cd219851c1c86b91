// A month's pairs: proposed by the rules from what is written of the people, and published whole.
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { proposeRoster } from './rules/roster.ts';
import { type Calendar, type NewShift, planShift } from './service.ts';
import { selectPeople, selectShifts } from './store.ts';

type Wish = {
  district: string;
  pairs: number;
  evenings: readonly { beginsAt: string; endsAt: string }[];
};

const near = 9 * 86_400_000;

/** Pairs for what is still missing on the evenings; nothing is planned by it. Refuses with `other-district`. */
export async function proposeMonth(tx: Tx, wish: Wish, calendar: Calendar) {
  const { actor } = tx;
  if (actor.districts !== 'all' && !actor.districts.includes(wish.district))
    throw new Refused('other-district', 403, 'This belongs to another district office.');
  const evenings = wish.evenings.map(({ beginsAt, endsAt }) => ({
    beginsAt: Date.parse(beginsAt),
    endsAt: Date.parse(endsAt),
  }));
  if (evenings.some((one) => one.endsAt <= one.beginsAt || one.endsAt - one.beginsAt > 50_400_000))
    throw new Refused('odd-hours', 400, 'A shift ends after it begins, within fourteen hours.');
  const people = await selectPeople(tx, { district: wish.district });
  const begins = evenings.map(({ beginsAt }) => beginsAt);
  const ends = evenings.map(({ endsAt }) => endsAt);
  const shifts = await selectShifts(tx, {
    from: new Date(Math.min(...begins) - near),
    to: new Date(Math.max(...ends) + near),
  });
  const spans = shifts.map((shift) => ({
    beginsAt: shift.beginsAt.getTime(),
    endsAt: shift.endsAt.getTime(),
    district: shift.district,
    personIds: shift.personIds,
  }));
  const asked = evenings.map((evening) => ({
    ...evening,
    day: calendar.dayOf(new Date(evening.beginsAt)),
    wanted: Math.max(
      0,
      wish.pairs -
        spans.filter(
          (one) =>
            one.district === wish.district &&
            one.beginsAt < evening.endsAt &&
            one.endsAt > evening.beginsAt,
        ).length,
    ),
  }));
  const proposed = proposeRoster(
    asked,
    people.map((person) => ({
      ...person,
      shifts: spans.filter(({ personIds }) => personIds.includes(person.id)),
    })),
  );
  return proposed.map(({ pairs, missing }, at) => ({ ...wish.evenings[at]!, pairs, missing }));
}

type Planned = Omit<NewShift, 'beginsAt' | 'endsAt' | 'personIds'> & {
  beginsAt: string;
  endsAt: string;
  people: string[];
};

/** Plans all of them or none; answers how many. Refuses as `planShift` does, with `at`. */
export async function publish(
  tx: Tx,
  shifts: readonly Planned[],
  calendar: Calendar,
): Promise<number> {
  for (const [at, { people, ...shift }] of shifts.entries()) {
    try {
      await planShift(
        tx,
        {
          ...shift,
          beginsAt: new Date(shift.beginsAt),
          endsAt: new Date(shift.endsAt),
          personIds: people,
        },
        calendar,
      );
    } catch (error) {
      if (error instanceof Refused)
        throw new Refused(error.code, error.status, error.message, { ...error.extra, at });
      throw error;
    }
  }
  return shifts.length;
}
