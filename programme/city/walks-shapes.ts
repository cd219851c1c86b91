// When pairs walk, as the city writes it down and as its manager changes it.
import { z } from 'zod';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** A day of every year, a leap day too. */
const date = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

/** Whose public holidays count. */
export const holidayCalendars = ['kr', 'none'] as const;

/** Local times; a `to` that is not after `from` lies on the next day. */
export const openingSchema = z.object({ from: time, to: time });

export const weeklySchema = z.object({
  days: z
    .array(z.number().int().min(0).max(6))
    .min(1)
    .describe('0 is Sunday; the day on which the evening begins'),
  ...openingSchema.shape,
});

export const seasonSchema = z.object({
  from: date.describe('MM-DD'),
  to: date.describe('MM-DD, included; may lie in the next year'),
  hours: z.array(weeklySchema),
});
