// Requests and replies of the units on duty: where they are now.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { responders } from '#programme/city/roles.ts';

export const dutyContract = defineContract({
  'POST /api/duty/positions': {
    summary: 'Latest positions of units, from a fleet or radio system with a service token',
    roles: responders,
    body: z.object({
      items: z
        .array(
          z.object({
            callSign: z.string().min(1).max(40),
            lat: z.number().min(-90).max(90).describe('WGS 84 degrees'),
            lon: z.number().min(-180).max(180).describe('WGS 84 degrees'),
            at: z.iso.datetime({ offset: true }).describe('When it was there; older ones are left'),
          }),
        )
        .min(1)
        .max(1000),
    }),
    reply: z.object({
      kept: z.number().int(),
      unknown: z.array(z.string()).describe('Call signs that are not on duty here'),
    }),
  },
});
