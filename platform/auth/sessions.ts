// Signed-in browsers and service tokens: who sent this request.
import { type Actor, type Database, system, type Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { fitsPassword, hashSecret, newSecret } from './secrets.ts';

export const sessionCookie = 'ansim_session';
const sessionHours = 14;
const attemptsInQuarterHour = 10;

type StaffRow = {
  id: string;
  name: string;
  role: string;
  districts: string[];
  password_hash: string | null;
};

/** Signs in by password, which only a demo city allows; answers the cookie's value. Refuses with `wrong-password` or `too-many-attempts`. */
export async function signInByPassword(
  tx: Tx,
  login: string,
  password: string,
): Promise<{ token: string; actor: Actor }> {
  const [tries] = await tx.sql<{ count: number }>`
    select count(*)::int as count from platform.sign_in_attempts where login = ${login} and at > now() - interval '15 minutes'`;
  if (tries!.count >= attemptsInQuarterHour)
    throw new Refused(
      'too-many-attempts',
      429,
      'Too many wrong passwords for this name. Wait a quarter of an hour.',
    );
  const [staff] = await tx.sql<StaffRow>`
    select id, name, role, districts, password_hash from platform.staff where login = ${login} and active`;
  if (!staff?.password_hash || !(await fitsPassword(password, staff.password_hash))) {
    throw new Refused('wrong-password', 401, 'The name or the password is wrong.');
  }
  return { token: await openSession(tx, staff.id), actor: toActor(staff) };
}

/** Keeps a wrong try, in a transaction of its own because the sign-in itself is rolled back. */
export async function keepAttempt(db: Database, login: string): Promise<void> {
  await db.transaction(system, async (tx) => {
    await tx.sql`delete from platform.sign_in_attempts where at < now() - interval '15 minutes'`;
    await tx.sql`insert into platform.sign_in_attempts (login) values (${login.slice(0, 60)})`;
  });
}

/** Opens a session for a member of staff and answers the secret for the cookie. */
export async function openSession(tx: Tx, staffId: string): Promise<string> {
  const token = newSecret();
  await tx.sql`
    insert into platform.sessions (token_hash, staff_id, expires_at)
    values (${hashSecret(token)}, ${staffId}, now() + make_interval(hours => ${sessionHours}))`;
  return token;
}

/** Ends a session. */
export async function endSession(tx: Tx, token: string): Promise<void> {
  await tx.sql`delete from platform.sessions where token_hash = ${hashSecret(token)}`;
}

/** The member of staff behind a cookie, or `null`. */
export async function findSession(tx: Tx, token: string): Promise<Actor | null> {
  const [staff] = await tx.sql<StaffRow>`
    select s.id, s.name, s.role, s.districts
    from platform.sessions e join platform.staff s on s.id = e.staff_id
    where e.token_hash = ${hashSecret(token)} and e.expires_at > now() and s.active`;
  return staff ? toActor(staff) : null;
}

/** The machine behind a bearer token, or `null`. */
export async function findToken(tx: Tx, token: string): Promise<Actor | null> {
  const [row] = await tx.sql<{ id: string; name: string; role: string; districts: string[] }>`
    select t.id, t.name, t.role, t.districts from platform.tokens t left join platform.staff s on s.id = t.staff_id
    where t.token_hash = ${hashSecret(token)} and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
      and (s.id is null or s.active)`;
  return row ? toActor(row) : null;
}

/** Makes a service token; it is shown once and kept only as a hash. It dies with the sign-in of `staffId`, where somebody answers for it. */
export async function createToken(
  tx: Tx,
  token: {
    name: string;
    role: string;
    districts: readonly string[];
    days: number | null;
    staffId?: string;
  },
): Promise<{ id: string; token: string }> {
  const secret = `ansim_${newSecret()}`;
  const [row] = await tx.sql<{ id: string }>`
    insert into platform.tokens (token_hash, name, role, districts, expires_at, staff_id)
    values (${hashSecret(secret)}, ${token.name}, ${token.role}, ${token.districts}, now() + make_interval(days => ${token.days}),
      ${token.staffId ?? null})
    returning id`;
  return { id: row!.id, token: secret };
}

/** Takes a service token back; answers whether there was one. */
export async function revokeToken(tx: Tx, id: string): Promise<boolean> {
  const rows =
    await tx.sql`update platform.tokens set revoked_at = now() where id = ${id} and revoked_at is null returning id`;
  return rows.length > 0;
}

function toActor(row: { id: string; name: string; role: string; districts: string[] }): Actor {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    districts: row.districts.includes('*') ? 'all' : row.districts,
  };
}
