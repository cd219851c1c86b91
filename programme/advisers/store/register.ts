// All SQL of the register of advisers.
import type { Tx } from '#platform/db/index.ts';
import type { Field, Specialty } from '../names.ts';

export type AdviserRow = {
  id: string;
  name: string;
  specialty: Specialty;
  fields: Field[];
  districts: string[];
  languages: string[];
  capacity: number;
  active: boolean;
  awayFrom: Date | null;
  awayUntil: Date | null;
  conflicts: string[];
  updatedAt: Date;
};
export type AdviserWrite = Omit<AdviserRow, 'id' | 'name' | 'conflicts' | 'updatedAt'>;

/** Advisers the actor may see, by name; of one specialty, one district, or one of them. */
export async function selectAdvisers(
  tx: Tx,
  of: { id?: string; specialty?: Specialty | undefined; district?: string | undefined } = {},
): Promise<AdviserRow[]> {
  return tx.sql<AdviserRow>`
    select a.staff_id as id, a.name, a.specialty, a.fields, a.districts, a.languages, a.capacity, a.active,
      a.away_from as "awayFrom", a.away_until as "awayUntil", a.updated_at as "updatedAt",
      array(select c.desk_id::text from advisers.conflicts c where c.staff_id = a.staff_id order by 1) as conflicts
    from advisers.advisers a
    where (${of.id ?? null}::text is null or a.staff_id::text = ${of.id ?? null})
      and (${of.specialty ?? null}::text is null or a.specialty = ${of.specialty ?? null})
      and (${of.district ?? null}::text is null or ${of.district ?? null} = any (a.districts))
    order by a.name, a.staff_id`;
}

/** Whose sign-in this is, if they are an adviser. Read by the server itself: nobody who keeps the register reads the list of staff. */
export async function findAccount(
  tx: Tx,
  login: string,
): Promise<{ id: string; name: string } | undefined> {
  const [row] = await tx.sql<{ id: string; name: string }>`
    select id, name from platform.staff where login = ${login} and role = 'adviser' and active`;
  return row;
}

/** Writes an adviser; `false` when they are in the register already. */
export async function insertAdviser(
  tx: Tx,
  account: { id: string; name: string },
  a: AdviserWrite,
): Promise<boolean> {
  const rows = await tx.sql`
    insert into advisers.advisers (staff_id, name, specialty, fields, districts, languages, capacity, active, away_from, away_until)
    values (${account.id}, ${account.name}, ${a.specialty}, ${a.fields}, ${a.districts}, ${a.languages}, ${a.capacity}, ${a.active},
      ${a.awayFrom}, ${a.awayUntil})
    on conflict (staff_id) do nothing returning staff_id`;
  return rows.length > 0;
}

/** Locks an adviser whom the actor may change; `undefined` also for one whom they may only see. */
export async function lockAdviser(tx: Tx, id: string): Promise<AdviserRow | undefined> {
  const held =
    await tx.sql`select 1 from advisers.advisers where staff_id::text = ${id} for update`;
  return held.length > 0 ? (await selectAdvisers(tx, { id }))[0] : undefined;
}

/** Replaces what is written of an adviser. */
export async function updateAdviser(tx: Tx, id: string, a: AdviserWrite): Promise<void> {
  await tx.sql`
    update advisers.advisers set specialty = ${a.specialty}, fields = ${a.fields}, districts = ${a.districts},
      languages = ${a.languages}, capacity = ${a.capacity}, active = ${a.active}, away_from = ${a.awayFrom},
      away_until = ${a.awayUntil}, updated_at = clock_timestamp()
    where staff_id = ${id}`;
}

/** Adds conflicts with desks that exist; answers how many of the named desks do. */
export async function insertConflicts(
  tx: Tx,
  id: string,
  desks: readonly string[],
): Promise<number> {
  const known = await tx.sql<{
    id: string;
  }>`select id from reports.desks where id = any (${desks}::uuid[])`;
  await tx.sql`
    insert into advisers.conflicts (staff_id, desk_id) select ${id}, unnest(${known.map((desk) => desk.id)}::uuid[])
    on conflict do nothing`;
  return known.length;
}

/** Takes conflicts back. */
export async function deleteConflicts(tx: Tx, id: string, desks: readonly string[]): Promise<void> {
  await tx.sql`delete from advisers.conflicts where staff_id = ${id} and desk_id = any (${desks}::uuid[])`;
}
