// Requests and replies of being accompanied without scouts: a destination or a time, people who follow, and help when she is overdue.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { fixSchema, keySchema, lat, lon, moment } from './shapes.ts';

const id = z.object({ id: z.uuid() });

export const companionViewSchema = z.object({
  id: z.string(),
  state: z.enum(['under-way', 'asked', 'help-called', 'over']),
  dueAt: z.string().nullable(),
  askBy: z.string().nullable().describe('She was asked whether she is well; help is called then'),
  sharing: z.boolean(),
  links: z.number().int(),
});
export type CompanionView = z.infer<typeof companionViewSchema>;

const step = { roles: 'device', params: id, reply: companionViewSchema } as const;

/** `Authorization: Companion KEY`; people she trusts send `Authorization: Link TOKEN`. */
export const companionContract = defineContract({
  'POST /api/companions': {
    summary: 'Set out: a time, and a destination if she wants; told again, it is the same way',
    roles: 'device',
    status: 201,
    body: z.object({
      id: z.uuid(),
      key: keySchema,
      dueAt: moment.describe('She should have arrived by then'),
      destination: z
        .object({ lat, lon, words: z.string().trim().max(120).nullable().default(null) })
        .nullable()
        .default(null),
      callback: z
        .string()
        .trim()
        .regex(/^\+?[0-9][0-9 -]{6,18}$/)
        .nullable()
        .default(null),
      language: z
        .string()
        .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
        .default('ko'),
      links: z.array(keySchema).max(10).default([]).describe('Tokens made on her phone'),
    }),
    reply: companionViewSchema,
  },
  'GET /api/companions/:id': { summary: 'Her way as it is now; `over` once it is erased', ...step },
  'POST /api/companions/:id/position': {
    summary: 'Where she is; the newest only',
    ...step,
    body: fixSchema,
  },
  'POST /api/companions/:id/extend': {
    summary: 'It takes longer, or: I am well',
    ...step,
    body: z.object({ dueAt: moment }),
  },
  'POST /api/companions/:id/links': {
    summary: 'One more person follows',
    ...step,
    body: z.object({ token: keySchema }),
  },
  'POST /api/companions/:id/links/end': {
    summary: 'This one follows no longer: the link is dead at once; the others stay',
    ...step,
    body: z.object({ token: keySchema }),
  },
  'POST /api/companions/:id/arrived': {
    summary: 'She is there: everything is erased and every link dies',
    ...step,
    body: z.object({}),
  },
  'POST /api/companions/:id/help': {
    summary: 'Help now, without waiting for the time',
    ...step,
    body: z.object({ silent: z.boolean().default(false), fix: fixSchema.nullable().default(null) }),
  },
  'GET /api/shared-way': {
    summary: 'What a trusted person sees while it lasts; afterwards `gone` (410)',
    roles: 'device',
    reply: z.object({
      state: z.enum(['under-way', 'asked', 'help-called']),
      dueAt: z.string(),
      position: z
        .object({ lat: z.number(), lon: z.number(), accuracy: z.number(), at: z.string() })
        .nullable(),
      destination: z
        .object({ lat: z.number(), lon: z.number(), words: z.string().nullable() })
        .nullable(),
    }),
  },
});
