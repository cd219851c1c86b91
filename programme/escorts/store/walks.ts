// All SQL of one walk: booked, stepped, and what is hers apart from it.
import type { Tx } from '#platform/db/index.ts';
import { appendEvent } from '#platform/events/index.ts';
import type { WalkState } from '../rules/walk.ts';
import type { Why } from '../rules/why.ts';

export type WalkRow = {
  id: string;
  key_hash: Buffer | null;
  district: string;
  point_id: string;
  wanted_at: Date;
  booked_at: Date;
  booked_by: 'phone' | 'hotline';
  language: string;
  needs_language: boolean;
  state: WalkState;
  version: number;
  shift_id: string | null;
  match_number: number;
  predicted_at: Date | null;
  why: Why | null;
  pinned_shift: string | null;
  pinned_despite: string[];
  lost_pair_at: Date | null;
  she_confirmed_at: Date | null;
  pair_confirmed_at: Date | null;
  her_code_step: string | null;
  their_code_step: string | null;
  wrong_codes: number;
  warned: boolean;
  met_at: Date | null;
  walking_at: Date | null;
  checked_in_at: Date | null;
  dropped_at: Date | null;
  closed_at: Date | null;
  pair_safe_at: Date | null;
  arrival_confirmed: boolean | null;
  cancelled_by: string | null;
  end_reason: string | null;
  incident_id: string | null;
  tell_by: Date | null;
  help_ended_at: Date | null;
  news_by: Date | null;
  seen_at: Date | null;
  answered: boolean;
};

export type DetailsRow = {
  first_name: string;
  phone_number: string | null;
  caller_marks: string[];
  end_lat: number;
  end_lon: number;
  end_words: string | null;
  walk_seconds: number;
  note: string | null;
  receipt_key: Buffer | null;
  her_lat: number | null;
  her_lon: number | null;
  her_position_at: Date | null;
};

export type NewWalk = {
  id: string;
  keyHash: Buffer | null;
  district: string;
  pointId: string;
  wantedAt: Date;
  bookedBy: 'phone' | 'hotline';
  language: string;
  needsLanguage: boolean;
};

/** Stores a walk; false when this id is taken already. */
export async function insertWalk(tx: Tx, w: NewWalk): Promise<boolean> {
  const rows = await tx.sql`
    insert into escorts.walks (id, key_hash, district, point_id, wanted_at, booked_by, language, needs_language)
    values (${w.id}, ${w.keyHash}, ${w.district}, ${w.pointId}, ${w.wantedAt}, ${w.bookedBy}, ${w.language}, ${w.needsLanguage})
    on conflict (id) do nothing returning id`;
  return rows.length > 0;
}

/** Keeps what is hers. */
export async function insertDetails(tx: Tx, walkId: string, d: DetailsRow): Promise<void> {
  await tx.sql`
    insert into escorts.walk_details (walk_id, first_name, phone_number, caller_marks, end_lat, end_lon, end_words, walk_seconds, note, receipt_key)
    values (${walkId}, ${d.first_name}, ${d.phone_number}, ${d.caller_marks}, ${d.end_lat}, ${d.end_lon}, ${d.end_words},
      ${d.walk_seconds}, ${d.note}, ${d.receipt_key})`;
}

/** What is hers, while the walk lasts. */
export async function readDetails(tx: Tx, walkId: string): Promise<DetailsRow | undefined> {
  const [row] =
    await tx.sql<DetailsRow>`select * from escorts.walk_details where walk_id = ${walkId}`;
  return row;
}

/** Another destination. */
export async function updateDestination(
  tx: Tx,
  walkId: string,
  to: { lat: number; lon: number; words: string | null; walkSeconds: number },
): Promise<void> {
  await tx.sql`
    update escorts.walk_details set end_lat = ${to.lat}, end_lon = ${to.lon}, end_words = ${to.words}, walk_seconds = ${to.walkSeconds}
    where walk_id = ${walkId}`;
}

/** Where she is now; an older fix is left. */
export async function keepHerPosition(
  tx: Tx,
  walkId: string,
  fix: { lat: number; lon: number; at: Date },
): Promise<void> {
  await tx.sql`
    update escorts.walk_details set her_lat = ${fix.lat}, her_lon = ${fix.lon}, her_position_at = least(${fix.at}::timestamptz, clock_timestamp())
    where walk_id = ${walkId} and (her_position_at is null or her_position_at < ${fix.at})`;
}

/** A walk the actor may see. */
export async function readWalk(tx: Tx, id: string): Promise<WalkRow | undefined> {
  const [row] = await tx.sql<WalkRow>`select * from escorts.walks where id = ${id}`;
  return row;
}

/** Walks with a call, while somebody may still look at them. */
export async function selectCalled(tx: Tx): Promise<{ id: string; incident_id: string }[]> {
  return tx.sql<{ id: string; incident_id: string }>`
    select id, incident_id from escorts.walks
    where incident_id is not null and (closed_at is null or closed_at > clock_timestamp() - interval '1 day')`;
}

/** Walks without a pair that want a word now, locked: their promise has passed, or their time has almost come without one. */
export async function selectUnpaired(
  tx: Tx,
  wantedBefore: Date,
): Promise<(WalkRow & { asked: boolean })[]> {
  return tx.sql<WalkRow & { asked: boolean }>`
    select w.*, exists (select 1 from escorts.offers o where o.walk_id = w.id and o.answer = 'open') as asked
    from escorts.walks w
    where closed_at is null and state = 'received'
      and coalesce(news_by < clock_timestamp(), wanted_at < ${wantedBefore} or lost_pair_at is not null)
    order by wanted_at limit 200 for update of w skip locked`;
}

/** Locks a walk the actor may step. */
export async function lockWalk(tx: Tx, id: string): Promise<WalkRow | undefined> {
  const [row] = await tx.sql<WalkRow>`select * from escorts.walks where id = ${id} for update`;
  return row;
}

/** Locks the open walk of a pair that comes first. */
export async function lockWalkOfPair(
  tx: Tx,
  shiftId: string,
  id: string,
): Promise<WalkRow | undefined> {
  const [row] = await tx.sql<WalkRow>`
    select * from escorts.walks where id = ${id} and shift_id = ${shiftId} for update`;
  return row;
}

export type StepNote = {
  kind: string;
  by: string;
  reason?: string | null;
  shiftId?: string | null;
};

/** Writes a walk after a step, the step and the event, and answers the row as it is then. */
export async function saveWalk(tx: Tx, w: WalkRow, note: StepNote): Promise<WalkRow> {
  const [row] = await tx.sql<WalkRow>`
    update escorts.walks set point_id = ${w.point_id}, district = ${w.district}, wanted_at = ${w.wanted_at}, state = ${w.state},
      version = version + 1, shift_id = ${w.shift_id}, match_number = ${w.match_number}, predicted_at = ${w.predicted_at},
      why = ${w.why === null ? null : JSON.stringify(w.why)}, pinned_shift = ${w.pinned_shift}, pinned_despite = ${w.pinned_despite},
      lost_pair_at = ${w.lost_pair_at}, she_confirmed_at = ${w.she_confirmed_at}, pair_confirmed_at = ${w.pair_confirmed_at},
      her_code_step = ${w.her_code_step}, their_code_step = ${w.their_code_step}, wrong_codes = ${w.wrong_codes}, warned = ${w.warned},
      met_at = ${w.met_at}, walking_at = ${w.walking_at}, checked_in_at = ${w.checked_in_at}, dropped_at = ${w.dropped_at},
      closed_at = ${w.closed_at}, pair_safe_at = ${w.pair_safe_at}, arrival_confirmed = ${w.arrival_confirmed},
      cancelled_by = ${w.cancelled_by}, end_reason = ${w.end_reason}, incident_id = ${w.incident_id}, tell_by = ${w.tell_by},
      answered = ${w.answered}, help_ended_at = ${w.help_ended_at}, news_by = ${w.news_by}
    where id = ${w.id} returning *`;
  await tx.sql`
    insert into escorts.steps (walk_id, kind, by_whom, shift_id, reason)
    values (${w.id}, ${note.kind}, ${note.by}, ${note.shiftId ?? w.shift_id}, ${note.reason ?? null})`;
  await tellWalk(tx, row!);
  return row!;
}

/** Tells the desks of the district that a walk is another now. */
export async function tellWalk(tx: Tx, w: WalkRow): Promise<void> {
  await appendEvent(tx, {
    type: 'walk.changed',
    subjectId: w.id,
    audience: [w.district],
    payload: { walk: w.id, state: w.state, version: w.version },
  });
}

/** Her phone has asked: whatever there was to tell, it has it now. */
export async function keepSeen(tx: Tx, id: string): Promise<void> {
  await tx.sql`
    update escorts.walks set seen_at = clock_timestamp(), tell_by = null
    where id = ${id} and (tell_by is not null or seen_at is null or seen_at < clock_timestamp() - interval '30 seconds')`;
}

export type StepRow = { at: Date; kind: string; by: string; reason: string | null };

/** Everything that happened to a walk. */
export async function selectSteps(tx: Tx, walkId: string): Promise<StepRow[]> {
  return tx.sql<StepRow>`
    select at, kind, by_whom as by, reason from escorts.steps where walk_id = ${walkId} order by id`;
}
