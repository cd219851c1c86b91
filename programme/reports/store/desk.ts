// SQL of a desk; the actor is a member, and the walls show what she gave to their desks and while she does.
import type { Tx } from '#platform/db/index.ts';

import type { DeskReport } from '../contract.ts';
import type { DeskKind, PartKind } from '../names.ts';

type ReportRow = {
  id: string;
  version: number;
  district: string;
  urgency: DeskReport['urgency'];
  language: string;
  teller: DeskReport['teller'];
  minor: boolean | null;
  services: DeskReport['services'];
  suspected_flood: boolean;
  source: DeskReport['source'];
  partner: string | null;
  sent_at: Date;
  her_key: Buffer;
  parts: {
    id: string;
    kind: PartKind;
    from: string | null;
    at: string;
    pieces: number | null;
    received: number;
    endsAt: string | null;
    opened: boolean;
  }[];
  deliveries: {
    id: string;
    kind: DeskKind;
    district: string | null;
    sentAt: string;
    dueAt: string | null;
    level: number;
    acknowledgedAt: string | null;
  }[];
};

/** Reports that the actor's desks may read, unacknowledged first; one only where `id` is given. */
export async function selectDeskReports(tx: Tx, id: string | null = null): Promise<DeskReport[]> {
  const rows = await tx.sql<ReportRow>`
    select r.id, r.version, r.district, r.urgency, r.language, r.teller, r.minor, r.services, r.suspected_flood, r.source, r.partner, r.sent_at, r.her_key,
      (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'from', p.by_desk, 'at', p.made_at, 'pieces', p.pieces,
          'received', p.received,
          'endsAt', (select case when bool_or(w.ends_at is null) then null else max(w.ends_at) end from reports.wraps w where w.part_id = p.id),
          'opened', exists (select 1 from reports.openings o where o.part_id = p.id)) order by p.made_at, p.id), '[]')
        from reports.parts p where p.report_id = r.id) as parts,
      (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'district', d.district, 'sentAt', v.sent_at,
          'dueAt', v.due_at, 'level', v.level, 'acknowledgedAt', v.acknowledged_at) order by v.sent_at, d.kind), '[]')
        from reports.deliveries v join reports.desks d on d.id = v.desk_id where v.report_id = r.id) as deliveries
    from reports.reports r
    where r.state = 'sent' and (${id}::uuid is null or r.id = ${id})
    order by exists (select 1 from reports.deliveries v where v.report_id = r.id and v.acknowledged_at is null) desc, r.sent_at
    limit 500`;
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    district: row.district,
    urgency: row.urgency,
    language: row.language,
    teller: row.teller,
    minor: row.minor,
    services: row.services,
    suspectedFlood: row.suspected_flood,
    source: row.source,
    partner: row.partner,
    sentAt: row.sent_at.toISOString(),
    herKey: row.her_key.toString('base64url'),
    parts: row.parts.map((part) => ({
      ...part,
      at: toIso(part.at)!,
      endsAt: toIso(part.endsAt),
    })),
    // Only deliveries of the own desks are visible here.
    deliveries: row.deliveries.map((delivery) => ({
      ...delivery,
      sentAt: toIso(delivery.sentAt)!,
      dueAt: toIso(delivery.dueAt),
      acknowledgedAt: toIso(delivery.acknowledgedAt),
    })),
  }));
}

const toIso = (text: string | null) => (text === null ? null : new Date(text).toISOString());

export type DeskRow = { id: string; kind: DeskKind; district: string | null };

/** Desks at which the actor works. */
export function selectMyDesks(tx: Tx): Promise<DeskRow[]> {
  return tx.sql<DeskRow>`
    select id, kind, district from reports.desks where id = any (reports.my_desks()) order by kind, district`;
}

export type AlertRow = {
  report: string;
  desk: string;
  kind: DeskKind;
  district: string | null;
  waits_since: Date;
  at: Date;
};

/** Other desks that are silent, as far as the actor's desks were told. */
export function selectAlerts(tx: Tx): Promise<AlertRow[]> {
  return tx.sql<AlertRow>`
    select distinct on (report_id, silent_desk) report_id as report, silent_desk as desk, kind, district, waits_since, at
    from reports.alerts order by report_id, silent_desk, at`;
}

export type SealedPart = {
  kind: PartKind;
  sealed: Buffer;
  wraps: { desk: string; recipient: string; wrap: string }[];
};

/** A part with the wraps for the actor's desks; `undefined` when she gave them none, or took it back. */
export async function selectSealed(
  tx: Tx,
  reportId: string,
  partId: string,
): Promise<SealedPart | undefined> {
  const [part] = await tx.sql<{ kind: PartKind; sealed: Buffer }>`
    select kind, sealed from reports.parts where id = ${partId} and report_id = ${reportId}`;
  if (!part) return undefined;
  const wraps = await tx.sql<{ desk_id: string; recipient_id: string; wrap: Buffer }>`
    select desk_id, recipient_id, wrap from reports.wraps
    where part_id = ${partId} and desk_id = any (reports.my_desks()) order by made_at`;
  return {
    ...part,
    wraps: wraps.map((row) => ({
      desk: row.desk_id,
      recipient: row.recipient_id,
      wrap: row.wrap.toString('base64url'),
    })),
  };
}

/** Keeps that the actor opened a part, for her to see. */
export async function insertOpening(
  tx: Tx,
  opening: { report: string; part: string; kind: PartKind; desk: string },
): Promise<void> {
  await tx.sql`
    insert into reports.openings (report_id, part_id, kind, desk_id, actor_id, name)
    values (${opening.report}, ${opening.part}, ${opening.kind}, ${opening.desk}, ${tx.actor.id}, ${tx.actor.name})`;
}

/** Whether the actor has opened a part. */
export async function hasOpened(tx: Tx, partId: string): Promise<boolean> {
  const rows = await tx.sql`
    select 1 from reports.openings where part_id = ${partId} and actor_id = ${tx.actor.id} limit 1`;
  return rows.length > 0;
}

/** Stops the clocks of the actor's desks for a report; answers the desks that had not acknowledged before. */
export async function acknowledgeMine(tx: Tx, reportId: string): Promise<string[]> {
  const rows = await tx.sql<{ desk_id: string }>`
    update reports.deliveries set acknowledged_at = clock_timestamp(), acknowledged_by = ${tx.actor.id}, due_at = null
    where report_id = ${reportId} and acknowledged_at is null and desk_id = any (reports.my_desks())
      and exists (select 1 from reports.reports r where r.id = report_id)
    returning desk_id`;
  return rows.map((row) => row.desk_id);
}

/** Keeps a message of a desk, for her and for the desk itself; the same one told again is one. */
export async function insertMessage(
  tx: Tx,
  message: {
    report: string;
    id: string;
    desk: string;
    sealed: string;
    hers: string;
    recipient: string;
    own: string;
  },
): Promise<void> {
  // Nothing is asked back: a part that has no wraps yet is nobody's to read.
  await tx.sql`
    insert into reports.parts (id, report_id, kind, by_desk, sealed)
    values (${message.id}, ${message.report}, 'message', ${message.desk}, reports.bytes_of(${message.sealed}))
    on conflict do nothing`;
  await tx.sql`
    insert into reports.wraps (part_id, recipient_id, report_id, desk_id, by_desk, wrap)
    values (${message.id}, ${message.report}, ${message.report}, null, ${message.desk}, reports.bytes_of(${message.hers})),
      (${message.id}, ${message.recipient}, ${message.report}, ${message.desk}, ${message.desk}, reports.bytes_of(${message.own}))
    on conflict do nothing`;
}

/** Whether a key is one of a desk's that the city signed. */
export async function isDeskKey(tx: Tx, key: string, desk: string): Promise<boolean> {
  const rows = await tx.sql`
    select 1 from reports.desk_keys where id = ${key} and desk_id = ${desk} and log_position is not null`;
  return rows.length > 0;
}

export type HandOver = {
  district: string;
  language: string;
  urgency: DeskReport['urgency'];
  sentAt: Date;
};

/** What the police are told of a report that was addressed to them; `undefined` once they were given nothing any more. */
export async function readHandOver(tx: Tx, reportId: string): Promise<HandOver | undefined> {
  const [row] = await tx.sql<HandOver>`
    select r.district, r.language, r.urgency, v.sent_at as "sentAt"
    from reports.reports r join reports.deliveries v on v.report_id = r.id join reports.desks d on d.id = v.desk_id and d.kind = 'police'
    where r.id = ${reportId} and r.state = 'sent'
      and exists (select 1 from reports.wraps w where w.report_id = r.id and w.desk_id = d.id and w.revoked_at is null)
    order by v.sent_at limit 1`;
  return row;
}
