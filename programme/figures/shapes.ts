// The shapes of published figures.
import { z } from 'zod';
import { tableNames } from './names.ts';

const names = z.record(z.string(), z.string());
const month = z.iso.date().describe('First day of the month, or of the half-year');

/** A count; `hidden`: small, or it would give a small one away; `none`: not published. */
export const shownSchema = z.union([z.number().int().min(0), z.enum(['hidden', 'none'])]);
export type Shown = z.infer<typeof shownSchema>;

/** What people say who were asked, whether they reported or not. It comes with every figure; there is no other way to have one. */
export const besideSchema = z.object({
  reportedPercent: z
    .object({ from: z.number(), to: z.number() })
    .describe('Of a hundred who lived through it, how many told an office; over all surveys'),
  surveys: z
    .array(
      z.object({
        name: names,
        by: names,
        year: z.number().int(),
        question: names,
        reportedPercent: z.object({ from: z.number(), to: z.number() }),
      }),
    )
    .min(1),
});
export type Beside = z.infer<typeof besideSchema>;

const rule = {
  smallBelow: z.number().int().describe('A count from one to less than this is hidden'),
  beside: besideSchema,
};

export const monthsSchema = z.object({
  ...rule,
  months: z.array(month).describe('The newest 24 that are published, oldest first'),
  halves: z.array(month).describe('Half-years that are published by district, newest first'),
  tables: z.array(
    z.object({
      of: z.enum(tableNames),
      keys: z.array(z.string()).describe('Values; districts of the table of reports'),
      cells: z.array(z.array(shownSchema)).describe('By key and month'),
      totals: z.array(shownSchema).describe('By month'),
    }),
  ),
});
export type Months = z.infer<typeof monthsSchema>;
export type MonthTable = Months['tables'][number];

export const halfSchema = z.object({
  ...rule,
  of: z.enum(tableNames),
  half: month,
  keys: z.array(z.string()).describe('Values'),
  rows: z.array(
    z.object({
      district: z.string(),
      cells: z.array(shownSchema).describe('By key'),
      total: shownSchema,
    }),
  ),
});
export type Half = z.infer<typeof halfSchema>;
