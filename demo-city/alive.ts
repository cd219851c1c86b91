// Keeps the fictional city living: its healthy buttons give a sign of life in time, its broken ones stay silent.
import { type Database, system } from '#platform/db/index.ts';

/** Lets every healthy device of the demo city be heard again before it would count as silent. */
export async function keepDemoAlive(db: Database): Promise<void> {
  await db.transaction(system, async (tx) => {
    await tx.sql`
      update devices.vitals v set
        last_seen_at = clock_timestamp() - make_interval(secs => (random() * 3000)::int),
        due_at = clock_timestamp() + interval '1 hour' + make_interval(secs => (random() * 3000)::int)
      where flagged is null and due_at < clock_timestamp() + interval '30 minutes'`;
    await tx.sql`update duty.units set position_at = clock_timestamp() where on_duty and position_at < clock_timestamp() - interval '5 minutes'`;
  });
}
