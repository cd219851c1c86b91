// A desk's: what waits, opening part by part (each a mark that she sees), acknowledging, answering.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { deskKinds, deskRoles } from './names.ts';
import { deskReportSchema, deskSchema, sealedSchema, wrapSchema } from './shapes.ts';

const report = z.object({ id: z.uuid() });
const part = report.extend({ part: z.uuid() });

const alert = z.object({
  report: z.string(),
  desk: z.string(),
  kind: z.enum(deskKinds),
  district: z.string().nullable(),
  waitsSince: z.string(),
  at: z.string(),
});

/** A sealed part with what opens it for the desks of whoever asks. */
export const openedPartSchema = z.object({
  id: z.string(),
  sealed: z.string(),
  wraps: z.array(
    z.object({
      desk: z.string(),
      recipient: z.string().describe('Key of the desk'),
      wrap: wrapSchema,
    }),
  ),
});

/** A message to her, sealed for her and for the own desk. */
export const messageSchema = z.object({
  id: z.uuid(),
  desk: z.uuid(),
  sealed: sealedSchema,
  hers: wrapSchema,
  recipient: z.uuid().describe('Key of the own desk'),
  own: wrapSchema,
});
export type Message = z.infer<typeof messageSchema>;

export const reportDeskContract = defineContract({
  'GET /api/desk/reports': {
    summary:
      'Reports that the desks of whoever asks may read, and other desks that are silent (no content)',
    roles: deskRoles,
    reply: z.object({
      desks: z.array(deskSchema),
      items: z.array(deskReportSchema),
      alerts: z.array(alert),
      partners: z
        .array(z.object({ code: z.string(), name: z.record(z.string(), z.string()) }))
        .describe('Whose links lead here, for the names of those that a report came by'),
    }),
  },
  'POST /api/desk/reports/:id/parts/:part/open': {
    summary: 'The sealed part and its wraps; leaves a mark that she sees',
    roles: deskRoles,
    params: part,
    body: z.object({}),
    reply: openedPartSchema,
  },
  'GET /api/desk/reports/:id/parts/:part/pieces/:index': {
    summary: 'One sealed piece of a file, as application/octet-stream, after the file was opened',
    roles: deskRoles,
    params: part.extend({ index: z.coerce.number().int().min(0).max(4095) }),
    reply: z.unknown(),
  },
  'POST /api/desk/reports/:id/acknowledge': {
    summary: 'Take it on: stops the clock of the desks of whoever asks',
    roles: deskRoles,
    params: report,
    body: z.object({}),
    reply: deskReportSchema,
  },
  'POST /api/desk/reports/:id/messages': {
    summary: 'Write to her; sealed for her and for the own desk',
    roles: deskRoles,
    params: report,
    status: 201,
    body: messageSchema,
    reply: deskReportSchema,
  },
});
