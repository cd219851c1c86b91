// Requests and replies of the register of advisers: who they are, what they advise on, their absence, capacity and conflicts.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { fields, keeperRoles, specialties } from './names.ts';

const id = z.object({ id: z.uuid() });
const moment = z.iso.datetime({ offset: true }).nullable();
const languages = z
  .array(z.string().regex(/^[a-z]{2,3}$/))
  .min(1)
  .max(8);
const capacity = z.number().int().min(0).max(20).describe('Referrals at a time');

const registered = z.object({
  specialty: z.enum(specialties),
  fields: z.array(z.enum(fields)).max(fields.length).describe('Of the own specialty'),
  districts: z.array(z.string().min(1).max(10)).min(1).max(40),
  languages,
  capacity,
  active: z.boolean(),
});
const absence = z.object({
  awayFrom: moment.describe('Asked nothing from then on; null: not away'),
  awayUntil: moment.describe('Back then; null: until it is said'),
});

const adviser = registered.extend({
  ...absence.shape,
  id: z.string(),
  name: z.string(),
  conflicts: z.array(z.string()).describe('Desks whose cases they are never offered'),
  updatedAt: z.string(),
});
export type Adviser = z.infer<typeof adviser>;

export const advisersContract = defineContract({
  'GET /api/advisers': {
    summary: "The Advisory Group, as far as it serves the caller's districts",
    roles: [...keeperRoles, 'auditor'],
    query: z.object({
      specialty: z.enum(specialties).optional(),
      district: z.string().max(10).optional(),
    }),
    reply: z.object({ items: z.array(adviser) }),
  },
  'POST /api/advisers': {
    summary:
      'Take a sign-in of the role adviser into the register; `no-adviser-account`, `adviser-known`, `other-specialty`, `other-district`',
    roles: keeperRoles,
    ownTransaction: true,
    status: 201,
    body: registered.omit({ active: true }).extend({ login: z.string().trim().min(1).max(60) }),
    reply: adviser,
  },
  'PATCH /api/advisers/:id': {
    summary: 'Change what is written; `changed-meanwhile` (409) when somebody was quicker',
    roles: keeperRoles,
    params: id,
    body: registered.extend(absence.shape).partial().extend({ updatedAt: z.string() }),
    reply: adviser,
  },
  'POST /api/advisers/:id/conflicts': {
    summary: 'Declare conflicts with desks, or take them back',
    roles: keeperRoles,
    params: id,
    body: z.object({
      add: z.array(z.uuid()).max(60).default([]),
      remove: z.array(z.uuid()).max(60).default([]),
    }),
    reply: adviser,
  },
  'GET /api/advisers/mine': {
    summary: "The adviser's own line of the register",
    roles: ['adviser'],
    reply: adviser,
  },
  'PATCH /api/advisers/mine': {
    summary: 'An adviser sets capacity, languages and absence',
    roles: ['adviser'],
    body: absence.extend({ languages, capacity }).partial().extend({ updatedAt: z.string() }),
    reply: adviser,
  },
  'POST /api/advisers/mine/conflicts': {
    summary: 'An adviser declares a conflict with desks; who keeps the register may take it back',
    roles: ['adviser'],
    body: z.object({ add: z.array(z.uuid()).min(1).max(60) }),
    reply: adviser,
  },
});
