// What an incident looks like to a screen: the row of the queue, the whole of it, its steps, units and messages.
import { z } from 'zod';
import { declineReasons } from './names.ts';

export type { DeclineReason } from './names.ts';

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
  district: z.string().nullable().describe('District code; null while nobody knows where she is'),
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
  suspectedFlood: z
    .boolean()
    .describe('Many calls came the same way within the hour; for people to judge'),
  place: placeSchema,
});
export type Incident = z.infer<typeof incidentSchema>;

export const stepKinds = [
  'counting-down',
  'raised',
  'pressed-again',
  'escalated',
  'acknowledged',
  'dispatched',
  'accepted',
  'declined',
  'unanswered',
  'on-way',
  'withdrawn',
  'on-scene',
  'unit-done',
  'note',
  'call',
  'message',
  'verified',
  'promoted',
  'position',
  'sharing',
  'callback',
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
  ageSeconds: z.number().int().describe('How long ago it was there'),
  stale: z.boolean().describe('Too old to send somebody by, by the policy of the city'),
});
export type NearbyUnit = z.infer<typeof nearbyUnitSchema>;

export const assignmentStates = [
  'sent',
  'offered',
  'accepted',
  'on-way',
  'on-scene',
  'declined',
  'unanswered',
  'withdrawn',
] as const;

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
      state: z
        .enum(assignmentStates)
        .describe('A unit with a phone is offered and answers; others are sent by radio'),
      at: z.string(),
      dueAt: z.string().nullable().describe('An offer falls back to the operator then'),
      reason: z.enum(declineReasons).nullable(),
    }),
  ),
  nearby: z.array(nearbyUnitSchema),
  withoutPlace: z
    .array(
      z.object({
        id: z.string(),
        callSign: z.string(),
        kind: z.enum(unitKinds),
        busy: z.boolean(),
      }),
    )
    .describe('On duty in the district, their place unknown'),
  callbackNumber: z.string().nullable().describe('Where the caller herself can be reached'),
  steps: z.array(stepSchema).describe('Oldest first'),
  messages: z.array(messageSchema),
  accuracy: z
    .number()
    .nullable()
    .describe('Radius of her position in metres; null for a fixed place'),
  positionAt: z.string().nullable().describe('When she was there; the newest position only'),
  sharing: z.boolean().nullable().describe('Her position is taken in; null for a fixed place'),
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
