// What is sent and answered about disclosures: ids, fixed lists, statutes, times and bytes in base64url, never words.
import { z } from 'zod';
import { messageSchema } from '#programme/reports/desk-contract.ts';
import { deskSchema, wrapSchema } from '#programme/reports/shapes.ts';
import { disclosureStates, dropReasons } from './names.ts';

const time = z.string().describe('ISO 8601');
const statute = z.record(z.string(), z.string()).describe('Name and article, by language');

export const basisSchema = z.object({
  code: z.string(),
  statute,
  underAge: z.number().int(),
  withinHours: z.number().int(),
  recipients: z.array(deskSchema).describe('Desks there that it names'),
});
export type OfferedBasis = z.infer<typeof basisSchema>;

/** One of the two smallest classes of sealed texts: less than any story. */
const shortSealedSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]*$/)
  .refine(
    (text) => [1024, 4096].some((size) => text.length === Math.ceil(((size + 28) * 4) / 3)),
    'Not of a length that a disclosure has.',
  )
  .describe('AES-256-GCM, padded to 1 or 4 kB, base64url');

export const newDisclosureSchema = z.object({
  id: z.uuid(),
  desk: z.uuid().describe('The own desk that discloses'),
  basis: z.string().max(60),
  recipient: z.uuid().describe('The desk that the law names'),
  corrects: z.uuid().nullable().default(null).describe('The earlier one that this one puts right'),
});
export type NewDisclosure = z.infer<typeof newDisclosureSchema>;

export const toldSchema = z.object({ message: messageSchema });

export const disclosedSchema = z.object({
  sealed: shortSealedSchema,
  recipient: z.uuid().describe('Key of the desk that the law names'),
  wrap: wrapSchema,
  hers: wrapSchema,
});
export type Disclosed = z.infer<typeof disclosedSchema>;

export const droppedSchema = z.object({ reason: z.enum(dropReasons) });

const openingSchema = z.object({ by: z.string(), at: time });

/** As the team sees it: everything but the text, which is for the recipient and for her. */
export const disclosureSchema = z.object({
  id: z.string(),
  basis: z.string(),
  statute,
  recipient: deskSchema,
  desk: z.string().describe('The desk that discloses'),
  corrects: z.string().nullable(),
  state: z.enum(disclosureStates),
  dropped: z.enum(dropReasons).nullable(),
  begunAt: time,
  dueAt: time,
  toldAt: time.nullable(),
  disclosedAt: time.nullable(),
  openings: z.array(openingSchema).describe('Who of the recipient read it'),
});
export type Disclosure = z.infer<typeof disclosureSchema>;

/** As the recipient sees it before it is opened. */
export const receivedSchema = z.object({
  id: z.string(),
  report: z.string(),
  district: z.string(),
  statute,
  from: deskSchema,
  desk: z.string().describe('The own desk'),
  corrects: z.string().nullable(),
  disclosedAt: time,
  openings: z.array(openingSchema),
});
export type Received = z.infer<typeof receivedSchema>;

export const openedSchema = z.object({
  id: z.string(),
  report: z.string(),
  sealed: z.string(),
  recipient: z.string().describe('Key of the own desk'),
  wrap: z.string(),
});

/** As she sees it: the text too. */
export const herDisclosureSchema = z.object({
  id: z.string(),
  statute,
  recipient: deskSchema,
  from: deskSchema,
  corrects: z.string().nullable(),
  state: z.enum(disclosureStates),
  toldAt: time.nullable(),
  disclosedAt: time.nullable(),
  content: z.object({ sealed: z.string(), hers: z.string() }).nullable(),
  openings: z.array(openingSchema),
});
export type HerDisclosure = z.infer<typeof herDisclosureSchema>;
