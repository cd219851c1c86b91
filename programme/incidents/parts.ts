// What belongs to an incident: steps, units sent, hand-overs, messages, links; all its SQL.
import type { Tx } from '#platform/db/index.ts';
import type { DeclineReason, IncidentState, UnitKind } from './contract.ts';
import type { OfferState } from './rules/offer.ts';

export type AssignmentRow = {
  unit_id: string;
  call_sign: string;
  kind: UnitKind;
  state: OfferState;
  sent_at: Date;
  due_at: Date | null;
  reason: DeclineReason | null;
};
export type HandOverRow = {
  id: string;
  endpoint: string;
  state: 'pending' | 'sent' | 'confirmed' | 'telephone';
  sent_at: Date | null;
  confirmed_at: Date | null;
  receipt: string | null;
};
export type StepRow = {
  id: string;
  at: Date;
  kind: string;
  actor_name: string | null;
  text: string | null;
  detail: Record<string, string | number | boolean | null>;
};
export type MessageRow = {
  id: string;
  at: Date;
  sender: 'desk' | 'caller';
  phrase: string | null;
  text: string | null;
  language: string;
};

/** Everything that happened, oldest first. */
export async function selectSteps(tx: Tx, id: string): Promise<StepRow[]> {
  return tx.sql<StepRow>`select id, at, kind, actor_name, text, detail from incidents.steps where incident_id = ${id} order by id limit 2000`;
}

/** Units sent, first first. */
export async function selectAssignments(tx: Tx, id: string): Promise<AssignmentRow[]> {
  return tx.sql<AssignmentRow>`
    select unit_id, call_sign, kind, state, sent_at, due_at, reason from incidents.assignments where incident_id = ${id} order by sent_at`;
}

/** Hand-overs of the incident. */
export async function selectHandOvers(tx: Tx, id: string): Promise<HandOverRow[]> {
  return tx.sql<HandOverRow>`
    select id, endpoint, state, sent_at, confirmed_at, receipt from incidents.hand_overs where incident_id = ${id} order by decided_at`;
}

/** Two-way text, oldest first. */
export async function selectMessages(tx: Tx, id: string): Promise<MessageRow[]> {
  return tx.sql<MessageRow>`
    select id, at, sender, phrase, text, language from incidents.messages where incident_id = ${id} order by at limit 500`;
}

/** Incidents linked with this one that the actor may see. */
export async function selectLinked(
  tx: Tx,
  id: string,
): Promise<{ id: string; place: string; state: IncidentState }[]> {
  return tx.sql`
    select i.id, i.place_name as place, i.state
    from incidents.links l join incidents.incidents i on i.id = case when l.one = ${id} then l.other else l.one end
    where l.one = ${id} or l.other = ${id}`;
}

/** How many units are under way or there. */
export async function countUnits(tx: Tx, id: string): Promise<number> {
  const [row] = await tx.sql<{ count: number }>`
    select count(*)::int as count from incidents.assignments where incident_id = ${id} and ended_at is null`;
  return row!.count;
}

/** Sends a unit, or with `answerWithinSeconds` asks it to come; answers the id of the assignment. */
export async function insertAssignment(
  tx: Tx,
  id: string,
  unit: { id: string; callSign: string; kind: UnitKind },
  answerWithinSeconds: number | null,
): Promise<string> {
  const [row] = await tx.sql<{ id: string }>`
    insert into incidents.assignments (incident_id, unit_id, call_sign, kind, state, due_at)
    values (${id}, ${unit.id}, ${unit.callSign}, ${unit.kind}, ${answerWithinSeconds === null ? 'sent' : 'offered'},
      clock_timestamp() + make_interval(secs => ${answerWithinSeconds}))
    returning id`;
  return row!.id;
}

/** Marks a unit, or all that were sent, as arrived; answers their call signs. */
export async function arriveAssignments(
  tx: Tx,
  id: string,
  unitId: string | null,
): Promise<string[]> {
  const rows = await tx.sql<{ call_sign: string }>`
    update incidents.assignments set state = 'on-scene', on_scene_at = clock_timestamp()
    where incident_id = ${id} and ended_at is null and state <> 'on-scene' and (${unitId}::uuid is null or unit_id = ${unitId}::uuid)
    returning call_sign`;
  return rows.map((row) => row.call_sign);
}

/** `asked`: on its phone, which still shows the request. */
export type EndedAssignment = { id: string; unitId: string; callSign: string; asked: boolean };

/** Calls a unit back; `undefined` when it was not sent. */
export async function withdrawAssignment(
  tx: Tx,
  id: string,
  unitId: string,
): Promise<EndedAssignment | undefined> {
  const [row] = await tx.sql<EndedAssignment>`
    update incidents.assignments set state = 'withdrawn', ended_at = clock_timestamp()
    where incident_id = ${id} and unit_id = ${unitId} and ended_at is null
    returning id, unit_id as "unitId", call_sign as "callSign", due_at is not null as asked`;
  return row;
}

/** Ends all assignments when the incident closes; answers those that ended. */
export async function endAssignments(tx: Tx, id: string): Promise<EndedAssignment[]> {
  return tx.sql<EndedAssignment>`
    update incidents.assignments set state = 'done', ended_at = clock_timestamp()
    where incident_id = ${id} and ended_at is null
    returning id, unit_id as "unitId", call_sign as "callSign", due_at is not null as asked`;
}

/** Writes a message. */
export async function insertMessage(
  tx: Tx,
  id: string,
  message: {
    sender: 'desk' | 'caller';
    phrase: string | null;
    text: string | null;
    language: string;
  },
): Promise<void> {
  await tx.sql`
    insert into incidents.messages (incident_id, sender, phrase, text, language)
    values (${id}, ${message.sender}, ${message.phrase}, ${message.text}, ${message.language})`;
}

/** Messages of one caller that are kept; the oldest go first, so that nobody who writes is ever refused. */
const mostOfCaller = 200;

/** Writes a caller's message; answers false when the same one was told before. */
export async function insertCallerMessage(
  tx: Tx,
  id: string,
  message: { id: string; phrase: string | null; text: string | null; language: string },
): Promise<boolean> {
  const rows = await tx.sql`
    with kept as (
      insert into incidents.messages (incident_id, told_id, sender, phrase, text, language)
      values (${id}, ${message.id}, 'caller', ${message.phrase}, ${message.text}, ${message.language})
      on conflict (incident_id, told_id) where told_id is not null do nothing returning 1
    ), erased as (
      delete from incidents.messages where id in (
        select id from incidents.messages where incident_id = ${id} and sender = 'caller'
        order by at desc, id desc offset ${mostOfCaller - 1})
    )
    select 1 from kept`;
  return rows.length > 0;
}

/** Links two incidents; linking again changes nothing. */
export async function insertLink(tx: Tx, a: string, b: string): Promise<void> {
  const [one, other] = a < b ? [a, b] : [b, a];
  await tx.sql`insert into incidents.links (one, other) values (${one}, ${other}) on conflict do nothing`;
}
