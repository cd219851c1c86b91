// All SQL of the end of a walk: sealing, erasing, and what is kept for a day or a month.
import type { Tx } from '#platform/db/index.ts';

/** The way so far, in order. */
export async function selectTrack(
  tx: Tx,
  walkId: string,
): Promise<{ at: Date; lat: number; lon: number }[]> {
  return tx.sql<{ at: Date; lat: number; lon: number }>`
    select at, lat, lon from escorts.tracks where walk_id = ${walkId} order by at`;
}

/** Keeps a sealed receipt for thirty days, found by her secret alone. */
export async function keepReceipt(tx: Tx, keyHash: Buffer, sealed: Buffer): Promise<void> {
  await tx.sql`
    insert into escorts.receipts (key_hash, sealed, keep_until) values (${keyHash}, ${sealed}, now() + interval '30 days')`;
}

/** The receipt of a secret, if one waits. */
export async function readReceipt(tx: Tx, keyHash: Buffer): Promise<Buffer | undefined> {
  const [row] = await tx.sql<{ sealed: Buffer }>`
    select sealed from escorts.receipts where key_hash = ${keyHash} and keep_until > now()`;
  return row?.sealed;
}

/**
 * Erases what is hers. With `keepNumber` her number alone stays until she was told why nobody came, at most a quarter of an
 * hour. `marks` are kept for a day, so that a scout can still block.
 */
export async function eraseHers(
  tx: Tx,
  walkId: string,
  keep: { number: boolean; marks: readonly string[] },
): Promise<void> {
  await tx.sql`delete from escorts.tracks where walk_id = ${walkId}`;
  // The pair stands at her door now: until it moves on, its place is known to a hundred metres only.
  await tx.sql`
    update escorts.pair_places p set lat = round(p.lat::numeric, 3), lon = round(p.lon::numeric, 3),
      still_lat = round(p.still_lat::numeric, 3), still_lon = round(p.still_lon::numeric, 3)
    from escorts.walks w where w.id = ${walkId} and p.shift_id = w.shift_id`;
  if (keep.number)
    await tx.sql`
      update escorts.walk_details set first_name = '', end_lat = 0, end_lon = 0, end_words = null, note = null, receipt_key = null,
        caller_marks = '{}', her_lat = null, her_lon = null, her_position_at = null
      where walk_id = ${walkId}`;
  else await tx.sql`delete from escorts.walk_details where walk_id = ${walkId}`;
  if (keep.marks.length > 0)
    await tx.sql`
      insert into escorts.callers (walk_id, marks, until) values (${walkId}, ${keep.marks}, now() + interval '1 day')`;
  await tx.sql`update escorts.alerts set ended_at = clock_timestamp() where walk_id = ${walkId} and ended_at is null`;
}

/** Her number goes when she was told. */
export async function eraseNumber(tx: Tx, walkId: string): Promise<void> {
  await tx.sql`
    delete from escorts.walk_details d using escorts.walks w
    where d.walk_id = ${walkId} and w.id = d.walk_id and w.closed_at is not null`;
}

/** Erases what has had its time; answers how many rows. */
export async function eraseOldWalks(tx: Tx): Promise<number> {
  const counts = await Promise.all([
    tx.sql`delete from escorts.walk_details d using escorts.walks w
      where w.id = d.walk_id and w.closed_at < now() - interval '15 minutes' returning 1`,
    tx.sql`update escorts.walks set key_hash = null where key_hash is not null and closed_at < now() - interval '1 day' returning 1`,
    tx.sql`delete from escorts.callers where until < now() returning 1`,
    tx.sql`delete from escorts.receipts where keep_until < now() returning 1`,
    tx.sql`delete from escorts.observations where seen_at < now() - interval '3 years' returning 1`,
  ]);
  return counts.reduce((sum, rows) => sum + rows.length, 0);
}

/** Keeps an answer that belongs to nobody. */
export async function insertAnswer(
  tx: Tx,
  a: { district: string; month: string; feltSafe: number; again: boolean },
): Promise<void> {
  await tx.sql`
    insert into escorts.answers (district, month, felt_safe, again) values (${a.district}, ${a.month}, ${a.feltSafe}, ${a.again})`;
}

/** Writes all answers of the month again in random order, so that neither place nor age of a row says whose it is. */
export async function shuffleAnswers(tx: Tx): Promise<void> {
  await tx.sql`
    with taken as (delete from escorts.answers where month >= date_trunc('month', now() - interval '7 days') returning *)
    insert into escorts.answers (district, month, felt_safe, again)
    select district, month, felt_safe, again from taken order by random()`;
}
