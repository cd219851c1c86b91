// Clocks of disclosures: one that is late is told to its desk, and the copy of one that was kept long enough is destroyed.
import { markEach } from '#platform/audit/index.ts';
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { tellDesks } from '#programme/reports/index.ts';

/** Tells the desks of disclosures that they are late, once. Answers how many. */
export async function tellWhatIsLate(tx: Tx): Promise<number> {
  const rows = await tx.sql<{ report_id: string; by_desk: string }>`
    update disclosures.disclosures set late = true
    where id in (select id from disclosures.disclosures where state in ('begun', 'told') and not late and due_at <= now()
      order by due_at for update skip locked limit 1000)
    returning report_id, by_desk`;
  for (const row of rows) await tellDesks(tx, row.report_id, [row.by_desk]);
  return rows.length;
}

/** Destroys copies of what was disclosed long enough ago. Answers how many. */
export async function destroyKeptDisclosures(tx: Tx): Promise<number> {
  const rows = await tx.sql<{ id: string; report_id: string; desk: string }>`
    delete from disclosures.disclosures
    where id in (select id from disclosures.disclosures where destroy_after <= now() order by destroy_after for update skip locked limit 100)
    returning id, report_id, recipient_desk as desk`;
  await markEach(
    tx,
    'disclosure.destroyed',
    rows.map(({ report_id }) => report_id),
  );
  for (const row of rows) await tellDesks(tx, row.report_id, [row.desk]);
  return rows.length;
}

/** Runs everything that is due now. */
export async function runDisclosureTimers(db: Database): Promise<void> {
  await db.transaction(system, tellWhatIsLate);
  await db.transaction(system, destroyKeptDisclosures);
}
