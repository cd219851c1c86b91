// SQL of her report as she sees it: one statement, for she looks after every step.
import type { Tx } from '#platform/db/index.ts';
import type { HerReport } from '../contract.ts';

type Row = {
  state: HerReport['state'];
  version: number;
  district: string | null;
  urgency: never;
  language: string;
  teller: never;
  minor: boolean | null;
  services: never[];
  made_at: Date;
  sent_at: Date | null;
  stored_bytes: string;
  suspected_flood: boolean;
  parts: HerReport['parts'];
  desks: HerReport['desks'];
  consents: HerReport['consents'];
  openings: HerReport['openings'];
};

/** Her report as she sees it, in one statement; the actor is she. `quota` is how many bytes her files may take. */
export async function selectHers(
  tx: Tx,
  id: string,
  quota: number,
): Promise<HerReport | undefined> {
  const [report] = await tx.sql<Row>`
    select r.state, r.version, r.district, r.urgency, r.language, r.teller, r.minor, r.services, r.made_at, r.sent_at, r.stored_bytes,
      r.suspected_flood,
      (select coalesce(json_agg(json_build_object('id', p.id, 'kind', p.kind, 'from', p.by_desk, 'at', p.made_at, 'pieces', p.pieces,
          'received', p.received, 'sealed', encode(p.sealed, 'base64'), 'own', encode(w.wrap, 'base64')) order by p.made_at, p.id), '[]')
        from reports.parts p join reports.wraps w on w.part_id = p.id and w.recipient_id = p.report_id where p.report_id = r.id) as parts,
      (select coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'district', d.district, 'sentAt', v.sent_at,
          'acknowledgedAt', v.acknowledged_at) order by v.sent_at, d.kind), '[]')
        from reports.deliveries v join reports.desks d on d.id = v.desk_id where v.report_id = r.id) as desks,
      (select coalesce(json_agg(json_build_object('part', part_id, 'recipient', recipient_id, 'desk', desk_id, 'since', made_at,
          'endsAt', ends_at, 'revokedAt', revoked_at) order by made_at, part_id, recipient_id), '[]')
        from reports.wraps where report_id = r.id and desk_id is not null and by_desk is null) as consents,
      (select coalesce(json_agg(json_build_object('part', part_id, 'kind', kind, 'desk', desk_id, 'by', coalesce(name, ''), 'at', at)
          order by id), '[]')
        from reports.openings where report_id = r.id) as openings
    from reports.reports r where r.id = ${id}`;
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
    parts: report.parts.map((part) => ({
      ...part,
      at: iso(part.at),
      sealed: base64url(part.sealed),
      own: base64url(part.own),
    })),
    desks: report.desks.map((desk) => ({
      ...desk,
      sentAt: iso(desk.sentAt),
      acknowledgedAt: isoOrNull(desk.acknowledgedAt),
    })),
    consents: report.consents.map((consent) => ({
      ...consent,
      since: iso(consent.since),
      endsAt: isoOrNull(consent.endsAt),
      revokedAt: isoOrNull(consent.revokedAt),
    })),
    openings: report.openings.map((opening) => ({ ...opening, at: iso(opening.at) })),
  };
}

const iso = (at: string) => new Date(at).toISOString();
const isoOrNull = (at: string | null) => (at === null ? null : iso(at));
/** PostgreSQL breaks the lines of its base64. */
const base64url = (text: string) => Buffer.from(text, 'base64').toString('base64url');
