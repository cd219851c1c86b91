// SQL of the list of desks and who works at them, for the city's commands.
import type { Tx } from '#platform/db/index.ts';
import type { DeskKind } from '../names.ts';

export type DeskEntry = {
  id: string;
  kind: DeskKind;
  district: string | null;
  members: string[];
  /** Generation of the key in use; `null`: the desk cannot be chosen yet. */
  key: number | null;
};

/** Every desk with its members by sign-in name. */
export function selectDesks(tx: Tx): Promise<DeskEntry[]> {
  return tx.sql<DeskEntry>`
    select d.id, d.kind, d.district,
      array(select s.login from reports.members m join platform.staff s on s.id = m.staff_id where m.desk_id = d.id order by s.login) as members,
      (select max(k.generation) from reports.desk_keys k where k.desk_id = d.id and k.log_position is not null) as key
    from reports.desks d order by d.district nulls first, d.kind`;
}

/** Makes a desk; answers its id, or `undefined` when there is one of this kind there. */
export async function insertDesk(
  tx: Tx,
  kind: DeskKind,
  district: string | null,
): Promise<string | undefined> {
  const [row] = await tx.sql<{ id: string }>`
    insert into reports.desks (kind, district) values (${kind}, ${district}) on conflict do nothing returning id`;
  return row?.id;
}

/** Puts somebody on the list of a desk; answers false when they are. */
export async function insertMember(tx: Tx, desk: string, staff: string): Promise<boolean> {
  const rows = await tx.sql`
    insert into reports.members (desk_id, staff_id) values (${desk}, ${staff}) on conflict do nothing returning 1`;
  return rows.length > 0;
}

/** Takes somebody off it; answers false when they were not. */
export async function deleteMember(tx: Tx, desk: string, staff: string): Promise<boolean> {
  const rows = await tx.sql`
    delete from reports.members where desk_id = ${desk} and staff_id = ${staff} returning 1`;
  return rows.length > 0;
}

/** Living, signed keys of people, by sign-in name. */
export function selectSignedKeys(
  tx: Tx,
): Promise<{ id: string; login: string; public_key: Buffer }[]> {
  return tx.sql`
    select k.id, s.login, k.public_key from reports.staff_keys k join platform.staff s on s.id = k.staff_id
    where k.ended_at is null and k.log_position is not null order by s.login, k.made_at`;
}
