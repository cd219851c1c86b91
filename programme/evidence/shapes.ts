// What is sent and answered about packages of evidence: ids, fixed lists, times and hashes, never words.
import { z } from 'zod';
import { reasons, recipients } from './names.ts';

const time = z.string().describe('ISO 8601');

/** SHA-256 in hex. */
export const hexHash = z.string().regex(/^[0-9a-f]{64}$/);

export const packageSchema = z.object({
  id: z.string(),
  desk: z.string(),
  by: z.string(),
  recipient: z.enum(recipients),
  reason: z.enum(reasons),
  begunAt: time,
  leftAt: time.nullable().describe('null: broken off, or being packed'),
  manifest: hexHash.nullable().describe('SHA-256 of its SHA256SUMS'),
  files: z.number().int().nullable(),
});
export type Package = z.infer<typeof packageSchema>;

/** A row of the audit log about the case, with its place in the chain. */
export const custodySchema = z.object({
  at: time,
  actor: z.string(),
  name: z.string().nullable().describe('As colleagues know them now; not part of the chain'),
  role: z.string(),
  action: z.string(),
  detail: z.record(z.string(), z.unknown()),
  row: z
    .string()
    .describe('Exactly what is hashed after the link before: `hash` is SHA-256 of both'),
  before: hexHash.nullable(),
  hash: hexHash.nullable().describe('null: the log is not sealed that far yet'),
  position: z.number().int().nullable(),
});
export type Custody = z.infer<typeof custodySchema>;

export const stampSchema = z.object({
  part: z.string(),
  reply: z.string().nullable().describe('TimeStampResp in DER, base64url; null: none was given'),
  stampedAt: time.nullable(),
  authority: z.string().nullable(),
});
export type Stamp = z.infer<typeof stampSchema>;
