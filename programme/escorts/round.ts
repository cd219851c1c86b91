// One round of giving pairs to requests: what is open, who is on duty, the exact match, and offers to those who stand free.
import type { Database, Tx } from '#platform/db/index.ts';
import { system } from '#platform/db/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import {
  askPush,
  fitUntil,
  type PersonRow,
  selectPeople,
  selectShifts,
} from '#programme/network/index.ts';
import type { Matcher } from './matcher.ts';
import type { Routing } from './routing.ts';
import type { Batch, FreePair, Obstacle, OpenRequest } from './rules/batch.ts';
import { addDays, localTime, momentOf } from './rules/evenings.ts';
import { whyThisPair } from './rules/why.ts';
import {
  countWalks,
  insertOffer,
  lapseOffers,
  type OfferRow,
  selectBlocks,
  selectHeld,
  selectOffers,
  selectOpenOffers,
  selectPlaces,
} from './store/pairs.ts';
import { type PointRow, selectPoints } from './store/points.ts';
import { type DetailsRow, tellWalk, type WalkRow } from './store/walks.ts';

export type RoundPorts = { db: Database; config(): CityConfig; matcher: Matcher; routing: Routing };

export type Known = { walk: WalkRow; details: DetailsRow; point: PointRow };

/** Plays one round, in one process at a time; answers how many offers were made. */
export async function matchRound(ports: RoundPorts): Promise<number> {
  return ports.db.transaction(system, async (tx) => {
    const [lock] = await tx.sql<{ got: boolean }>`
      select pg_try_advisory_xact_lock(hashtext('walk round')) as got`;
    if (!lock?.got) return 0;
    for (const { walk_id } of await lapseOffers(tx)) await tellOf(tx, walk_id);
    const gathered = await gather(tx, ports.config(), Date.now());
    if (gathered.batch.requests.length === 0 || gathered.batch.pairs.length === 0) return 0;
    const travel = await ports.routing(gathered.batch);
    const batch: Batch = travel ? { ...gathered.batch, travel } : gathered.batch;
    const chosen = await ports.matcher.match(batch);
    return giveAway(tx, ports.config(), gathered, batch, chosen);
  });
}

type Gathered = {
  batch: Batch;
  known: readonly Known[];
  /** Pairs that hold nothing and may be asked, by their index. */
  idle: readonly boolean[];
  /** The people of each pair on duty. */
  members: ReadonlyMap<string, readonly string[]>;
};

/** Everything a round looks at. Times of a batch are seconds. */
async function gather(tx: Tx, config: CityConfig, now: number): Promise<Gathered> {
  const { matching, pace } = config.walks;
  const horizon = now + matching.aheadMinutes * 60_000;
  const walks = await tx.sql<WalkRow & DetailsRow & { walk_id: string; asked: boolean }>`
    select d.*, w.*, exists (select 1 from escorts.offers o where o.walk_id = w.id and o.answer = 'open') as asked
    from escorts.walks w join escorts.walk_details d on d.walk_id = w.id
    where w.closed_at is null and w.state in ('received', 'paired')
      and w.wanted_at < ${new Date(now + 5_400_000)} and w.wanted_at > ${new Date(now - 10_800_000)}
    order by w.booked_at`;
  const points = new Map(
    (await selectPoints(tx, { ids: [...new Set(walks.map(({ point_id }) => point_id))] })).map(
      (point) => [point.id, point],
    ),
  );
  const known = walks
    .filter(({ asked, wanted_at }) => !asked && wanted_at.getTime() <= horizon)
    .map((row): Known => ({ walk: row, details: row, point: points.get(row.point_id)! }));
  const declined = await selectOffers(
    tx,
    known.map(({ walk }) => walk.id),
  );
  const { pairs, idle, members } = await pairsOnDuty(tx, config, now);
  const requests = known.map((one) => toRequest(one, declined));
  const upcoming = walks
    .filter(({ state, wanted_at }) => state === 'received' && wanted_at.getTime() > horizon)
    .flatMap(({ point_id, wanted_at }) => {
      const point = points.get(point_id);
      return point
        ? [
            {
              meeting: { lat: point.lat, lon: point.lon },
              wantedAt: wanted_at.getTime() / 1000,
              reachMetres: point.reachMetres,
            },
          ]
        : [];
    });
  return {
    batch: { now: now / 1000, requests, pairs, upcoming, weights: matching, pace },
    known,
    idle,
    members,
  };
}

/** A walk as the rules look at it. */
export function toRequest(
  { walk, details, point }: Known,
  offers: readonly Pick<OfferRow, 'walk_id' | 'shift_id' | 'answer'>[],
): OpenRequest {
  return {
    id: walk.id,
    meeting: { lat: point.lat, lon: point.lon },
    reachMetres: point.reachMetres,
    wantedAt: walk.wanted_at.getTime() / 1000,
    end: { lat: details.end_lat, lon: details.end_lon },
    walkSeconds: details.walk_seconds,
    language: walk.needs_language ? walk.language.split('-')[0]! : null,
    caller: details.caller_marks,
    declinedBy: offers
      .filter((offer) => offer.walk_id === walk.id && ['declined', 'lapsed'].includes(offer.answer))
      .map(({ shift_id }) => shift_id),
    confirmed: walk.shift_id,
    pinned: walk.pinned_shift
      ? { pair: walk.pinned_shift, despite: walk.pinned_despite as Obstacle[] }
      : null,
  };
}

/** Pairs that are on duty and have not been asked just now, with where and when they are free. */
export async function pairsOnDuty(
  tx: Tx,
  config: CityConfig,
  now: number,
): Promise<{ pairs: FreePair[]; idle: boolean[]; members: Map<string, string[]> }> {
  const at = new Date(now);
  const shifts = (await selectShifts(tx, { from: at, to: new Date(now + 1) })).filter(
    // Nobody is met by one alone.
    ({ startedAt, endedAt, presentIds }) =>
      startedAt !== null && endedAt === null && presentIds.length > 1,
  );
  const ids = shifts.map(({ id }) => id);
  const asked = new Set((await selectOpenOffers(tx, ids)).map(({ shift_id }) => shift_id));
  const places = new Map((await selectPlaces(tx, ids)).map((place) => [place.shift_id, place]));
  const counts = new Map((await countWalks(tx, ids)).map((row) => [row.shift_id, row.walks]));
  const held = Map.groupBy(await selectHeld(tx, ids), ({ shift_id }) => shift_id);
  const heldDetails = new Map(
    (
      await tx.sql<DetailsRow & { walk_id: string }>`
        select * from escorts.walk_details where walk_id = any (${[...held.values()].flat().map(({ id }) => id)}::uuid[])`
    ).map((row) => [row.walk_id, row]),
  );
  const personIds = shifts.flatMap((shift) => shift.personIds);
  const people = new Map((await selectPeople(tx, { ids: personIds })).map((p) => [p.id, p]));
  const blocks = Map.groupBy(await selectBlocks(tx, personIds), ({ person_id }) => person_id);
  const pairs: FreePair[] = [];
  const idle: boolean[] = [];
  for (const shift of shifts) {
    if (asked.has(shift.id)) continue;
    const two = shift.personIds.flatMap((id) => people.get(id) ?? []);
    const place = places.get(shift.id);
    const holds = held.get(shift.id) ?? [];
    const busy = holds.find(({ state }) => state !== 'paired');
    const details = busy && heldDetails.get(busy.id);
    const end = details ? { lat: details.end_lat, lon: details.end_lon } : null;
    pairs.push({
      id: shift.id,
      at: busy && end ? end : { lat: place?.lat ?? shift.lat, lon: place?.lon ?? shift.lon },
      freeFrom: (busy ? freeFrom(busy, details, now) : now) / 1000,
      shiftEndsAt: shift.endsAt.getTime() / 1000,
      validUntil: validUntil(two, config.timeZone, now) / 1000,
      languages: spokenBy(two),
      walksTonight: counts.get(shift.id) ?? 0,
      blocked: new Set(two.flatMap(({ id }) => (blocks.get(id) ?? []).map(({ mark }) => mark))),
    });
    idle.push(holds.length === 0);
  }
  return { pairs, idle, members: new Map(shifts.map(({ id, personIds }) => [id, personIds])) };
}

function freeFrom(walk: WalkRow, details: DetailsRow | undefined, now: number): number {
  const seconds = (details?.walk_seconds ?? 900) * 1000;
  const begins = walk.walking_at ?? walk.predicted_at ?? walk.wanted_at;
  // A walk that takes longer than it should ends soon, as far as anybody can tell.
  return Math.max(
    now + 60_000,
    Math.max(begins.getTime(), walk.walking_at ? 0 : walk.wanted_at.getTime()) + seconds,
  );
}

/** The first moment at which one of the two may not walk any more; `-Infinity` when not even now. */
export function validUntil(two: readonly PersonRow[], timeZone: string, now: number): number {
  // The small hours belong to the evening before: a card that is valid today is valid until its shift ends.
  const { day, minutes } = localTime(now, timeZone);
  const evening = minutes < 360 ? addDays(day, -1) : day;
  if (two.length < 2) return Number.NEGATIVE_INFINITY;
  const days = two.map((person) => fitUntil(person, evening));
  if (days.includes(null)) return Number.NEGATIVE_INFINITY;
  const first = (days as string[]).reduce((a, b) => (a < b ? a : b));
  return momentOf(addDays(first, 1), '06:00', timeZone);
}

/** Languages that at least one of the two speaks. */
function spokenBy(two: readonly PersonRow[]): string[] {
  return [...new Set(two.flatMap(({ languages }) => languages))];
}

async function giveAway(
  tx: Tx,
  config: CityConfig,
  { known, idle, members }: Gathered,
  batch: Batch,
  chosen: Int32Array,
): Promise<number> {
  let made = 0;
  for (let row = 0; row < known.length; row += 1) {
    const column = chosen[row]!;
    const { walk } = known[row]!;
    if (column < 0) {
      if (walk.predicted_at && walk.state === 'received') await predict(tx, walk, null);
      continue;
    }
    const why = whyThisPair(batch, row, column);
    const predicted = new Date(why.arriveAt * 1000);
    if (walk.shift_id !== null && why.pair === walk.shift_id) {
      await predict(tx, walk, predicted);
      continue;
    }
    // A pair that is still walking, or that another request must give up first, is asked when it stands free.
    if (!idle[column]) {
      if (walk.state === 'received') await predict(tx, walk, predicted);
      continue;
    }
    const offered = await insertOffer(tx, {
      walkId: walk.id,
      shiftId: why.pair,
      answerWithinSeconds: config.walks.answerWithinSeconds,
      predictedAt: predicted,
      why,
    });
    if (!offered) continue;
    await askPush(tx, {
      subjectId: offered,
      personIds: members.get(why.pair) ?? [],
      forSeconds: config.walks.answerWithinSeconds,
    });
    made += 1;
    await tellWalk(tx, walk);
  }
  return made;
}

/** Keeps a prediction that differs by more than a minute. */
async function predict(tx: Tx, walk: WalkRow, at: Date | null): Promise<void> {
  const before = walk.predicted_at?.getTime() ?? 0;
  if (Math.abs((at?.getTime() ?? 0) - before) < 60_000) return;
  await tx.sql`update escorts.walks set predicted_at = ${at} where id = ${walk.id} and state = ${walk.state}`;
  await tellWalk(tx, walk);
}

async function tellOf(tx: Tx, walkId: string): Promise<void> {
  const [walk] = await tx.sql<WalkRow>`select * from escorts.walks where id = ${walkId}`;
  if (walk) await tellWalk(tx, walk);
}
