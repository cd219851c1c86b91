// Every look and every act leaves a mark, in the transaction of the act itself.
import type { Tx } from '#platform/db/index.ts';

/** Adds one row to the audit log as the transaction's actor. `detail` holds ids and states, never people. */
export async function mark(
  tx: Tx,
  action: string,
  subject: string | null,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await tx.sql`
    insert into platform.audit (actor, role, action, subject, detail)
    values (${tx.actor.id}, ${tx.actor.role}, ${action}, ${subject}, ${JSON.stringify(detail)})`;
}

/** One row for each of many subjects, in one statement. */
export async function markEach(tx: Tx, action: string, subjects: readonly string[]): Promise<void> {
  await tx.sql`
    insert into platform.audit (actor, role, action, subject, detail)
    select ${tx.actor.id}, ${tx.actor.role}, ${action}, subject, '{}' from unnest(${[...subjects]}::text[]) subject`;
}
