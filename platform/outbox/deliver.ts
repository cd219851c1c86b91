// Delivers what must leave the city: claimed with a lease, in order for each subject, retried with back-off, never dropped.
import { type Database, type Gatherer, gather, system, type Tx } from '#platform/db/index.ts';

export type OutboxRow = {
  id: string;
  kind: string;
  subjectId: string;
  payload: Record<string, unknown>;
  attempts: number;
};

/** What an adapter answers. `later` is tried again; `given-up` needs a person, and the adapter has told one. */
export type DeliveryResult =
  | { result: 'delivered'; receipt?: string | null }
  | { result: 'later'; error: string }
  | { result: 'given-up'; error: string };

export type Receipt = { subjectId: string; receipt: string | null };

export type Adapter = {
  /** Sends one; a rejection is tried again. */
  deliver(row: OutboxRow): Promise<DeliveryResult>;
  /** Keeps what the receiver confirmed, in the transaction that marks the rows as delivered. */
  keepReceipts?(tx: Tx, receipts: readonly Receipt[]): Promise<void>;
};

type Delivered = { row: OutboxRow; answer: DeliveryResult };

const leaseSeconds = 30;
/** Few, because each is signed and sent by the thread that also hears presses. */
const atOnce = 16;

/** Seconds before the next try: 0.5, 1, 2, 4 … at most 60. */
export function backOff(attempts: number): number {
  return Math.min(60, 0.5 * 2 ** Math.max(0, attempts - 1));
}

/**
 * Delivers everything of a kind that is due now; answers how many were tried. Of one subject only the oldest undelivered
 * row is taken, so that updates arrive in order. A worker that dies loses its lease after 30 s.
 */
export async function deliverDue(db: Database, kind: string, adapter: Adapter): Promise<number> {
  // What was answered while the last answers were being committed is kept together with the next (decision 0015).
  const settle = gather<Delivered, undefined>({
    keyOf: ({ row }) => row.id,
    lanes: 1,
    most: atOnce,
    together: (delivered) => keepAnswers(db, adapter, delivered),
    alone: async (delivered) => (await keepAnswers(db, adapter, [delivered]))[0],
  });
  let tried = 0;
  for (;;) {
    const rows = await claim(db, kind);
    await Promise.all(rows.map((row) => deliverOne(adapter, row, settle)));
    tried += rows.length;
    if (rows.length < atOnce) return tried;
  }
}

function claim(db: Database, kind: string): Promise<OutboxRow[]> {
  return db.transaction(
    system,
    (tx) => tx.sql<OutboxRow>`
    update platform.outbox o set attempts = attempts + 1, due_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
    where id in (
      select id from platform.outbox c
      where kind = ${kind} and delivered_at is null and given_up_at is null and due_at <= clock_timestamp()
        and not exists (
          select 1 from platform.outbox p
          where p.subject_id = c.subject_id and p.kind = c.kind and p.id < c.id and p.delivered_at is null and p.given_up_at is null)
      order by id for update skip locked limit ${atOnce})
    returning id, kind, subject_id as "subjectId", payload, attempts`,
  );
}

async function deliverOne(
  adapter: Adapter,
  row: OutboxRow,
  settle: Gatherer<Delivered, undefined>,
): Promise<void> {
  const answer = await adapter
    .deliver(row)
    .catch((error: Error): DeliveryResult => ({ result: 'later', error: error.message }));
  await settle({ row, answer });
}

async function keepAnswers(
  db: Database,
  adapter: Adapter,
  delivered: readonly Delivered[],
): Promise<undefined[]> {
  const receipts = delivered.flatMap(({ row, answer }) =>
    answer.result === 'delivered' && answer.receipt !== undefined
      ? [{ subjectId: row.subjectId, receipt: answer.receipt }]
      : [],
  );
  await db.transaction(system, async (tx) => {
    if (receipts.length > 0) await adapter.keepReceipts?.(tx, receipts);
    await tx.sql`
      update platform.outbox o set
        delivered_at = case when result = 'delivered' then clock_timestamp() end,
        given_up_at = case when result = 'given-up' then clock_timestamp() end,
        due_at = case when result = 'later' then clock_timestamp() + make_interval(secs => wait) else o.due_at end,
        last_error = error
      from unnest(
        ${delivered.map(({ row }) => row.id)}::bigint[], ${delivered.map(({ answer }) => answer.result)}::text[],
        ${delivered.map(({ answer }) => ('error' in answer ? answer.error.slice(0, 200) : null))}::text[],
        ${delivered.map(({ row }) => backOff(row.attempts))}::float8[]) as a (row_id, result, error, wait)
      where o.id = a.row_id`;
  });
  return delivered.map(() => undefined);
}
