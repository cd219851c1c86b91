// All SQL of the residents' calls: who holds which key, the links, and what a caller sees in one statement.
import type { Tx } from '#platform/db/index.ts';
import type { IncidentState, UnitKind } from '#programme/incidents/index.ts';
import type { SosView } from './contract.ts';

/** Keeps a new call's key; answers false when this phone has made the call already. */
export async function insertCall(
  tx: Tx,
  call: { incidentId: string; id: string; keyHash: Buffer; forAnother: boolean },
): Promise<boolean> {
  const rows = await tx.sql`
    insert into sos.calls (incident_id, id, key_hash, for_another)
    values (${call.incidentId}, ${call.id}, ${call.keyHash}, ${call.forAnother})
    on conflict (id, key_hash) do nothing returning 1`;
  return rows.length > 0;
}

export type FoundCall = { incidentId: string; forAnother: boolean; toldAt: Date | null };

/** The call of a phone that holds its key, locked: what one phone says at once is taken in one after the other. */
export async function findCall(
  tx: Tx,
  id: string,
  keyHash: Buffer,
): Promise<FoundCall | undefined> {
  const [row] = await tx.sql<FoundCall>`
    select incident_id as "incidentId", for_another as "forAnother", told_at as "toldAt"
    from sos.calls where id = ${id} and key_hash = ${keyHash} for update`;
  return row;
}

/** Keeps the time of the newest position by the phone's own clock. */
export async function keepTold(tx: Tx, incidentId: string, at: Date): Promise<void> {
  await tx.sql`update sos.calls set told_at = ${at} where incident_id = ${incidentId}`;
}

export type ViewRow = {
  state: IncidentState;
  due_at: Date | null;
  now: Date;
  raised_at: Date;
  silent: boolean;
  hand_over: string;
  sharing: boolean | null;
  lat: number | null;
  lon: number | null;
  accuracy: number | null;
  position_at: Date | null;
  callback: boolean;
  unit_call_sign: string | null;
  unit_kind: UnitKind | null;
  unit_lat: number | null;
  unit_lon: number | null;
  messages: SosView['messages'];
  links: number;
};

/** What a caller may know of her call; `undefined` for an unknown call and for a wrong key alike. */
export async function selectView(
  tx: Tx,
  id: string,
  keyHash: Buffer,
): Promise<ViewRow | undefined> {
  const [row] = await tx.sql<ViewRow>`
    select v.*, clock_timestamp() as now,
      (select count(*)::int from sos.links l where l.incident_id = c.incident_id) as links
    from sos.calls c cross join lateral incidents.caller_view(c.incident_id) v
    where c.id = ${id} and c.key_hash = ${keyHash}`;
  return row;
}

/** What whoever holds a link may know; `undefined` when there is no such link any more. */
export async function selectShared(tx: Tx, tokenHash: Buffer): Promise<ViewRow | undefined> {
  const [row] = await tx.sql<ViewRow>`
    select v.*, clock_timestamp() as now, 0 as links
    from sos.links l cross join lateral incidents.caller_view(l.incident_id) v
    where l.token_hash = ${tokenHash}`;
  return row;
}

/** Links of one call that live at the same time; the oldest ends when there would be more. */
const mostLinks = 10;

/** Keeps a link; the same one told again is one. */
export async function insertLink(tx: Tx, incidentId: string, tokenHash: Buffer): Promise<void> {
  await tx.sql`
    with kept as (
      insert into sos.links (token_hash, incident_id) values (${tokenHash}, ${incidentId}) on conflict do nothing returning 1
    )
    delete from sos.links where token_hash in (
      select token_hash from sos.links where incident_id = ${incidentId} and exists (select 1 from kept)
      order by made_at desc offset ${mostLinks - 1})`;
}

/** Ends every link of a call. */
export async function deleteLinks(tx: Tx, incidentId: string): Promise<void> {
  await tx.sql`delete from sos.links where incident_id = ${incidentId}`;
}

/** Erases the links of calls that have ended; answers how many. */
export async function eraseDeadLinks(tx: Tx): Promise<number> {
  const rows = await tx.sql`
    delete from sos.links where incidents.ended_at(incident_id) is not null returning 1`;
  return rows.length;
}

/** Erases the keys of calls that ended some hours ago, at most 2,000; answers how many. */
export async function eraseKeys(tx: Tx, keepHours: number): Promise<number> {
  const rows = await tx.sql`
    delete from sos.calls where incident_id in (
      select incident_id from sos.calls
      where made_at < now() - make_interval(hours => ${keepHours})
        and incidents.ended_at(incident_id) < now() - make_interval(hours => ${keepHours}) limit 2000)
    returning 1`;
  return rows.length;
}
