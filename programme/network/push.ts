// How a scout's phone is woken: the address its browser gave, one a person, and the row that asks for a push. All its SQL.
import type { Tx } from '#platform/db/index.ts';

export type PushAddress = { endpoint: string; p256dh: string; auth: string };

/** Keeps the address of the phone that has this secret; another phone's or an older one is gone. */
export async function keepPush(
  tx: Tx,
  personId: string,
  phoneKeyHash: Buffer,
  to: PushAddress,
): Promise<void> {
  await tx.sql`
    insert into network.push_addresses (person_id, phone_key_hash, endpoint, p256dh, auth)
    values (${personId}, ${phoneKeyHash}, ${to.endpoint}, ${to.p256dh}, ${to.auth})
    on conflict (person_id) do update set phone_key_hash = excluded.phone_key_hash, endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth, kept_at = clock_timestamp()`;
}

/** Forgets the address of a person; with `endpoint` only while it is still that one. */
export async function endPush(
  tx: Tx,
  personId: string,
  endpoint: string | null = null,
): Promise<void> {
  await tx.sql`
    delete from network.push_addresses where person_id = ${personId} and (${endpoint}::text is null or endpoint = ${endpoint})`;
}

/** Where to wake somebody who is on duty and still has the phone; `undefined` when nowhere. */
export async function readPush(tx: Tx, personId: string): Promise<PushAddress | undefined> {
  const [row] = await tx.sql<PushAddress>`
    select a.endpoint, a.p256dh, a.auth from network.push_addresses a
    join network.people p on p.id = a.person_id and p.active and p.phone_key_hash = a.phone_key_hash
    where a.person_id = ${personId} and exists (select 1 from network.shift_people sp
      where sp.person_id = p.id and sp.worked_from is not null and sp.worked_until is null)`;
  return row;
}

/** Whether somebody asked to be woken. */
export async function hasPush(tx: Tx, personId: string): Promise<boolean> {
  const rows = await tx.sql`
    select 1 from network.push_addresses a join network.people p on p.id = a.person_id and p.phone_key_hash = a.phone_key_hash
    where a.person_id = ${personId}`;
  return rows.length > 0;
}

/** Asks in this transaction that those of some people who want it are woken; the outbox delivers it after the commit. */
export async function askPush(
  tx: Tx,
  news: { subjectId: string; personIds: readonly string[]; forSeconds: number },
): Promise<void> {
  await tx.sql`
    insert into platform.outbox (kind, subject_id, payload)
    select 'web-push', ${news.subjectId}, jsonb_build_object('personId', a.person_id, 'about', 'offer', 'forSeconds', ${news.forSeconds}::int)
    from network.push_addresses a where a.person_id = any (${news.personIds}::uuid[])`;
}
