// Requests and replies of the control room: the queue, one incident, and every step an operator can take.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { incidentReaders, responders } from '#programme/city/roles.ts';
import { dispositions, doors, incidentDetailSchema, incidentSchema, states } from './shapes.ts';

export * from './shapes.ts';

const id = z.object({ id: z.string().uuid() });
const version = z
  .number()
  .int()
  .positive()
  .optional()
  .describe('Version the operator saw; a newer one refuses the step');
const text = z.string().trim().min(1).max(2000);

/** Every step answers with the whole incident as it now is. */
export const incidentsContract = defineContract({
  'GET /api/incidents': {
    summary: 'The queue, most urgent first',
    roles: incidentReaders,
    query: z.object({
      state: z.union([z.enum(['open', 'all']), z.enum(states)]).default('open'),
      district: z.string().max(10).optional(),
      door: z.enum(doors).optional(),
      q: z.string().max(80).optional().describe('Store, address, telephone or initial consonants'),
      since: z.iso.datetime({ offset: true }).optional().describe('Raised at or after'),
      limit: z.coerce.number().int().min(1).max(20000).default(20000),
    }),
    reply: z.object({
      items: z.array(incidentSchema),
      cursor: z.string().describe('Start the live feed here'),
    }),
  },
  'GET /api/incidents/rows': {
    summary: 'Queue rows of some incidents, after events named them',
    roles: incidentReaders,
    query: z.object({
      ids: z
        .string()
        .max(8000)
        .transform((text) => text.split(','))
        .pipe(z.array(z.uuid()).max(200)),
    }),
    reply: z.object({ items: z.array(incidentSchema) }),
  },
  'GET /api/incidents/:id': {
    summary: 'One incident whole',
    roles: incidentReaders,
    params: id,
    reply: incidentDetailSchema,
  },
  'POST /api/incidents/:id/acknowledge': {
    summary: 'Take the call',
    roles: responders,
    params: id,
    body: z.object({ version }),
    reply: incidentDetailSchema,
  },
  'POST /api/incidents/:id/dispatch': {
    summary: 'Send a unit',
    roles: responders,
    params: id,
    body: z.object({ version, unitId: z.string().uuid() }),
    reply: incidentDetailSchema,
  },
  'POST /api/incidents/:id/withdraw': {
    summary: 'Call a unit back',
    roles: responders,
    params: id,
    body: z.object({ unitId: z.string().uuid(), reason: text }),
    reply: incidentDetailSchema,
  },
  'POST /api/incidents/:id/on-scene': {
    summary: 'A unit has arrived',
    roles: responders,
    params: id,
    body: z.object({ version, unitId: z.string().uuid().optional() }),
    reply: incidentDetailSchema,
  },
  'POST /api/incidents/:id/close': {
    summary: 'Close with the truth about what happened',
    roles: responders,
    params: id,
    body: z.object({
      version,
      disposition: z.enum(dispositions),
      note: z.string().trim().max(2000).optional(),
      mergedInto: z.string().uuid().optional(),
    }),
    reply: incidentDetailSchema,
  },
  'POST /api/incidents/:id/reopen': {
    summary: 'Open again',
    roles: responders,
    params: id,
    body: z.object({ reason: text }),
    reply: incidentDetailSchema,
  },
  'POST /api/incidents/:id/cancel': {
    summary: 'Cancel in the countdown',
    roles: responders,
    params: id,
    body: z.object({ version }),
    reply: incidentDetailSchema,
  },
  'POST /api/incidents/:id/promote': {
    summary: 'A test was real: treat it as a call',
    roles: responders,
    params: id,
    body: z.object({ version }),
    reply: incidentDetailSchema,
  },
  'POST /api/incidents/:id/verify': {
    summary: "On the operator's word; hands over to the police where the policy waited for it",
    roles: responders,
    params: id,
    body: z.object({ version }),
    reply: incidentDetailSchema,
  },
  'POST /api/incidents/:id/notes': {
    summary: 'Write a note',
    roles: [...responders, 'hotline-agent'],
    params: id,
    body: z.object({ text }),
    reply: incidentDetailSchema,
  },
  'POST /api/incidents/:id/calls': {
    summary: 'Keep that a telephone call was made',
    roles: [...responders, 'hotline-agent'],
    params: id,
    body: z.object({
      to: z.enum(['place', 'police', 'caller', 'other']),
      outcome: z.enum(['answered', 'no-answer', 'busy', 'wrong-number']),
      text: text.optional(),
    }),
    reply: incidentDetailSchema,
  },
  'POST /api/incidents/:id/messages': {
    summary: 'Write to the caller',
    roles: responders,
    params: id,
    body: z.object({
      phrase: z.string().max(40).optional(),
      text: z.string().trim().min(1).max(500).optional(),
      language: z.string().max(10).default('ko'),
    }),
    reply: incidentDetailSchema,
  },
  'POST /api/incidents/:id/link': {
    summary: 'Link two incidents',
    roles: responders,
    params: id,
    body: z.object({ other: z.string().uuid() }),
    reply: incidentDetailSchema,
  },
  'POST /api/incidents/:id/places': {
    summary: 'Attach another place',
    roles: responders,
    params: id,
    body: z.object({
      name: text,
      lat: z.number().min(-90).max(90),
      lon: z.number().min(-180).max(180),
    }),
    reply: incidentDetailSchema,
  },
  'GET /api/shift-log': {
    summary: "Shift hand-over log of the caller's centre",
    roles: incidentReaders,
    reply: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          at: z.string(),
          author: z.string(),
          text: z.string(),
          open: z.number().int(),
        }),
      ),
    }),
  },
  'POST /api/shift-log': {
    summary: 'Hand the shift over',
    roles: responders,
    body: z.object({ text }),
    status: 201,
    reply: z.object({ id: z.string() }),
  },
  'GET /api/night': {
    summary: 'Figures of the night',
    roles: incidentReaders,
    reply: z.object({
      since: z.string(),
      raised: z.number(),
      open: z.number(),
      closed: z.number(),
      drills: z.number(),
      medianSecondsToAcknowledge: z.number().nullable(),
      withinTenSeconds: z
        .number()
        .describe(
          'Share 0..1 of the calls that were answered or have waited so long; unanswered ones count as late',
        )
        .nullable(),
      answered: z
        .number()
        .int()
        .describe('Calls that an operator has taken: what the median stands on'),
      slowestSecondsToAcknowledge: z.number().nullable(),
      answerTimes: z
        .array(z.object({ upTo: z.number().int().nullable(), count: z.number().int() }))
        .describe('Answered calls by seconds, each bound excluded; null is without bound'),
      medianMinutesToScene: z.number().nullable(),
      byDoor: z.record(z.string(), z.number()),
      byDisposition: z.record(z.string(), z.number()),
      byHour: z.array(z.object({ hour: z.number().int(), count: z.number().int() })),
    }),
  },
});
