// What a city decides about cases: how long they are kept, and how early a clock speaks.
import { z } from 'zod';

export const casesPolicySchema = z.object({
  keepMonths: z
    .number()
    .int()
    .min(1)
    .max(600)
    .default(36)
    .describe(
      'A closed case is kept this long; then everything sealed of it and its report is destroyed',
    ),
  warnHours: z
    .number()
    .int()
    .min(1)
    .max(72)
    .default(6)
    .describe('So long before a task, a date or the window for evidence ends, its people are told'),
  adviceWithinHours: z
    .number()
    .int()
    .min(1)
    .max(240)
    .default(24)
    .describe('An adviser answers an offer within this time; then the next is asked'),
});
