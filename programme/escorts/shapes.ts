// Shapes of walks that more than one contract, the rules and the screens share.
import { z } from 'zod';
import { matchReasons, obstacles } from './names.ts';

export const lat = z.number().min(-90).max(90).describe('WGS 84 degrees');
export const lon = z.number().min(-180).max(180).describe('WGS 84 degrees');
export const moment = z.iso.datetime({ offset: true });
/** 32 random bytes as base64url, made on a phone; the city keeps its SHA-256 only. */
export const keySchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const fixSchema = z.object({
  lat,
  lon,
  accuracy: z.number().min(0).max(100_000).default(0).describe('Radius in metres'),
  at: moment.describe('When the phone was there; older than the kept one is left'),
});

export const pointSchema = z.object({
  id: z.string(),
  district: z.string(),
  name: z.record(z.string(), z.string()),
  station: z.string().nullable(),
  exit: z.string().nullable(),
  hint: z.record(z.string(), z.string()).describe('Where exactly the pair stands'),
  lat: z.number(),
  lon: z.number(),
});

export const placedSchema = z.object({ lat: z.number(), lon: z.number(), at: z.string() });

/** For showing and checking the rotating code without a network: `rules/meeting-code.ts`. */
export const meetingKeySchema = z.object({
  walkId: z.string(),
  shiftId: z.string(),
  secret: z.string().describe('32 bytes, base64url; ends with this pair and this walk'),
  codeSeconds: z.number().int(),
});

export const whySchema = z.object({
  reasons: z.array(z.enum(matchReasons)),
  possible: z.number().int().describe('Pairs that could have come'),
  kept: z.partialRecord(z.enum(obstacles), z.number()).describe('How many could not, and why'),
  travelSeconds: z.number(),
  waitSeconds: z.number(),
  soonerElsewhere: z.number().describe('Seconds another pair would have been there before'),
});
