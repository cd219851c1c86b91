// SQL of cases as the desks see them; the walls show a case while she lets the actor's desk take part, and not to who is kept from it.
import type { Tx } from '#platform/db/index.ts';
import type { DeskKind } from '#programme/reports/index.ts';
import type { CaseState, Profession } from '../names.ts';
import type { CaseSummary } from '../shapes.ts';

type Row = {
  id: string;
  version: number;
  state: CaseState;
  district: string;
  desk_id: string;
  lead_id: string | null;
  taken_at: Date;
  closed_at: Date | null;
  closing: CaseSummary['closing'];
  destroy_after: Date | null;
  classified: boolean;
  members: {
    staff: string;
    name: string;
    profession: Profession | null;
    cleared: boolean;
    me: boolean;
  }[];
  parties: { id: string; kind: DeskKind; district: string | null }[];
  due: number;
  overdue: number;
  next_due: Date | null;
};

/** Cases that the actor may see: overdue first, then by what is due next; one only where `id` is given. At most 500. */
export async function selectCases(tx: Tx, id: string | null = null): Promise<CaseSummary[]> {
  const rows = await tx.sql<Row>`
    select c.id, c.version, c.state, c.district, c.desk_id, c.lead_id, c.taken_at, c.closed_at, c.closing, c.destroy_after, c.classified,
      (select coalesce(jsonb_agg(jsonb_build_object('staff', m.staff_id, 'name', m.name, 'cleared', m.cleared_at is not null,
          'me', platform.is_me(m.staff_id::text),
          'profession', (select t.profession from cases.team_members t where t.staff_id = m.staff_id and t.district = c.district))
          order by m.asked_at, m.staff_id), '[]') from cases.members m where m.case_id = c.id) as members,
      (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'district', d.district) order by d.kind, d.district), '[]')
        from cases.parties p join reports.desks d on d.id = p.desk_id where p.report_id = c.id and p.until > now()) as parties,
      e.due, e.overdue, e.next_due
    from cases.cases c cross join lateral (
      select count(*)::int as due, (count(*) filter (where due_at < now()))::int as overdue, min(due_at) as next_due
      from cases.entries where case_id = c.id and state = 'open') e
    where c.state <> 'withdrawn' and (${id}::uuid is null or c.id = ${id})
    order by c.state = 'closed', e.overdue > 0 desc, e.next_due nulls last, c.taken_at
    limit 500`;
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    state: row.state,
    district: row.district,
    desk: row.desk_id,
    lead: row.lead_id,
    takenAt: row.taken_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    closing: row.closing,
    destroyAfter: row.destroy_after?.toISOString() ?? null,
    members: row.members,
    parties: row.parties,
    classified: row.classified,
    due: row.due,
    overdue: row.overdue,
    nextDueAt: row.next_due?.toISOString() ?? null,
  }));
}

/** Makes the case of a report; answers false when somebody was first. */
export async function insertCase(
  tx: Tx,
  made: { report: string; desk: string; district: string },
): Promise<boolean> {
  const rows = await tx.sql`
    insert into cases.cases (id, desk_id, district, taken_by)
    values (${made.report}, ${made.desk}, ${made.district}, ${tx.actor.id}) on conflict do nothing returning 1`;
  return rows.length > 0;
}

export type LockedCase = { id: string; state: CaseState; district: string; desk_id: string };

/** The case, locked for a step. */
export async function lockCase(tx: Tx, id: string): Promise<LockedCase | undefined> {
  const [row] = await tx.sql<LockedCase>`
    select id, state, district, desk_id from cases.cases where id = ${id} for update`;
  return row;
}

/** Writes what a step made of it. */
export async function updateCase(
  tx: Tx,
  id: string,
  change: { state: CaseState; lead?: string },
): Promise<void> {
  await tx.sql`
    update cases.cases set state = ${change.state}, version = version + 1, lead_id = coalesce(${change.lead ?? null}::uuid, lead_id),
      closing = case when ${change.state} = 'closed' then closing end,
      closed_at = case when ${change.state} = 'closed' then closed_at end,
      destroy_after = case when ${change.state} = 'closed' then destroy_after end
    where id = ${id}`;
}

/** Closes it, with the moment after which everything sealed of it is destroyed. */
export async function closeCase(
  tx: Tx,
  id: string,
  closing: string,
  keepMonths: number,
): Promise<void> {
  await tx.sql`
    update cases.cases set state = 'closed', version = version + 1, closing = ${closing}, closed_at = clock_timestamp(),
      destroy_after = clock_timestamp() + make_interval(months => ${keepMonths})
    where id = ${id}`;
}

/** Writes that it was counted; answers false when it had been. */
export async function markClassified(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.sql`
    update cases.cases set classified = true where id = ${id} and not classified returning 1`;
  return rows.length > 0;
}

/** Writes that help began, once; answers when the case was taken and help was first had, or `undefined` when that was known. */
export async function markFirstHelp(
  tx: Tx,
  id: string,
): Promise<{ district: string; sentAt: Date; firstAt: Date } | undefined> {
  const [row] = await tx.sql<{ district: string; sentAt: Date; firstAt: Date }>`
    update cases.cases c set first_help_at = clock_timestamp() from reports.reports r
    where c.id = ${id} and r.id = c.id and c.first_help_at is null
    returning c.district, r.sent_at as "sentAt", c.first_help_at as "firstAt"`;
  return row;
}

/** When the report was sent, and where. */
export async function selectReport(
  tx: Tx,
  id: string,
): Promise<{ district: string; sentAt: Date } | undefined> {
  const [row] = await tx.sql<{ district: string; sentAt: Date }>`
    select district, sent_at as "sentAt" from reports.reports where id = ${id} and state = 'sent'`;
  return row;
}

/** Puts somebody on a case: asked, or, of oneself, free of conflicts. */
export async function insertMember(
  tx: Tx,
  id: string,
  member: { staff: string; name: string; cleared: boolean },
): Promise<void> {
  const own = member.staff === tx.actor.id;
  await tx.sql`
    insert into cases.members (case_id, staff_id, name, asked_by, cleared_at)
    values (${id}, ${member.staff}, ${member.name}, ${tx.actor.id}, case when ${member.cleared} then clock_timestamp() end)
    on conflict do nothing`;
  if (own && member.cleared)
    await tx.sql`
      update cases.members set cleared_at = coalesce(cleared_at, clock_timestamp()) where case_id = ${id} and staff_id = ${member.staff}`;
}

/** Whether somebody works on it, free of conflicts. */
export async function isCleared(tx: Tx, id: string, staff: string): Promise<boolean> {
  const rows = await tx.sql`
    select 1 from cases.members where case_id = ${id} and staff_id = ${staff} and cleared_at is not null`;
  return rows.length > 0;
}

/** Closes the report and the case to the actor: a conflict. */
export async function recuseMyself(tx: Tx, id: string): Promise<void> {
  await tx.sql`delete from cases.members where case_id = ${id} and staff_id = ${tx.actor.id}`;
  await tx.sql`
    update cases.cases set version = version + 1, lead_id = nullif(lead_id, ${tx.actor.id}::uuid),
      state = case when state = 'at-work' and not exists (select 1 from cases.members m where m.case_id = ${id} and m.cleared_at is not null)
        then 'taken' else state end
    where id = ${id}`;
  await tx.sql`
    insert into reports.recusals (report_id, staff_id, by_her) values (${id}, ${tx.actor.id}, false) on conflict do nothing`;
}

/** Keeps that the actor looked, for her to see, unless they did within ten minutes; answers whether it was kept. */
export async function insertLook(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.sql`
    insert into cases.looks (case_id, actor_id, name, desk_id)
    select ${id}, ${tx.actor.id}, ${tx.actor.name}, p.desk_id from cases.parties p
    where p.report_id = ${id} and p.desk_id = any (reports.my_desks())
      and not exists (select 1 from cases.looks l where l.case_id = ${id} and l.actor_id = ${tx.actor.id} and l.at > now() - interval '10 minutes')
    order by p.desk_id limit 1 returning 1`;
  return rows.length > 0;
}

/** The desks that take part, to tell them. */
export async function selectPartyDesks(tx: Tx, id: string): Promise<string[]> {
  const rows = await tx.sql<{ desk_id: string }>`
    select desk_id from cases.parties where report_id = ${id} and until > now()`;
  return rows.map((row) => row.desk_id);
}
