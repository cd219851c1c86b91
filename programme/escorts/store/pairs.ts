// All SQL of pairs on duty: where they are, what they were offered, what they hold, whom they never walk with.
import type { Tx } from '#platform/db/index.ts';
import { uuidv7 } from '#platform/ids/uuid.ts';
import type { Why } from '../rules/why.ts';
import type { WalkRow } from './walks.ts';

export type PlaceRow = { shift_id: string; lat: number; lon: number; at: Date; still_since: Date };

/** Newest places of some pairs. */
export async function selectPlaces(tx: Tx, shiftIds: readonly string[]): Promise<PlaceRow[]> {
  return tx.sql<PlaceRow>`
    select shift_id, lat, lon, at, still_since from escorts.pair_places where shift_id = any (${shiftIds}::uuid[])`;
}

export type Fix = { lat: number; lon: number; accuracy: number; at: Date };

/**
 * Keeps where a pair is: the newest only, and since when it has not gone farther than `stillMetres`. A clock that runs ahead
 * counts as now.
 */
export async function keepPlace(
  tx: Tx,
  shiftId: string,
  fix: Fix,
  stillMetres: number,
): Promise<void> {
  const at = fix.at.getTime() > Date.now() ? new Date() : fix.at;
  const [known] = await tx.sql<{
    at: Date;
    still_lat: number;
    still_lon: number;
    still_since: Date;
  }>`
    select at, still_lat, still_lon, still_since from escorts.pair_places where shift_id = ${shiftId} for update`;
  if (known && known.at >= at) return;
  const north = known ? (fix.lat - known.still_lat) * 111_195 : 0;
  const east = known
    ? (fix.lon - known.still_lon) * 111_195 * Math.cos((fix.lat * Math.PI) / 180)
    : 0;
  const still =
    known && Math.hypot(north, east) <= stillMetres
      ? { lat: known.still_lat, lon: known.still_lon, since: known.still_since }
      : { lat: fix.lat, lon: fix.lon, since: at };
  await tx.sql`
    insert into escorts.pair_places (shift_id, lat, lon, accuracy, at, still_lat, still_lon, still_since)
    values (${shiftId}, ${fix.lat}, ${fix.lon}, ${fix.accuracy}, ${at}, ${still.lat}, ${still.lon}, ${still.since})
    on conflict (shift_id) do update set lat = excluded.lat, lon = excluded.lon, accuracy = excluded.accuracy, at = excluded.at,
      still_lat = excluded.still_lat, still_lon = excluded.still_lon, still_since = excluded.still_since`;
}

/** Forgets where a pair is: off duty it has no position. */
export async function forgetPlace(tx: Tx, shiftId: string): Promise<void> {
  await tx.sql`delete from escorts.pair_places where shift_id = ${shiftId}`;
}

/** Adds to the track of the walk that a pair walks now, if it does; what lies before it began is left. */
export async function keepTrack(tx: Tx, shiftId: string, fixes: readonly Fix[]): Promise<void> {
  await tx.sql`
    insert into escorts.tracks (walk_id, at, lat, lon)
    select w.id, least(f.at, clock_timestamp()), f.lat, f.lon
    from escorts.walks w, jsonb_to_recordset(${JSON.stringify(fixes)}::jsonb) as f (at timestamptz, lat float8, lon float8)
    where w.shift_id = ${shiftId} and w.state = 'walking' and w.closed_at is null and f.at >= w.walking_at
    on conflict do nothing`;
}

/** Open walks that pairs hold, the one that comes first before the others. */
export async function selectHeld(tx: Tx, shiftIds: readonly string[]): Promise<WalkRow[]> {
  return tx.sql<WalkRow>`
    select * from escorts.walks where shift_id = any (${shiftIds}::uuid[]) and closed_at is null
    order by state in ('walking', 'dropped-off') desc, wanted_at`;
}

/** How many walks each pair has begun. */
export async function countWalks(
  tx: Tx,
  shiftIds: readonly string[],
): Promise<{ shift_id: string; walks: number }[]> {
  return tx.sql<{ shift_id: string; walks: number }>`
    select shift_id, count(*)::int as walks from escorts.walks
    where shift_id = any (${shiftIds}::uuid[]) and walking_at is not null group by shift_id`;
}

export type OfferRow = {
  id: string;
  walk_id: string;
  shift_id: string;
  made_at: Date;
  answer_by: Date;
  answered_at: Date | null;
  answer: 'open' | 'accepted' | 'declined' | 'lapsed' | 'withdrawn';
  reason: string | null;
  predicted_at: Date;
  why: Why;
};

/** Offers of some walks, oldest first. */
export async function selectOffers(tx: Tx, walkIds: readonly string[]): Promise<OfferRow[]> {
  return tx.sql<OfferRow>`
    select * from escorts.offers where walk_id = any (${walkIds}::uuid[]) order by made_at, id`;
}

/** Open offers of some pairs. */
export async function selectOpenOffers(tx: Tx, shiftIds: readonly string[]): Promise<OfferRow[]> {
  return tx.sql<OfferRow>`
    select * from escorts.offers where shift_id = any (${shiftIds}::uuid[]) and answer = 'open'`;
}

/** Asks a pair; answers the offer's id, or `undefined` when the walk or the pair has an open offer already. */
export async function insertOffer(
  tx: Tx,
  o: { walkId: string; shiftId: string; answerWithinSeconds: number; predictedAt: Date; why: Why },
): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }>`
    insert into escorts.offers (id, walk_id, shift_id, answer_by, predicted_at, why)
    values (${uuidv7()}, ${o.walkId}, ${o.shiftId}, clock_timestamp() + make_interval(secs => ${o.answerWithinSeconds}),
      ${o.predictedAt}, ${JSON.stringify(o.why)})
    on conflict do nothing returning id`;
  return row?.id;
}

/** Locks an offer of a pair. */
export async function lockOffer(
  tx: Tx,
  id: string,
  shiftId: string,
): Promise<OfferRow | undefined> {
  const [row] = await tx.sql<OfferRow>`
    select * from escorts.offers where id = ${id} and shift_id = ${shiftId} for update`;
  return row;
}

/** Answers an offer that is open. */
export async function answerOffer(
  tx: Tx,
  id: string,
  answer: 'accepted' | 'declined',
  reason: string | null,
): Promise<void> {
  await tx.sql`
    update escorts.offers set answer = ${answer}, answered_at = clock_timestamp(), reason = ${reason}
    where id = ${id} and answer = 'open'`;
}

/** Takes the open offers of a walk back. */
export async function withdrawOffers(tx: Tx, walkId: string): Promise<void> {
  await tx.sql`
    update escorts.offers set answer = 'withdrawn', answered_at = clock_timestamp() where walk_id = ${walkId} and answer = 'open'`;
}

/** Lets offers lapse that nobody answered; answers their walks. */
export async function lapseOffers(tx: Tx): Promise<{ walk_id: string; shift_id: string }[]> {
  return tx.sql<{ walk_id: string; shift_id: string }>`
    update escorts.offers set answer = 'lapsed', answered_at = clock_timestamp()
    where answer = 'open' and answer_by < clock_timestamp() returning walk_id, shift_id`;
}

/** Keyed hashes of callers that some people never walk with. */
export async function selectBlocks(
  tx: Tx,
  personIds: readonly string[],
): Promise<{ person_id: string; mark: string }[]> {
  return tx.sql<{ person_id: string; mark: string }>`
    select person_id, mark from escorts.blocks where person_id = any (${personIds}::uuid[])`;
}

/** Whether the caller of a closed walk is still known by something that the person has not blocked. */
export async function canBlock(tx: Tx, walkId: string, personId: string): Promise<boolean> {
  const rows = await tx.sql`
    select 1 from escorts.callers c where c.walk_id = ${walkId} and c.until > now() and not c.marks <@ array(
      select b.mark from escorts.blocks b where b.person_id = ${personId})`;
  return rows.length > 0;
}

/** Blocks the caller of a walk for a person, as long as the marks are still kept; false afterwards. */
export async function blockCaller(tx: Tx, walkId: string, personId: string): Promise<boolean> {
  const rows = await tx.sql`
    insert into escorts.blocks (person_id, mark)
    select ${personId}, unnest(marks) from (
      select marks from escorts.callers where walk_id = ${walkId} and until > now()
      union all select caller_marks from escorts.walk_details where walk_id = ${walkId}) as known (marks)
    on conflict (person_id, mark) do update set made_at = blocks.made_at returning mark`;
  return rows.length > 0;
}
