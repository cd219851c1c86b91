// Requests and replies of a resident's own call for help: stored at the second touch, raised by itself, ended by an operator only.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import {
  callerPhrases,
  languageSchema,
  positionSchema,
  sharedViewSchema,
  sosId,
  sosKeySchema,
  sosViewSchema,
} from './shapes.ts';

export * from './shapes.ts';

const id = z.object({ id: sosId });

/** `device` routes know the caller by her key, and nobody by a session. */
export const sosContract = defineContract({
  'POST /api/sos': {
    summary:
      'The second touch: stores the call and its countdown, before any position or permission. Told again, it is the same call',
    roles: 'public',
    ownTransaction: true,
    status: 201,
    body: z.object({
      id: sosId,
      key: sosKeySchema,
      silent: z
        .boolean()
        .default(false)
        .describe('The phone must not make a sound, and nobody may ring it'),
      language: languageSchema.default('ko'),
    }),
    reply: sosViewSchema,
  },
  'POST /api/sos/for-another': {
    summary:
      'Someone else is in danger: the place said or pointed at, the caller unnamed; raised without a countdown',
    roles: 'public',
    ownTransaction: true,
    status: 201,
    body: z.object({
      id: sosId,
      key: sosKeySchema,
      language: languageSchema.default('ko'),
      place: z
        .object({
          text: z.string().trim().max(300).default('').describe('Where, in her words'),
          lat: z.number().min(-90).max(90).nullable().default(null),
          lon: z.number().min(-180).max(180).nullable().default(null),
        })
        .refine(
          (place) => place.text !== '' || (place.lat !== null && place.lon !== null),
          'Say where, or point at it.',
        ),
      what: z.string().trim().max(500).default('').describe('What she sees, in her words'),
    }),
    reply: sosViewSchema,
  },
  'GET /api/sos/:id': {
    summary: 'Her call as it is now',
    roles: 'device',
    params: id,
    reply: sosViewSchema,
  },
  'POST /api/sos/:id/send': {
    summary: 'End the countdown now',
    roles: 'device',
    params: id,
    body: z.object({}),
    reply: sosViewSchema,
  },
  'POST /api/sos/:id/cancel': {
    summary: 'Pressed by mistake, in the countdown only; afterwards `too-late` (409)',
    roles: 'device',
    params: id,
    body: z.object({}),
    reply: sosViewSchema,
  },
  'POST /api/sos/:id/position': {
    summary: 'Where she is now; only the newest is kept, and none before the call exists',
    roles: 'device',
    params: id,
    body: positionSchema,
    reply: sosViewSchema,
  },
  'POST /api/sos/:id/sharing': {
    summary: 'Stop or go on sharing her position; the call goes on either way, an operator ends it',
    roles: 'device',
    params: id,
    body: z.object({ on: z.boolean() }),
    reply: sosViewSchema,
  },
  'POST /api/sos/:id/messages': {
    summary: 'Write to the desk; the same message id told again is one message',
    roles: 'device',
    params: id,
    body: z.object({
      messageId: z.uuid(),
      phrase: z.enum(callerPhrases).optional(),
      text: z.string().trim().min(1).max(500).optional(),
      language: z.string().max(10).default('ko'),
    }),
    reply: sosViewSchema,
  },
  'POST /api/sos/:id/callback': {
    summary: 'Leave or take back a number for calling back',
    roles: 'device',
    params: id,
    body: z.object({
      number: z
        .string()
        .trim()
        .regex(/^\+?[0-9][0-9 -]{6,18}$/)
        .nullable(),
    }),
    reply: sosViewSchema,
  },
  'POST /api/sos/:id/links': {
    summary:
      'Make a link for a trusted person; the token is made on the phone and dies with the call',
    roles: 'device',
    params: id,
    status: 201,
    body: z.object({ token: sosKeySchema }),
    reply: sosViewSchema,
  },
  'POST /api/sos/:id/links/end': {
    summary: 'End every link at once',
    roles: 'device',
    params: id,
    body: z.object({}),
    reply: sosViewSchema,
  },
  'GET /api/shared-sos': {
    summary:
      'What a trusted person sees; `Authorization: Link TOKEN`, so that the token stands in no address and no log',
    roles: 'device',
    reply: sharedViewSchema,
  },
});
