// SQL of what she sees and says of her case; she acts in a role of her own, and the walls show her nothing else.
import type { Tx } from '#platform/db/index.ts';
import type { HerCase } from '../shapes.ts';

type Row = {
  state: HerCase['state'];
  desk: HerCase['desk'];
  taken_at: Date;
  lead_id: string | null;
  members: { staff: string; name: string }[];
  recused: string[];
  looks: { by: string; desk: string; at: string }[];
  closed_at: Date | null;
  closing: HerCase['closing'];
  destroy_after: Date | null;
  satisfaction_given: boolean;
};

/** Her case; `null` when no team has taken her report on. */
export async function selectHerCase(tx: Tx, id: string): Promise<HerCase | null> {
  const [row] = await tx.sql<Row>`
    select c.state, jsonb_build_object('id', d.id, 'kind', d.kind, 'district', d.district) as desk, c.taken_at, c.lead_id,
      (select coalesce(jsonb_agg(jsonb_build_object('staff', m.staff_id, 'name', m.name) order by m.cleared_at), '[]')
        from cases.members m where m.case_id = c.id and m.cleared_at is not null) as members,
      array(select r.staff_id::text from reports.recusals r where r.report_id = c.id and r.by_her) as recused,
      (select coalesce(jsonb_agg(jsonb_build_object('by', coalesce(l.name, ''), 'desk', l.desk_id, 'at', l.at) order by l.id desc), '[]')
        from cases.looks l where l.case_id = c.id) as looks,
      c.closed_at, c.closing, c.destroy_after, c.satisfaction_given
    from cases.cases c join reports.desks d on d.id = c.desk_id where c.id = ${id}`;
  if (!row) return null;
  const lead = row.members.find(({ staff }) => staff === row.lead_id) ?? null;
  return {
    state: row.state,
    desk: row.desk,
    takenAt: row.taken_at.toISOString(),
    lead,
    members: row.members.map((member) => ({
      ...member,
      notThem: row.recused.includes(member.staff),
    })),
    looks: row.looks.map((look) => ({ ...look, at: new Date(look.at).toISOString() })),
    closedAt: row.closed_at?.toISOString() ?? null,
    closing: row.closing,
    destroyAfter: row.destroy_after?.toISOString() ?? null,
    satisfactionGiven: row.satisfaction_given,
  };
}

/** Keeps somebody from her report and her case. Answers false for somebody who is not on it. */
export async function recuse(tx: Tx, id: string, staff: string): Promise<boolean> {
  const known = await tx.sql`
    select 1 from cases.members where case_id = ${id} and staff_id = ${staff}`;
  if (known.length === 0) return false;
  await tx.sql`
    insert into reports.recusals (report_id, staff_id, by_her) values (${id}, ${staff}, true) on conflict do nothing`;
  await tx.sql`delete from cases.members where case_id = ${id} and staff_id = ${staff}`;
  await tx.sql`
    update cases.cases set version = version + 1, lead_id = nullif(lead_id, ${staff}::uuid),
      state = case when state = 'at-work' and not exists (select 1 from cases.members m where m.case_id = ${id} and m.cleared_at is not null)
        then 'taken' else state end
    where id = ${id}`;
  return true;
}

/** Writes that her two answers came; `undefined` when they had, or the case is not closed. */
export async function markSatisfied(tx: Tx, id: string): Promise<{ district: string } | undefined> {
  const [row] = await tx.sql<{ district: string }>`
    update cases.cases set satisfaction_given = true where id = ${id} and state = 'closed' and not satisfaction_given returning district`;
  return row;
}
