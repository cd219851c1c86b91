// Referrals: a desk asks the Advisory Group about a case with her word; the adviser's side of it, and hers.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { deskRoles } from '#programme/reports/names.ts';
import { deskSchema, sealedSchema, wrapSchema } from '#programme/reports/shapes.ts';
import {
  adviserWords,
  consents,
  endReasons,
  fields,
  referralStates,
  specialties,
  teamEndReasons,
} from './names.ts';

const id = z.object({ id: z.uuid() });
const time = z.string().describe('ISO 8601');
const need = {
  specialty: z.enum(specialties),
  fields: z.array(z.enum(fields)),
  district: z.string(),
  language: z.string(),
};

const wrap = z.object({ recipient: z.uuid(), wrap: wrapSchema });
const newPaper = z.object({
  id: z.uuid(),
  sealed: sealedSchema,
  forDesk: wrap.describe('Under the newest key of the desk that asks'),
  forAdviser: wrap.describe('Under the key of the adviser'),
});
export type NewPaper = z.infer<typeof newPaper>;

const paper = z.object({
  id: z.string(),
  kind: z.enum(['brief', 'answer']),
  byName: z.string().nullable(),
  at: time,
  sealed: z.string(),
  wraps: z.array(wrap).describe('For whoever asks'),
});
export type Paper = z.infer<typeof paper>;

const referral = z.object({
  ...need,
  id: z.string(),
  case: z.string(),
  desk: z.string().describe('Who asks'),
  by: z.string().nullable(),
  consent: z.enum(consents).nullable().describe('How she said yes; null: she has not answered'),
  state: z.enum(referralStates),
  madeAt: time,
  consentedAt: time.nullable(),
  asked: z.number().int().describe('How many advisers it was offered to'),
  answerBy: time.nullable().describe('Until when the open offer stands'),
  holder: z
    .object({ id: z.string(), name: z.string(), key: z.string().nullable() })
    .nullable()
    .describe('Who has it, with the key to which a brief is sealed'),
  endedAt: time.nullable(),
  endReason: z.enum(endReasons).nullable(),
  papers: z.array(paper).describe('Those of the own desk'),
});
export type Referral = z.infer<typeof referral>;

const asked = z.object({
  ...need,
  id: z.string(),
  desk: deskSchema.describe('Who asks'),
  offeredAt: time,
  answerBy: time,
});
/** An adviser's sight of a referral: what is needed in clear, and, once it is theirs, the papers. */
const advice = z.object({
  offers: z.array(asked),
  taken: z.array(asked.extend({ papers: z.array(paper) })),
});
export type Advice = z.infer<typeof advice>;

const hers = z.object({
  id: z.string(),
  specialty: z.enum(specialties),
  fields: z.array(z.enum(fields)),
  desk: deskSchema,
  state: z.enum(referralStates),
  consent: z.enum(consents).nullable(),
  madeAt: time,
  adviser: z.string().nullable().describe('Their name, while they have it'),
  briefedAt: time.nullable().describe('When they were first told something of it'),
  answeredAt: time.nullable(),
  endedAt: time.nullable(),
  endReason: z.enum(endReasons).nullable(),
});
export type HerReferral = z.infer<typeof hers>;
const allHers = z.object({ items: z.array(hers) });

export const referralsContract = defineContract({
  'GET /api/referrals': {
    summary: 'Referrals of a case that the own desks take part in',
    roles: deskRoles,
    query: z.object({ case: z.uuid() }),
    reply: z.object({ items: z.array(referral) }),
  },
  'POST /api/referrals': {
    summary:
      'Ask the Advisory Group: she is asked on her page first, or said yes to a member who writes it down; `not-on-it`, `other-specialty`, `referral-open`',
    roles: deskRoles,
    ownTransaction: true,
    status: 201,
    body: z.object({
      case: z.uuid(),
      desk: z.uuid().describe('The own desk'),
      specialty: z.enum(specialties),
      fields: z.array(z.enum(fields)).max(6),
      consent: z
        .enum(['telephone', 'in-person'])
        .nullable()
        .describe('How she said yes; null: she is asked on her page'),
    }),
    reply: referral,
  },
  'POST /api/referrals/:id/papers': {
    summary: 'Brief the adviser who took it; `wrong-referral-state`, `key-replaced`',
    roles: deskRoles,
    ownTransaction: true,
    params: id,
    status: 201,
    body: newPaper,
    reply: referral,
  },
  'POST /api/referrals/:id/end': {
    summary: 'End it: everything of it is closed to the adviser',
    roles: deskRoles,
    params: id,
    body: z.object({ reason: z.enum(teamEndReasons) }),
    reply: referral,
  },
  'GET /api/advice': {
    summary: "An adviser's offers, and what they took with its papers",
    roles: ['adviser'],
    reply: advice,
  },
  'POST /api/advice/:id/word': {
    summary:
      'Accept or decline an offer, declare a conflict, or give back what was taken; the next adviser is asked at once',
    roles: ['adviser'],
    ownTransaction: true,
    params: id,
    body: z.object({ word: z.enum(adviserWords) }),
    reply: advice,
  },
  'POST /api/advice/:id/papers': {
    summary: 'Answer, sealed to the desk that asked; `wrong-referral-state`, `key-replaced`',
    roles: ['adviser'],
    ownTransaction: true,
    params: id,
    status: 201,
    body: newPaper,
    reply: advice,
  },
  'GET /api/referrals/mine': {
    summary: 'Hers (Authorization: Receipt TOKEN): who is asked about her, for what, since when',
    roles: 'public',
    ownTransaction: true,
    reply: allHers,
  },
  'POST /api/referrals/mine/:id/word': {
    summary: 'Hers: yes or no to being asked about, end it at once, or not this adviser',
    roles: 'public',
    ownTransaction: true,
    params: id,
    body: z.object({ word: z.enum(['yes', 'no', 'end', 'not-them']) }),
    reply: allHers,
  },
});
export type HerWord = z.infer<
  (typeof referralsContract)['POST /api/referrals/mine/:id/word']['body']
>['word'];
