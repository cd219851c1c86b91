// Packages of evidence: begun by somebody who works on the case, put together in their browser, recorded, seen by her.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { deskRoles } from '#programme/reports/names.ts';
import { reasons, recipients } from './names.ts';
import { custodySchema, hexHash, packageSchema, stampSchema } from './shapes.ts';

export type { Custody, Package, Stamp } from './shapes.ts';

const one = z.object({ id: z.uuid().describe('The report’s') });
const made = one.extend({ package: z.uuid() });
const list = z.object({ items: z.array(packageSchema) });

export const evidenceContract = defineContract({
  'GET /api/cases/:id/packages': {
    summary: 'Packages of evidence that were made of a case',
    roles: deskRoles,
    params: one,
    reply: list,
  },
  'POST /api/cases/:id/packages': {
    summary:
      'Begin a package: who works on the case says for whom and why; she sees it from now on',
    roles: deskRoles,
    params: one,
    status: 201,
    body: z.object({
      id: z.uuid(),
      desk: z.uuid().describe('The own desk'),
      recipient: z.enum(recipients),
      reason: z.enum(reasons),
    }),
    reply: packageSchema,
  },
  'GET /api/cases/:id/packages/:package/custody': {
    summary:
      'For a package that was begun and is not whole: the log of custody with its links of the hash chain, and time stamps',
    roles: deskRoles,
    ownTransaction: true,
    params: made,
    reply: z.object({
      rows: z.array(custodySchema),
      sealed: z.boolean().describe('Every row has its link'),
      stamps: z.array(stampSchema),
      authority: z
        .object({ certificates: z.string().describe('PEM') })
        .nullable()
        .describe('The authority that this city has configured, if it has'),
    }),
  },
  'POST /api/cases/:id/packages/:package/leave': {
    summary: 'The package is whole: records the SHA-256 of its SHA256SUMS before it is written',
    roles: deskRoles,
    params: made,
    body: z.object({ manifest: hexHash, files: z.number().int().min(1).max(10_000) }),
    reply: packageSchema,
  },
  'GET /api/evidence/mine': {
    summary: 'Hers (Authorization: Receipt TOKEN): packages that were made of her case',
    roles: 'public',
    ownTransaction: true,
    reply: list,
  },
});
