// Desks and keys of the demo city, so that its reports can be opened: what a real city does at its ceremony and in its members' browsers.
import { randomUUID } from 'node:crypto';
import { type Database, system, type Tx } from '#platform/db/index.ts';
import {
  type Bytes,
  type LockedKey,
  makeKeyPair,
  passphraseLock,
  signingPublicKey,
  toBase64url,
} from '#platform/sealing/index.ts';
import { installCityKeys, signPending } from '#programme/reports/index.ts';
import { continueBook, emptyBook, type KeyBook } from '#programme/reports/sealing/book.ts';
import { makeDeskKey, makeOwnKey } from '#programme/reports/sealing/desk.ts';

/** Passphrase of every key of a demo city; a real city has none that anybody else knows. */
export const demoPassphrase = 'ansim-demo-keys';

type DemoDesk = { id: string; kind: string; district: string | null };
type DemoMember = { desk_id: string; staff_id: string };

/** Gives a demo city its desks, members and keys, once; signs whatever waits for the city's signature each time it is called. */
export async function keepDemoKeys(db: Database, signingKey: Bytes): Promise<void> {
  const [known] = await db.transaction(system, (tx) => tx.sql`select 1 from reports.city_keys`);
  if (!known) await foundDesks(db, signingKey);
  await db.transaction(system, (tx) => signPending(tx, signingKey));
}

async function foundDesks(db: Database, signingKey: Bytes): Promise<void> {
  const cityKey = toBase64url(await signingPublicKey(signingKey));
  // The demo's custodians lost their shares: nothing in it is worth recovering.
  const recovery = { id: randomUUID(), publicKey: toBase64url((await makeKeyPair()).publicKey) };
  const lock = await passphraseLock(demoPassphrase);
  await db.transaction(system, async (tx) => {
    await installCityKeys(tx, { signingKey: cityKey, recovery }, signingKey);
    const desks = await insertDesks(tx);
    const members = await insertMembers(tx);
    const keyOf = new Map<string, string>();
    for (const staff of new Set(members.map((member) => member.staff_id))) {
      const key = await makeOwnKey();
      await insertOwnKey(tx, staff, {
        id: key.id,
        publicKey: toBase64url(key.publicKey),
        locked: await lock(key.privateKey, key.id),
      });
      keyOf.set(staff, key.id);
    }
    await signPending(tx, signingKey);
    const book = await readBook(tx, cityKey);
    for (const desk of desks) {
      const staff = members.filter((member) => member.desk_id === desk.id);
      if (staff.length === 0) continue;
      const holders = staff.map((member) => keyOf.get(member.staff_id)!);
      await insertKey(tx, desk.id, staff[0]!.staff_id, await makeDeskKey(desk.id, holders, book));
    }
  });
}

/** A crisis team and a police desk in each district; one desk of every other kind for the whole city. */
async function insertDesks(tx: Tx): Promise<DemoDesk[]> {
  await tx.sql`
    insert into reports.desks (kind, district)
    select kind, code from city.districts cross join unnest(array['crisis-team', 'police']) as kind
    union all select kind, null from unnest(array['medical', 'legal', 'housing', 'support-centre', 'city']) as kind
    on conflict do nothing`;
  return tx.sql<DemoDesk>`select id, kind, district from reports.desks order by kind, district`;
}

/** Teams by their district; desks of the whole city by the first word of the sign-in. */
async function insertMembers(tx: Tx): Promise<DemoMember[]> {
  return tx.sql<DemoMember>`
    insert into reports.members (desk_id, staff_id)
    select d.id, s.id from reports.desks d join platform.staff s on s.active and (
      (d.district is not null and s.role = d.kind and d.district = any (s.districts))
      or (d.kind = 'city' and s.role = 'city-operator')
      or (d.district is null and s.role = 'crisis-team' and split_part(s.login, '-', 1) = split_part(d.kind, '-', 1)))
    on conflict do nothing returning desk_id, staff_id`;
}

async function insertOwnKey(
  tx: Tx,
  staff: string,
  key: { id: string; publicKey: string; locked: LockedKey },
): Promise<void> {
  await tx.sql`
    insert into reports.staff_keys (id, staff_id, public_key, locked)
    values (${key.id}, ${staff}, reports.bytes_of(${key.publicKey}), ${JSON.stringify(key.locked)})`;
}

async function insertKey(
  tx: Tx,
  desk: string,
  by: string,
  made: Awaited<ReturnType<typeof makeDeskKey>>,
): Promise<void> {
  await tx.sql`
    insert into reports.desk_keys (id, desk_id, generation, public_key, made_by)
    values (${made.key}, ${desk}, 1, reports.bytes_of(${made.publicKey}), ${by})`;
  await tx.sql`
    insert into reports.held_keys (desk_key_id, holder_id, desk_id, wrap, made_by)
    select ${made.key}, holder, ${desk}, reports.bytes_of(wrap), ${by}
    from jsonb_to_recordset(${JSON.stringify(made.held)}::jsonb) as h (holder uuid, wrap text)`;
}

async function readBook(tx: Tx, cityKey: string): Promise<KeyBook> {
  const entries = await tx.sql<{
    position: string;
    before: string;
    text: string;
    signature: string;
  }>`select position, before, text, signature from reports.key_log order by position`;
  return continueBook(
    emptyBook,
    entries.map((entry) => ({ ...entry, position: Number(entry.position) })),
    cityKey,
  );
}
