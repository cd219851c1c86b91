// Timers of the incidents: the end of a countdown, escalation, and hand-overs without a receipt; one due-query each.
import type { Tx } from '#platform/db/index.ts';

/**
 * Raises what nobody acknowledged: first louder and wider, then to the neighbouring centres and the city desk.
 * Answers how many were escalated. Set-based, so that thousands due at once take one statement (NFPA 1225: 90 % answered in 10 s).
 */
export async function escalateDue(tx: Tx, neighbourAfterSeconds: number): Promise<number> {
  const rows = await tx.sql`
    with due as (
      select id from incidents.incidents
      where due_at <= clock_timestamp() and state = 'raised'
      for update skip locked limit 10000
    ), incident as (
      update incidents.incidents i set
        version = version + 1, updated_at = clock_timestamp(), escalation = escalation + 1,
        audience = case when escalation = 0 then audience else array(select distinct unnest(audience || city.neighbours_of(district))) end,
        due_at = case when escalation = 0 then raised_at + make_interval(secs => ${neighbourAfterSeconds}) end
      from due where i.id = due.id
      returning i as whole
    ), step as (
      insert into incidents.steps (incident_id, kind, actor_id, detail)
      select (whole).id, 'escalated', 'system', jsonb_build_object('level', (whole).escalation) from incident
    ), event as (
      insert into platform.events (type, subject_id, audience, payload)
      select 'incident.escalated', (whole).id, (whole).audience, jsonb_build_object('incident', incidents.summary(whole)) from incident
    )
    select (whole).id from incident`;
  return rows.length;
}

/** Ids whose countdown has run out, locked; the service raises each by its door's policy. */
export async function lockRunOut(tx: Tx): Promise<string[]> {
  const rows = await tx.sql<{ id: string }>`
    select id from incidents.incidents
    where due_at <= clock_timestamp() and state = 'counting-down'
    order by due_at for update skip locked limit 500`;
  return rows.map((row) => row.id);
}

/** Hand-overs whose receipt did not come in time: the operator is told to telephone; delivery goes on. */
export async function promptTelephone(tx: Tx): Promise<number> {
  const rows = await tx.sql`
    with due as (
      select h.id from incidents.hand_overs h join incidents.incidents i on i.id = h.incident_id
      where h.due_at <= clock_timestamp() for update skip locked limit 10000
    ), hand_over as (
      update incidents.hand_overs h set state = 'telephone', due_at = null from due where h.id = due.id returning h.incident_id
    ), incident as (
      update incidents.incidents i set version = version + 1, updated_at = clock_timestamp(), hand_over = 'telephone'
      from hand_over where i.id = hand_over.incident_id and i.hand_over in ('pending', 'sent')
      returning i as whole
    ), step as (
      insert into incidents.steps (incident_id, kind, actor_id) select (whole).id, 'hand-over-telephone', 'system' from incident
    ), event as (
      insert into platform.events (type, subject_id, audience, payload)
      select 'incident.hand-over', (whole).id, (whole).audience, jsonb_build_object('incident', incidents.summary(whole)) from incident
    )
    select 1 from hand_over`;
  return rows.length;
}
