// Requests and replies of the safe houses: the public list, the register, the health board and the roll call.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { incidentReaders } from '#programme/city/roles.ts';
import {
  clerkChangeSchema,
  clerkSchema,
  deviceSheetSchema,
  hoursSchema,
  inspectionSchema,
  newDeviceSchema,
  registerRowSchema,
  stepSchema,
  storeFieldsSchema,
  storeSchema,
} from './shapes.ts';

export * from './shapes.ts';

/** What a resident's phone keeps: small, with nothing about who works there. */
export const publicPlaceSchema = z.object({
  id: z.string(),
  kind: z.enum(['store', 'police']),
  name: z.string(),
  nameEn: z.string().nullable(),
  address: z.string(),
  phone: z.string().nullable(),
  lat: z.number(),
  lon: z.number(),
  district: z.string(),
  hours: hoursSchema,
  confirmed: z
    .boolean()
    .describe('Answered the last roll call, or its button lived within its interval'),
  answeredAt: z.string().nullable(),
});

export const rollCallSchema = z.object({
  id: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  answered: z.number().int(),
  total: z.number().int(),
  signed: z.boolean(),
});

export const deviceHealthSchema = z.object({
  id: z.string(),
  label: z.string(),
  storeId: z.string(),
  store: z.string(),
  storePhone: z.string().nullable(),
  district: z.string(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  problem: z.enum(['silent', 'battery', 'never-heard', 'tampered']),
  since: z.string().nullable(),
  batteryPercent: z.number().nullable(),
  lastSeenAt: z.string().nullable(),
});

/** The list as a phone keeps it: columns of one length, stores first, police offices after them. */
export const phonePlacesSchema = z.object({
  tag: z.string().describe('Changes when anything here does'),
  stores: z.number().int().describe('How many of the rows are stores'),
  hours: z.array(hoursSchema).describe('The different hours there are'),
  name: z.array(z.string()),
  nameEn: z.array(z.string().nullable()),
  address: z.array(z.string()),
  phone: z.array(z.string().nullable()),
  lat: z.array(z.number().int()).describe('Hundred-thousandths of a degree, WGS 84'),
  lon: z.array(z.number().int()),
  open: z.array(z.number().int()).describe('Index into hours'),
});
export type PhonePlaces = z.infer<typeof phonePlacesSchema>;

export const phoneNightSchema = z.object({
  tag: z.string().describe('Of the places it speaks of; another one: fetch them again'),
  stores: z.number().int(),
  offices: z.number().int(),
  confirmed: z.number().int().describe('Stores that answered'),
  answered: z
    .string()
    .describe('One bit a store in the order of the places, lowest bit first, base64'),
  rollCallAt: z.string().nullable(),
  asOf: z.string(),
});
export type PhoneNight = z.infer<typeof phoneNightSchema>;

export const safeHousesContract = defineContract({
  'GET /api/safe-houses/places': {
    summary: 'The public list by columns, small enough for every phone to keep whole',
    roles: 'public',
    reply: phonePlacesSchema,
  },
  'GET /api/safe-houses/night': {
    summary:
      'What changes in the night, in a few hundred bytes: who answered, and whether the places did change',
    roles: 'public',
    reply: phoneNightSchema,
  },
  'GET /api/safe-houses': {
    summary: 'Safe houses and police boxes for residents; confirmed first, closed ones never',
    roles: 'public',
    ownTransaction: true,
    reply: z.object({
      items: z.array(publicPlaceSchema),
      asOf: z.string(),
      rollCall: rollCallSchema.nullable(),
    }),
  },
  'GET /api/map': {
    summary: 'Every store and police office as small tuples for the console map',
    roles: incidentReaders,
    reply: z.object({
      stores: z
        .array(z.tuple([z.string(), z.string(), z.number(), z.number(), z.string()]))
        .describe('id, name, lon, lat, state'),
      policeOffices: z
        .array(z.tuple([z.string(), z.string(), z.number(), z.number(), z.string()]))
        .describe('id, name, lon, lat, kind'),
    }),
  },
  'GET /api/health-board': {
    summary: 'Devices that need a person',
    roles: incidentReaders,
    reply: z.object({
      devices: z.number().int(),
      well: z.number().int(),
      items: z.array(deviceHealthSchema),
      rollCall: rollCallSchema.nullable(),
    }),
  },
});

const registerReaders = [
  'operator',
  'city-operator',
  'manager',
  'auditor',
  'administrator',
] as const;
const registerKeepers = ['manager', 'administrator'] as const;
const id = z.object({ id: z.uuid() });

/** The register as its keepers work with it. Every change answers with the whole store as it now is. */
export const registerContract = defineContract({
  'GET /api/stores': {
    summary: 'The register: every store the caller may see, with what it lacks',
    roles: registerReaders,
    reply: z.object({ items: z.array(registerRowSchema) }),
  },
  'POST /api/stores': {
    summary: 'Designate a store; its district follows from its place',
    roles: registerKeepers,
    status: 201,
    body: storeFieldsSchema.extend({
      until: z.iso.date().nullable().default(null).describe('Designated until'),
    }),
    reply: storeSchema,
  },
  'GET /api/stores/:id': {
    summary: 'One store whole: devices, clerks, inspections, history',
    roles: registerReaders,
    params: id,
    reply: storeSchema,
  },
  'PATCH /api/stores/:id': {
    summary: 'Change what is written about a store; imports leave what was changed by hand',
    roles: registerKeepers,
    params: id,
    body: storeFieldsSchema.partial().extend({
      updatedAt: z.string().describe('As the store was read; an older one is refused'),
    }),
    reply: storeSchema,
  },
  'POST /api/stores/:id/steps': {
    summary: 'Suspend, resume, renew, let lapse, close, reopen or strike a designation',
    roles: registerKeepers,
    params: id,
    body: stepSchema,
    reply: storeSchema,
  },
  'POST /api/stores/:id/clerks': {
    summary: 'Add a clerk, with the day of training',
    roles: registerKeepers,
    params: id,
    body: clerkSchema,
    reply: storeSchema,
  },
  'POST /api/stores/:id/clerks/:clerkId': {
    summary: 'A clerk was trained again, or works there no more',
    roles: registerKeepers,
    params: id.extend({ clerkId: z.uuid() }),
    body: clerkChangeSchema,
    reply: storeSchema,
  },
  'POST /api/stores/:id/inspections': {
    summary:
      'Keep an inspection with its checklist; it is passed when nothing that applies was wrong',
    roles: registerKeepers,
    params: id,
    body: inspectionSchema,
    reply: storeSchema,
  },
  'POST /api/stores/:id/devices': {
    summary: 'Enrol a device; what must be typed into it is in this reply and never again',
    roles: registerKeepers,
    status: 201,
    params: id,
    body: newDeviceSchema,
    reply: deviceSheetSchema,
  },
  'POST /api/stores/:id/devices/:deviceId/renew': {
    summary: 'Give a device a new secret; the old one is worthless at once',
    roles: registerKeepers,
    params: id.extend({ deviceId: z.uuid() }),
    body: z.object({}),
    reply: deviceSheetSchema,
  },
  'POST /api/stores/:id/devices/:deviceId/retire': {
    summary: 'Take a device out of service; it is not heard any more',
    roles: registerKeepers,
    params: id.extend({ deviceId: z.uuid() }),
    body: z.object({}),
    reply: storeSchema,
  },
});
