// What a city decides about emergency overrides: how long each step may take, and how long at most one may be read.
import { z } from 'zod';

export const overridesPolicySchema = z.object({
  reviewWithinHours: z
    .number()
    .int()
    .min(1)
    .max(168)
    .default(12)
    .describe('What nobody has decided by then lapses'),
  carryOutWithinHours: z
    .number()
    .int()
    .min(1)
    .max(168)
    .default(24)
    .describe('What was approved and not carried out by then lapses'),
  longestHours: z
    .number()
    .int()
    .min(4)
    .max(168)
    .default(72)
    .describe('What was handed over is destroyed after so long at the latest'),
});
