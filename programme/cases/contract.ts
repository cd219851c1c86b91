// Cases: taking one on, working on it, who is on it, closing; the team and its duty; and her side of it.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { deskRoles } from '#programme/reports/names.ts';
import { closings, professions } from './names.ts';
import {
  caseSchema,
  caseSummarySchema,
  classificationSchema,
  entryStepSchema,
  entryWrapSchema,
  herCaseSchema,
  newEntrySchema,
  teamSchema,
} from './shapes.ts';

export type {
  Case,
  CaseSummary,
  Classification,
  Entry,
  HerCase,
  NewEntry,
  Team,
} from './shapes.ts';

const one = z.object({ id: z.uuid().describe('The report’s') });
const entry = one.extend({ entry: z.uuid() });
const keepers = ['manager', 'administrator'];
const moment = z.iso.datetime({ offset: true });
const shift = z.object({ staff: z.uuid(), startsAt: moment, endsAt: moment });
const fiveSteps = z.number().int().min(1).max(5).nullable();

export const casesContract = defineContract({
  'GET /api/cases': {
    summary: 'Cases that the desks of whoever asks take part in, nothing of them opened',
    roles: deskRoles,
    reply: z.object({ items: z.array(caseSummarySchema) }),
  },
  'POST /api/cases': {
    summary:
      'Take a report on: acknowledges it and makes the case; who comes second gets the case that is there',
    roles: deskRoles,
    status: 201,
    body: z.object({ report: z.uuid(), desk: z.uuid().describe('The own desk') }),
    reply: caseSummarySchema,
  },
  'POST /api/cases/:id/open': {
    summary: 'The case with its sealed entries; leaves a mark that she sees',
    roles: deskRoles,
    params: one,
    body: z.object({}),
    reply: caseSchema,
  },
  'POST /api/cases/:id/declare': {
    summary:
      'Before working on it: nobody in it is family, friend, colleague, employer or earlier client (conflict: false), or somebody is, and the case is closed to you',
    roles: deskRoles,
    params: one,
    body: z.object({ conflict: z.boolean() }),
    reply: z.object({ open: z.boolean(), case: caseSummarySchema.nullable() }),
  },
  'POST /api/cases/:id/members': {
    summary: 'Ask somebody of the team to work on it; they declare first',
    roles: deskRoles,
    params: one,
    status: 201,
    body: z.object({ staff: z.uuid() }),
    reply: caseSummarySchema,
  },
  'POST /api/cases/:id/lead': {
    summary: 'Who answers for it: somebody who works on it',
    roles: deskRoles,
    params: one,
    body: z.object({ staff: z.uuid() }),
    reply: caseSummarySchema,
  },
  'POST /api/cases/:id/entries': {
    summary: 'Write: sealed, for the own desk and others that take part',
    roles: deskRoles,
    params: one,
    status: 201,
    body: newEntrySchema,
    reply: caseSchema,
  },
  'POST /api/cases/:id/entries/:entry/step': {
    summary: 'A task done or dropped, a date moved, a service with its outcome, another owner',
    roles: deskRoles,
    params: entry,
    body: entryStepSchema,
    reply: caseSchema,
  },
  'POST /api/cases/:id/entries/:entry/wraps': {
    summary: 'Hand an entry on to another desk that takes part',
    roles: deskRoles,
    params: entry,
    status: 201,
    body: z.object({ desk: z.uuid(), wraps: z.array(entryWrapSchema).min(1).max(20) }),
    reply: caseSchema,
  },
  'POST /api/cases/:id/classify': {
    summary: 'Count it, once: its type and what else is known; kept apart from the case',
    roles: deskRoles,
    params: one,
    body: classificationSchema,
    reply: caseSummarySchema,
  },
  'POST /api/cases/:id/close': {
    summary: 'Close it: nothing may be open any more',
    roles: deskRoles,
    params: one,
    body: z.object({ closing: z.enum(closings) }),
    reply: caseSummarySchema,
  },
  'POST /api/cases/:id/reopen': {
    summary: 'Go on with a closed case',
    roles: deskRoles,
    params: one,
    body: z.object({}),
    reply: caseSummarySchema,
  },
  'GET /api/teams': {
    summary:
      'Crisis intervention teams: who is in them, on duty and how busy, and their shifts from yesterday to the coming month, or of the days asked for (62 at most)',
    roles: [...deskRoles, ...keepers, 'auditor'],
    ownTransaction: true,
    query: z.object({
      district: z.string().max(20).optional(),
      from: moment.optional(),
      to: moment.optional(),
    }),
    reply: z.object({ items: z.array(teamSchema) }),
  },
  'GET /api/teams/:district/candidates': {
    summary: 'Whose sign-in fits a profession of the team and who are not in it',
    roles: keepers,
    ownTransaction: true,
    params: z.object({ district: z.string().max(20) }),
    reply: z.object({
      items: z.array(
        z.object({
          staff: z.string(),
          name: z.string(),
          professions: z.array(z.enum(professions)),
        }),
      ),
    }),
  },
  'POST /api/teams/:district/members': {
    summary:
      'Take somebody into a team, change what they are in it, or let them go (profession: null); who is away or gone leaves the roster from now on',
    roles: keepers,
    ownTransaction: true,
    params: z.object({ district: z.string().max(20) }),
    body: z.object({
      staff: z.uuid(),
      profession: z.enum(professions).nullable(),
      capacity: z.number().int().min(0).max(200).optional(),
      active: z.boolean().optional(),
    }),
    reply: teamSchema,
  },
  'POST /api/teams/:district/shifts': {
    summary: 'Put somebody of the team on duty; nobody is at two places at once',
    roles: keepers,
    ownTransaction: true,
    params: z.object({ district: z.string().max(20) }),
    status: 201,
    body: shift,
    reply: teamSchema,
  },
  'PUT /api/teams/:district/shifts/:shift': {
    summary: 'Change who is on duty or when, while it is not over',
    roles: keepers,
    ownTransaction: true,
    params: z.object({ district: z.string().max(20), shift: z.uuid() }),
    body: shift,
    reply: teamSchema,
  },
  'DELETE /api/teams/:district/shifts/:shift': {
    summary: 'Take a shift off the roster, while it is not over',
    roles: keepers,
    ownTransaction: true,
    params: z.object({ district: z.string().max(20), shift: z.uuid() }),
    reply: teamSchema,
  },
  'GET /api/cases/mine': {
    summary:
      'Hers (Authorization: Receipt TOKEN): who has her case, who looked at it, when it is destroyed',
    roles: 'public',
    ownTransaction: true,
    reply: z.object({ case: herCaseSchema.nullable() }),
  },
  'POST /api/cases/mine/not-them': {
    summary: 'Hers: this person shall see nothing of it',
    roles: 'public',
    ownTransaction: true,
    body: z.object({ staff: z.uuid() }),
    reply: z.object({ case: herCaseSchema.nullable() }),
  },
  'POST /api/cases/mine/satisfaction': {
    summary:
      'Hers, after closing, once: two answers of five, kept apart from the case and shuffled',
    roles: 'public',
    ownTransaction: true,
    body: z.object({ helped: fiveSteps, respected: fiveSteps }),
    reply: z.object({ case: herCaseSchema.nullable() }),
  },
});
