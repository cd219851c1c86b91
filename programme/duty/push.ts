// How a unit's phone is woken: the address its browser gave, one a unit, and the row that asks for a push. All its SQL.
import type { Tx } from '#platform/db/index.ts';

export type PushAddress = { endpoint: string; p256dh: string; auth: string };

/** Keeps the address; another phone's or an older one is gone. */
export async function keepPush(tx: Tx, unitId: string, to: PushAddress): Promise<void> {
  await tx.sql`
    insert into duty.push_addresses (unit_id, endpoint, p256dh, auth) values (${unitId}, ${to.endpoint}, ${to.p256dh}, ${to.auth})
    on conflict (unit_id) do update set endpoint = excluded.endpoint, p256dh = excluded.p256dh, auth = excluded.auth, kept_at = clock_timestamp()`;
}

/** Forgets the address of a unit; with `endpoint` only while it is still that one. */
export async function endPush(
  tx: Tx,
  unitId: string,
  endpoint: string | null = null,
): Promise<void> {
  await tx.sql`
    delete from duty.push_addresses where unit_id = ${unitId} and (${endpoint}::text is null or endpoint = ${endpoint})`;
}

/** Where to wake a unit that still carries its phone; `undefined` when nowhere. */
export async function readPush(tx: Tx, unitId: string): Promise<PushAddress | undefined> {
  const [row] = await tx.sql<PushAddress>`
    select p.endpoint, p.p256dh, p.auth from duty.push_addresses p join duty.units u on u.id = p.unit_id and u.has_phone and u.on_duty
    where p.unit_id = ${unitId}`;
  return row;
}

/** Whether a unit asked to be woken. */
export async function hasPush(tx: Tx, unitId: string): Promise<boolean> {
  return (await tx.sql`select 1 from duty.push_addresses where unit_id = ${unitId}`).length > 0;
}

/**
 * Asks in this transaction that a unit's phone is woken; the outbox delivers it after the commit. `subjectId` is what it is
 * about (an assignment), so that news about one thing keep their order.
 */
export async function askPush(
  tx: Tx,
  news: { subjectId: string; unitId: string; about: 'offer' | 'withdrawn'; forSeconds: number },
): Promise<void> {
  await tx.sql`
    insert into platform.outbox (kind, subject_id, payload)
    values ('web-push', ${news.subjectId}, ${JSON.stringify({ unitId: news.unitId, about: news.about, forSeconds: news.forSeconds })})`;
}
