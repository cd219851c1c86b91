// Requests and replies of the units: the register that the city keeps, and where fleets say that they are.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { type Role, responders } from '#programme/city/roles.ts';
import { unitKinds } from './names.ts';

/** Those who keep the register of units. */
const keepers: readonly Role[] = ['manager', 'administrator'];
const readers: readonly Role[] = [...responders, ...keepers, 'auditor'];

export const unitSchema = z.object({
  id: z.string(),
  callSign: z.string(),
  kind: z.enum(unitKinds),
  district: z.string().describe('District code'),
  organisation: z.string().nullable().describe('Station, firm or office that sends it'),
  active: z.boolean(),
  phone: z.boolean().describe('A phone is enrolled'),
  onDuty: z.boolean(),
  dutyBy: z
    .enum(['desk', 'phone'])
    .nullable()
    .describe('Who began the shift; one begun on the phone is asked there'),
  dutyUntil: z.string().nullable().describe('The shift ends by itself then'),
  positionAt: z.string().nullable().describe('Of the latest position; null off duty'),
  busy: z.boolean().describe('Asked to come, on its way or there'),
});
export type UnitRow = z.infer<typeof unitSchema>;

/** What is shown once when a phone is enrolled: a link and a code for the page, and what OwnTracks needs. */
export const phoneSheetSchema = z.object({
  id: z.string(),
  callSign: z.string(),
  lines: z.array(z.object({ name: z.string(), value: z.string() })),
  qr: z.object({ size: z.number().int(), path: z.string() }).describe('The link of the page'),
  trackerQr: z
    .object({ size: z.number().int(), path: z.string() })
    .describe("OwnTracks' own configuration link"),
});
export type PhoneSheet = z.infer<typeof phoneSheetSchema>;

const callSign = z.string().trim().min(1).max(40);
const organisation = z
  .string()
  .trim()
  .max(60)
  .transform((text) => text || null)
  .nullable();
const id = z.object({ id: z.uuid() });

export const dutyContract = defineContract({
  'GET /api/units': {
    summary: 'Every unit in the register, those out of service last',
    roles: readers,
    reply: z.object({ items: z.array(unitSchema) }),
  },
  'POST /api/units': {
    summary: 'Enter a unit in the register',
    roles: keepers,
    status: 201,
    body: z.object({
      callSign,
      kind: z.enum(unitKinds),
      district: z.string().min(1).max(10),
      organisation: organisation.default(null),
    }),
    reply: unitSchema,
  },
  'PATCH /api/units/:id': {
    summary: 'Change what is written about a unit',
    roles: keepers,
    params: id,
    body: z.object({
      callSign: callSign.optional(),
      kind: z.enum(unitKinds).optional(),
      district: z.string().min(1).max(10).optional(),
      organisation: organisation.optional(),
    }),
    reply: unitSchema,
  },
  'POST /api/units/:id/service': {
    summary: 'Take a unit out of service, or back in; out of service its phone opens nothing',
    roles: keepers,
    params: id,
    body: z.object({ active: z.boolean() }),
    reply: unitSchema,
  },
  'POST /api/units/:id/phone': {
    summary: "Enrol the unit's phone, or another one; the one before opens nothing from now on",
    roles: keepers,
    params: id,
    body: z.object({}),
    reply: phoneSheetSchema,
  },
  'POST /api/units/:id/phone/revoke': {
    summary: "Take the phone's secret back, as when it is lost; a shift begun on it ends",
    roles: keepers,
    params: id,
    body: z.object({}),
    reply: unitSchema,
  },
  'POST /api/units/:id/duty': {
    summary: 'The desk puts a unit on duty, or ends its shift',
    roles: [...responders, ...keepers],
    params: id,
    body: z.object({ on: z.boolean() }),
    reply: unitSchema,
  },
  'POST /api/duty/positions': {
    summary: 'Latest positions of units, from a fleet or radio system with a service token',
    roles: responders,
    body: z.object({
      items: z
        .array(
          z.object({
            callSign: z.string().min(1).max(40),
            lat: z.number().min(-90).max(90).describe('WGS 84 degrees'),
            lon: z.number().min(-180).max(180).describe('WGS 84 degrees'),
            at: z.iso.datetime({ offset: true }).describe('When it was there; older ones are left'),
          }),
        )
        .min(1)
        .max(1000),
    }),
    reply: z.object({
      kept: z.number().int(),
      unknown: z.array(z.string()).describe('Call signs that are not on duty here'),
    }),
  },
});
