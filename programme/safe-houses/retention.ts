// Names of people at the till are erased when their time is over.
import type { Tx } from '#platform/db/index.ts';

/** Erases shifts older than 30 days; answers how many. */
export async function eraseOldShifts(tx: Tx): Promise<number> {
  const rows = await tx.sql`
    delete from safe_houses.shifts where id in (
      select id from safe_houses.shifts where accepted_at < now() - interval '30 days' limit 20000) returning 1`;
  return rows.length;
}
