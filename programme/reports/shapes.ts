// What is sent and answered about sealed reports: ids, fixed lists and bytes in base64url, never words.
import { z } from 'zod';
import {
  ageBands,
  allPartKinds,
  deskKinds,
  herPartKinds,
  partKinds,
  placeKinds,
  relations,
  sources,
  tellers,
  urgencies,
  violences,
  wantedServices,
} from './names.ts';

const base64url = (bytes: number) =>
  z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`));

/** 32 bytes. */
export const keySchema = base64url(32).describe('32 bytes, base64url');
/** HPKE: encapsulated key, wrapped key, tag. */
export const wrapSchema = base64url(80).describe('80 bytes, base64url');
export const tokenSchema = base64url(32).describe('What the seven words give; kept as a hash');

/** A sealed text is as long as one of the classes of `platform/sealing`: 28 bytes more than 1, 4, 16, 64 or 256 kB. */
const sealedLengths = [1024, 4096, 16_384, 65_536, 262_144].map((size) =>
  Math.ceil(((size + 28) * 4) / 3),
);
/** A sealed text. */
export const sealedSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]*$/)
  .refine((text) => sealedLengths.includes(text.length), 'Not of a length that sealed texts have.')
  .describe('AES-256-GCM, padded to a class of lengths, base64url');

/** Whether no value stands there twice: a database cannot take one row twice in one statement. */
export function eachOnce(values: readonly string[]): boolean {
  return new Set(values.map((value) => value.toLowerCase())).size === values.length;
}

/** One part for one desk. */
export const grantSchema = z.object({
  recipient: z.uuid().describe('Id of the key of the desk'),
  wrap: wrapSchema,
  endsAt: z.iso
    .datetime({ offset: true })
    // PostgreSQL knows no year 0, and an end in a far century is none.
    .refine((at) => at > '2000' && at < '2200', 'No year that a consent could end in.')
    .nullable()
    .default(null),
});

/** Parts for desks that she gives later. */
export const laterGrantsSchema = z
  .array(grantSchema.extend({ part: z.uuid() }))
  .max(200)
  .refine(
    (all) => eachOnce(all.map(({ part, recipient }) => `${part} ${recipient}`)),
    'A part is given to a key twice.',
  )
  .default([]);

/** A part as it is sent. `own` is its key wrapped for herself, so that she can read it from any phone. */
export const newPartSchema = z.object({
  id: z.uuid(),
  kind: z.enum(herPartKinds),
  sealed: sealedSchema,
  own: wrapSchema,
  grants: z
    .array(grantSchema)
    .max(40)
    .refine((all) => eachOnce(all.map(({ recipient }) => recipient)), 'A key stands here twice.')
    .default([]),
});

/** A file's sealed description; its pieces follow. */
export const newFileSchema = newPartSchema.extend({
  kind: z.literal('file'),
  pieces: z.number().int().min(1).max(4096),
});

/** What is in clear of a report that is sent. Everything but the district may stay unsaid. */
export const clearSchema = z.object({
  district: z.string().min(1).max(20),
  urgency: z.enum(urgencies).nullable().default(null),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$/)
    .default('ko'),
  teller: z.enum(tellers).nullable().default(null),
  minor: z.boolean().nullable().default(null),
  services: z.array(z.enum(wantedServices)).max(wantedServices.length).default([]),
});

/** For statistics only: kept apart from the report from the first moment. */
export const figuresSchema = z.object({
  violence: z.enum(violences).nullable().default(null),
  relation: z.enum(relations).nullable().default(null),
  ageBand: z.enum(ageBands).nullable().default(null),
  placeKind: z.enum(placeKinds).nullable().default(null),
});
export type Figures = z.infer<typeof figuresSchema>;

const time = z.string().describe('ISO 8601');

/** Who works at a desk is never in here: only which desk it is. */
export const deskSchema = z.object({
  id: z.string(),
  kind: z.enum(deskKinds),
  district: z.string().nullable(),
});

/** An entry of the key log as it is published. */
export const logEntrySchema = z.object({
  position: z.number().int(),
  before: z.string(),
  text: z.string(),
  signature: z.string(),
});

export const partSchema = z.object({
  id: z.string(),
  kind: z.enum(partKinds),
  from: z.string().nullable().describe('Desk that wrote it; null: she'),
  at: time,
  pieces: z.number().int().nullable(),
  received: z.number().int(),
});

/** Her report as she sees it. */
export const herReportSchema = z.object({
  id: z.string(),
  state: z.enum(['draft', 'sent', 'withdrawn']),
  version: z.number().int(),
  clear: clearSchema.nullable().describe('null while it is a draft without a district'),
  madeAt: time,
  sentAt: time.nullable(),
  parts: z.array(
    partSchema.extend({ kind: z.enum(allPartKinds), sealed: z.string(), own: z.string() }),
  ),
  files: z
    .object({ quota: z.number().int(), left: z.number().int() })
    .describe('Bytes that sealed files of this receipt may take, and how many are left'),
  suspectedFlood: z
    .boolean()
    .describe('Many came the same way: a small proof of work takes the mark away'),
  desks: z.array(deskSchema.extend({ sentAt: time, acknowledgedAt: time.nullable() })),
  consents: z.array(
    z.object({
      part: z.string(),
      recipient: z.string(),
      desk: z.string(),
      since: time,
      endsAt: time.nullable(),
      revokedAt: time.nullable(),
    }),
  ),
  openings: z.array(
    z.object({ part: z.string(), kind: z.string(), desk: z.string(), by: z.string(), at: time }),
  ),
});
export type HerReport = z.infer<typeof herReportSchema>;

/** A report as a desk sees it before it opens anything. */
export const deskReportSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  district: z.string(),
  urgency: z.enum(urgencies).nullable(),
  language: z.string(),
  teller: z.enum(tellers).nullable(),
  minor: z.boolean().nullable(),
  services: z.array(z.enum(wantedServices)),
  suspectedFlood: z.boolean(),
  source: z.enum(sources),
  partner: z.string().nullable().describe('Code of the partner whose link she followed'),
  sentAt: time,
  herKey: keySchema,
  parts: z.array(partSchema.extend({ endsAt: time.nullable(), opened: z.boolean() })),
  deliveries: z.array(
    deskSchema.extend({
      sentAt: time,
      dueAt: time.nullable(),
      level: z.number().int(),
      acknowledgedAt: time.nullable(),
    }),
  ),
});
export type DeskReport = z.infer<typeof deskReportSchema>;
