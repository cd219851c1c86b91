// Links by which a member of staff enrols their first passkey; the secret is in the fragment, which browsers never send.
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { hashSecret, newSecret } from './secrets.ts';

/** Makes the one link of a member of staff, good for `hours`; a former one dies. Answers the secret, kept only as a hash. */
export async function createEnrolment(tx: Tx, staffId: string, hours = 48): Promise<string> {
  const token = newSecret();
  await tx.sql`
    insert into platform.enrolments (token_hash, staff_id, expires_at)
    values (${hashSecret(token)}, ${staffId}, now() + make_interval(hours => ${hours}))
    on conflict (staff_id) do update set token_hash = excluded.token_hash, created_at = now(), expires_at = excluded.expires_at`;
  return token;
}

/** The address to hand over in person. `origin` such as `https://ansim.example.city`. */
export function enrolmentLink(origin: string, token: string): string {
  return `${origin.replace(/\/$/, '')}/desk#enrol=${token}`;
}

export type EnrollingStaff = { id: string; login: string; name: string };

/** Whose link this is; refuses with `enrolment-over` when it was used or has run out. */
export async function findEnrolment(tx: Tx, token: string): Promise<EnrollingStaff> {
  const [row] = await tx.sql<EnrollingStaff>`
    select s.id, s.login, s.name from platform.enrolments e join platform.staff s on s.id = e.staff_id
    where e.token_hash = ${hashSecret(token)} and e.expires_at > now() and s.active`;
  if (!row) throw over();
  return row;
}

/** Uses the link up; of two who try at once one is refused with `enrolment-over`. */
export async function useEnrolment(tx: Tx, token: string): Promise<EnrollingStaff> {
  const staff = await findEnrolment(tx, token);
  const rows =
    await tx.sql`delete from platform.enrolments where token_hash = ${hashSecret(token)} returning staff_id`;
  if (rows.length === 0) throw over();
  return staff;
}

function over(): Refused {
  return new Refused(
    'enrolment-over',
    410,
    'This link was used or has run out. Ask your administrator for a new one.',
  );
}
