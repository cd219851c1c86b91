// Recruiting, one function a verb; each leaves a mark, and what ended is erased after the days that the city chose.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import type { Applicant, ApplicantStep, applicantsContract } from './applicants-contract.ts';
import { afterStep } from './rules/applicants.ts';
import { addPerson } from './service.ts';

type Row = Omit<Applicant, 'appliedAt'> & { appliedAt: Date };

/** Applicants whom the actor may see: open ones first, and among them those whom the city hires first, then by the day. */
export async function selectApplicants(tx: Tx, id: string | null = null): Promise<Applicant[]> {
  const rows = await tx.sql<Row>`
    select id, name, phone, kind, district, languages, source, priority, state, reason, vetted_until::text as "vettedUntil",
      trained_until::text as "trainedUntil", applied_at as "appliedAt"
    from network.applicants where ${id}::uuid is null or id = ${id}
    order by state in ('taken-on', 'declined', 'withdrawn'), priority desc, applied_at limit 2000`;
  return rows.map((row) => ({ ...row, appliedAt: row.appliedAt.toISOString() }));
}

async function applicantOf(tx: Tx, id: string): Promise<Applicant> {
  const [row] = await selectApplicants(tx, id);
  if (!row)
    throw new Refused(
      'no-applicant',
      404,
      'There is no such application, or not in your district.',
    );
  return row;
}

/** Writes an application down. Refuses with `other-district` and `unknown-district`. */
export async function addApplicant(
  tx: Tx,
  write: Pick<
    Applicant,
    'name' | 'phone' | 'kind' | 'district' | 'languages' | 'source' | 'priority'
  >,
): Promise<Applicant> {
  const { actor } = tx;
  if (actor.districts !== 'all' && !actor.districts.includes(write.district))
    throw new Refused('other-district', 403, 'This belongs to another district office.');
  const [row] = await tx.sql<{ id: string }>`
    insert into network.applicants (name, phone, kind, district, languages, source, priority)
    select ${write.name}, ${write.phone}, ${write.kind}, d.code, ${[...write.languages]}::text[], ${write.source}, ${write.priority}
    from city.districts d where d.code = ${write.district}
    returning id`;
  if (!row) throw new Refused('unknown-district', 400, 'This city has no such district.');
  await mark(tx, 'applicant.added', row.id);
  return applicantOf(tx, row.id);
}

async function lockNext(tx: Tx, id: string, step: ApplicantStep['step'] | 'take-on') {
  await tx.sql`select 1 from network.applicants where id = ${id} for update`;
  const known = await applicantOf(tx, id);
  const state = afterStep(known.state, step);
  if (state === null)
    throw new Refused('not-now', 409, 'It is not the turn of this step.', { state: known.state });
  return { known, state };
}

/** Takes a step. Refuses with `no-applicant` and `not-now`. */
export async function stepApplicant(tx: Tx, id: string, step: ApplicantStep): Promise<Applicant> {
  const { state } = await lockNext(tx, id, step.step);
  await tx.sql`
    update network.applicants set state = ${state}, updated_at = clock_timestamp(),
      reason = ${step.step === 'decline' ? step.reason : null},
      vetted_until = coalesce(${step.step === 'vet' ? step.until : null}::date, vetted_until),
      trained_until = coalesce(${step.step === 'train' ? step.until : null}::date, trained_until)
    where id = ${id}`;
  await mark(tx, 'applicant.stepped', id, { state });
  return applicantOf(tx, id);
}

export type Contract = {
  staffNumber: string;
  contractFrom: string;
  contractUntil: string | null;
  payPerHour: number | null;
};

/** Makes a person of somebody who was vetted and trained. Refuses with `not-now` and `staff-number-taken`. */
export async function takeOn(
  tx: Tx,
  id: string,
  contract: Contract,
): Promise<{ applicant: Applicant; person: string }> {
  const { known } = await lockNext(tx, id, 'take-on');
  const person = await addPerson(tx, {
    kind: known.kind,
    name: known.name,
    district: known.district,
    languages: known.languages,
    vettedUntil: known.vettedUntil,
    trainedUntil: known.trainedUntil,
    ...contract,
  });
  await tx.sql`
    update network.applicants set state = 'taken-on', person_id = ${person}, updated_at = clock_timestamp() where id = ${id}`;
  await mark(tx, 'applicant.taken-on', id, { person });
  return { applicant: await applicantOf(tx, id), person };
}

/** Erases applications that ended so many days ago; answers how many. */
export async function eraseApplicants(tx: Tx, keptDays: number): Promise<number> {
  const rows = await tx.sql`
    delete from network.applicants where state in ('taken-on', 'declined', 'withdrawn')
      and updated_at < now() - make_interval(days => ${keptDays}) returning 1`;
  return rows.length;
}

/** Handlers of `applicantsContract`. */
export function applicantRoutes(keptDays: () => number): Handlers<typeof applicantsContract> {
  return {
    'GET /api/applicants': async (tx) => ({
      items: await selectApplicants(tx),
      keptDays: keptDays(),
    }),
    'POST /api/applicants': (tx, _actor, { body }) => addApplicant(tx, body),
    'POST /api/applicants/:id/step': (tx, _actor, { params, body }) =>
      stepApplicant(tx, params.id, body),
    'POST /api/applicants/:id/take-on': (tx, _actor, { params, body }) =>
      takeOn(tx, params.id, body),
  };
}
