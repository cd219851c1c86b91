// Requests and replies of a unit's phone about the call it is asked to, on its way to, or at.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { declineReasons } from './names.ts';
import { doors, unitKinds } from './shapes.ts';

const id = z.object({ id: z.uuid() });
const version = z.number().int().positive().optional().describe('Version the unit saw');

/** What a unit may know of a call: where, before it accepts; how to reach and what was noted, from then on; nothing after. */
export const offerSchema = z.object({
  incidentId: z.string(),
  version: z.number().int(),
  state: z.enum(['sent', 'offered', 'accepted', 'on-way', 'on-scene']),
  askedAt: z.string(),
  secondsLeft: z.number().min(0).nullable().describe('To answer, by the clock of the city'),
  door: z.enum(doors),
  drill: z.boolean(),
  test: z.boolean(),
  silent: z.boolean().describe('Do not ring: the sound could endanger her'),
  urgency: z.number().int().min(1).max(5),
  raisedAt: z.string(),
  language: z.string().nullable(),
  place: z.object({
    name: z.string(),
    address: z.string(),
    hint: z.string().nullable(),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
  }),
  metres: z
    .number()
    .nullable()
    .describe('Straight line from where the unit is; null when that is not known'),
  minutes: z.number().int().nullable(),
  reach: z
    .object({
      phone: z.string().nullable().describe('Of the place'),
      callback: z.string().nullable().describe('Of the caller herself'),
      clerk: z.string().nullable().describe('Who is on shift there'),
    })
    .nullable()
    .describe('Null until the unit has accepted'),
  others: z.array(z.string()).describe('Call signs of the other units that come'),
  notes: z.array(z.object({ at: z.string(), by: z.string().nullable(), text: z.string() })),
});
export type Offer = z.infer<typeof offerSchema>;

export const responderSchema = z.object({
  unit: z.object({
    callSign: z.string(),
    kind: z.enum(unitKinds),
    organisation: z.string().nullable(),
    district: z.record(z.string(), z.string()).describe('Name of the district by language'),
  }),
  duty: z.object({
    state: z
      .enum(['off', 'phone', 'desk'])
      .describe('desk: the control centre has it on duty, and tells it by radio'),
    since: z.string().nullable(),
    until: z.string().nullable(),
  }),
  positionAt: z
    .string()
    .nullable()
    .describe('Of the position that the city has; null when it has none'),
  push: z.object({ key: z.string().describe('applicationServerKey'), on: z.boolean() }),
  offer: offerSchema.nullable(),
  ended: z
    .object({
      incidentId: z.string(),
      how: z.enum(['declined', 'unanswered', 'withdrawn', 'done']),
      at: z.string(),
    })
    .nullable()
    .describe('How the last call went from this phone, for some minutes'),
});
export type Responder = z.infer<typeof responderSchema>;

const step = { roles: 'device', params: id, reply: responderSchema } as const;

/** Every route proves itself by `Authorization: Bearer ID.SECRET` of the unit, and every step answers with the phone's whole screen. */
export const responderContract = defineContract({
  'GET /api/unit': {
    summary: "What the unit's phone shows",
    roles: 'device',
    reply: responderSchema,
  },
  'POST /api/unit/incidents/:id/accept': {
    ...step,
    summary: 'We come',
    body: z.object({ version }),
  },
  'POST /api/unit/incidents/:id/decline': {
    ...step,
    summary: 'We cannot come, and why; the call falls back to the operator',
    body: z.object({
      version,
      reason: z.enum(declineReasons),
      text: z.string().trim().min(1).max(300).optional(),
    }),
  },
  'POST /api/unit/incidents/:id/on-way': {
    ...step,
    summary: 'We are on the way',
    body: z.object({ version }),
  },
  'POST /api/unit/incidents/:id/on-scene': {
    ...step,
    summary: 'We are there',
    body: z.object({ version }),
  },
  'POST /api/unit/incidents/:id/notes': {
    ...step,
    summary: 'Tell the control centre what we see; the same noteId told again is one note',
    body: z.object({ noteId: z.uuid(), text: z.string().trim().min(1).max(1000) }),
  },
  'POST /api/unit/incidents/:id/done': {
    ...step,
    summary: 'We are done here and free again; the operator closes the call',
    body: z.object({ version }),
  },
});
