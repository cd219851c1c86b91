// What the law makes a team tell of somebody under age, as the city has it looked up: statutes, who must be told, within which time.
import { z } from 'zod';

const day = z.iso.date();

/** Desks that a statute may name. */
export const lawDesks = ['police', 'child-protection'] as const;

export const legalBasisSchema = z.object({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/),
  statute: z
    .record(z.string(), z.string())
    .describe('Its name and article, by language: the team and she read it'),
  recipients: z.array(z.enum(lawDesks)).min(1).describe('Who must be told: one of these'),
  underAge: z.number().int().min(1).max(21).describe('Of whom it speaks: younger than that'),
  withinHours: z
    .number()
    .int()
    .min(1)
    .max(720)
    .describe('Until when; for a law that says "at once", how the city measures that'),
  from: day.describe('In force since this day'),
  until: day.nullable().default(null).describe('Last day on which it is in force'),
});
export type LegalBasis = z.infer<typeof legalBasisSchema>;

export const disclosuresPolicySchema = z.object({
  bases: z
    .array(legalBasisSchema)
    .max(50)
    .refine(
      (all) => new Set(all.map(({ code }) => code)).size === all.length,
      'A code stands here twice.',
    )
    .default([])
    .describe('Without one nothing can be disclosed here'),
  keepMonths: z
    .number()
    .int()
    .min(1)
    .max(600)
    .default(12)
    .describe('So long after it was made the copy here of what was disclosed is kept'),
});
