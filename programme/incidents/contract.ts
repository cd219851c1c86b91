// Requests and replies of the control room: the queue, one incident, and every step an operator can take.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { incidentReaders, responders } from '#programme/city/roles.ts';

export const doors = ['store', 'sos', 'hotline', 'walk', 'home', 'report', 'patrol'] as const;
export type Door = (typeof doors)[number];

export const states = [
  'counting-down',
  'raised',
  'acknowledged',
  'dispatched',
  'on-scene',
  'closed',
  'cancelled',
] as const;
export type IncidentState = (typeof states)[number];

export const dispositions = [
  'assisted',
  'handed-to-police',
  'medical',
  'declined',
  'nobody-found',
  'staff-emergency',
  'accidental',
  'test',
  'false',
  'merged',
] as const;
export type Disposition = (typeof dispositions)[number];

export const unitKinds = ['patrol-car', 'foot-patrol', 'guards', 'scouts'] as const;
export type UnitKind = (typeof unitKinds)[number];

export const placeSchema = z.object({
  id: z.string().nullable().describe('Register id of the place, when it is a known one'),
  name: z.string(),
  address: z.string(),
  hint: z.string().nullable().describe('How to find it on foot'),
  phone: z.string().nullable(),
  lat: z.number().min(-90).max(90).nullable().describe('WGS 84 degrees'),
  lon: z.number().min(-180).max(180).nullable().describe('WGS 84 degrees'),
  district: z.string().describe('District code'),
});
export type IncidentPlace = z.infer<typeof placeSchema>;

export const handOverStates = ['pending', 'sent', 'confirmed', 'telephone', 'none'] as const;

/** One row of the queue. */
export const incidentSchema = z.object({
  id: z.string(),
  version: z.number().int().describe('Rises with every change; send it back with a step'),
  door: z.enum(doors),
  state: z.enum(states),
  drill: z.boolean(),
  test: z.boolean(),
  verified: z.boolean(),
  silent: z.boolean().describe('Do not telephone: the sound could endanger her'),
  urgency: z.number().int().min(1).max(5),
  presses: z.number().int(),
  raisedAt: z.string(),
  acknowledgedAt: z.string().nullable(),
  dispatchedAt: z.string().nullable(),
  onSceneAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  updatedAt: z.string(),
  escalation: z
    .number()
    .int()
    .describe('0 none, 1 louder and wider, 2 neighbouring centre and city desk'),
  disposition: z.enum(dispositions).nullable(),
  language: z.string().nullable(),
  operator: z.object({ id: z.string(), name: z.string() }).nullable(),
  unit: z.object({ id: z.string(), callSign: z.string(), kind: z.enum(unitKinds) }).nullable(),
  handOver: z.enum(handOverStates),
  place: placeSchema,
});
export type Incident = z.infer<typeof incidentSchema>;

export const stepKinds = [
  'raised',
  'pressed-again',
  'escalated',
  'acknowledged',
  'dispatched',
  'withdrawn',
  'on-scene',
  'note',
  'call',
  'message',
  'verified',
  'promoted',
  'position',
  'place-attached',
  'linked',
  'hand-over-sent',
  'hand-over-confirmed',
  'hand-over-telephone',
  'closed',
  'reopened',
  'cancelled',
] as const;

export const stepSchema = z.object({
  id: z.string(),
  at: z.string(),
  kind: z.enum(stepKinds),
  actor: z.string().nullable().describe('Name or call sign of who did it; null for the system'),
  text: z.string().nullable().describe('What a person wrote'),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type IncidentStep = z.infer<typeof stepSchema>;

export const nearbyUnitSchema = z.object({
  id: z.string(),
  callSign: z.string(),
  kind: z.enum(unitKinds),
  lat: z.number(),
  lon: z.number(),
  metres: z.number().describe('Straight line'),
  minutes: z.number().int().describe('By this kind of unit, streets counted as a detour factor'),
  busy: z.boolean(),
});
export type NearbyUnit = z.infer<typeof nearbyUnitSchema>;

export const messageSchema = z.object({
  id: z.string(),
  at: z.string(),
  from: z.enum(['desk', 'caller']),
  phrase: z.string().nullable().describe('Key of a prepared phrase'),
  text: z.string().nullable(),
  language: z.string(),
});

export const incidentDetailSchema = incidentSchema.extend({
  policeOffice: z.object({ name: z.string(), phone: z.string().nullable() }).nullable(),
  handOvers: z.array(
    z.object({
      id: z.string(),
      endpoint: z.string(),
      state: z.enum(handOverStates),
      sentAt: z.string().nullable(),
      confirmedAt: z.string().nullable(),
      receipt: z.string().nullable(),
      phone: z.string().nullable().describe('Number to telephone when no receipt comes'),
    }),
  ),
  units: z.array(
    z.object({
      id: z.string(),
      callSign: z.string(),
      kind: z.enum(unitKinds),
      state: z.enum(['sent', 'on-scene', 'withdrawn']),
      at: z.string(),
    }),
  ),
  nearby: z.array(nearbyUnitSchema),
  steps: z.array(stepSchema).describe('Oldest first'),
  messages: z.array(messageSchema),
  twoWayText: z.boolean().describe('The door lets the caller read what the desk writes'),
  onDuty: z
    .object({ name: z.string(), acceptedAt: z.string(), knowsButton: z.boolean() })
    .nullable()
    .describe('Clerk who accepted the shift'),
  linked: z.array(z.object({ id: z.string(), place: z.string(), state: z.enum(states) })),
  pastYear: z
    .object({ calls: z.number(), real: z.number(), falseAlarms: z.number(), tests: z.number() })
    .nullable(),
});
export type IncidentDetail = z.infer<typeof incidentDetailSchema>;

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
      withinTenSeconds: z.number().describe('Share 0..1').nullable(),
      medianMinutesToScene: z.number().nullable(),
      byDoor: z.record(z.string(), z.number()),
      byDisposition: z.record(z.string(), z.number()),
      byHour: z.array(z.object({ hour: z.number().int(), count: z.number().int() })),
    }),
  },
});
