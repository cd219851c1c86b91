// All SQL of the incidents: raising and joining, one step at a time, the timers, the queue.
import type { Tx } from '#platform/db/index.ts';
import type { Door } from './contract.ts';
import type { IncidentRow, QueueRow } from './row.ts';

export type NewIncident = {
  id: string;
  door: Door;
  state: 'counting-down' | 'raised';
  drill: boolean;
  test: boolean;
  verified: boolean;
  silent: boolean;
  urgency: number;
  district: string | null;
  joinKey: string | null;
  place: {
    id: string | null;
    name: string;
    address: string;
    hint: string | null;
    phone: string | null;
    lat: number | null;
    lon: number | null;
  };
  deviceId: string | null;
  callbackNumber: string | null;
  language: string | null;
  twoWayText: boolean;
  dueInSeconds: number;
  handOver: boolean;
  press: string | null;
  sharing: boolean | null;
  suspectedFlood: boolean;
};

export type Raised = { id: string; version: number; state: string; joined: boolean };

/**
 * Raises incidents, or joins the open ones with the same key, each with its step, its event, its hand-over and the outbox row,
 * all in one statement (`incidents.raise_calls`). Answers in the order of the calls. The partial unique index on the key makes
 * two presses at once one incident; keys are taken in one order, so that two statements never wait for each other in a ring.
 * What the police read is made when it is sent, so a row that nobody has begun to send stands for this change too; one that
 * is being claimed right now is locked, is skipped, and does not. A new call is sent at once, all further presses of a second together.
 */
export async function insertOrJoin(
  tx: Tx,
  calls: readonly NewIncident[],
  receiptWithinSeconds: number,
): Promise<Raised[]> {
  return tx.sql<Raised>`
    select raised_id as id, raised_version as version, raised_state as state, was_open as joined
    from incidents.raise_calls(
      ${JSON.stringify(calls.map(toRecord))}, ${tx.actor.id}, ${tx.actor.name}, ${receiptWithinSeconds}) order by nth`;
}

/** A new incident as `incidents.raise_calls` reads it. */
export function toRecord({ place, ...call }: NewIncident) {
  return {
    ...{ id: call.id, door: call.door, state: call.state, drill: call.drill, test: call.test },
    ...{ verified: call.verified, silent: call.silent, urgency: call.urgency },
    ...{ district: call.district, join_key: call.joinKey, device_id: call.deviceId },
    ...{ place_id: place.id, place_name: place.name, place_address: place.address },
    ...{ place_hint: place.hint, place_phone: place.phone, lat: place.lat, lon: place.lon },
    ...{ callback_number: call.callbackNumber, language: call.language },
    ...{ two_way_text: call.twoWayText, due_in_seconds: call.dueInSeconds, press: call.press },
    ...{ sharing: call.sharing, suspected_flood: call.suspectedFlood },
    hand_over: call.handOver ? 'pending' : 'none',
  };
}

/** Locks one incident the actor may see; `undefined` when there is none. */
export async function lockIncident(tx: Tx, id: string): Promise<IncidentRow | undefined> {
  const [row] =
    await tx.sql<IncidentRow>`select * from incidents.incidents where id = ${id} for update`;
  return row;
}

/** Locks the open incident of a key. */
export async function lockOpenByKey(tx: Tx, joinKey: string): Promise<IncidentRow | undefined> {
  const [row] = await tx.sql<IncidentRow>`
    select * from incidents.incidents where join_key = ${joinKey} and closed_at is null for update`;
  return row;
}

export type StepRecord = {
  kind: string;
  eventType: string;
  text?: string | null;
  detail?: Record<string, string | number | boolean | null>;
  /** Tell the police, where the call was handed over to them. */
  informPolice: boolean;
};

/** Writes a locked incident's new values with its step, its event and the update for the police, in one statement. */
export async function saveStep(tx: Tx, row: IncidentRow, step: StepRecord): Promise<void> {
  await tx.sql`
    with incident as (
      update incidents.incidents i set
        version = version + 1, acted_version = ${row.acted_version}, updated_at = clock_timestamp(), state = ${row.state}, test = ${row.test},
        verified = ${row.verified}, urgency = ${row.urgency}, presses = ${row.presses}, audience = ${row.audience}, join_key = ${row.join_key},
        acknowledged_at = ${row.acknowledged_at}, dispatched_at = ${row.dispatched_at}, on_scene_at = ${row.on_scene_at},
        closed_at = ${row.closed_at}, escalation = ${row.escalation}, due_at = ${row.due_at}, operator_id = ${row.operator_id},
        operator_name = ${row.operator_name}, disposition = ${row.disposition}, hand_over = ${row.hand_over},
        merged_into = ${row.merged_into}, district = ${row.district}, place_name = ${row.place_name}, place_address = ${row.place_address},
        place_hint = ${row.place_hint}, lat = ${row.lat}, lon = ${row.lon}, accuracy = ${row.accuracy}, position_at = ${row.position_at},
        sharing = ${row.sharing}, callback_number = ${row.callback_number}
      where id = ${row.id}
      returning i as whole
    ), step as (
      insert into incidents.steps (incident_id, kind, actor_id, actor_name, text, detail)
      values (${row.id}, ${step.kind}, ${tx.actor.id}, ${tx.actor.name}, ${step.text ?? null}, ${JSON.stringify(step.detail ?? {})})
    ), event as (
      insert into platform.events (type, subject_id, audience, payload)
      select ${step.eventType}, (whole).id, (whole).audience, jsonb_build_object('incident', incidents.summary(whole)) from incident
    ), waiting as materialized (
      select 1 from platform.outbox o
      where o.kind = 'police-eido' and o.attempts = 0 and o.subject_id = ${row.id} and ${step.informPolice} for update skip locked
    ), outbox as (
      insert into platform.outbox (kind, subject_id)
      select 'police-eido', (whole).id from incident
      where ${step.informPolice} and (whole).hand_over <> 'none' and not exists (select 1 from waiting)
    )
    select 1`;
}

/** Decides a hand-over for an incident that had none. */
export async function insertHandOver(
  tx: Tx,
  incidentId: string,
  receiptWithinSeconds: number,
): Promise<void> {
  await tx.sql`
    insert into incidents.hand_overs (incident_id, due_at)
    values (${incidentId}, clock_timestamp() + make_interval(secs => ${receiptWithinSeconds}))
    on conflict (incident_id, endpoint) do nothing`;
}

/** Clock of the database, so that every time in a row comes from one clock. */
export async function databaseNow(tx: Tx): Promise<Date> {
  const [row] = await tx.sql<{ now: Date }>`select clock_timestamp() as now`;
  return row!.now;
}

/** The queue: open ones most urgent first, or others newest first. */
export async function selectQueue(
  tx: Tx,
  filter: {
    state: string;
    district: string | null;
    door: string | null;
    since: string | null;
    limit: number;
  },
): Promise<QueueRow[]> {
  return tx.sql<QueueRow>`
    select i.*, a.unit_id, a.call_sign as unit_call_sign, a.kind as unit_kind
    from incidents.incidents i
    left join lateral (
      select unit_id, call_sign, kind from incidents.assignments a
      where a.incident_id = i.id and a.state not in ('withdrawn', 'declined', 'unanswered') order by a.sent_at desc limit 1) a on true
    where case ${filter.state}::text
        when 'open' then i.closed_at is null
        when 'all' then true
        else i.state = ${filter.state} end
      and (${filter.district}::text is null or i.district = ${filter.district})
      and (${filter.door}::text is null or i.door = ${filter.door})
      and (${filter.since}::timestamptz is null or i.raised_at >= ${filter.since}::timestamptz)
    order by (i.closed_at is null) desc, case when i.closed_at is null then i.urgency end desc nulls last, i.suspected_flood, i.raised_at desc
    limit ${filter.limit}`;
}

/** The queue rows of some incidents. */
export async function selectRows(tx: Tx, ids: readonly string[]): Promise<QueueRow[]> {
  return tx.sql<QueueRow>`
    select i.*, a.unit_id, a.call_sign as unit_call_sign, a.kind as unit_kind
    from incidents.incidents i
    left join lateral (
      select unit_id, call_sign, kind from incidents.assignments a
      where a.incident_id = i.id and a.state not in ('withdrawn', 'declined', 'unanswered') order by a.sent_at desc limit 1) a on true
    where i.id = any (${ids}::uuid[])`;
}
