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

type DemoDesk = { id: string; members: string[] };

/** Signs whatever waits for the city's signature. */
export async function signDemoKeys(db: Database, signingKey: Bytes): Promise<void> {
  await db.transaction(system, (tx) => signPending(tx, signingKey));
}

/**
 * Gives a demo city the desks, members and keys that it lacks: all of them at its founding, and at a later start those of people and
 * desks that came since.
 */
export async function keepDemoKeys(db: Database, signingKey: Bytes): Promise<void> {
  const cityKey = toBase64url(await signingPublicKey(signingKey));
  await db.transaction(system, async (tx) => {
    const [known] = await tx.sql`select 1 from reports.city_keys`;
    if (!known) {
      // The demo's custodians lost their shares: nothing in it is worth recovering.
      const recovery = {
        id: randomUUID(),
        publicKey: toBase64url((await makeKeyPair()).publicKey),
      };
      await installCityKeys(tx, { signingKey: cityKey, recovery }, signingKey);
    }
    await insertDesks(tx);
    await insertMembers(tx);
    await insertTeams(tx);
    await makeMissingKeys(tx, signingKey, cityKey);
  });
  await signDemoKeys(db, signingKey);
}

async function makeMissingKeys(tx: Tx, signingKey: Bytes, cityKey: string): Promise<void> {
  const people = await tx.sql<{ id: string }>`
    select s.id from platform.staff s
    where (s.role = 'adviser' and s.active or exists (select 1 from reports.members m where m.staff_id = s.id))
      and not exists (select 1 from reports.staff_keys k where k.staff_id = s.id)`;
  const desks = await tx.sql<DemoDesk>`
    select d.id, array_agg(m.staff_id order by m.staff_id) as members from reports.desks d join reports.members m on m.desk_id = d.id
    where not exists (select 1 from reports.desk_keys k where k.desk_id = d.id) group by d.id`;
  if (people.length === 0 && desks.length === 0) return;
  const lock = await passphraseLock(demoPassphrase);
  for (const { id: staff } of people) {
    const key = await makeOwnKey();
    await insertOwnKey(tx, staff, {
      id: key.id,
      publicKey: toBase64url(key.publicKey),
      locked: await lock(key.privateKey, key.id),
    });
  }
  await signPending(tx, signingKey);
  const book = await readBook(tx, cityKey);
  const holders = await tx.sql<{ id: string; staff_id: string }>`
    select id, staff_id from reports.staff_keys where ended_at is null and log_position is not null`;
  for (const desk of desks) {
    const held = holders.filter(({ staff_id }) => desk.members.includes(staff_id));
    if (held.length === 0) continue;
    const made = await makeDeskKey(
      desk.id,
      held.map(({ id }) => id),
      book,
    );
    await insertKey(tx, desk.id, desk.members[0]!, made);
  }
}

/** A crisis team and a police desk in each district; one desk of every other kind for the whole city. */
async function insertDesks(tx: Tx): Promise<void> {
  await tx.sql`
    insert into reports.desks (kind, district)
    select kind, code from city.districts cross join unnest(array['crisis-team', 'police']) as kind
    union all select kind, null from unnest(array['medical', 'legal', 'housing', 'support-centre', 'city', 'child-protection']) as kind
    on conflict do nothing`;
}

/** Teams by their district; desks of the whole city by the first word of the sign-in. */
async function insertMembers(tx: Tx): Promise<void> {
  await tx.sql`
    insert into reports.members (desk_id, staff_id)
    select d.id, s.id from reports.desks d join platform.staff s on s.active and (
      (d.district is not null and s.role = d.kind and d.district = any (s.districts))
      or (d.kind = 'city' and s.role = 'city-operator')
      or (d.district is null and s.role = 'crisis-team' and split_part(s.login, '-', 1) = split_part(d.kind, '-', 1)))
    on conflict do nothing`;
}

/** The crisis intervention team of each district: its counsellors and its police, and the medical and legal members of the city. */
async function insertTeams(tx: Tx): Promise<void> {
  await tx.sql`
    insert into cases.team_members (district, staff_id, name, profession)
    select c.code, s.id, s.name, case d.kind when 'crisis-team' then 'counsellor' else d.kind end
    from city.districts c
      join reports.desks d on d.kind in ('crisis-team', 'police', 'medical', 'legal') and (d.district = c.code or d.district is null)
      join reports.members m on m.desk_id = d.id join platform.staff s on s.id = m.staff_id
    on conflict do nothing`;
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
