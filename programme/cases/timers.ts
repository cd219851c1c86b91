// Clocks of cases: what is due is told to its people, and what was kept long enough is destroyed; due-queries each.

import { markEach } from '#platform/audit/index.ts';
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { tellDesks } from '#programme/reports/index.ts';

/** How long before its end something is told. */
export type CaseClock = { warnHours: number };

/** Tells the desks of a case that time runs out (once) and is over (once). Answers how many entries that were. */
export async function tellWhatIsDue(tx: Tx, { warnHours }: CaseClock): Promise<number> {
  const rows = await tx.sql<{ case_id: string; desks: string[] }>`
    with due as (
      select id, case_id, due_at from cases.entries
      where state = 'open' and told < case when due_at <= now() then 2 else 1 end
        and due_at <= now() + make_interval(hours => ${warnHours})
      order by due_at for update skip locked limit 1000
    ), told as (
      update cases.entries e set told = case when due.due_at <= now() then 2 else 1 end from due where e.id = due.id
    ), moved as (
      update cases.cases c set version = version + 1 where c.id in (select case_id from due)
    )
    select d.case_id, array(select w.desk_id::text from cases.wraps w join cases.parties p
      on p.report_id = w.case_id and p.desk_id = w.desk_id and p.until > now() where w.entry_id = d.id) as desks from due d`;
  for (const row of rows) await tellDesks(tx, row.case_id, row.desks);
  return rows.length;
}

/** Destroys cases that were kept long enough, with their reports: what was sealed, its keys and its files; counts stay. Answers the ids of files. */
export async function destroyKept(tx: Tx): Promise<string[]> {
  const rows = await tx.sql<{ id: string; files: string[] }>`
    select c.id, array(select p.id::text from reports.parts p where p.report_id = c.id and p.kind = 'file') as files
    from cases.cases c where c.state = 'closed' and c.destroy_after <= now() order by c.destroy_after for update skip locked limit 100`;
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  await tx.sql`delete from reports.reports where id = any (${ids}::uuid[])`;
  await markEach(tx, 'case.destroyed', ids);
  return rows.flatMap((row) => row.files);
}

/** Runs everything that is due now. */
export async function runCaseTimers(
  db: Database,
  clock: CaseClock,
  removeFiles: (ids: readonly string[]) => Promise<void>,
): Promise<void> {
  await db.transaction(system, (tx) => tellWhatIsDue(tx, clock));
  const files = await db.transaction(system, destroyKept);
  if (files.length > 0) await removeFiles(files);
}
