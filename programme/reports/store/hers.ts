// SQL of what a teller does with her report; every transaction but the first look acts as she, and sees nothing else.
import type { Tx } from '#platform/db/index.ts';
import { only } from '#platform/events/index.ts';

import type { HerPartKind, PartKind, Source } from '../names.ts';

/** What she gives: a part for a key of a desk. */
export type Grant = { part: string; recipient: string; wrap: string; endsAt: string | null };

export type NewPart = {
  id: string;
  kind: HerPartKind;
  sealed: string;
  own: string;
  pieces: number | null;
};

export type Clear = {
  district: string | null;
  urgency: string | null;
  language: string;
  teller: string | null;
  minor: boolean | null;
  services: readonly string[];
};

/** The report behind a receipt; asked as the system, before anybody is she. */
export async function findByReceipt(tx: Tx, receiptHash: Buffer): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }>`
    select id from reports.reports where receipt_hash = ${receiptHash}`;
  return row?.id;
}

/** Keeps a new draft; answers false when there is one of this id or receipt. */
export async function insertReport(
  tx: Tx,
  report: {
    id: string;
    receiptHash: Buffer;
    herKey: string;
    suspectedFlood: boolean;
    source: Source;
    partner: string | null;
  },
): Promise<boolean> {
  const rows = await tx.sql`
    insert into reports.reports (id, receipt_hash, her_key, suspected_flood, source, partner)
    values (${report.id}, ${report.receiptHash}, ${Buffer.from(report.herKey, 'base64url')}, ${report.suspectedFlood},
      ${report.source}, ${report.partner})
    on conflict do nothing returning 1`;
  return rows.length > 0;
}

export type HerRow = {
  id: string;
  state: 'draft' | 'sent' | 'withdrawn';
  receipt_hash: Buffer;
  stored_bytes: string;
};

/** Her report, locked. */
export async function lockReport(tx: Tx, id: string): Promise<HerRow | undefined> {
  const [row] = await tx.sql<HerRow>`
    select id, state, receipt_hash, stored_bytes from reports.reports where id = ${id} for update`;
  return row;
}

/**
 * Keeps parts with the wraps for herself; one that is there already stays as it is. Answers whether all of them are here now: an id
 * that another report or a part of another kind has keeps nothing.
 */
export async function insertParts(
  tx: Tx,
  reportId: string,
  parts: readonly NewPart[],
): Promise<boolean> {
  const [row] = await tx.sql<{ all: boolean }>`
    with part as (
      select * from jsonb_to_recordset(${JSON.stringify(parts)}::jsonb)
        as p (id uuid, kind text, sealed text, own text, pieces int)
    ), kept as (
      insert into reports.parts (id, report_id, kind, sealed, pieces)
      select id, ${reportId}, kind, reports.bytes_of(sealed), pieces
      from part on conflict (id) do nothing returning id
    ), own as (
      insert into reports.wraps (part_id, recipient_id, report_id, wrap)
      select part.id, ${reportId}, ${reportId}, reports.bytes_of(own)
      from part join kept using (id)
    )
    select count(*) = ${parts.length} as all from part where id in (select id from kept) or exists (
      select 1 from reports.parts p where p.id = part.id and p.report_id = ${reportId} and p.kind = part.kind and p.by_desk is null)`;
  return row?.all ?? false;
}

/** Takes an older version of a part of hers away. */
export async function deletePart(tx: Tx, reportId: string, partId: string): Promise<void> {
  await tx.sql`
    delete from reports.parts where id = ${partId} and report_id = ${reportId} and by_desk is null and kind <> 'file'`;
}

/** Takes away what she answered in a draft, once it is sent. */
export async function deleteAnswers(tx: Tx, reportId: string): Promise<void> {
  await tx.sql`delete from reports.parts where report_id = ${reportId} and kind = 'answers'`;
}

/** Takes the mark of a flood away. */
export async function clearFlood(tx: Tx, reportId: string): Promise<void> {
  await tx.sql`update reports.reports set suspected_flood = false where id = ${reportId}`;
}

/**
 * Gives parts to desks: wraps, a delivery with its clock for each desk that had none, news for each desk, and the hand-over to the
 * police where they have it now for the first time (its id only). One statement, for sixteen who report at once wait for the number of
 * messages more than for anything in them. `key-replaced` when a key is not the newest signed one of its desk, `unknown-part` when a part
 * is none of hers; what was written goes with the transaction then.
 */
export async function insertGrants(
  tx: Tx,
  reportId: string,
  grants: readonly Grant[],
  acknowledgeWithinMinutes: number,
): Promise<'given' | 'key-replaced' | 'unknown-part'> {
  if (grants.length === 0) return 'given';
  const [row] = await tx.sql<{ keys: boolean; parts: boolean }>`
    with asked as (
      select g.part, g.recipient, g.wrap, g."endsAt" as ends_at
      from jsonb_to_recordset(${JSON.stringify(grants)}::jsonb) as g (part uuid, recipient uuid, wrap text, "endsAt" timestamptz)
    ), given as (
      select a.part, a.recipient, k.desk_id, reports.bytes_of(a.wrap) as wrap, a.ends_at,
        k.log_position is not null and not exists (select 1 from reports.desk_keys newer
          where newer.desk_id = k.desk_id and newer.generation > k.generation and newer.log_position is not null) as usable,
        p.id is not null as hers
      from asked a join reports.desk_keys k on k.id = a.recipient
      left join reports.parts p on p.id = a.part and p.report_id = ${reportId} and p.by_desk is null and p.kind <> 'answers'
    ), kept as (
      insert into reports.wraps as w (part_id, recipient_id, report_id, desk_id, wrap, ends_at)
      select part, recipient, ${reportId}, desk_id, wrap, ends_at from given where hers
      on conflict (part_id, recipient_id) do update set
        wrap = excluded.wrap, ends_at = excluded.ends_at, revoked_at = null, made_at = clock_timestamp()
      returning desk_id
    ), delivered as (
      insert into reports.deliveries (report_id, desk_id, due_at)
      select distinct ${reportId}::uuid, desk_id, clock_timestamp() + make_interval(mins => ${acknowledgeWithinMinutes}) from kept
      on conflict do nothing returning desk_id
    ), news as (
      insert into platform.events (type, subject_id, audience)
      select distinct 'report.changed', ${reportId}::uuid, array[${only('')} || desk_id] from kept
    ), police as (
      insert into platform.outbox (kind, subject_id)
      select 'police-report', ${reportId}::uuid
      where exists (select 1 from delivered v join reports.desks d on d.id = v.desk_id and d.kind = 'police')
    )
    select count(*) = (select count(*) from asked) and coalesce(bool_and(usable), true) as keys, coalesce(bool_and(hers), true) as parts
    from given`;
  if (!row?.keys) return 'key-replaced';
  return row.parts ? 'given' : 'unknown-part';
}

/** Writes what is in clear and that it was sent; answers false where the city has no such district. */
export async function markSent(tx: Tx, reportId: string, clear: Clear): Promise<boolean> {
  const rows = await tx.sql`
    update reports.reports set state = 'sent', sent_at = clock_timestamp(), version = version + 1, district = ${clear.district},
      urgency = ${clear.urgency}, language = ${clear.language}, teller = ${clear.teller}, minor = ${clear.minor}, services = ${clear.services}
    where id = ${reportId} and exists (select 1 from city.districts where code = ${clear.district}) returning 1`;
  return rows.length > 0;
}

/** Says that the report changed. */
export async function touchReport(tx: Tx, reportId: string): Promise<void> {
  await tx.sql`update reports.reports set version = version + 1 where id = ${reportId}`;
}

/** Takes back what desks were given: one part or all; answers which desks. One that has nothing any more has no clock either. */
export async function revokeGrants(
  tx: Tx,
  reportId: string,
  revoke: readonly { desk: string; part: string | null }[],
): Promise<string[]> {
  const rows = await tx.sql<{ desk_id: string }>`
    update reports.wraps w set wrap = null, revoked_at = clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(revoke)}::jsonb) as r (desk uuid, part uuid)
    where w.report_id = ${reportId} and w.desk_id = r.desk and (r.part is null or w.part_id = r.part) and w.revoked_at is null
    returning w.desk_id`;
  await tx.sql`
    update reports.deliveries d set due_at = null
    where report_id = ${reportId} and due_at is not null and not exists (
      select 1 from reports.wraps w where w.report_id = d.report_id and w.desk_id = d.desk_id and w.revoked_at is null)`;
  return [...new Set(rows.map((row) => row.desk_id))];
}

/** Destroys everything sealed and every wrap of a report; answers the ids of its files, and the desks that had it. */
export async function destroyReport(
  tx: Tx,
  reportId: string,
): Promise<{ files: string[]; desks: string[] }> {
  const parts = await tx.sql<{ id: string; kind: PartKind }>`
    delete from reports.parts where report_id = ${reportId} returning id, kind`;
  const deliveries = await tx.sql<{ desk_id: string }>`
    update reports.deliveries set due_at = null where report_id = ${reportId} returning desk_id`;
  await tx.sql`
    update reports.reports set state = 'withdrawn', withdrawn_at = clock_timestamp(), version = version + 1, stored_bytes = 0,
      urgency = null, teller = null, minor = null, services = '{}'
    where id = ${reportId}`;
  return {
    files: parts.filter((part) => part.kind === 'file').map((part) => part.id),
    desks: deliveries.map((row) => row.desk_id),
  };
}

/** Keeps answers for statistics until they are shuffled. */
export async function insertFigures(tx: Tx, sealed: Buffer): Promise<void> {
  await tx.sql`insert into reports.figures_waiting (sealed) values (${sealed})`;
}
