// Who of the advisers is offered a referral, and in which order: stated, so that it can be told to whoever asks.
import type { Field, Specialty } from '../names.ts';

/** Times are milliseconds since 1970. */
export type Candidate = {
  id: string;
  active: boolean;
  /** Holds a key that the city signed: without one nothing could be sealed to them. */
  hasKey: boolean;
  specialty: Specialty;
  fields: readonly Field[];
  districts: readonly string[];
  languages: readonly string[];
  /** Referrals at a time. */
  capacity: number;
  /** Referrals that are offered to them or theirs now. */
  load: number;
  awayFrom: number | null;
  awayUntil: number | null;
  /** Desks with which they declared a conflict. */
  conflictDesks: readonly string[];
  /** When they were last offered anything. */
  lastOfferedAt: number | null;
};

export type Need = {
  specialty: Specialty;
  fields: readonly Field[];
  district: string;
  language: string;
  /** Desks that take part in the case. */
  desks: readonly string[];
  /** Who must not be asked: asked before, declared a conflict with this case, or not wanted by her. */
  not: readonly string[];
};

export type Unsuitable =
  | 'not-active'
  | 'no-key'
  | 'away'
  | 'other-specialty'
  | 'other-district'
  | 'full'
  | 'conflict'
  | 'not-again';

/** What keeps somebody from being asked now; `null` when nothing does. */
export function unsuitable(one: Candidate, need: Need, now: number): Unsuitable | null {
  if (!one.active) return 'not-active';
  if (!one.hasKey) return 'no-key';
  if (isAway(one, now)) return 'away';
  if (one.specialty !== need.specialty) return 'other-specialty';
  if (!one.districts.includes(need.district)) return 'other-district';
  if (one.load >= one.capacity) return 'full';
  if (one.conflictDesks.some((desk) => need.desks.includes(desk))) return 'conflict';
  return need.not.includes(one.id) ? 'not-again' : null;
}

/** Away from the first moment to the last, that one not included; without an end until somebody says so. */
export function isAway(
  { awayFrom, awayUntil }: Pick<Candidate, 'awayFrom' | 'awayUntil'>,
  now: number,
): boolean {
  return awayFrom !== null && awayFrom <= now && (awayUntil === null || now < awayUntil);
}

/**
 * Everybody who may be asked, the best first: who knows most of the wanted fields; who speaks her language; who has the smallest
 * share of their capacity taken; who was asked longest ago, never being longest; then by id, so that the order is one.
 */
export function inOrder(all: readonly Candidate[], need: Need, now: number): Candidate[] {
  const known = (one: Candidate) =>
    need.fields.filter((field) => one.fields.includes(field)).length;
  const speaks = (one: Candidate) => Number(one.languages.includes(need.language));
  const asked = (one: Candidate) => one.lastOfferedAt ?? Number.NEGATIVE_INFINITY;
  return all
    .filter((one) => unsuitable(one, need, now) === null)
    .sort(
      (a, b) =>
        known(b) - known(a) ||
        speaks(b) - speaks(a) ||
        a.load * b.capacity - b.load * a.capacity ||
        compare(asked(a), asked(b)) ||
        compare(a.id, b.id),
    );
}

function compare<T extends number | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
