// Open sign-in ceremonies: a challenge that one browser may answer once within five minutes.
import { type Database, system } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';

/** Names the ceremony to the browser that began it. */
export const ceremonyCookie = 'ansim_ceremony';

export type Purpose = 'enrol' | 'sign-in' | 'openid';

/** Keeps a challenge; answers the value of the cookie. */
export async function openCeremony(
  db: Database,
  ceremony: { purpose: Purpose; challenge: string; staffId?: string },
): Promise<string> {
  const [row] = await db.transaction(
    system,
    (tx) => tx.sql<{ id: string }>`
    insert into platform.challenges (purpose, challenge, staff_id)
    values (${ceremony.purpose}, ${ceremony.challenge}, ${ceremony.staffId ?? null}) returning id`,
  );
  return row!.id;
}

/**
 * Takes the challenge away, in a transaction of its own so that a wrong answer uses it up too. Refuses with
 * `ceremony-over` when it was used, is older than five minutes, or belongs to somebody else.
 */
export async function takeCeremony(
  db: Database,
  wanted: { id: string | undefined; purpose: Purpose; staffId?: string },
): Promise<string> {
  const id = /^[0-9a-f-]{36}$/.test(wanted.id ?? '') ? wanted.id : undefined;
  const [row] = id
    ? await db.transaction(
        system,
        (tx) => tx.sql<{ challenge: string }>`
    delete from platform.challenges
    where id = ${id} and purpose = ${wanted.purpose} and expires_at > now()
      and staff_id is not distinct from ${wanted.staffId ?? null}::uuid
    returning challenge`,
      )
    : [];
  if (!row) throw new Refused('ceremony-over', 409, 'This took too long, or was used. Try again.');
  return row.challenge;
}

/** Removes what has run out: sessions, ceremonies, enrolment links and wrong tries. Run it every minute. */
export async function sweepAccess(db: Database): Promise<void> {
  await db.transaction(system, async (tx) => {
    await tx.sql`delete from platform.challenges where expires_at < now()`;
    await tx.sql`delete from platform.sessions where expires_at < now()`;
    await tx.sql`delete from platform.enrolments where expires_at < now()`;
    await tx.sql`delete from platform.sign_in_attempts where at < now() - interval '15 minutes'`;
  });
}
