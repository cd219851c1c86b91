// Clocks of overrides: what nobody decided or carried out lapses, what was handed over ends and is destroyed; one due-query.
import { mark } from '#platform/audit/index.ts';
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { tellDesks } from '#programme/reports/index.ts';
import { selectConcerned } from './store/asked.ts';

/** Ends what is due and destroys what was handed over under anything that has ended; answers how many ended. */
export async function endDueOverrides(tx: Tx): Promise<number> {
  const rows = await tx.sql<{ id: string; report_id: string; state: 'lapsed' | 'ended' }>`
    with due as (
      select id from overrides.overrides where due_at <= now() order by due_at for update skip locked limit 100)
    update overrides.overrides o set state = case o.state when 'carried-out' then 'ended' else 'lapsed' end,
      due_at = null, ended_at = clock_timestamp()
    from due where o.id = due.id returning o.id, o.report_id, o.state`;
  for (const row of rows) {
    await mark(tx, `override.${row.state}`, row.report_id, { override: row.id });
    await tellDesks(tx, row.report_id, await selectConcerned(tx, row.id));
  }
  await tx.sql`
    delete from overrides.handed h using overrides.overrides o where o.id = h.override_id and o.ended_at is not null`;
  return rows.length;
}

/** Runs everything that is due now. */
export async function runOverrideTimers(db: Database): Promise<void> {
  await db.transaction(system, endDueOverrides);
}
