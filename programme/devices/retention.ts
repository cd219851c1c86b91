// What devices said is erased when its time is over.
import type { Tx } from '#platform/db/index.ts';

/** Erases presses and quarantined messages older than 30 days, at most 20,000 of each; answers how many rows went. */
export async function eraseOldSignals(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ erased: number }>`
    with signal as (
      delete from devices.signals where id in (
        select id from devices.signals where at < now() - interval '30 days' limit 20000) returning 1
    ), kept as (
      delete from devices.quarantine where id in (
        select id from devices.quarantine where at < now() - interval '30 days' limit 20000) returning 1
    )
    select ((select count(*) from signal) + (select count(*) from kept))::int as erased`;
  return row!.erased;
}
