// A month's pairs as a proposal: every rule of a shift is kept, and whoever has worked least comes first.
import { type Fitness, refusalOf, type Span, unfitOn } from '../rules.ts';

/** One who may be planned; `shifts` are those they have already. */
export type Member = Fitness & {
  id: string;
  /** 0 is Sunday; of the day on which the evening begins. */
  availableDays: readonly number[];
  languages: readonly string[];
  shifts: readonly Span[];
};

/** `day` is YYYY-MM-DD, of the beginning; `wanted` counts pairs that are still missing. */
export type RosterEvening = Span & { day: string; wanted: number };
export type ProposedEvening = { pairs: [string, string][]; missing: number };

const week = 7 * 86_400_000;

/**
 * Proposes pairs for each evening, in its order. Evening by evening those who may work are taken by the fewest hours of the
 * month, then the longest rest, then their id, so that the same question has the same answer. Within an evening, languages
 * are spread: whoever speaks more is paired with whoever speaks fewer. An evening is short only when fewer people than two a
 * pair are left whom the rules allow.
 */
export function proposeRoster(
  evenings: readonly RosterEvening[],
  members: readonly Member[],
): ProposedEvening[] {
  const given = new Map(members.map(({ id, shifts }) => [id, [...shifts]]));
  const hours = new Map(members.map(({ id }) => [id, 0]));
  const inOrder = evenings
    .map((evening, at) => ({ evening, at }))
    .sort((a, b) => a.evening.beginsAt - b.evening.beginsAt);
  const proposed: ProposedEvening[] = evenings.map(() => ({ pairs: [], missing: 0 }));
  for (const { evening, at } of inOrder) {
    const able = members
      .filter((member) => mayWork(member, evening, given.get(member.id)!))
      .sort(
        (a, b) =>
          hours.get(a.id)! - hours.get(b.id)! ||
          lastEnd(given.get(a.id)!, evening) - lastEnd(given.get(b.id)!, evening) ||
          a.id.localeCompare(b.id),
      );
    const pairs = Math.min(evening.wanted, Math.floor(able.length / 2));
    const chosen = able
      .slice(0, pairs * 2)
      .sort((a, b) => b.languages.length - a.languages.length || a.id.localeCompare(b.id));
    for (let pair = 0; pair < pairs; pair += 1) {
      const two = [chosen[pair]!, chosen[chosen.length - 1 - pair]!] as const;
      proposed[at]!.pairs.push([two[0].id, two[1].id]);
      for (const { id } of two) {
        given.get(id)!.push({ beginsAt: evening.beginsAt, endsAt: evening.endsAt });
        hours.set(id, hours.get(id)! + evening.endsAt - evening.beginsAt);
      }
    }
    proposed[at]!.missing = evening.wanted - pairs;
  }
  return proposed;
}

function mayWork(member: Member, evening: RosterEvening, shifts: readonly Span[]): boolean {
  return (
    refusalOf(evening, {
      id: member.id,
      unfit: unfitOn(member, evening.day),
      available: member.availableDays.includes(new Date(`${evening.day}T00:00:00Z`).getUTCDay()),
      others: near(shifts, evening),
    }) === null
  );
}

/** Shifts that a week of the new one can hold. */
function near(shifts: readonly Span[], { beginsAt, endsAt }: Span): Span[] {
  return shifts.filter(
    (other) =>
      other.endsAt > beginsAt - week - 86_400_000 && other.beginsAt < endsAt + week + 86_400_000,
  );
}

function lastEnd(shifts: readonly Span[], { beginsAt }: Span): number {
  return shifts
    .filter((other) => other.endsAt <= beginsAt)
    .reduce((last, other) => Math.max(last, other.endsAt), 0);
}
