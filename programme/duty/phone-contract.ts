// Requests and replies of a unit's own phone about its shift: on and off duty, where it is, and how it is woken.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';

const base64url = z.string().regex(/^[A-Za-z0-9_-]+={0,2}$/);

/** Every route proves itself by `Authorization: Bearer ID.SECRET` of the unit. */
export const unitPhoneContract = defineContract({
  'POST /api/unit/duty': {
    summary: 'Begin the shift, or end it; bearer is the unit id and its secret, joined by a dot',
    roles: 'device',
    body: z.object({ on: z.boolean() }),
    reply: z.object({ onDuty: z.boolean(), until: z.string().nullable() }),
  },
  'POST /api/unit/position': {
    summary: 'Where the unit is now; only the newest is kept, none off duty (`off-duty`, 409)',
    roles: 'device',
    body: z.object({
      lat: z.number().min(-90).max(90).describe('WGS 84 degrees'),
      lon: z.number().min(-180).max(180).describe('WGS 84 degrees'),
      ageSeconds: z
        .number()
        .min(0)
        .max(3600)
        .default(0)
        .describe("How long ago it was there; the phone's own clock is not believed"),
    }),
    reply: z.object({ kept: z.boolean().describe('False when a newer one is known') }),
  },
  'POST /api/unit/push': {
    summary: 'Wake this phone when it is asked to come: what PushManager.subscribe() gave',
    roles: 'device',
    body: z.object({
      endpoint: z.url().max(1000),
      keys: z.object({ p256dh: base64url.min(80).max(100), auth: base64url.min(20).max(30) }),
    }),
    reply: z.object({ done: z.literal(true) }),
  },
  'POST /api/unit/push/end': {
    summary: 'Do not wake this phone any more',
    roles: 'device',
    body: z.object({}),
    reply: z.object({ done: z.literal(true) }),
  },
});
