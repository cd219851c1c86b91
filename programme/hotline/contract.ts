// Requests and replies of the hotline agent's desk: a call becomes an incident in a few keys.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { incidentDetailSchema } from '#programme/incidents/contract.ts';

const agents = ['hotline-agent', 'operator', 'city-operator'] as const;

export const hotlineContract = defineContract({
  'GET /api/hotline/search': {
    summary: 'Places by name, address, telephone or initial consonants',
    roles: agents,
    query: z.object({ q: z.string().max(80) }),
    reply: z.object({
      items: z.array(
        z.object({
          kind: z.enum(['store', 'police', 'station', 'street']),
          id: z.string(),
          name: z.string(),
          address: z.string(),
          lat: z.number(),
          lon: z.number(),
          district: z.string(),
        }),
      ),
    }),
  },
  'POST /api/hotline/incidents': {
    summary: 'Raise a call while the caller speaks',
    roles: agents,
    status: 201,
    body: z
      .object({
        place: z
          .object({
            id: z.string().uuid().optional(),
            name: z.string().trim().min(1).max(200),
            address: z.string().trim().max(300).default(''),
            lat: z.number().min(-90).max(90).optional(),
            lon: z.number().min(-180).max(180).optional(),
            district: z.string().max(10).optional(),
          })
          .optional(),
        placeId: z.uuid().optional(),
        callbackNumber: z
          .string()
          .trim()
          .regex(/^[+\d][\d -]{2,20}$/)
          .optional(),
        urgency: z.number().int().min(1).max(5).default(3),
        language: z.string().max(10).optional(),
        drill: z.boolean().default(false),
      })
      .refine(
        (body) => body.place !== undefined || body.placeId !== undefined,
        'Say where: placeId or place.',
      ),
    reply: incidentDetailSchema,
  },
});
