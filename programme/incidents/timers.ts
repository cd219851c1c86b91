// Timers of the incidents: the end of a countdown, escalation, and hand-overs without a receipt; one due-query each.
import type { Tx } from '#platform/db/index.ts';
import type { IncidentRow } from './row.ts';

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
        audience = case when escalation = 0 then audience else array(
          select distinct unnest(audience || case when district is null then city.all_districts() else city.neighbours_of(district) end)) end,
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

/** What is asked of a call whose countdown ends. */
export type Counting = Pick<IncidentRow, 'id' | 'door' | 'drill' | 'test' | 'verified'>;

/** Calls whose countdown has run out, locked. */
export async function lockRunOut(tx: Tx): Promise<Counting[]> {
  return tx.sql<Counting>`
    select id, door, drill, test, verified from incidents.incidents
    where due_at <= clock_timestamp() and state = 'counting-down'
    order by due_at for update skip locked limit 500`;
}

/** Raises calls that count down, each with its step, event, hand-over and outbox row, in one statement; answers how many. */
export async function raiseCounted(
  tx: Tx,
  calls: readonly { id: string; handOver: boolean }[],
  seconds: { widerAfter: number; receiptWithin: number },
): Promise<number> {
  const rows = await tx.sql`
    with wanted as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(calls)}::jsonb) as w (id uuid, "handOver" boolean)
    ), incident as (
      update incidents.incidents i set
        version = version + 1, updated_at = clock_timestamp(), raised_at = clock_timestamp(), state = 'raised',
        due_at = clock_timestamp() + make_interval(secs => ${seconds.widerAfter}),
        hand_over = case when w."handOver" then 'pending' else 'none' end
      from wanted w where i.id = w.id and i.state = 'counting-down'
      returning i as whole
    ), step as (
      insert into incidents.steps (incident_id, kind, actor_id, actor_name, detail)
      select (whole).id, 'raised', ${tx.actor.id}, ${tx.actor.name}, jsonb_build_object('door', (whole).door) from incident
    ), event as (
      insert into platform.events (type, subject_id, audience, payload)
      select 'incident.raised', (whole).id, (whole).audience, jsonb_build_object('incident', incidents.summary(whole)) from incident
    ), hand_over as (
      insert into incidents.hand_overs (incident_id, due_at)
      select (whole).id, clock_timestamp() + make_interval(secs => ${seconds.receiptWithin}) from incident where (whole).hand_over = 'pending'
    ), outbox as (
      insert into platform.outbox (kind, subject_id) select 'police-eido', (whole).id from incident where (whole).hand_over = 'pending'
    )
    select 1 from incident`;
  return rows.length;
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

/**
 * Queues an update for the police where the caller has moved, at most one for each call in so many seconds; answers how many.
 * The document is made when it is sent, so a row that waits stands for this change too.
 */
export async function tellPoliceMoved(tx: Tx, everySeconds: number): Promise<number> {
  const rows = await tx.sql`
    with due as (
      select h.id, i.id as incident_id, i.position_at
      from incidents.incidents i join incidents.hand_overs h on h.incident_id = i.id
      where i.closed_at is null and i.position_at is not null and i.hand_over <> 'none'
        and h.position_told is distinct from i.position_at
        and (h.position_told_at is null or h.position_told_at <= clock_timestamp() - make_interval(secs => ${everySeconds}))
      for update of h skip locked limit 10000
    ), told as (
      update incidents.hand_overs h set position_told = due.position_at, position_told_at = clock_timestamp()
      from due where h.id = due.id returning h.incident_id
    )
    insert into platform.outbox (kind, subject_id)
    select distinct 'police-eido', incident_id from told
    where not exists (
      select 1 from platform.outbox o where o.kind = 'police-eido' and o.subject_id = told.incident_id and o.attempts = 0)
    returning 1`;
  return rows.length;
}
