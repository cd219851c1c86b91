// What a city decides about its figures: from which number on a count is shown, when, and which surveys stand beside them.
import { z } from 'zod';

const names = z.record(z.string(), z.string());

const survey = z
  .object({
    name: names.describe('Of the survey, by language'),
    by: names.describe('Who asked'),
    year: z.number().int().min(1990).max(2100),
    question: names.describe('The question as it was asked'),
    reportedPercent: z
      .object({ from: z.number().gt(0).max(100), to: z.number().gt(0).max(100) })
      .refine(({ from, to }) => from <= to, { error: 'The range runs from the smaller number.' })
      .describe('Of a hundred who lived through it, how many told an office: as a range'),
  })
  .describe('What people say who were asked, whether they reported or not');

export const figuresPolicySchema = z.object({
  smallBelow: z
    .number()
    .int()
    .min(3)
    .max(20)
    .default(5)
    .describe('A count from one to less than this is never shown'),
  publishAfterDays: z
    .number()
    .int()
    .min(7)
    .max(90)
    .default(15)
    .describe('A month is published so many days after its end, once and for good'),
  surveys: z
    .array(survey)
    .default([])
    .describe('Stand beside every recorded figure; without one, no figure is shown'),
});
