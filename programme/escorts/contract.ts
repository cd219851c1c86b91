// Requests and replies of whoever wants to be walked home: what can be had, booking without an account, and her walk as it is.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { walkReasons, walkStates } from './names.ts';
import {
  fixSchema,
  keySchema,
  lat,
  lon,
  meetingKeySchema,
  moment,
  placedSchema,
  pointSchema,
} from './shapes.ts';

const id = z.object({ id: z.uuid() });
const day = z.iso.date();
const reason = z.enum(walkReasons).default('other');

export const destinationSchema = z.object({
  lat,
  lon,
  words: z.string().trim().max(120).nullable().default(null),
});

/** What a booking says, from a phone or from an agent. */
export const bookingFields = {
  pointId: z.uuid(),
  at: moment.describe('Beginning of a free slot'),
  firstName: z.string().trim().min(1).max(20).describe('What the pair calls her; any name'),
  destination: destinationSchema.describe('Where to; a corner is enough'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
    .default('ko'),
  needsLanguage: z.boolean().default(false).describe('Only a pair that speaks it will do'),
  phone: z
    .string()
    .trim()
    .regex(/^\+?[0-9][0-9 -]{6,18}$/)
    .nullable()
    .default(null)
    .describe('Only if she wants to be called; erased with the walk'),
  note: z.string().trim().max(200).nullable().default(null).describe('What the pair should know'),
};

/** Her walk, always true. Nothing about anybody else but the pair that comes. */
export const walkViewSchema = z.object({
  id: z.string(),
  state: z.enum(walkStates),
  version: z.number().int(),
  wantedAt: z.string(),
  point: pointSchema,
  firstName: z.string().nullable().describe('Null once the walk is over: it is erased'),
  destination: z
    .object({ lat: z.number(), lon: z.number(), words: z.string().nullable() })
    .nullable(),
  looking: z
    .object({
      from: z.string().describe('A pair is looked for from then on'),
      predictedAt: z
        .string()
        .nullable()
        .describe('When the pair that is being asked would be there'),
      lostPairAt: z
        .string()
        .nullable()
        .describe('The pair she had could not come; another is looked for'),
      newsBy: z
        .string()
        .nullable()
        .describe('She hears more by then, whatever it is; null while her time is far'),
    })
    .nullable()
    .describe('While no pair has accepted'),
  pair: z
    .object({
      callSign: z.string(),
      people: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          staffNumber: z.string(),
          languages: z.array(z.string()),
          hasPhoto: z.boolean(),
        }),
      ),
      predictedAt: z.string().nullable(),
      lateMinutes: z.number().int(),
      at: placedSchema.nullable().describe('Where they are, once they are on the way'),
      meeting: meetingKeySchema.nullable().describe('Null once both have confirmed'),
    })
    .nullable(),
  sheConfirmed: z.boolean(),
  pairConfirmed: z.boolean(),
  warned: z.boolean().describe('These may not be them: go where there are people'),
  helpCalled: z.boolean().describe('A call for help is open at the desk'),
  helpEndedAt: z.string().nullable().describe('The desk closed the call; null when that is old'),
  ended: z
    .object({ at: z.string(), by: z.string().nullable(), reason: z.string().nullable() })
    .nullable(),
  mayAnswer: z.boolean().describe('The two questions are still open'),
  receipt: z.boolean().describe('A sealed receipt waits for the key on her phone'),
});
export type WalkView = z.infer<typeof walkViewSchema>;

const step = { roles: 'device', params: id, reply: walkViewSchema } as const;
const nothing = z.object({});

/**
 * `Authorization: Walk KEY` on every route of a walk; without the key there is no such walk (404). Slots and booking are open
 * to anyone; they count as routes of a phone, because they open the server's own transaction and must not hold a second one.
 */
export const walksContract = defineContract({
  'GET /api/walks/service': {
    summary: 'What the city offers, in its own words, and whether it walks tonight',
    roles: 'public',
    reply: z.object({
      name: z.record(z.string(), z.string()),
      eligibility: z.record(z.string(), z.string()),
      leadMinutes: z.number().int(),
      daysAhead: z.number().int(),
      slotMinutes: z.number().int(),
      longestWalkMetres: z.number(),
      tonight: z.object({
        day: z.string(),
        opensAt: z.string().nullable(),
        closesAt: z.string().nullable(),
        closed: z.enum(['no-service', 'holiday', 'closed']).nullable(),
      }),
      next: z.object({ day: z.string(), opensAt: z.string(), closesAt: z.string() }).nullable(),
    }),
  },
  'GET /api/walks/points': {
    summary: 'Every meeting point that is served, so that a phone finds the nearest by itself',
    roles: 'public',
    reply: z.object({ items: z.array(pointSchema) }),
  },
  'GET /api/walks/points/:id/slots': {
    summary: 'How much is free at a point on an evening, and the next free time when it is full',
    roles: 'device',
    params: id,
    query: z.object({
      day: day.optional().describe('The day on which the evening begins; tonight unless said'),
    }),
    reply: z.object({
      day: z.string(),
      closed: z.enum(['no-service', 'holiday', 'closed']).nullable(),
      slots: z.array(
        z.object({
          at: z.string(),
          free: z.number().int(),
          bookable: z.boolean().describe('Free, and late enough to be booked now'),
        }),
      ),
      nextFree: z
        .string()
        .nullable()
        .describe('The first bookable slot from now on, on any evening'),
    }),
  },
  'POST /api/walks': {
    summary:
      'Book without an account; told again, it is the same walk. Refused with `full` (and `nextFree`), `too-soon`, `too-far-ahead`, `no-evening`, `not-a-slot`, `too-far-to-walk`, `no-point`',
    roles: 'device',
    status: 201,
    body: z.object({
      id: z.uuid(),
      key: keySchema,
      ...bookingFields,
      phoneMark: keySchema
        .nullable()
        .default(null)
        .describe(
          'Random secret that stays on her phone, so that a scout who was harmed can block it',
        ),
      receiptKey: keySchema
        .nullable()
        .default(null)
        .describe('Public X25519 key; the receipt is sealed to it'),
    }),
    reply: walkViewSchema,
  },
  'GET /api/walks/:id': { summary: 'Her walk as it is now', ...step },
  'POST /api/walks/:id/change': {
    summary:
      'Another time, point or destination; a pair that was found is free again and another is looked for',
    ...step,
    body: z.object({
      pointId: z.uuid().optional(),
      at: moment.optional(),
      destination: destinationSchema.optional(),
    }),
  },
  'POST /api/walks/:id/cancel': {
    summary: 'She does not need it any more',
    ...step,
    body: z.object({ reason }),
  },
  'POST /api/walks/:id/refuse': {
    summary: 'I do not want this: ends contact at once, at any moment, without a reason',
    ...step,
    body: nothing,
  },
  'POST /api/walks/:id/confirm': {
    summary:
      'She saw who they are and their code. `wrong-code` (409) with `left`; the third wrong one warns her and opens an incident',
    ...step,
    body: z.object({
      code: z.string().max(40).describe('Four digits, or what the QR code says'),
      at: moment.describe('When it was read: phones may have been without a network'),
    }),
  },
  'POST /api/walks/:id/not-them': {
    summary: 'These are not them: warns her and opens an incident',
    ...step,
    body: z.object({ fix: fixSchema.nullable().default(null) }),
  },
  'POST /api/walks/:id/position': {
    summary: 'Where she is, if she wants the pair to see it; the newest only',
    ...step,
    body: fixSchema,
  },
  'POST /api/walks/:id/help': {
    summary: 'SOS on a walk: one incident, whoever of the three calls and however often',
    ...step,
    body: z.object({ silent: z.boolean().default(false), fix: fixSchema.nullable().default(null) }),
  },
  'POST /api/walks/:id/home': {
    summary: 'She is at her door; everything of hers is erased',
    ...step,
    body: nothing,
  },
  'POST /api/walks/:id/answers': {
    summary: 'Two questions, joined to nothing: not to her, the walk or the pair',
    ...step,
    body: z.object({
      feltSafe: z.number().int().min(1).max(5),
      again: z.boolean().describe('She would walk with us again'),
    }),
  },
  'GET /api/walks/:id/receipt': {
    summary:
      'The sealed receipt. Only the private key on her phone opens it: HPKE (RFC 9180) base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, info `ansim walk receipt 1`; JSON, padded with spaces',
    roles: 'device',
    params: id,
    reply: z.object({
      sealed: z.string().describe('base64url: encapsulated key (32 bytes), then ciphertext'),
    }),
  },
  'GET /api/walks/:id/people/:personId/photo': {
    summary: 'The photo of one of her pair',
    roles: 'device',
    params: z.object({ id: z.uuid(), personId: z.uuid() }),
    reply: z.object({ type: z.enum(['image/jpeg', 'image/png']), base64: z.string() }),
  },
});
