// Requests and replies of the pair's phones: shift, offer, who she is while it lasts, identity, help.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { observationKinds, walkReasons, walkStates } from './names.ts';
import {
  fixSchema,
  lat,
  lon,
  meetingKeySchema,
  moment,
  placedSchema,
  pointSchema,
} from './shapes.ts';

const id = z.object({ id: z.uuid() });
const nothing = z.object({});
const base64url = z.string().regex(/^[A-Za-z0-9_-]+={0,2}$/);
const reason = z.enum(walkReasons).default('other');

/** Everything the screen of a scout shows. After a walk nothing of her is in it. */
export const pairViewSchema = z.object({
  at: z.string().describe("The city's clock: codes and times hang on it, not on the phone's"),
  me: z.object({ id: z.string(), name: z.string(), staffNumber: z.string() }),
  shift: z
    .object({
      id: z.string(),
      callSign: z.string(),
      beginsAt: z.string(),
      endsAt: z.string(),
      started: z.boolean().describe('One of the two is there'),
      ended: z.boolean().describe('Both have gone home'),
      here: z.boolean().describe('The owner of this phone is there'),
      workedFrom: z.string().nullable().describe('Hers or his, as the hours count them'),
      workedUntil: z.string().nullable(),
      partners: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          staffNumber: z.string(),
          here: z.boolean().describe('Walks are offered when both are there'),
        }),
      ),
      unfit: z
        .boolean()
        .describe('Vetting, training, contract or card of one of the pair is not valid'),
    })
    .nullable()
    .describe('The one of this evening, or the next'),
  hours: z.object({
    month: z.string().describe('YYYY-MM'),
    shifts: z.number().int(),
    hours: z.number().describe('Of this month so far, to two decimals'),
  }),
  offer: z
    .object({
      id: z.string(),
      answerBy: z.string(),
      point: pointSchema,
      wantedAt: z.string(),
      predictedAt: z.string(),
      walkMinutes: z.number().int(),
      language: z.string(),
    })
    .nullable(),
  walk: z
    .object({
      id: z.string(),
      state: z.enum(walkStates),
      version: z.number().int(),
      firstName: z.string(),
      note: z.string().nullable(),
      language: z.string(),
      point: pointSchema,
      wantedAt: z.string(),
      spoken: z.boolean().describe('She has no screen: she says her code, and asks for theirs'),
      spokenCode: z.string().nullable().describe('What they say to her then'),
      sheConfirmed: z.boolean(),
      pairConfirmed: z.boolean(),
      meeting: meetingKeySchema.nullable(),
      her: placedSchema.nullable().describe('Where she is, if she shares it, while the walk lasts'),
      destination: z
        .object({ lat: z.number(), lon: z.number(), words: z.string().nullable() })
        .nullable()
        .describe('After both confirmed, and not before'),
      checkInBy: z.string().nullable(),
      helpCalled: z.boolean(),
      helpEndedAt: z
        .string()
        .nullable()
        .describe('The desk closed the call that this pair made; null when that is old'),
    })
    .nullable(),
  safeCheckIn: z
    .object({ walkId: z.string(), by: z.string() })
    .nullable()
    .describe('Say that you are well after the drop-off'),
  ended: z
    .object({
      walkId: z.string(),
      state: z.enum(walkStates),
      by: z.enum(['her', 'agent', 'service', 'pair']).nullable(),
      at: z.string(),
    })
    .nullable()
    .describe('How the last walk ended, for a quarter of an hour; nothing of hers is in it'),
  push: z
    .object({ key: z.string().describe('applicationServerKey'), on: z.boolean() })
    .describe('Whether this phone is woken when its pair is asked'),
  mayBlock: z.string().nullable().describe('The last walk, while its caller can still be blocked'),
});
export type PairView = z.infer<typeof pairViewSchema>;

const step = { roles: 'device', reply: pairViewSchema } as const;
const presence = z.object({
  both: z
    .boolean()
    .default(false)
    .describe('Also the other one of the pair, who stands beside: one touch for two'),
});

/** `Authorization: Scout KEY` on every route; a key that is not known is refused with `unknown-phone` (401). */
export const pairContract = defineContract({
  'GET /api/pair': { summary: 'Everything the scout needs to see now', ...step },
  'POST /api/pair/shift/begin': {
    summary: 'I am here, or both of us are; walks are offered to two only',
    ...step,
    body: presence,
  },
  'POST /api/pair/shift/end': {
    summary: 'I go home, or both of us do; refused with `walk-open` while a walk lasts',
    ...step,
    body: presence,
  },
  'POST /api/pair/position': {
    summary:
      'Where the pair is, on duty only; the newest is kept, a track only while they walk with her. Answers little, because it is sent every few seconds',
    roles: 'device',
    body: z.object({
      fixes: z.array(fixSchema).min(1).max(200).describe('Several after a time without network'),
    }),
    reply: z.object({ kept: z.boolean() }),
  },
  'POST /api/pair/offers/:id/accept': {
    summary: 'We come; `offer-over` (409) when it lapsed or went on',
    ...step,
    params: id,
    body: nothing,
  },
  'POST /api/pair/offers/:id/decline': {
    summary: 'We cannot; it goes on to the next at once',
    ...step,
    params: id,
    body: z.object({ reason }),
  },
  'POST /api/pair/walks/:id/set-out': {
    summary: 'We are on the way',
    ...step,
    params: id,
    body: nothing,
  },
  'POST /api/pair/walks/:id/arrive': {
    summary: 'We are at the meeting point',
    ...step,
    params: id,
    body: nothing,
  },
  'POST /api/pair/walks/:id/confirm': {
    summary: 'Her code, typed, scanned or heard. `wrong-code` (409) with `left`',
    ...step,
    params: id,
    body: z.object({ code: z.string().max(40), at: moment }),
  },
  'POST /api/pair/walks/:id/check-in': {
    summary: 'All is well',
    ...step,
    params: id,
    body: nothing,
  },
  'POST /api/pair/walks/:id/drop-off': {
    summary: 'She is at her door',
    ...step,
    params: id,
    body: nothing,
  },
  'POST /api/pair/walks/:id/safe': {
    summary: 'We are well after the drop-off',
    ...step,
    params: id,
    body: nothing,
  },
  'POST /api/pair/walks/:id/give-back': {
    summary:
      'We cannot come after all, before the walk; another pair is looked for at once and she is told',
    ...step,
    params: id,
    body: z.object({ reason }),
  },
  'POST /api/pair/walks/:id/leave': {
    summary: 'We break off a walk that has begun; the desk is told at once',
    ...step,
    params: id,
    body: z.object({ reason }),
  },
  'POST /api/pair/walks/:id/did-not-come': {
    summary: 'We waited ten minutes past the time and she did not come',
    ...step,
    params: id,
    body: nothing,
  },
  'POST /api/pair/help': {
    summary: 'Panic: one incident, on a walk or between walks, however often it is pressed',
    ...step,
    body: z.object({ silent: z.boolean().default(false), fix: fixSchema.nullable().default(null) }),
  },
  'POST /api/pair/walks/:id/block': {
    summary: 'Never again with this caller; kept as keyed hashes, within a day after the walk',
    ...step,
    params: id,
    body: nothing,
  },
  'POST /api/pair/push': {
    summary: 'Wake this phone when its pair is asked: what PushManager.subscribe() gave',
    ...step,
    body: z.object({
      endpoint: z.url().max(1000),
      keys: z.object({ p256dh: base64url.min(80).max(100), auth: base64url.min(20).max(30) }),
    }),
  },
  'POST /api/pair/push/end': {
    summary: 'Do not wake this phone any more',
    ...step,
    body: nothing,
  },
  'POST /api/pair/observations': {
    summary: 'Something seen on patrol; the same id told again is one',
    roles: 'device',
    status: 201,
    body: z.object({
      id: z.uuid(),
      kind: z.enum(observationKinds),
      lat,
      lon,
      text: z.string().trim().max(300).nullable().default(null),
      photo: z
        .base64()
        .max(820_000)
        .nullable()
        .default(null)
        .describe('JPEG or PNG, at most 600 kB'),
    }),
    reply: z.object({ id: z.string() }),
  },
});
