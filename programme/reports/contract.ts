// Hers: whom she may choose, keeping and sending a report, and everything she does with it afterwards, by the token of her seven words.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { takenSources, takingRoles } from './names.ts';
import {
  clearSchema,
  deskSchema,
  eachOnce,
  figuresSchema,
  herReportSchema,
  keySchema,
  laterGrantsSchema,
  logEntrySchema,
  newFileSchema,
  newPartSchema,
  tokenSchema,
} from './shapes.ts';

export * from './shapes.ts';

const part = z.object({ part: z.uuid() });
const piece = part.extend({ index: z.coerce.number().int().min(0).max(4095) });

/** A report as it is kept, whoever typed it. */
export const newReportSchema = z.object({
  id: z.uuid(),
  receipt: tokenSchema,
  herKey: keySchema,
  clear: clearSchema.nullable().default(null),
  parts: z
    .array(newPartSchema)
    .max(12)
    .refine((parts) => eachOnce(parts.map(({ id }) => id)), 'A part stands here twice.'),
  figures: figuresSchema.nullable().default(null),
});

export type NewReportBody = z.infer<typeof newReportSchema>;

/** `device` routes know her by `Authorization: Receipt TOKEN`, and nobody by a session. */
export const reportsContract = defineContract({
  'GET /api/reports/recipients': {
    summary:
      'Whom she may choose in a district: desks with the key in use, each with its entry of the key log, to be checked against the city key',
    roles: 'public',
    ownTransaction: true,
    query: z.object({ district: z.string().max(20).optional() }),
    reply: z.object({
      cityKey: keySchema.nullable().describe('null: this city takes no reports online yet'),
      newest: z
        .object({ entry: logEntrySchema, keys: z.array(z.string()) })
        .nullable()
        .describe(
          "The city's last statement of the newest key of every desk, and the keys that it stands for",
        ),
      fileQuota: z.number().int().describe('Bytes that sealed files of one receipt may take'),
      items: z.array(
        deskSchema.extend({ key: z.object({ id: z.string(), entry: logEntrySchema }) }),
      ),
    }),
  },
  'POST /api/reports': {
    summary:
      'Keep a report: sent at once where `clear` says the district, a draft otherwise. Told again, it is the same report',
    roles: 'public',
    ownTransaction: true,
    status: 201,
    body: newReportSchema.extend({
      from: z
        .string()
        .max(40)
        .nullable()
        .default(null)
        .describe('Code of the partner whose link she followed; one that is not known is left out'),
    }),
    reply: herReportSchema,
  },
  'POST /api/desk/reports/taken': {
    summary:
      'Keep what somebody said by telephone, at the counter or by SMS: sealed in the browser of whoever wrote it down, who keeps nothing',
    roles: takingRoles,
    ownTransaction: true,
    status: 201,
    body: newReportSchema.extend({ source: z.enum(takenSources) }),
    reply: z.object({ id: z.string(), state: z.enum(['draft', 'sent', 'withdrawn']) }),
  },
  'GET /api/reports/mine': {
    summary: 'Her report: its parts, who has what until when, who opened what and when',
    roles: 'device',
    reply: herReportSchema,
  },
  'POST /api/reports/mine/send': {
    summary: 'Send a draft: what is in clear, and the parts for the desks that she chose',
    roles: 'device',
    body: z.object({
      clear: clearSchema,
      grants: laterGrantsSchema,
      figures: figuresSchema.nullable().default(null),
    }),
    reply: herReportSchema,
  },
  'POST /api/reports/mine/parts': {
    summary: 'Add to the report, answer a desk, or change a draft (`replaces`)',
    roles: 'device',
    body: z.object({ part: newPartSchema, replaces: z.uuid().nullable().default(null) }),
    reply: herReportSchema,
  },
  'POST /api/reports/mine/files': {
    summary: 'Announce a file: its sealed description and how many pieces follow',
    roles: 'device',
    status: 201,
    body: newFileSchema,
    reply: z.object({ received: z.number().int(), left: z.number().int().describe('Bytes left') }),
  },
  'PUT /api/reports/mine/files/:part/pieces/:index': {
    summary:
      'One sealed piece, as application/octet-stream, in order; a piece that is here already is thrown away. `received` says where to go on',
    roles: 'device',
    params: piece,
    reply: z.object({ received: z.number().int() }),
  },
  'GET /api/reports/mine/files/:part/pieces/:index': {
    summary: 'One sealed piece of her own file, as application/octet-stream',
    roles: 'device',
    params: piece,
    reply: z.unknown(),
  },
  'POST /api/reports/mine/files/remove': {
    summary: 'Take files away: their pieces, descriptions and every key of them are destroyed',
    roles: 'device',
    body: z.object({ parts: z.array(z.uuid()).min(1).max(200) }),
    reply: herReportSchema,
  },
  'POST /api/reports/mine/work': {
    summary:
      'A small proof of work, wanted while many come the same way: the mark of a flood is taken away. Nothing waits for it',
    roles: 'device',
    body: z.object({ nonce: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }),
    reply: herReportSchema,
  },
  'POST /api/reports/mine/consents': {
    summary: 'Give a part to a desk, or take one or all back; at once',
    roles: 'device',
    body: z.object({
      grant: laterGrantsSchema,
      revoke: z
        .array(
          z.object({
            desk: z.uuid(),
            part: z.uuid().nullable().default(null).describe('null: every part'),
          }),
        )
        .max(200)
        .default([]),
    }),
    reply: herReportSchema,
  },
  'POST /api/reports/mine/withdraw': {
    summary:
      'Withdraw: everything sealed and every key of it is destroyed; the receipt still says so',
    roles: 'device',
    body: z.object({}),
    reply: herReportSchema,
  },
});
