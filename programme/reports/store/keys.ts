// SQL of keys: the public log, people's keys, desks' keys and who holds them.
import type { Tx } from '#platform/db/index.ts';
import { type LockedKey, type LogEntry, toBase64url } from '#platform/sealing/index.ts';
import type { DeskKind } from '../names.ts';

export type CityKeys = { signingKey: string; recovery: { id: string; publicKey: string } };

/** Public halves of the city's keys; `undefined` before the ceremony. */
export async function selectCityKeys(tx: Tx): Promise<CityKeys | undefined> {
  const [row] = await tx.sql<{ signing_key: Buffer; recovery_key: Buffer; recovery_id: string }>`
    select signing_key, recovery_key, recovery_id from reports.city_keys`;
  return row
    ? {
        signingKey: toBase64url(row.signing_key),
        recovery: { id: row.recovery_id, publicKey: toBase64url(row.recovery_key) },
      }
    : undefined;
}

/** Keeps them; once a city. */
export async function insertCityKeys(tx: Tx, keys: CityKeys): Promise<boolean> {
  const rows = await tx.sql`
    insert into reports.city_keys (signing_key, recovery_key, recovery_id)
    values (reports.bytes_of(${keys.signingKey}), reports.bytes_of(${keys.recovery.publicKey}), ${keys.recovery.id})
    on conflict do nothing returning 1`;
  return rows.length > 0;
}

/** Entries of the log after a position. */
export async function selectEntries(tx: Tx, after: number, limit = 1000): Promise<LogEntry[]> {
  const rows = await tx.sql<LogEntry & { position: string }>`
    select position, before, text, signature from reports.key_log where position > ${after} order by position limit ${limit}`;
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}

/** The last entry, with the log held so that nobody else adds to it meanwhile. */
export async function lockLastEntry(tx: Tx): Promise<LogEntry | undefined> {
  await tx.sql`select pg_advisory_xact_lock(hashtext('ansim key log'))`;
  const [row] = await tx.sql<LogEntry & { position: string }>`
    select position, before, text, signature from reports.key_log order by position desc limit 1`;
  return row ? { ...row, position: Number(row.position) } : undefined;
}

/** Adds to the log. */
export async function insertEntry(tx: Tx, entry: LogEntry): Promise<void> {
  await tx.sql`
    insert into reports.key_log (position, before, text, signature)
    values (${entry.position}, ${entry.before}, ${entry.text}, ${entry.signature})`;
}

export type PendingKey =
  | { kind: 'staff-key'; id: string; staff: string; login: string; name: string; publicKey: string }
  | {
      kind: 'desk-key';
      id: string;
      desk: string;
      deskKind: DeskKind;
      district: string | null;
      generation: number;
      publicKey: string;
    };

/** Keys that wait for the city's signature, people's first: a desk's key is of use to signed ones only. */
export async function selectPending(tx: Tx): Promise<PendingKey[]> {
  const people = await tx.sql<{
    id: string;
    staff: string;
    login: string;
    name: string;
    public_key: Buffer;
  }>`
    select k.id, k.staff_id as staff, s.login, s.name, k.public_key from reports.staff_keys k join platform.staff s on s.id = k.staff_id
    where k.log_position is null and k.ended_at is null and s.active order by k.made_at, k.id`;
  const desks = await tx.sql<{
    id: string;
    desk: string;
    desk_kind: DeskKind;
    district: string | null;
    generation: number;
    public_key: Buffer;
  }>`
    select k.id, k.desk_id as desk, d.kind as desk_kind, d.district, k.generation, k.public_key
    from reports.desk_keys k join reports.desks d on d.id = k.desk_id where k.log_position is null order by k.made_at, k.id`;
  return [
    ...people.map(({ public_key, ...key }) => ({
      kind: 'staff-key' as const,
      ...key,
      publicKey: toBase64url(public_key),
    })),
    ...desks.map(({ public_key, desk_kind, ...key }) => ({
      kind: 'desk-key' as const,
      ...key,
      deskKind: desk_kind,
      publicKey: toBase64url(public_key),
    })),
  ];
}

/** Says where the city signed a key. */
export async function markSigned(
  tx: Tx,
  kind: PendingKey['kind'],
  id: string,
  position: number,
): Promise<void> {
  if (kind === 'staff-key')
    await tx.sql`update reports.staff_keys set log_position = ${position} where id = ${id}`;
  else await tx.sql`update reports.desk_keys set log_position = ${position} where id = ${id}`;
}

export type StaffKeyRow = {
  id: string;
  staff_id: string;
  public_key: Buffer;
  locked: LockedKey;
  log_position: string | null;
};

/** The actor's own living keys. */
export function selectOwnKeys(tx: Tx): Promise<StaffKeyRow[]> {
  return tx.sql<StaffKeyRow>`
    select id, staff_id, public_key, locked, log_position from reports.staff_keys
    where staff_id::text = ${tx.actor.id} and ended_at is null order by made_at`;
}

/** Whether the actor is a person of the staff, and no machine with a token. */
export async function isPerson(tx: Tx): Promise<boolean> {
  const rows = await tx.sql`select 1 from platform.staff where id::text = ${tx.actor.id}`;
  return rows.length > 0;
}

/** Keeps a key of the actor's, who is a person; the same one told again is one. */
export async function insertStaffKey(
  tx: Tx,
  key: { id: string; publicKey: string; locked: LockedKey },
): Promise<void> {
  await tx.sql`
    insert into reports.staff_keys (id, staff_id, public_key, locked)
    values (${key.id}, ${tx.actor.id}, reports.bytes_of(${key.publicKey}), ${JSON.stringify(key.locked)})
    on conflict do nothing`;
}

export type DeskKeyRow = {
  id: string;
  desk_id: string;
  generation: number;
  public_key: Buffer;
  log_position: string | null;
};

/** Every key of some desks, newest first. */
export function selectDeskKeys(tx: Tx, desks: readonly string[]): Promise<DeskKeyRow[]> {
  return tx.sql<DeskKeyRow>`
    select id, desk_id, generation, public_key, log_position from reports.desk_keys
    where desk_id = any (${desks}::uuid[]) order by desk_id, generation desc`;
}

export type HeldRow = { desk_key_id: string; holder_id: string; desk_id: string; wrap: Buffer };

/** Who holds the keys of some desks. */
export function selectHeld(tx: Tx, desks: readonly string[]): Promise<HeldRow[]> {
  return tx.sql<HeldRow>`
    select desk_key_id, holder_id, desk_id, wrap from reports.held_keys where desk_id = any (${desks}::uuid[])`;
}

export type MemberKeyRow = {
  desk_id: string;
  staff_id: string;
  name: string;
  key_id: string | null;
};

/** Members of the desks at which somebody works, with their living, signed keys; asked as the system, which sees names of colleagues. */
export function selectColleagues(tx: Tx, staffId: string): Promise<MemberKeyRow[]> {
  return tx.sql<MemberKeyRow>`
    select m.desk_id, m.staff_id, s.name, k.id as key_id
    from reports.members mine join reports.members m on m.desk_id = mine.desk_id
    join platform.staff s on s.id = m.staff_id and s.active
    left join reports.staff_keys k on k.staff_id = m.staff_id and k.ended_at is null and k.log_position is not null
    where mine.staff_id::text = ${staffId} order by m.desk_id, s.name, k.made_at`;
}

/** Makes the next key of a desk; answers its generation, or `undefined` when somebody made one at the same moment. */
export async function insertDeskKey(
  tx: Tx,
  key: { id: string; desk: string; publicKey: string },
): Promise<number | undefined> {
  const [row] = await tx.sql<{ generation: number }>`
    insert into reports.desk_keys (id, desk_id, generation, public_key, made_by)
    select ${key.id}, ${key.desk}, 1 + coalesce(max(generation), 0), reports.bytes_of(${key.publicKey}), ${tx.actor.id}
    from reports.desk_keys where desk_id = ${key.desk}
    on conflict do nothing returning generation`;
  return row?.generation;
}

/** Keeps wraps of desk keys for their holders; answers how many were new. */
export async function insertHeld(
  tx: Tx,
  desk: string,
  held: readonly { key: string; holder: string; wrap: string }[],
): Promise<number> {
  const rows = await tx.sql`
    insert into reports.held_keys (desk_key_id, holder_id, desk_id, wrap, made_by)
    select h.key, h.holder, k.desk_id, reports.bytes_of(h.wrap), ${tx.actor.id}
    from jsonb_to_recordset(${JSON.stringify(held)}::jsonb) as h (key uuid, holder uuid, wrap text)
    join reports.desk_keys k on k.id = h.key and k.desk_id = ${desk}
    on conflict do nothing returning 1`;
  return rows.length;
}

/** The city's last statement of the newest keys, and the newest signed key of every desk; the two say the same once all is signed. */
export async function selectNewest(
  tx: Tx,
): Promise<{ entry: LogEntry | undefined; keys: string[] }> {
  const [said, rows] = await Promise.all([
    tx.sql<LogEntry & { position: string }>`
      select position, before, text, signature from reports.key_log
      where text like '{"kind":"newest"%' order by position desc limit 1`,
    tx.sql<{ id: string }>`
      select distinct on (desk_id) id from reports.desk_keys where log_position is not null order by desk_id, generation desc`,
  ]);
  const [entry] = said;
  return {
    entry: entry && { ...entry, position: Number(entry.position) },
    keys: rows.map(({ id }) => id),
  };
}

/** Where in the log the last statement of the newest keys stands; 0 before the first. */
export async function selectNewestPosition(tx: Tx): Promise<number> {
  const [row] = await tx.sql<{ position: string | null }>`
    select max(position) as position from reports.key_log where text like '{"kind":"newest"%'`;
  return Number(row?.position ?? 0);
}

export type RecipientRow = {
  id: string;
  kind: DeskKind;
  district: string | null;
  key_id: string;
} & LogEntry;

/** Desks that can be chosen in a district (or in the whole city only), each with the newest key that the city signed. */
export function selectRecipients(tx: Tx, district: string | null): Promise<RecipientRow[]> {
  return tx.sql<RecipientRow>`
    select distinct on (d.kind, d.district) d.id, d.kind, d.district, k.id as key_id, l.position, l.before, l.text, l.signature
    from reports.desks d join reports.desk_keys k on k.desk_id = d.id and k.log_position is not null
    join reports.key_log l on l.position = k.log_position
    where d.district is null or d.district = ${district}
    order by d.kind, d.district, k.generation desc`;
}
