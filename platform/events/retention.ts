// The feed is a way to tell, not an archive: old events are erased.
import type { Tx } from '#platform/db/index.ts';

/**
 * Erases events older than 30 days, at most 20,000; answers how many. A desk resumes for as long as its session lives,
 * which is much shorter, and starts from a snapshot after that.
 */
export async function eraseOldEvents(tx: Tx): Promise<number> {
  const rows = await tx.sql`
    delete from platform.events where id in (
      select id from platform.events where at < now() - interval '30 days' limit 20000) returning 1`;
  return rows.length;
}
