// Requests and replies of the desk: tonight's board, booking for a caller, pinning, telling, alerts, meeting points and figures.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import {
  holidayCalendars,
  openingSchema,
  seasonSchema,
  weeklySchema,
} from '#programme/city/walks-shapes.ts';
import { bookingFields } from './contract.ts';
import {
  alertKinds,
  handedTo,
  negotiable,
  observationKinds,
  obstacles,
  walkReasons,
  walkStates,
} from './names.ts';
import { lat, lon, placedSchema, pointSchema, whySchema } from './shapes.ts';

const desk = ['operator', 'city-operator', 'hotline-agent'];
const readers = [...desk, 'manager', 'auditor'];
const id = z.object({ id: z.uuid() });
const nothing = z.object({});
const version = z
  .number()
  .int()
  .optional()
  .describe('Version the operator saw; a newer one refuses the step');

const alert = z.object({
  id: z.string(),
  kind: z.enum(alertKinds),
  raisedAt: z.string(),
  seenAt: z.string().nullable(),
});

/** An evening of this century: others are days that no clock of ours can be at. */
const day = z.iso
  .date()
  .refine((text) => text >= '2000' && text < '2100', 'A day of this century.');

export const boardWalkSchema = z.object({
  id: z.string(),
  state: z.enum(walkStates),
  version: z.number().int(),
  district: z.string(),
  point: z.object({ id: z.string(), name: z.record(z.string(), z.string()) }),
  wantedAt: z.string(),
  bookedAt: z.string(),
  bookedBy: z.enum(['phone', 'hotline']),
  language: z.string(),
  predictedAt: z.string().nullable(),
  lateMinutes: z.number().int().describe('As predicted now'),
  shiftId: z.string().nullable(),
  callSign: z.string().nullable(),
  asked: z.string().nullable().describe('Call sign of the pair that has an open offer'),
  pinned: z.boolean(),
  tellBy: z.string().nullable().describe('She has not heard the news yet; telephone her then'),
  incidentId: z.string().nullable(),
  helpOpen: z.boolean().describe('The call that came out of it is open'),
  alerts: z.array(alert),
});

export const boardDetailSchema = boardWalkSchema.extend({
  firstName: z.string().nullable(),
  phone: z.string().nullable().describe('Reading it leaves a mark'),
  note: z.string().nullable(),
  spoken: z
    .object({
      theySay: z.string().describe('What she asks the pair for'),
      sheSays: z.string().describe('What she tells them, once they have said theirs'),
      people: z.array(z.object({ name: z.string(), staffNumber: z.string() })),
    })
    .nullable()
    .describe('For a caller without a smartphone, once a pair is found'),
  why: whySchema.nullable(),
  offers: z.array(
    z.object({
      id: z.string(),
      callSign: z.string(),
      madeAt: z.string(),
      answer: z.enum(['open', 'accepted', 'declined', 'lapsed', 'withdrawn']),
      answeredAt: z.string().nullable(),
      reason: z.string().nullable(),
    }),
  ),
  steps: z.array(
    z.object({
      at: z.string(),
      kind: z.string(),
      by: z.string(),
      reason: z.string().nullable(),
    }),
  ),
  candidates: z
    .array(
      z.object({
        shiftId: z.string(),
        callSign: z.string(),
        obstacle: z.enum(obstacles).nullable(),
        arriveAt: z.string(),
        mayPin: z.boolean().describe('Nothing that an operator may not put aside'),
      }),
    )
    .describe('Pairs on duty, soonest first'),
  ended: z
    .object({ at: z.string(), by: z.string().nullable(), reason: z.string().nullable() })
    .nullable(),
});
export type BoardDetail = z.infer<typeof boardDetailSchema>;

const step = { roles: desk, params: id, reply: boardDetailSchema } as const;

const pointWrite = z.object({
  district: z.string().max(10),
  name: z.record(z.string().max(10), z.string().trim().min(1).max(60)),
  station: z.string().trim().max(40).nullable(),
  exit: z.string().trim().max(10).nullable(),
  hint: z.record(z.string().max(10), z.string().trim().max(200)),
  lat,
  lon,
  reachMetres: z.number().int().min(100).max(20_000),
  perSlot: z.number().int().min(0).max(100).describe('Walks that may begin in one slot'),
  active: z.boolean(),
});
const keptPoint = pointWrite.extend({ id: z.string(), updatedAt: z.string() });

/** When the city walks, as its manager keeps it. */
const service = z.object({
  hours: z.array(weeklySchema).max(14).describe('A day without an entry has no service'),
  holidays: z.object({
    calendar: z.enum(holidayCalendars),
    hours: openingSchema.nullable().describe('null: no service on public holidays'),
  }),
  seasons: z.array(seasonSchema).max(12),
  closedOn: z.array(day).max(200),
  leadMinutes: z.number().int().min(0).max(720),
  daysAhead: z.number().int().min(0).max(60),
  slotMinutes: z.number().int().min(5).max(60),
});

const figures = z.object({
  asked: z.number().int(),
  walked: z.number().int(),
  cancelledByHer: z.number().int(),
  cancelledByService: z.number().int(),
  cancelledLate: z.number().int().describe('By the service, less than 30 minutes before'),
  refused: z.number().int(),
  left: z.number().int(),
  full: z.number().int().describe('Asked for and refused because nothing was free'),
  meanWaitSeconds: z.number().nullable(),
  onTime: z.number().nullable().describe('Share met within the grace, 0..1'),
  feltSafe: z.number().nullable().describe('Mean of 1..5; null below five answers'),
  again: z.number().nullable().describe('Share 0..1; null below five answers'),
  answers: z.number().int(),
  paidHours: z.number(),
  costPerWalk: z.number().nullable().describe('Pay of the scouts over walks'),
});

const observation = z.object({
  id: z.string(),
  district: z.string(),
  kind: z.enum(observationKinds),
  lat: z.number(),
  lon: z.number(),
  text: z.string().nullable(),
  hasPhoto: z.boolean(),
  seenAt: z.string(),
  handedOnAt: z.string().nullable(),
  handedTo: z.enum(handedTo).nullable(),
  reference: z.string().nullable(),
});
export type Observation = z.infer<typeof observation>;

export const boardContract = defineContract({
  'GET /api/walk-board': {
    summary: "Tonight: requests, pairs, alerts, as of now, of the caller's districts",
    roles: readers,
    reply: z.object({
      cursor: z.string().describe('Start the live feed here; walks tell `walk.changed`'),
      evening: z.object({
        day: z.string(),
        opensAt: z.string().nullable(),
        closesAt: z.string().nullable(),
      }),
      walks: z.array(boardWalkSchema).describe('Open ones, and those of tonight that are over'),
      pairs: z.array(
        z.object({
          shiftId: z.string(),
          callSign: z.string(),
          district: z.string(),
          beginsAt: z.string(),
          endsAt: z.string(),
          started: z.boolean(),
          fit: z.boolean(),
          people: z.array(z.string()),
          walkId: z.string().nullable(),
          walksTonight: z.number().int(),
          at: placedSchema.nullable(),
        }),
      ),
    }),
  },
  'GET /api/walk-capacity': {
    summary: 'Free places by meeting point and slot, before anybody books; `days` can be booked',
    roles: readers,
    query: z.object({ day: day.optional().describe('Tonight, or the next evening, unless said') }),
    reply: z.object({
      day: z.string(),
      closed: z.enum(['no-service', 'holiday', 'closed']).nullable(),
      days: z.array(z.string()),
      slots: z.array(z.string()).describe('Beginnings of the slots'),
      points: z.array(
        z.object({
          id: z.string(),
          district: z.string(),
          name: z.record(z.string(), z.string()),
          perSlot: z.number().int(),
          free: z.array(z.number().int()).describe('One a slot; 0 is full'),
        }),
      ),
    }),
  },
  'POST /api/walk-board': {
    summary: 'The 120 agent books for a caller on the line; refused as a phone is',
    roles: desk,
    status: 201,
    body: z.object(bookingFields),
    reply: boardDetailSchema,
  },
  'POST /api/walk-board/from-call': {
    summary:
      'A walk home from the store where somebody was helped: the store as a meeting point, on no list. Refused with `no-such-place` for a call elsewhere',
    roles: desk,
    body: z.object({ incidentId: z.uuid() }),
    reply: pointSchema,
  },
  'GET /api/walk-board/:id': {
    summary: 'One walk whole',
    roles: readers,
    params: id,
    reply: boardDetailSchema,
  },
  'POST /api/walk-board/:id/change': {
    summary: 'Another time, point or destination, on her word',
    ...step,
    body: z.object({
      version,
      pointId: z.uuid().optional(),
      at: bookingFields.at.optional(),
      destination: bookingFields.destination.optional(),
    }),
  },
  'POST /api/walk-board/:id/cancel': {
    summary:
      'Cancel, on her word (`forHer`) or because the city cannot; she is told within a minute',
    ...step,
    body: z.object({ version, forHer: z.boolean(), reason: z.enum(walkReasons) }),
  },
  'POST /api/walk-board/:id/pin': {
    summary:
      'This pair and no other, even against what is named; never against validity, a block or the end of the shift (`cannot-pin`)',
    ...step,
    body: z.object({
      version,
      shiftId: z.uuid(),
      despite: z.array(z.enum(negotiable)).default([]),
    }),
  },
  'POST /api/walk-board/:id/unpin': {
    summary: 'Match freely again',
    ...step,
    body: z.object({ version }),
  },
  'POST /api/walk-board/:id/release': {
    summary: 'Take the walk from its pair; another is looked for at once',
    ...step,
    body: z.object({ version, reason: z.enum(walkReasons) }),
  },
  'POST /api/walk-board/:id/told': {
    summary: 'She has heard the news by telephone',
    ...step,
    body: nothing,
  },
  'POST /api/walk-board/:id/end': {
    summary: 'End a walk that has begun, after talking to the pair or to her; `home` when she is',
    ...step,
    body: z.object({ version, home: z.boolean(), reason: z.enum(walkReasons) }),
  },
  'POST /api/walk-board/:id/alerts/:alertId/seen': {
    summary: 'Somebody looks after it',
    roles: desk,
    params: z.object({ id: z.uuid(), alertId: z.uuid() }),
    body: nothing,
    reply: boardDetailSchema,
  },
  'GET /api/meeting-points': {
    summary: 'Every meeting point, those out of service too',
    roles: [...readers, 'administrator'],
    reply: z.object({ items: z.array(keptPoint) }),
  },
  'POST /api/meeting-points': {
    summary: 'Add a meeting point',
    roles: ['manager', 'administrator'],
    status: 201,
    body: pointWrite,
    reply: keptPoint,
  },
  'PATCH /api/meeting-points/:id': {
    summary: 'Change a meeting point; booked walks stay',
    roles: ['manager', 'administrator'],
    params: id,
    body: pointWrite.partial().extend({ updatedAt: z.string() }),
    reply: keptPoint,
  },
  'GET /api/walk-service': {
    summary:
      'When the city walks: weekly hours, holidays, seasons, single evenings without service',
    roles: [...readers, 'administrator'],
    reply: service.extend({
      mayChange: z.boolean(),
      holidaysAhead: z.array(z.string()).describe('Public holidays of the next sixty days'),
    }),
  },
  'GET /api/walk-evenings': {
    summary: 'The evenings of some days, at most 62, as weekday, holiday and season make them',
    roles: [...readers, 'administrator'],
    query: z.object({ from: day, to: day.describe('Included') }),
    reply: z.object({
      items: z.array(
        z.object({
          day: z.string(),
          opensAt: z.string().nullable(),
          closesAt: z.string().nullable(),
          closed: z.enum(['no-service', 'holiday', 'closed']).nullable(),
        }),
      ),
    }),
  },
  'PUT /api/walk-service': {
    summary:
      'Change it for the whole city, so by whoever works for all of it; booked walks stay. It holds in every process within seconds',
    roles: ['manager', 'administrator'],
    body: service,
    reply: service,
  },
  'GET /api/walk-figures': {
    summary: 'Figures by district and evening, beside the official baseline where one was imported',
    roles: ['operator', 'city-operator', 'manager', 'auditor'],
    query: z.object({ from: day, to: day.describe('Included') }),
    reply: z.object({
      total: figures,
      byDistrict: z.array(
        figures.extend({
          district: z.string(),
          baseline: z
            .object({ year: z.number().int(), walks: z.number().int(), scouts: z.number().int() })
            .nullable(),
        }),
      ),
      byEvening: z.array(
        z.object({ day: z.string(), asked: z.number().int(), walked: z.number().int() }),
      ),
    }),
  },
  'GET /api/walk-observations/:id/photo': {
    summary: 'The photo of what was seen',
    roles: ['operator', 'city-operator', 'manager', 'auditor'],
    params: id,
    reply: z.object({ type: z.enum(['image/jpeg', 'image/png']), base64: z.string() }),
  },
  'GET /api/walk-observations': {
    summary: 'What pairs saw on patrol, newest first',
    roles: ['operator', 'city-operator', 'manager', 'auditor'],
    query: z.object({ state: z.enum(['open', 'handed-on']).optional() }),
    reply: z.object({ items: z.array(observation) }),
  },
  'POST /api/walk-observations/:id/hand-on': {
    summary: 'Hand it on to whoever mends it; `to` null takes that back',
    roles: ['operator', 'city-operator', 'manager'],
    params: id,
    body: z.object({
      to: z.enum(handedTo).nullable(),
      reference: z
        .string()
        .trim()
        .max(60)
        .nullable()
        .default(null)
        .describe('Number that the receiver gave it'),
    }),
    reply: observation,
  },
});
