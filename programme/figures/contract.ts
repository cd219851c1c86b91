// Figures without people: what was published of reports and cases, never without what surveys say of what is not reported.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { figuresRoles, tableNames } from './names.ts';
import { halfSchema, monthsSchema } from './shapes.ts';

export type { Half, Months } from './shapes.ts';

export const figuresContract = defineContract({
  'GET /api/figures': {
    summary:
      'Published months: reports by district, answers and work by value; no-survey (409) until the city names one, for recorded figures are never shown alone',
    roles: figuresRoles,
    reply: monthsSchema,
  },
  'GET /api/figures/half': {
    summary: 'One table of a published half-year by district; no rows: it could not be shown',
    roles: figuresRoles,
    query: z.object({
      of: z.enum(tableNames).exclude(['reports']),
      half: z
        .string()
        .regex(/^\d{4}-(?:01|07)-01$/)
        .describe('First day of the half-year'),
    }),
    reply: halfSchema,
  },
});
