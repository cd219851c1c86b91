// Who applies to walk: what was fetched, and each step as one call.
import { signal } from '@preact/signals';
import type { z } from 'zod';
import { createClient, type Problem } from '#platform/ui/client.ts';
import type { Applicant, ApplicantStep, applicantsContract } from '../../applicants-contract.ts';
import { fetchPeople, take } from './people-state.ts';
import { t } from './words.ts';

const call = createClient<typeof applicantsContract>();
export type NewApplicant = z.input<(typeof applicantsContract)['POST /api/applicants']['body']>;
export type TakeOn = z.input<
  (typeof applicantsContract)['POST /api/applicants/:id/take-on']['body']
>;

export const applicants = signal<readonly Applicant[] | null>(null);
export const keptDays = signal(0);
export const applicantsProblem = signal<Problem | null>(null);

/** Over: nothing can be done with it any more. */
export function isOver({ state }: Applicant): boolean {
  return state === 'taken-on' || state === 'declined' || state === 'withdrawn';
}

export async function fetchApplicants(): Promise<void> {
  const answer = await call('GET /api/applicants', {});
  applicantsProblem.value = answer.ok ? null : answer.problem;
  if (!answer.ok) return;
  applicants.value = answer.value.items;
  keptDays.value = answer.value.keptDays;
}

async function changed<T>(asking: Promise<T | null>): Promise<T | null> {
  const value = await asking;
  await fetchApplicants();
  return value;
}

export const addApplicant = (body: NewApplicant) =>
  changed(take(call('POST /api/applicants', { body }), t('applicant.added', { name: body.name })));
export const stepApplicant = (applicant: Applicant, step: ApplicantStep) =>
  changed(
    take(
      call('POST /api/applicants/:id/step', { params: { id: applicant.id }, body: step }),
      t(`applicant.done.${step.step}`, { name: applicant.name }),
    ),
  );
export async function takeOn(applicant: Applicant, body: TakeOn) {
  const done = await changed(
    take(
      call('POST /api/applicants/:id/take-on', { params: { id: applicant.id }, body }),
      t('applicant.done.take-on', { name: applicant.name }),
    ),
  );
  await fetchPeople();
  return done;
}
