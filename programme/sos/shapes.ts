// What a caller, her phone and the people she trusts say and see of her call.
import { z } from 'zod';

/** Made on the phone, so that a request told again is the same call and an answer lost on the way loses nothing. */
export const sosId = z.uuid();
/** 32 random bytes as base64url, made on the phone; the city keeps its SHA-256 only. Sent as `Authorization: Sos KEY`. */
export const sosKeySchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** Where a phone is. */
export const positionSchema = z.object({
  lat: z.number().min(-90).max(90).describe('WGS 84 degrees'),
  lon: z.number().min(-180).max(180).describe('WGS 84 degrees'),
  accuracy: z.number().min(0).max(100_000).describe('Radius in metres, as the phone tells it'),
  at: z.iso.datetime({ offset: true }).describe('When she was there; older ones are left'),
});

/** Prepared phrases she can send with one touch; the words are in the pages, in her language and in the desk's. */
export const callerPhrases = [
  'cannot-speak',
  'followed',
  'hurt',
  'hiding',
  'more-than-one',
  'child-with-me',
  'come-quickly',
  'safe-now',
  'by-mistake',
  'yes',
  'no',
] as const;

/** What she may know of her own call. Nothing about anybody else. */
export const sosViewSchema = z.object({
  id: sosId,
  state: z.enum([
    'counting-down',
    'received',
    'acknowledged',
    'dispatched',
    'on-scene',
    'closed',
    'cancelled',
  ]),
  secondsLeft: z
    .number()
    .min(0)
    .nullable()
    .describe('Of the countdown, by the clock of the city; null after it'),
  silent: z.boolean(),
  raisedAt: z.string().nullable().describe('When the countdown ended'),
  policeKnow: z.boolean().describe('The police confirmed the hand-over'),
  unit: z
    .object({
      callSign: z.string(),
      kind: z.enum(['patrol-car', 'foot-patrol', 'guards', 'scouts']),
    })
    .nullable(),
  etaMinutes: z.number().int().nullable(),
  sharing: z.boolean().describe('Her position is taken in'),
  positionAt: z.string().nullable().describe('Time of the newest position that arrived'),
  callback: z.boolean().describe('She left a number'),
  links: z.number().int().describe('Links for trusted people that live'),
  messages: z.array(
    z.object({
      id: z.string(),
      at: z.string(),
      from: z.enum(['desk', 'caller']),
      phrase: z.string().nullable(),
      text: z.string().nullable(),
      language: z.string(),
    }),
  ),
});
export type SosView = z.infer<typeof sosViewSchema>;

/** What a trusted person sees while the call is open; afterwards the link answers `gone` (410). */
export const sharedViewSchema = z.object({
  state: z.enum(['received', 'acknowledged', 'dispatched', 'on-scene']),
  raisedAt: z.string(),
  policeKnow: z.boolean(),
  etaMinutes: z.number().int().nullable(),
  position: z
    .object({ lat: z.number(), lon: z.number(), accuracy: z.number(), at: z.string() })
    .nullable(),
});
export type SharedView = z.infer<typeof sharedViewSchema>;

/** BCP 47 tag of the language she speaks. */
export const languageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
