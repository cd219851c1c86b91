// Requests and replies of recruiting: who applies, how far it is, and taking them on.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { applicantSources, applicantStates, declineReasons, personKinds } from './names.ts';

const keepers = ['manager', 'administrator'];
const id = z.object({ id: z.uuid() });

const applicant = z.object({
  id: z.string(),
  name: z.string(),
  phone: z.string().nullable(),
  kind: z.enum(personKinds),
  district: z.string(),
  languages: z.array(z.string()),
  source: z.enum(applicantSources),
  priority: z.boolean().describe('Of those whom the city hires first; which group is not kept'),
  state: z.enum(applicantStates),
  reason: z.enum(declineReasons).nullable(),
  vettedUntil: z.string().nullable(),
  trainedUntil: z.string().nullable(),
  appliedAt: z.string(),
});
export type Applicant = z.infer<typeof applicant>;

/** One step: the interview was had, vetted or trained until a day, declined with a reason, or they do not want any more. */
const step = z.discriminatedUnion('step', [
  z.object({ step: z.literal('interview') }),
  z.object({ step: z.literal('vet'), until: z.iso.date().describe('Last valid day') }),
  z.object({ step: z.literal('train'), until: z.iso.date().describe('Last valid day') }),
  z.object({ step: z.literal('decline'), reason: z.enum(declineReasons) }),
  z.object({ step: z.literal('withdraw') }),
]);
export type ApplicantStep = z.infer<typeof step>;

export const applicantsContract = defineContract({
  'GET /api/applicants': {
    summary: 'Who applies to walk, first those whom the city hires first, then by the day',
    roles: keepers,
    reply: z.object({
      items: z.array(applicant),
      keptDays: z.number().int().describe('Erased so many days after the end'),
    }),
  },
  'POST /api/applicants': {
    summary: 'Write an application down',
    roles: keepers,
    status: 201,
    body: z.object({
      name: z.string().trim().min(1).max(60),
      phone: z
        .string()
        .regex(/^[0-9+*#() -]{3,20}$/)
        .nullable()
        .default(null),
      kind: z.enum(personKinds),
      district: z.string().max(10),
      languages: z
        .array(z.string().regex(/^[a-z]{2,3}$/))
        .min(1)
        .max(8)
        .default(['ko']),
      source: z.enum(applicantSources),
      priority: z.boolean().default(false),
    }),
    reply: applicant,
  },
  'POST /api/applicants/:id/step': {
    summary: 'The next step; `not-now` (409) when it is not its turn',
    roles: keepers,
    params: id,
    body: step,
    reply: applicant,
  },
  'POST /api/applicants/:id/take-on': {
    summary: 'Take them on: they become a person with a contract, vetted and trained as written',
    roles: keepers,
    params: id,
    status: 201,
    body: z.object({
      staffNumber: z.string().regex(/^[A-Za-z0-9-]{2,20}$/),
      contractFrom: z.iso.date(),
      contractUntil: z.iso.date().nullable().default(null),
      payPerHour: z.number().int().min(0).max(1_000_000).nullable().default(null),
    }),
    reply: z.object({ applicant, person: z.string() }),
  },
});
