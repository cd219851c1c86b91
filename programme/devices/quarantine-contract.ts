// Requests and replies of the quarantine: messages that nobody understood, until a person has looked.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';

const readers = ['operator', 'city-operator', 'manager', 'auditor', 'administrator'] as const;

export const quarantineContract = defineContract({
  'GET /api/quarantine': {
    summary:
      'Messages that could not be read or trusted and that nobody has looked at; newest first, at most 500',
    roles: readers,
    reply: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          at: z.string(),
          protocol: z.string(),
          deviceId: z.string().nullable(),
          device: z.string().nullable().describe('Label of the sender, when known'),
          reason: z.string(),
          detail: z.string().nullable(),
        }),
      ),
    }),
  },
  'POST /api/quarantine/:id/looked': {
    summary: 'Somebody has looked; it is kept until its 30 days are over',
    roles: readers.filter((role) => role !== 'auditor'),
    params: z.object({ id: z.string().regex(/^\d{1,18}$/) }),
    body: z.object({}),
    reply: z.object({ looked: z.boolean().describe('False when another person was quicker') }),
  },
});
