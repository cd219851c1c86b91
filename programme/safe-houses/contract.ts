// Requests and replies of the safe houses: the public list, the register, the health board and the roll call.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { incidentReaders } from '#programme/city/roles.ts';

export const storeStates = ['operating', 'suspended', 'closed', 'destroyed', 'lapsed'] as const;

/** Hours as "24h" or one range a weekday, 0 is Sunday, times local to the city; a range past midnight ends the next day. */
export const hoursSchema = z.union([
  z.literal('24h'),
  z.array(
    z.object({ days: z.array(z.number().int().min(0).max(6)), from: z.string(), to: z.string() }),
  ),
]);

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

export const storeRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  phone: z.string().nullable(),
  district: z.string(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  state: z.enum(storeStates),
  designatedOn: z.string().nullable(),
});

export const deviceHealthSchema = z.object({
  id: z.string(),
  label: z.string(),
  storeId: z.string(),
  store: z.string(),
  district: z.string(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  problem: z.enum(['silent', 'battery', 'never-heard', 'tampered']),
  since: z.string().nullable(),
  batteryPercent: z.number().nullable(),
  lastSeenAt: z.string().nullable(),
});

export const safeHousesContract = defineContract({
  'GET /api/safe-houses': {
    summary: 'Safe houses and police boxes for residents; confirmed first, closed ones never',
    roles: 'public',
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
