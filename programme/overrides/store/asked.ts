// SQL about a report that the asking desk cannot see, asked as the system: which it is, who holds what, who is kept from it.
import type { Tx } from '#platform/db/index.ts';
import type { DeskKind } from '#programme/reports/index.ts';
import type { What } from '../names.ts';

export type ReportFacts = {
  id: string;
  district: string;
  herKey: string;
  /** Desks that take part. */
  parties: string[];
  /** Of each part or entry of the wanted kind the desks that take part and hold its key. */
  items: string[][];
  /** The person is kept from it. */
  recused: boolean;
};

/** The report whose id begins with these digits and what there is of the wanted kind; `undefined` for none, and for more than one. */
export async function selectReportFacts(
  tx: Tx,
  asked: { beginsWith: string; what: What; person: string },
): Promise<ReportFacts | undefined> {
  const rows = await tx.sql<Omit<ReportFacts, 'herKey'> & { her_key: Buffer }>`
    select r.id, r.district, r.her_key, array(select p.desk_id::text from cases.parties p where p.report_id = r.id and p.until > now()) as parties,
      (select coalesce(jsonb_agg(i.desks), '[]') from (
        select array(select w.desk_id::text from reports.wraps w join cases.parties p on p.report_id = w.report_id and p.desk_id = w.desk_id and p.until > now()
          where w.part_id = part.id and w.revoked_at is null and (w.ends_at is null or w.ends_at > now())) as desks
        from reports.parts part where part.report_id = r.id and part.kind = ${asked.what}
        union all
        select array(select distinct w.desk_id::text from cases.wraps w join cases.parties p on p.report_id = w.case_id and p.desk_id = w.desk_id and p.until > now()
          where w.entry_id = e.id) as desks
        from cases.entries e where e.case_id = r.id and e.kind = ${asked.what}) i) as items,
      exists (select 1 from reports.recusals c where c.report_id = r.id and c.staff_id::text = ${asked.person}) as recused
    from reports.reports r where r.state = 'sent' and r.id::text like ${`${asked.beginsWith}%`} limit 2`;
  const [row, another] = rows;
  if (!row || another) return undefined;
  const { her_key, ...facts } = row;
  return { ...facts, herKey: her_key.toString('base64url') };
}

export type KeyedDesk = { id: string; kind: DeskKind; district: string | null };

/** Desks that have a signed key and somebody who works there. */
export function selectKeyedDesks(tx: Tx): Promise<KeyedDesk[]> {
  return tx.sql<KeyedDesk>`
    select d.id, d.kind, d.district from reports.desks d
    where exists (select 1 from reports.desk_keys k where k.desk_id = d.id and k.log_position is not null)
      and exists (select 1 from reports.members m where m.desk_id = d.id)`;
}

/** Desks to be told of a step: those that ask, decide, or take part. */
export async function selectConcerned(tx: Tx, override: string): Promise<string[]> {
  const rows = await tx.sql<{ desk: string }>`
    select distinct d.desk from overrides.overrides o cross join lateral (
      select o.desk_id as desk union all select o.review_desk_id
      union all select p.desk_id from cases.parties p where p.report_id = o.report_id and p.until > now()) d
    where o.id = ${override}`;
  return rows.map(({ desk }) => desk);
}
