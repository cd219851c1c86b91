// What the police endpoint answered, kept in the incident: sent, or confirmed with a receipt.
import type { Tx } from '#platform/db/index.ts';

/**
 * Keeps that documents reached the police endpoint; a receipt confirms the hand-over, `null` says that none came. One statement
 * for any number; of one incident only the last counts. What was kept before changes nothing and is no step.
 */
export async function keepReceipts(
  tx: Tx,
  receipts: readonly { subjectId: string; receipt: string | null }[],
): Promise<void> {
  const last = new Map(receipts.map(({ subjectId, receipt }) => [subjectId, receipt]));
  // Incidents are locked before anything else and in the order in which presses lock them.
  await tx.sql`
    with answer as (
      select * from unnest(${[...last.keys()]}::uuid[], ${[...last.values()]}::text[]) as a (incident_id, receipt)
    ), locked as materialized (
      select i.id from incidents.incidents i where i.id in (select incident_id from answer) order by i.join_key for update
    ), hand_over as (
      update incidents.hand_overs h set
        sent_at = coalesce(h.sent_at, clock_timestamp()),
        confirmed_at = case when a.receipt is null then h.confirmed_at else coalesce(h.confirmed_at, clock_timestamp()) end,
        receipt = coalesce(h.receipt, a.receipt),
        due_at = case when a.receipt is null then h.due_at end,
        state = case when a.receipt is not null then 'confirmed' when h.state = 'pending' then 'sent' else h.state end
      from locked l join answer a on a.incident_id = l.id
      where h.incident_id = l.id and h.endpoint = 'police'
        and (h.sent_at is null or (a.receipt is not null and h.confirmed_at is null))
      returning h.incident_id, h.state, a.receipt
    ), incident as (
      update incidents.incidents i set
        version = version + 1, updated_at = clock_timestamp(),
        hand_over = case when i.hand_over = 'telephone' and h.state = 'sent' then 'telephone' else h.state end
      from hand_over h where i.id = h.incident_id
      returning i as whole, h.state as handed, h.receipt
    ), step as (
      insert into incidents.steps (incident_id, kind, actor_id, actor_name, detail)
      select (whole).id, case when handed = 'confirmed' then 'hand-over-confirmed' else 'hand-over-sent' end,
        ${tx.actor.id}, ${tx.actor.name}, jsonb_strip_nulls(jsonb_build_object('receipt', receipt))
      from incident
    )
    insert into platform.events (type, subject_id, audience, payload)
    select 'incident.hand-over', (whole).id, (whole).audience, jsonb_build_object('incident', incidents.summary(whole)) from incident`;
}
