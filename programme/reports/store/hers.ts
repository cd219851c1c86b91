// SQL of what a teller does with her report; every transaction but the first look acts as she, and sees nothing else.
import type { Tx } from '#platform/db/index.ts';

import type { HerReport } from '../contract.ts';
import type { DeskKind, HerPartKind, PartKind, Source } from '../names.ts';

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

/** Takes files of hers away, and what they took of the quota; answers the ids of those that were there. */
export async function deleteFiles(
  tx: Tx,
  reportId: string,
  files: readonly string[],
  bytesOfPiece: number,
): Promise<string[]> {
  const rows = await tx.sql<{ id: string; pieces: number }>`
    delete from reports.parts where report_id = ${reportId} and id = any (${files}::uuid[]) and kind = 'file' and by_desk is null
    returning id, pieces`;
  const bytes = rows.reduce((sum, { pieces }) => sum + pieces * bytesOfPiece, 0);
  await tx.sql`
    update reports.reports set stored_bytes = greatest(0, stored_bytes - ${bytes}), version = version + 1 where id = ${reportId}`;
  return rows.map(({ id }) => id);
}

/** Takes the mark of a flood away. */
export async function clearFlood(tx: Tx, reportId: string): Promise<void> {
  await tx.sql`update reports.reports set suspected_flood = false where id = ${reportId}`;
}

/**
 * Gives parts to desks: wraps, and a delivery with its clock for each desk that had none. Answers the desks that have it now for the
 * first time; `key-replaced` when a key is not the newest signed one of its desk, `unknown-part` when a part is none of hers.
 */
export async function insertGrants(
  tx: Tx,
  reportId: string,
  grants: readonly Grant[],
  acknowledgeWithinMinutes: number,
): Promise<Reached | 'key-replaced' | 'unknown-part'> {
  if (grants.length === 0) return { desks: [], reached: [] };
  // Both at once: where a key is not usable, the transaction is rolled back with what the second wrote.
  const [[usable], given] = await Promise.all([
    tx.sql<{ keys: boolean; parts: boolean }>`
      select (
        select count(*) = ${new Set(grants.map((grant) => grant.recipient.toLowerCase())).size}
        from reports.desk_keys k
        where k.id = any (${grants.map((grant) => grant.recipient)}::uuid[]) and k.log_position is not null
          and not exists (select 1 from reports.desk_keys newer
            where newer.desk_id = k.desk_id and newer.generation > k.generation and newer.log_position is not null)) as keys,
        (select count(*) = ${new Set(grants.map((grant) => grant.part.toLowerCase())).size} from reports.parts
          where id = any (${grants.map((grant) => grant.part)}::uuid[]) and report_id = ${reportId}
            and by_desk is null and kind <> 'answers') as parts`,
    tx.sql<{ id: string; kind: DeskKind; isNew: boolean }>`
      with given as (
        select g.part, g.recipient, k.desk_id, reports.bytes_of(g.wrap) as wrap, g."endsAt" as ends_at
        from jsonb_to_recordset(${JSON.stringify(grants)}::jsonb) as g (part uuid, recipient uuid, wrap text, "endsAt" timestamptz)
        join reports.desk_keys k on k.id = g.recipient
        join reports.parts p on p.id = g.part and p.report_id = ${reportId}
      ), kept as (
        insert into reports.wraps as w (part_id, recipient_id, report_id, desk_id, wrap, ends_at)
        select part, recipient, ${reportId}, desk_id, wrap, ends_at from given
        on conflict (part_id, recipient_id) do update set
          wrap = excluded.wrap, ends_at = excluded.ends_at, revoked_at = null, made_at = clock_timestamp()
        returning desk_id
      ), delivered as (
        insert into reports.deliveries (report_id, desk_id, due_at)
        select distinct ${reportId}::uuid, desk_id, clock_timestamp() + make_interval(mins => ${acknowledgeWithinMinutes}) from kept
        on conflict do nothing returning desk_id
      )
      select d.id, d.kind, exists (select 1 from delivered v where v.desk_id = d.id) as "isNew"
      from reports.desks d where d.id in (select desk_id from kept)`,
  ]);
  if (!usable?.keys) return 'key-replaced';
  if (!usable.parts) return 'unknown-part';
  return { desks: given.map(({ id }) => id), reached: given.filter(({ isNew }) => isNew) };
}

/** Desks that were given something, and those of them that have the report for the first time. */
export type Reached = { desks: string[]; reached: { id: string; kind: DeskKind }[] };

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

/** Hands the report over to the police: its id only. */
export async function queuePolice(tx: Tx, reportId: string): Promise<void> {
  await tx.sql`insert into platform.outbox (kind, subject_id) values ('police-report', ${reportId})`;
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

type Row = {
  state: HerReport['state'];
  stored_bytes: string;
  suspected_flood: boolean;
  version: number;
  district: string | null;
  urgency: never;
  language: string;
  teller: never;
  minor: boolean | null;
  services: never[];
  made_at: Date;
  sent_at: Date | null;
};

/** Her report as she sees it; the actor is she. */
export async function selectHers(
  tx: Tx,
  id: string,
  quota: number,
): Promise<HerReport | undefined> {
  const [reports, parts, desks, consents, openings] = await Promise.all([
    tx.sql<Row>`select * from reports.reports where id = ${id}`,
    tx.sql<{
      id: string;
      kind: HerPartKind;
      by_desk: string | null;
      made_at: Date;
      pieces: number | null;
      received: number;
      sealed: Buffer;
      own: Buffer;
    }>`
      select p.id, p.kind, p.by_desk, p.made_at, p.pieces, p.received, p.sealed, w.wrap as own
      from reports.parts p join reports.wraps w on w.part_id = p.id and w.recipient_id = p.report_id
      where p.report_id = ${id} order by p.made_at, p.id`,
    tx.sql<{
      id: string;
      kind: DeskKind;
      district: string | null;
      sent_at: Date;
      acknowledged_at: Date | null;
    }>`
      select d.id, d.kind, d.district, v.sent_at, v.acknowledged_at
      from reports.deliveries v join reports.desks d on d.id = v.desk_id where v.report_id = ${id} order by v.sent_at, d.kind`,
    tx.sql<{
      part_id: string;
      recipient_id: string;
      desk_id: string;
      made_at: Date;
      ends_at: Date | null;
      revoked_at: Date | null;
    }>`
      select part_id, recipient_id, desk_id, made_at, ends_at, revoked_at from reports.wraps
      where report_id = ${id} and desk_id is not null and by_desk is null order by made_at, part_id, recipient_id`,
    tx.sql<{ part_id: string; kind: string; desk_id: string; name: string | null; at: Date }>`
      select part_id, kind, desk_id, name, at from reports.openings where report_id = ${id} order by id`,
  ]);
  const report = reports[0];
  if (!report) return undefined;
  return {
    id,
    state: report.state,
    version: report.version,
    clear:
      report.district === null
        ? null
        : {
            district: report.district,
            urgency: report.urgency,
            language: report.language,
            teller: report.teller,
            minor: report.minor,
            services: report.services,
          },
    madeAt: report.made_at.toISOString(),
    sentAt: report.sent_at?.toISOString() ?? null,
    files: { quota, left: Math.max(0, quota - Number(report.stored_bytes)) },
    suspectedFlood: report.suspected_flood,
    parts: parts.map((part) => ({
      id: part.id,
      kind: part.kind,
      from: part.by_desk,
      at: part.made_at.toISOString(),
      pieces: part.pieces,
      received: part.received,
      sealed: part.sealed.toString('base64url'),
      own: part.own.toString('base64url'),
    })),
    desks: desks.map((desk) => ({
      id: desk.id,
      kind: desk.kind,
      district: desk.district,
      sentAt: desk.sent_at.toISOString(),
      acknowledgedAt: desk.acknowledged_at?.toISOString() ?? null,
    })),
    consents: consents.map((consent) => ({
      part: consent.part_id,
      recipient: consent.recipient_id,
      desk: consent.desk_id,
      since: consent.made_at.toISOString(),
      endsAt: consent.ends_at?.toISOString() ?? null,
      revokedAt: consent.revoked_at?.toISOString() ?? null,
    })),
    openings: openings.map((opening) => ({
      part: opening.part_id,
      kind: opening.kind,
      desk: opening.desk_id,
      by: opening.name ?? '',
      at: opening.at.toISOString(),
    })),
  };
}
