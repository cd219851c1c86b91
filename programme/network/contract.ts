// Requests and replies of the people who walk: who they are, until when they may, their shifts in pairs, their hours.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { personKinds } from './names.ts';

/** Those who see who is out; managers of a district keep its people. */
const readers = [
  'operator',
  'city-operator',
  'hotline-agent',
  'manager',
  'auditor',
  'administrator',
];
const keepers = ['manager', 'administrator'];

const id = z.object({ id: z.uuid() });
const day = z.iso.date().nullable();

/** What keeps a person from walking; none is as it should be. */
export const unfitReasons = [
  'not-active',
  'no-contract',
  'never-vetted',
  'vetting-lapsed',
  'never-trained',
  'training-lapsed',
  'no-identity-card',
] as const;

const personWrite = z.object({
  kind: z.enum(personKinds),
  name: z.string().trim().min(1).max(60),
  staffNumber: z.string().regex(/^[A-Za-z0-9-]{2,20}$/),
  district: z.string().max(10),
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .min(1)
    .max(8),
  contractFrom: day,
  contractUntil: day,
  payPerHour: z.number().int().min(0).max(1_000_000).nullable(),
  vettedUntil: day.describe('Last valid day'),
  trainedUntil: day.describe('Last valid day'),
  idIssuedOn: day,
  availableDays: z.array(z.number().int().min(0).max(6)).max(7),
  active: z.boolean(),
});

const person = personWrite.extend({
  id: z.string(),
  hasPhoto: z.boolean(),
  hasPhone: z.boolean().describe('A phone is enrolled'),
  unfit: z.array(z.enum(unfitReasons)).describe('Today'),
  updatedAt: z.string(),
});
export type Person = z.infer<typeof person>;

const shift = z.object({
  id: z.string(),
  callSign: z.string(),
  district: z.string(),
  beginsAt: z.string(),
  endsAt: z.string(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  lat: z.number(),
  lon: z.number(),
  people: z.array(z.object({ id: z.string(), name: z.string(), staffNumber: z.string() })),
});

const planned = z.object({
  callSign: z.string().trim().min(1).max(40),
  district: z.string().max(10),
  beginsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  lat: z.number().min(-90).max(90).describe('Where the pair begins'),
  lon: z.number().min(-180).max(180),
  people: z.array(z.uuid()).min(1).max(4),
});

export const networkContract = defineContract({
  'GET /api/people': {
    summary: "Scouts and volunteers of the caller's districts",
    roles: readers,
    query: z.object({ district: z.string().max(10).optional() }),
    reply: z.object({ items: z.array(person) }),
  },
  'POST /api/people': {
    summary: 'Take somebody in',
    roles: keepers,
    status: 201,
    body: personWrite
      .partial()
      .required({ kind: true, name: true, staffNumber: true, district: true }),
    reply: person,
  },
  'PATCH /api/people/:id': {
    summary: 'Change what is written; `changed-meanwhile` (409) when somebody was quicker',
    roles: keepers,
    params: id,
    body: personWrite.partial().extend({ updatedAt: z.string() }),
    reply: person,
  },
  'POST /api/people/:id/photo': {
    summary: 'Keep the photo that she sees: JPEG or PNG, at most 200 kB',
    roles: keepers,
    params: id,
    body: z.object({ base64: z.base64().max(280_000) }),
    reply: person,
  },
  'POST /api/people/:id/phone': {
    summary: 'Enrol the phone: a secret shown once, which ends the phone before',
    roles: keepers,
    params: id,
    body: z.object({}),
    reply: z.object({
      key: z.string().describe('For `Authorization: Scout KEY`'),
      url: z.string().describe('Opens the field app and enrols it; the secret is in the fragment'),
      qr: z
        .object({ size: z.number().int(), path: z.string() })
        .describe('The same to scan: modules a side, and the dark ones as a path'),
    }),
  },
  'POST /api/people/:id/phone/end': {
    summary: 'A phone was lost: its secret ends at once',
    roles: keepers,
    params: id,
    body: z.object({}),
    reply: person,
  },
  'GET /api/shifts': {
    summary: 'Pairs whose shift touches a stretch of time',
    roles: readers,
    query: z.object({
      from: z.iso.datetime({ offset: true }),
      to: z.iso.datetime({ offset: true }),
      district: z.string().max(10).optional(),
    }),
    reply: z.object({ items: z.array(shift) }),
  },
  'POST /api/shifts': {
    summary:
      'Plan a pair; refused with `not-two`, `unfit`, `not-available`, `overlaps`, `too-little-rest` or `too-many-hours` and the person',
    roles: keepers,
    status: 201,
    body: planned,
    reply: shift,
  },
  'POST /api/roster/proposal': {
    summary:
      'Pairs for the evenings of a month that keep every rule, as a proposal: nothing is planned by it',
    roles: keepers,
    body: z.object({
      district: z.string().max(10),
      pairs: z.number().int().min(1).max(60).describe('Wanted each evening, planned ones included'),
      evenings: z
        .array(
          z.object({
            beginsAt: z.iso.datetime({ offset: true }),
            endsAt: z.iso.datetime({ offset: true }),
          }),
        )
        .min(1)
        .max(31),
    }),
    reply: z.object({
      evenings: z.array(
        z.object({
          beginsAt: z.string(),
          endsAt: z.string(),
          pairs: z.array(z.array(z.string()).describe('Two people')),
          missing: z.number().int().describe('Pairs that nobody is left for'),
        }),
      ),
    }),
  },
  'POST /api/roster': {
    summary:
      'Publish pairs: all or none; refused as one is, with `at`, the number of the one that cannot be planned',
    roles: keepers,
    status: 201,
    body: z.object({ shifts: z.array(planned).min(1).max(600) }),
    reply: z.object({ planned: z.number().int() }),
  },
  'POST /api/shifts/:id/remove': {
    summary: 'Take a planned pair back; one that has started cannot be',
    roles: keepers,
    params: id,
    body: z.object({}),
    reply: z.object({ done: z.literal(true) }),
  },
  'GET /api/people/hours': {
    summary: "Hours of a month for pay and volunteers' credit, also as CSV",
    roles: ['manager', 'administrator', 'auditor'],
    query: z.object({ month: z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/) }),
    reply: z.object({
      items: z.array(
        z.object({
          staffNumber: z.string(),
          name: z.string(),
          kind: z.enum(personKinds),
          shifts: z.number().int(),
          hours: z.number().describe('To two decimals'),
          pay: z.number().int().nullable(),
        }),
      ),
      csv: z.string().describe('The same, UTF-8 with a byte order mark, for a spreadsheet'),
    }),
  },
});
