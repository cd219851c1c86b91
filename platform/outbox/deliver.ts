// Delivers what must leave the city: claimed with a lease, in order for each subject, retried with back-off, never dropped.
import { type Database, system } from '#platform/db/index.ts';

export type OutboxRow = {
  id: string;
  kind: string;
  subjectId: string;
  payload: Record<string, unknown>;
  attempts: number;
};

/** What an adapter answers. `later` is tried again; `given-up` needs a person, and the adapter has told one. */
export type DeliveryResult =
  | { result: 'delivered' }
  | { result: 'later'; error: string }
  | { result: 'given-up'; error: string };
export type Adapter = (row: OutboxRow) => Promise<DeliveryResult>;

const leaseSeconds = 30;
const atOnce = 32;

/** Seconds before the next try: 0.5, 1, 2, 4 … at most 60. */
export function backOff(attempts: number): number {
  return Math.min(60, 0.5 * 2 ** Math.max(0, attempts - 1));
}

/**
 * Delivers everything that is due now; answers how many were tried. Of one subject only the oldest undelivered
 * row is taken, so that updates arrive in order. A worker that dies loses its lease after 30 s.
 */
export async function deliverDue(
  db: Database,
  adapters: ReadonlyMap<string, Adapter>,
): Promise<number> {
  const rows = await db.transaction(
    system,
    (tx) => tx.sql<OutboxRow>`
    update platform.outbox o set attempts = attempts + 1, due_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where id in (
      select id from platform.outbox c
      where delivered_at is null and given_up_at is null and due_at <= clock_timestamp()
        and not exists (
          select 1 from platform.outbox p
          where p.subject_id = c.subject_id and p.kind = c.kind and p.id < c.id and p.delivered_at is null and p.given_up_at is null)
      order by id for update skip locked limit ${atOnce})
    returning id, kind, subject_id as "subjectId", payload, attempts`,
  );
  await Promise.all(rows.map((row) => deliverOne(db, adapters, row)));
  return rows.length;
}

async function deliverOne(
  db: Database,
  adapters: ReadonlyMap<string, Adapter>,
  row: OutboxRow,
): Promise<void> {
  const adapter = adapters.get(row.kind);
  const answer: DeliveryResult = adapter
    ? await adapter(row).catch((error: Error) => ({
        result: 'later' as const,
        error: error.message,
      }))
    : { result: 'later', error: `nothing delivers ${row.kind}` };
  await db.transaction(system, async (tx) => {
    if (answer.result === 'delivered') {
      await tx.sql`update platform.outbox set delivered_at = clock_timestamp(), last_error = null where id = ${row.id}`;
    } else if (answer.result === 'given-up') {
      await tx.sql`update platform.outbox set given_up_at = clock_timestamp(), last_error = ${answer.error.slice(0, 200)} where id = ${row.id}`;
    } else {
      await tx.sql`
        update platform.outbox set due_at = clock_timestamp() + make_interval(secs => ${backOff(row.attempts)}), last_error = ${answer.error.slice(0, 200)}
        where id = ${row.id}`;
    }
  });
}
