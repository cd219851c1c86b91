// Events in commit order without losing any: written with their transaction, read by difference of snapshots.
import type { Tx } from '#platform/db/index.ts';
import type { Position } from './snapshot.ts';

/** Before there is a city. */
const noEpoch = '00000000';

export type NewEvent = {
  type: string;
  subjectId: string | null;
  /** District codes whose desks may see it; `*` for everyone signed in. */
  audience: readonly string[];
  /** Ids and states only. */
  payload: Record<string, unknown>;
};

export type FeedEvent = NewEvent & { id: bigint; xid: bigint; at: Date };

/** Appends an event to the feed; it becomes visible with the transaction's commit. */
export async function appendEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx.sql`
    insert into platform.events (type, subject_id, audience, payload)
    values (${event.type}, ${event.subjectId}, ${event.audience}, ${JSON.stringify(event.payload)})`;
}

/** Where the feed is now: everything committed before this call is behind it. */
export async function currentPosition(tx: Tx): Promise<Position> {
  const [row] = await tx.sql<{ now: string }>`select pg_current_snapshot()::text as now`;
  return { after: row!.now };
}

/**
 * The epoch of this database's feed, renewed where the database was recovered after a crash or came from a backup, since positions
 * from before mean nothing then (decision 0002). For whoever reads the feed; one process renews, the others are told by `readFeed`.
 */
export async function openFeed(tx: Tx): Promise<string> {
  await tx.sql`select from platform.city for update`;
  const [here] = await tx.sql<{ cluster: string }>`
    select (select system_identifier from pg_control_system()) || '/' || oid as cluster
    from pg_database where datname = current_database()`;
  await tx.sql`delete from platform.feed_witness where cluster <> ${here!.cluster}`;
  await tx.sql`
    with borne as (
      insert into platform.feed_witness (cluster) values (${here!.cluster}) on conflict do nothing returning one
    )
    update platform.city set feed_epoch = gen_random_uuid() where exists (select from borne)`;
  // What a backup brought along from transactions that are still to come here would be told as new when they have come.
  await tx.sql`delete from platform.events where xid >= pg_snapshot_xmax(pg_current_snapshot())`;
  return feedEpoch(tx);
}

/** The epoch as it is known. */
export async function feedEpoch(tx: Tx): Promise<string> {
  const [row] = await tx.sql<{ feed_epoch: string }>`select feed_epoch from platform.city`;
  return row?.feed_epoch ?? noEpoch;
}

export type FeedPage = {
  events: FeedEvent[];
  next: Position;
  upTo: string;
  epoch: string | null;
};

type Row = {
  id: string | null;
  xid: string;
  at: Date;
  type: string;
  subject_id: string | null;
  audience: string[];
  payload: Record<string, unknown>;
  up_to: string;
  epoch: string | null;
};

/**
 * Reads what was committed since `position`, at most `limit` events, and the position after them. `epoch` is the feed's; `null` when the
 * database was recovered after a crash, and `openFeed` must be asked before a position is trusted.
 * Source: difference of snapshots (docs/decisions/0002); ids are identities and are not in commit order.
 */
export async function readFeed(tx: Tx, position: Position, limit: number): Promise<FeedPage> {
  const upTo = position.within?.upTo ?? null;
  const lastId = position.within?.lastId ?? 0n;
  const rows = await tx.sql<Row>`
    with bound as materialized (
      select coalesce(${upTo}::text, pg_current_snapshot()::text)::pg_snapshot as up_to,
        case when exists (select from platform.feed_witness)
          then coalesce((select feed_epoch::text from platform.city), ${noEpoch}) end as epoch
    )
    select e.*, bound.up_to::text as up_to, bound.epoch
    from bound left join lateral (
      select id, xid::text, at, type, subject_id, audience, payload
      from platform.events
      where xid >= pg_snapshot_xmin(${position.after}::pg_snapshot)
        and not pg_visible_in_snapshot(xid, ${position.after}::pg_snapshot)
        and pg_visible_in_snapshot(xid, bound.up_to)
        and id > ${lastId.toString()}
      order by id limit ${limit}) e on true`;
  const { up_to: bound, epoch } = rows[0]!;
  const events = rows.filter((row) => row.id !== null).map(toEvent);
  if (events.length < limit) return { events, next: { after: bound }, upTo: bound, epoch };
  const last = events[events.length - 1]!;
  return {
    events,
    next: { after: position.after, within: { upTo: bound, lastId: last.id } },
    upTo: bound,
    epoch,
  };
}

function toEvent(row: Row): FeedEvent {
  return {
    id: BigInt(row.id!),
    xid: BigInt(row.xid),
    at: row.at,
    type: row.type,
    subjectId: row.subject_id,
    audience: row.audience,
    payload: row.payload,
  };
}
