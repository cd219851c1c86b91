// SQL of what a team writes; the walls show an entry to desks that have a wrap of it and take part.
import type { Tx } from '#platform/db/index.ts';
import type { Entry, EntryStep, EntryWrap, NewEntry } from '../shapes.ts';

type Row = Omit<Entry, 'at' | 'dueAt' | 'sealed'> & {
  at: Date;
  dueAt: Date | null;
  sealed: Buffer;
};

/** Entries of a case that the actor may open, oldest first. */
export async function selectEntries(tx: Tx, caseId: string): Promise<Entry[]> {
  const rows = await tx.sql<Row>`
    select e.id, e.kind, e.by_desk as desk, e.by_staff as by, e.by_name as "byName", e.at, e.sealed, e.replaces, e.owner_id as owner,
      e.due_at as "dueAt", e.state, e.service, e.outcome, e.place,
      (select coalesce(jsonb_agg(jsonb_build_object('desk', w.desk_id, 'recipient', w.recipient_id,
          'wrap', translate(encode(w.wrap, 'base64'), e'+/=\n', '-_'))), '[]')
        from cases.wraps w where w.entry_id = e.id and w.desk_id = any (reports.my_desks())) as wraps,
      coalesce(e.readers, '{}') as readers
    from (select e.*, (select array_agg(distinct w.desk_id::text) from cases.wraps w join cases.parties p
        on p.report_id = w.case_id and p.desk_id = w.desk_id and p.until > now() where w.entry_id = e.id) as readers
      from cases.entries e where e.case_id = ${caseId}) e
    order by e.at, e.id`;
  return rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    sealed: row.sealed.toString('base64url'),
  }));
}

/** Keeps an entry; the same one told again is one. */
export async function insertEntry(tx: Tx, caseId: string, entry: NewEntry): Promise<void> {
  const state = ['task', 'date', 'evidence'].includes(entry.kind) ? 'open' : null;
  // Nothing is asked back: an entry that has no wraps yet is nobody's to read.
  await tx.sql`
    insert into cases.entries (id, case_id, kind, by_desk, by_staff, by_name, sealed, replaces, owner_id, due_at, state, service, outcome, place)
    values (${entry.id}, ${caseId}, ${entry.kind}, ${entry.desk}, ${tx.actor.id}, ${tx.actor.name}, reports.bytes_of(${entry.sealed}),
      ${entry.replaces}, ${entry.owner}, ${entry.dueAt}, ${state}, ${entry.service}, ${entry.outcome}, ${entry.place})
    on conflict do nothing`;
}

/** Which of these keys are the newest signed ones of the desks they are said to be of, each desk taking part. */
export async function countUsable(
  tx: Tx,
  caseId: string,
  wraps: readonly EntryWrap[],
): Promise<{ keys: number; parties: number }> {
  const [row] = await tx.sql<{ keys: number; parties: number }>`
    with w as (select * from jsonb_to_recordset(${JSON.stringify(wraps)}::jsonb) as w (desk uuid, recipient uuid))
    select (select count(*)::int from w join reports.desk_keys k on k.id = w.recipient and k.desk_id = w.desk and k.log_position is not null
        where not exists (select 1 from reports.desk_keys newer
          where newer.desk_id = k.desk_id and newer.generation > k.generation and newer.log_position is not null)) as keys,
      (select count(*)::int from w join cases.parties p on p.report_id = ${caseId} and p.desk_id = w.desk and p.until > now()) as parties`;
  return row!;
}

/** Gives the key of an entry to desks. */
export async function insertWraps(
  tx: Tx,
  caseId: string,
  entryId: string,
  by: string,
  wraps: readonly EntryWrap[],
): Promise<void> {
  await tx.sql`
    insert into cases.wraps (entry_id, case_id, desk_id, recipient_id, by_desk, wrap)
    select ${entryId}, ${caseId}, w.desk, w.recipient, ${by}, reports.bytes_of(w.wrap)
    from jsonb_to_recordset(${JSON.stringify(wraps)}::jsonb) as w (desk uuid, recipient uuid, wrap text)
    where not exists (select 1 from cases.wraps other where other.entry_id = ${entryId} and other.case_id <> ${caseId})
    on conflict do nothing`;
}

export type EntryRow = {
  kind: Entry['kind'];
  state: Entry['state'];
  service: Entry['service'];
  outcome: Entry['outcome'];
};

/** An entry that the actor may open, locked. */
export async function lockEntry(
  tx: Tx,
  caseId: string,
  entryId: string,
): Promise<EntryRow | undefined> {
  const [row] = await tx.sql<EntryRow>`
    select kind, state, service, outcome from cases.entries where id = ${entryId} and case_id = ${caseId} for update`;
  return row;
}

/** Writes a step; a time that moves is told of anew. */
export async function updateEntry(tx: Tx, entryId: string, step: EntryStep): Promise<void> {
  await tx.sql`
    update cases.entries set state = coalesce(${step.state ?? null}, state), outcome = coalesce(${step.outcome ?? null}, outcome),
      owner_id = case when ${step.owner !== undefined} then ${step.owner ?? null}::uuid else owner_id end,
      told = case when ${step.dueAt ?? null}::timestamptz is null then told else 0 end,
      due_at = coalesce(${step.dueAt ?? null}::timestamptz, due_at)
    where id = ${entryId}`;
}

/** How many tasks, dates and evidence are open of those that the actor may open. */
export async function countOpen(tx: Tx, caseId: string): Promise<number> {
  const [row] = await tx.sql<{ open: number }>`
    select count(*)::int as open from cases.entries where case_id = ${caseId} and state = 'open'`;
  return row!.open;
}
