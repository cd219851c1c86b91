// What can be had and booking it: the same for a phone and for an agent with a caller on the line.
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { type ShiftRow, selectShifts } from '#programme/network/index.ts';
import { eveningsAhead } from './calendar.ts';
import { cycleSeconds, freeInSlot, onShiftFor, usualWalkSeconds } from './rules/capacity.ts';
import { decideTime, type Evening, slotsOf, type TimeRefusal } from './rules/evenings.ts';
import { metresApart, type Place, walkingSeconds } from './rules/travel.ts';
import {
  countFull,
  lockBookings,
  type PointRow,
  readPoint,
  selectTaken,
  type Taken,
} from './store/points.ts';
import { insertDetails, insertWalk } from './store/walks.ts';

export type Slot = { at: number; free: number; bookable: boolean };

/** What is planned and taken in a district around an evening. */
export type Around = { taken: readonly Taken[]; shifts: readonly ShiftRow[] };

/** Reads it; `but` is a walk that is being moved and takes no place itself. */
export async function readAround(
  tx: Tx,
  evening: Evening & { open: true },
  district: string,
  but?: string,
): Promise<Around> {
  const from = new Date(evening.opensAt - cycleSeconds * 1000);
  const to = new Date(evening.closesAt + cycleSeconds * 1000);
  return {
    taken: await selectTaken(tx, { district, from, to, but }),
    shifts: await selectShifts(tx, { from, to, district }),
  };
}

/** `but` is a walk that is being moved and takes no place itself; `lasts` how long the walk takes, in seconds. */
export type Wish = { but?: string | undefined; lasts?: number };

/** How much is free at a point in every slot of an evening. */
export async function slotsAt(
  tx: Tx,
  config: CityConfig,
  point: PointRow,
  evening: Evening,
  now: number,
  { but, lasts = usualWalkSeconds }: Wish = {},
): Promise<Slot[]> {
  if (!evening.open || !point.active) return [];
  return slotsAmong(
    config,
    point,
    evening,
    now,
    await readAround(tx, evening, point.district, but),
    lasts,
  );
}

/** The same, of what was read already: a board asks for every point of a district. */
export function slotsAmong(
  config: CityConfig,
  point: PointRow,
  evening: Evening,
  now: number,
  { taken, shifts }: Around,
  lasts = usualWalkSeconds,
): Slot[] {
  const earliest = now + config.walks.leadMinutes * 60_000;
  return slotsOf(evening, config.walks.slotMinutes).map((at) => {
    const around = taken.filter(
      ({ wantedAt }) => Math.abs(wantedAt.getTime() - at) < (cycleSeconds * 1000) / 2,
    );
    const free = freeInSlot({
      perSlot: point.perSlot,
      booked: taken.filter((one) => one.pointId === point.id && one.wantedAt.getTime() === at)
        .length,
      pairs:
        shifts.length === 0
          ? null
          : shifts.filter(
              ({ beginsAt, endsAt, endedAt }) =>
                endedAt === null &&
                onShiftFor({ beginsAt: beginsAt.getTime(), endsAt: endsAt.getTime() }, at, lasts),
            ).length,
      walksAround: around.length,
    });
    return { at, free, bookable: free > 0 && at >= earliest };
  });
}

/** The first slot from now on that can be booked at a point, on any evening; `null` when there is none. */
export async function nextFreeAt(
  tx: Tx,
  config: CityConfig,
  point: PointRow,
  now: number,
  wish: Wish = {},
): Promise<number | null> {
  const { evenings } = await eveningsAhead(config, now);
  for (const evening of evenings) {
    const slots = await slotsAt(tx, config, point, evening, now, wish);
    const first = slots.find(({ bookable }) => bookable);
    if (first) return first.at;
  }
  return null;
}

export type Booking = {
  pointId: string;
  at: string;
  firstName: string;
  destination: { lat: number; lon: number; words: string | null };
  language: string;
  needsLanguage: boolean;
  phone: string | null;
  note: string | null;
};

export type Booker = {
  id: string;
  keyHash: Buffer | null;
  by: 'phone' | 'hotline';
  marks: string[];
  receiptKey: Buffer | null;
};

const sentences: Record<TimeRefusal, string> = {
  'too-soon': 'That is too soon: a pair needs time to come. Choose a later time.',
  'too-far-ahead': 'That is too many days ahead.',
  'not-a-slot': 'Choose one of the times that are offered.',
  'no-evening': 'There are no walks at that time.',
};

/**
 * Stores a walk. False when this id is taken. Refuses with `no-point`, `too-far-to-walk`, `full` (with `nextFree`, and
 * `district` and `day` for counting) and the codes of `decideTime`.
 */
export async function book(
  tx: Tx,
  config: CityConfig,
  booking: Booking,
  booker: Booker,
): Promise<boolean> {
  const point = await pointOrRefuse(tx, booking.pointId);
  const walkSeconds = walkOrRefuse(config, point, booking.destination);
  await slotOrRefuse(tx, config, point, Date.parse(booking.at), { lasts: walkSeconds });
  const stored = await insertWalk(tx, {
    id: booker.id,
    keyHash: booker.keyHash,
    district: point.district,
    pointId: point.id,
    wantedAt: new Date(booking.at),
    bookedBy: booker.by,
    language: booking.language,
    needsLanguage: booking.needsLanguage,
  });
  if (!stored) return false;
  await insertDetails(tx, booker.id, {
    first_name: booking.firstName,
    phone_number: booking.phone,
    caller_marks: booker.marks,
    end_lat: booking.destination.lat,
    end_lon: booking.destination.lon,
    end_words: booking.destination.words,
    walk_seconds: walkSeconds,
    note: booking.note,
    receipt_key: booker.receiptKey,
    her_lat: null,
    her_lon: null,
    her_position_at: null,
  });
  return true;
}

/** A meeting point that is served. */
export async function pointOrRefuse(tx: Tx, id: string): Promise<PointRow> {
  const point = await readPoint(tx, id);
  if (!point?.active)
    throw new Refused('no-point', 404, 'Pairs do not come to this meeting point. Choose another.');
  return point;
}

/** Seconds of the walk from a point; refuses what is too far on foot. */
export function walkOrRefuse(config: CityConfig, point: Place, to: Place): number {
  const { pace, longestWalkMetres } = config.walks;
  const metres = metresApart(point, to) * pace.detour;
  if (metres > longestWalkMetres)
    throw new Refused('too-far-to-walk', 409, 'That is too far to walk from this point.', {
      metres: Math.round(metres),
      most: longestWalkMetres,
    });
  return Math.round(walkingSeconds(point, to, pace));
}

/** Holds the district's bookings and refuses a slot that cannot be had. */
export async function slotOrRefuse(
  tx: Tx,
  config: CityConfig,
  point: PointRow,
  at: number,
  wish: Wish,
): Promise<void> {
  await lockBookings(tx, point.district);
  const now = Date.now();
  const { service, evenings, holidays } = await eveningsAhead(config, now);
  const decision = decideTime(at, now, service, (day) => holidays.has(day));
  if (!decision.ok) throw new Refused(decision.code, 409, sentences[decision.code]);
  const evening = evenings.find(({ day }) => day === decision.day);
  const slots = evening ? await slotsAt(tx, config, point, evening, now, wish) : [];
  if (slots.some((slot) => slot.at === at && slot.free > 0)) return;
  const next = await nextFreeAt(tx, config, point, now, wish);
  throw new Refused('full', 409, 'Everything is taken at that time.', {
    nextFree: next === null ? null : new Date(next).toISOString(),
    district: point.district,
    day: decision.day,
  });
}

/** Counts who asked and found everything taken, in a transaction that is not undone with the refusal. */
export async function counted<T>(db: Database, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused && error.code === 'full') {
      const { district, day } = error.extra as { district: string; day: string };
      await db.transaction(system, (tx) => countFull(tx, district, day));
    }
    throw error;
  }
}
