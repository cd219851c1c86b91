// Emergency overrides: asking, deciding, carrying out, opening, ending; and her side of it.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { deskRoles } from '#programme/reports/names.ts';
import { hoursChoices, refusals, whats } from './names.ts';
import {
  candidateSchema,
  handedSchema,
  herOverrideSchema,
  newOverrideSchema,
  overrideSchema,
  preparedSchema,
} from './shapes.ts';

export type { Candidate, Handed, HerOverride, NewOverride, Override } from './shapes.ts';

const one = z.object({ id: z.uuid() });

export const overridesContract = defineContract({
  'GET /api/overrides': {
    summary: 'Overrides that the own desks ask for, decide on, or hold the key for',
    roles: deskRoles,
    reply: z.object({
      items: z.array(overrideSchema),
      hours: z
        .array(z.number().int())
        .describe(`How long may be asked for: of ${hoursChoices.join(', ')} what the city allows`),
    }),
  },
  'POST /api/overrides/prepare': {
    summary: 'Which report a number names, and which desk will decide; nothing is asked yet',
    roles: deskRoles,
    ownTransaction: true,
    body: z.object({
      number: z.string().max(60).describe('Twelve digits that a colleague reads out, or its id'),
      desk: z.uuid().describe('The own desk'),
      what: z.enum(whats),
    }),
    reply: preparedSchema,
  },
  'POST /api/overrides': {
    summary: 'Ask for one part or entry that she did not give; she sees it from this moment',
    roles: deskRoles,
    ownTransaction: true,
    status: 201,
    body: newOverrideSchema,
    reply: overrideSchema,
  },
  'POST /api/overrides/:id/review': {
    summary: 'Decide: of the deciding desk, and of none that asks or takes part',
    roles: deskRoles,
    ownTransaction: true,
    params: one,
    body: z.discriminatedUnion('approve', [
      z.object({ approve: z.literal(true) }),
      z.object({ approve: z.literal(false), why: z.enum(refusals) }),
    ]),
    reply: overrideSchema,
  },
  'GET /api/overrides/:id/keys': {
    summary: 'What a key holder may re-wrap for it: keys of the own desks, nothing sealed',
    roles: deskRoles,
    params: one,
    reply: z.object({ items: z.array(candidateSchema) }),
  },
  'POST /api/overrides/:id/carry-out': {
    summary: 'Hand over the key of one part or entry, wrapped in the browser for the asking desk',
    roles: deskRoles,
    ownTransaction: true,
    params: one,
    body: candidateSchema.pick({ of: true }).extend({
      item: z.uuid(),
      desk: z.uuid().describe('The own desk that holds it'),
      recipient: z.uuid().describe('Newest key of the asking desk'),
      wrap: handedSchema.shape.wrap,
    }),
    reply: overrideSchema,
  },
  'POST /api/overrides/:id/open': {
    summary: 'What was handed over; leaves a mark that she sees',
    roles: deskRoles,
    params: one,
    body: z.object({}),
    reply: handedSchema,
  },
  'POST /api/overrides/:id/end': {
    summary: 'End it before its time: what was handed over is closed at once and destroyed',
    roles: deskRoles,
    ownTransaction: true,
    params: one,
    body: z.object({}),
    reply: overrideSchema,
  },
  'GET /api/overrides/mine': {
    summary:
      'Hers (Authorization: Receipt TOKEN): who asked for what of her report and why, who decided, who opened it, until when',
    roles: 'public',
    ownTransaction: true,
    reply: z.object({ items: z.array(herOverrideSchema) }),
  },
});
