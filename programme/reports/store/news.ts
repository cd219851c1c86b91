// Tells desks that something of theirs changed: an event with the id of the report, which nobody but the members of the desk hears.
import type { Tx } from '#platform/db/index.ts';
import { only } from '#platform/events/index.ts';

/** Appends one event a desk; a desk asks for its list again then. */
export async function tellDesks(tx: Tx, reportId: string, desks: readonly string[]): Promise<void> {
  if (desks.length === 0) return;
  await tx.sql`
    insert into platform.events (type, subject_id, audience)
    select 'report.changed', ${reportId}, array[a] from unnest(${desks.map(only)}::text[]) a`;
}
