// What is sent and answered about overrides: ids, fixed lists, times, names of staff, and bytes in base64url.
import { z } from 'zod';
import { deskSchema, keySchema, sealedSchema, wrapSchema } from '#programme/reports/shapes.ts';
import { overrideStates, reasons, refusals, whats } from './names.ts';

const time = z.string().describe('ISO 8601');

export const keyWrapSchema = z.object({
  recipient: z.uuid().describe('Key of the desk'),
  wrap: wrapSchema,
});
export type KeyWrap = z.infer<typeof keyWrapSchema>;

/** Before it is asked: which report it is, and who will decide. */
export const preparedSchema = z.object({
  report: z.string(),
  number: z.string(),
  district: z.string(),
  herKey: keySchema.describe('The words are sealed for her too'),
  reviewDesk: deskSchema,
});

/** An override as it is asked. */
export const newOverrideSchema = z.object({
  id: z.uuid(),
  report: z.uuid(),
  desk: z.uuid().describe('The own desk'),
  what: z.enum(whats),
  reason: z.enum(reasons),
  hours: z.number().int().min(1).max(168),
  reviewDesk: z.uuid().describe('As it was prepared'),
  sealed: sealedSchema
    .refine((text) => text.length < 22_000, 'These words are too long.')
    .describe('Why, in words'),
  hers: wrapSchema.describe('Key of the words for her'),
  own: keyWrapSchema,
  review: keyWrapSchema,
});
export type NewOverride = z.infer<typeof newOverrideSchema>;

const fateSchema = z.object({
  id: z.string(),
  what: z.enum(whats),
  reason: z.enum(reasons),
  hours: z.number().int(),
  desk: deskSchema.describe('Who asks'),
  by: z.string().describe('The person who asked'),
  askedAt: time,
  state: z.enum(overrideStates),
  dueAt: time.nullable().describe('When it lapses, or, carried out, ends'),
  reviewDesk: deskSchema,
  reviewedBy: z.string().nullable(),
  reviewedAt: time.nullable(),
  refusal: z.enum(refusals).nullable(),
  way: z.enum(['desk', 'custodians']).nullable(),
  carriedDesk: deskSchema.nullable(),
  carriedBy: z.string().nullable(),
  carriedAt: time.nullable(),
  endedAt: time.nullable(),
  openings: z.array(z.object({ by: z.string(), at: time })),
});

/** An override as those concerned see it. */
export const overrideSchema = fateSchema.extend({
  report: z.string(),
  number: z.string(),
  district: z.string(),
  asks: z.boolean().describe('Of an own desk'),
  mayReview: z.boolean(),
  mayCarryOut: z.boolean(),
  words: z
    .object({ sealed: z.string(), wraps: z.array(keyWrapSchema) })
    .nullable()
    .describe('For the desks that ask and decide; null for others, and when they were destroyed'),
});
export type Override = z.infer<typeof overrideSchema>;

/** An override as she sees it. */
export const herOverrideSchema = fateSchema.extend({
  words: z.object({ sealed: z.string(), hers: z.string() }).nullable(),
});
export type HerOverride = z.infer<typeof herOverrideSchema>;

/** What a key holder may re-wrap: keys only, nothing that is sealed leaves for it. */
export const candidateSchema = z.object({
  id: z.string(),
  of: z.enum(['part', 'entry']),
  at: time,
  wraps: z.array(keyWrapSchema.extend({ desk: z.string() })).describe('For the own desks'),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** What an override opens. */
export const handedSchema = z.object({
  report: z.string(),
  item: z.string().describe('The part or entry'),
  sealed: z.string(),
  recipient: z.string(),
  wrap: wrapSchema,
});
export type Handed = z.infer<typeof handedSchema>;
