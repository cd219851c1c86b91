// People come, change their duty and leave: who may sign in, in which role and where, and the end of everything they held.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';

export type StaffEntry = {
  id: string;
  login: string;
  name: string;
  role: string;
  /** Codes; `*` for every district. */
  districts: string[];
  active: boolean;
  passkeys: number;
  openid: boolean;
  lastSeenAt: Date | null;
};

/** Everybody, by sign-in name. */
export function selectStaff(tx: Tx): Promise<StaffEntry[]> {
  return tx.sql<StaffEntry>`
    select s.id, s.login, s.name, s.role, s.districts, s.active, s.openid_subject is not null as openid,
      (select count(*)::int from platform.passkeys p where p.staff_id = s.id) as passkeys,
      greatest((select max(used_at) from platform.passkeys p where p.staff_id = s.id),
        (select max(seen_at) from platform.sessions e where e.staff_id = s.id)) as "lastSeenAt"
    from platform.staff s order by s.login`;
}

/**
 * Lets nobody in by this name any more: sessions and the open link are gone with the commit, passkeys, the OpenID subject and
 * tokens open nothing. Servers obey within two seconds. What they did stays under their name. Refuses with `unknown-staff`.
 */
export async function disableStaff(tx: Tx, login: string): Promise<void> {
  const id = await setActive(tx, login, false);
  await tx.sql`delete from platform.sessions where staff_id = ${id}`;
  await tx.sql`delete from platform.enrolments where staff_id = ${id}`;
  await tx.sql`delete from platform.challenges where staff_id = ${id}`;
  await mark(tx, 'staff.disabled', id);
}

/** Lets somebody in again, by the passkeys they had. Refuses with `unknown-staff`. */
export async function enableStaff(tx: Tx, login: string): Promise<void> {
  await mark(tx, 'staff.enabled', await setActive(tx, login, true));
}

async function setActive(tx: Tx, login: string, active: boolean): Promise<string> {
  const [row] = await tx.sql<{ id: string }>`
    update platform.staff set active = ${active} where login = ${login} returning id`;
  if (!row) throw unknown(login);
  return row.id;
}

/** Gives somebody another role, other districts, another name or another OpenID subject; what is `undefined` stays. Refuses with `unknown-staff`. */
export async function changeStaff(
  tx: Tx,
  login: string,
  change: {
    role?: string | undefined;
    districts?: readonly string[] | undefined;
    name?: string | undefined;
    openid?: string | undefined;
  },
): Promise<void> {
  const [row] = await tx.sql<{ id: string; role: string; districts: string[] }>`
    update platform.staff set role = coalesce(${change.role ?? null}, role), name = coalesce(${change.name ?? null}, name),
      districts = coalesce(${change.districts ?? null}::text[], districts),
      openid_subject = coalesce(${change.openid ?? null}, openid_subject)
    where login = ${login} returning id, role, districts`;
  if (!row) throw unknown(login);
  await mark(tx, 'staff.changed', row.id, { role: row.role, districts: row.districts.join(' ') });
}

/** The id of whoever signs in by this name and may. Refuses with `unknown-staff`. */
export async function activeStaff(tx: Tx, login: string): Promise<string> {
  const [row] = await tx.sql<{ id: string }>`
    select id from platform.staff where login = ${login} and active`;
  if (!row) throw unknown(login);
  return row.id;
}

/** Of some who are connected (people or tokens, by id), those who may still be, with what they may. */
export function selectStillAllowed(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; role: string; districts: string[] }[]> {
  return tx.sql`
    select id::text, role, districts from platform.staff where active and id::text = any (${ids})
    union all
    select t.id::text, t.role, t.districts from platform.tokens t left join platform.staff s on s.id = t.staff_id
    where t.id::text = any (${ids}) and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
      and (s.id is null or s.active)`;
}

function unknown(login: string): Refused {
  return new Refused(
    'unknown-staff',
    404,
    `Nobody signs in as "${login}". See the names with: npm run -s ansim -- staff list`,
  );
}
