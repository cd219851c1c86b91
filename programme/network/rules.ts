// Who may walk on a day, and which shifts a pair may be given.
import type { unfitReasons } from './contract.ts';

export type Unfit = (typeof unfitReasons)[number];

/** Days are YYYY-MM-DD. */
export type Fitness = {
  active: boolean;
  contractFrom: string | null;
  contractUntil: string | null;
  vettedUntil: string | null;
  trainedUntil: string | null;
  idIssuedOn: string | null;
};

/** Everything that keeps a person from walking on a day. */
export function unfitOn(person: Fitness, day: string): Unfit[] {
  const found: Unfit[] = [];
  if (!person.active) found.push('not-active');
  const begun = person.contractFrom !== null && person.contractFrom <= day;
  if (!begun || (person.contractUntil !== null && person.contractUntil < day))
    found.push('no-contract');
  if (person.vettedUntil === null) found.push('never-vetted');
  else if (person.vettedUntil < day) found.push('vetting-lapsed');
  if (person.trainedUntil === null) found.push('never-trained');
  else if (person.trainedUntil < day) found.push('training-lapsed');
  if (person.idIssuedOn === null || person.idIssuedOn > day) found.push('no-identity-card');
  return found;
}

/** The last day on which a person may walk, as far as it is known; `null` when not even today. */
export function fitUntil(person: Fitness, today: string): string | null {
  if (unfitOn(person, today).length > 0) return null;
  return [person.vettedUntil, person.trainedUntil, person.contractUntil]
    .filter((day) => day !== null)
    .reduce((first, day) => (day < first ? day : first));
}

/** Between two shifts of one person, by the labour law's rest; milliseconds. */
export const restMilliseconds = 11 * 3_600_000;
/** In seven days, overtime included; milliseconds. */
export const weekMilliseconds = 52 * 3_600_000;

export type Span = { beginsAt: number; endsAt: number };
export type ShiftRefusal =
  | 'not-two'
  | 'unfit'
  | 'not-available'
  | 'overlaps'
  | 'too-little-rest'
  | 'too-many-hours';

export type Planned = {
  id: string;
  unfit: readonly Unfit[];
  available: boolean;
  /** Shifts of the person within eight days of the new one. */
  others: readonly Span[];
};

/** Whether a pair may be given a shift; names the first person who may not. */
export function decideShift(
  shift: Span,
  people: readonly Planned[],
): { ok: true } | { ok: false; code: ShiftRefusal; person: string | null } {
  if (new Set(people.map(({ id }) => id)).size < 2)
    return { ok: false, code: 'not-two', person: null };
  for (const person of people) {
    const code = refusalOf(shift, person);
    if (code) return { ok: false, code, person: person.id };
  }
  return { ok: true };
}

/** What keeps one person from a shift; `null` when nothing does. */
export function refusalOf(shift: Span, person: Planned): ShiftRefusal | null {
  if (person.unfit.length > 0) return 'unfit';
  if (!person.available) return 'not-available';
  const { others } = person;
  if (others.some((other) => other.beginsAt < shift.endsAt && other.endsAt > shift.beginsAt))
    return 'overlaps';
  const rests = others.every(
    (other) =>
      other.endsAt + restMilliseconds <= shift.beginsAt ||
      shift.endsAt + restMilliseconds <= other.beginsAt,
  );
  if (!rests) return 'too-little-rest';
  const week = 7 * 86_400_000;
  const all = [...others, shift];
  // Every window of seven days that begins with a shift.
  const busiest = Math.max(
    ...all.map(({ beginsAt }) =>
      all
        .filter((other) => other.beginsAt >= beginsAt && other.beginsAt < beginsAt + week)
        .reduce((sum, other) => sum + other.endsAt - other.beginsAt, 0),
    ),
  );
  return busiest > weekMilliseconds ? 'too-many-hours' : null;
}
