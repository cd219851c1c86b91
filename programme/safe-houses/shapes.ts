// What the register of safe houses is made of: states, hours, the checklist, and a store as its desk sees it.
import { z } from 'zod';
import { checklistPoints, storeNeeds, storeStates, storeSteps } from './names.ts';

export * from './names.ts';

/** Hours as "24h" or one range a weekday, 0 is Sunday, times local to the city; a range past midnight ends the next day. */
export const hoursSchema = z.union([
  z.literal('24h'),
  z.array(
    z.object({ days: z.array(z.number().int().min(0).max(6)), from: z.string(), to: z.string() }),
  ),
]);
export type Hours = z.infer<typeof hoursSchema>;

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/);
/** Hours as a person may give them: every day at most once in each range, at least one range. */
export const newHoursSchema = z.union([
  z.literal('24h'),
  z
    .array(
      z.object({
        days: z.array(z.number().int().min(0).max(6)).min(1).max(7),
        from: clock,
        to: clock,
      }),
    )
    .min(1)
    .max(14),
]);

const day = z.iso.date();
const said = (most: number) => z.string().trim().min(1).max(most);
const optional = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .transform((text) => text || null)
    .nullable();

/** What a person may write about a store. The district follows from the place. */
export const storeFieldsSchema = z.object({
  name: said(80),
  nameEn: optional(120),
  chain: optional(40),
  address: said(200),
  hint: optional(200).describe('How to find it on foot'),
  phone: optional(20).describe('Telephone at the till'),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  hours: newHoursSchema,
  policeOfficeId: z.uuid().nullable(),
});

export const yearSchema = z.object({
  calls: z.number().int(),
  real: z.number().int(),
  falseAlarms: z.number().int(),
  tests: z.number().int(),
});

export const registerRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  address: z.string(),
  phone: z.string().nullable(),
  district: z.string(),
  state: z.enum(storeStates),
  designatedUntil: z.string().nullable(),
  buttons: z.number().int(),
  testedAt: z.string().nullable(),
  inspectedAt: z.string().nullable(),
  year: yearSchema,
  needs: z.array(z.enum(storeNeeds)),
});
export type RegisterRow = z.infer<typeof registerRowSchema>;

export const storeDeviceSchema = z.object({
  id: z.string(),
  label: z.string(),
  protocol: z.string(),
  name: z.string().describe('Its name on the wire'),
  silent: z.boolean(),
  holdOnly: z.boolean(),
  training: z.boolean(),
  problem: z.string().nullable(),
  batteryPercent: z.number().nullable(),
  lastSeenAt: z.string().nullable(),
  testedAt: z.string().nullable(),
});

export const storeSchema = registerRowSchema.extend({
  chain: z.string().nullable(),
  hint: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  hours: hoursSchema,
  stateReason: z.string().nullable(),
  designatedOn: z.string().nullable(),
  source: z.string(),
  updatedAt: z.string().describe('Send it back with a change, so that nobody writes over another'),
  changedByHand: z
    .array(z.string())
    .describe('Fields that differ from the official file; imports leave them'),
  policeOffice: z
    .object({ id: z.string().nullable(), name: z.string(), phone: z.string().nullable() })
    .nullable(),
  officesNear: z.array(z.object({ id: z.string(), name: z.string() })),
  possible: z.array(z.enum(storeSteps)),
  devices: z.array(storeDeviceSchema),
  clerks: z.array(z.object({ id: z.string(), name: z.string(), trainedOn: z.string().nullable() })),
  shifts: z.array(z.object({ name: z.string(), acceptedAt: z.string(), knowsButton: z.boolean() })),
  inspections: z.array(
    z.object({
      at: z.string(),
      inspector: z.string(),
      passed: z.boolean(),
      failed: z.array(z.string()),
      note: z.string().nullable(),
    }),
  ),
  history: z.array(
    z.object({
      at: z.string(),
      step: z.string(),
      state: z.enum(storeStates),
      until: z.string().nullable(),
      reason: z.string().nullable(),
      by: z.string().nullable(),
    }),
  ),
});
export type Store = z.infer<typeof storeSchema>;

/** What must be typed into a device, shown once. */
export const deviceSheetSchema = z.object({
  id: z.string(),
  label: z.string(),
  protocol: z.string(),
  lines: z.array(z.object({ name: z.string(), value: z.string() })),
  qr: z.object({
    size: z.number().int().describe('Modules on a side'),
    path: z.string().describe('SVG path of the dark modules, one unit each'),
  }),
});
export type DeviceSheet = z.infer<typeof deviceSheetSchema>;

export const newDeviceSchema = z.object({
  protocol: z.enum([
    'mqtt-zigbee2mqtt',
    'mqtt-shelly',
    'mqtt-plain',
    'lorawan-chirpstack',
    'lorawan-ttn',
    'webhook',
    'page',
  ]),
  name: z
    .string()
    .trim()
    .regex(/^[\w.:-]{1,60}$/)
    .optional()
    .describe('What it is called on the wire; a page and a webhook need none'),
  label: said(80),
  silent: z.boolean().default(false),
  holdOnly: z.boolean().default(false),
  training: z.boolean().default(false),
});

export const inspectionSchema = z.object({
  checklist: z
    .record(z.string(), z.boolean().nullable())
    .refine((list) => Object.keys(list).every((key) => checklistPoints.some((p) => p === key)), {
      error: 'unknown point',
    })
    .describe('Answer of each point: true, false, or null where it does not apply'),
  note: optional(500),
});

export const stepSchema = z.object({
  step: z.enum(storeSteps),
  reason: said(300),
  until: day.nullable().default(null).describe('For renew and reopen: designated until'),
});

export const clerkSchema = z.object({ name: said(40), trainedOn: day.nullable() });
export const clerkChangeSchema = z.object({
  trainedOn: day.optional(),
  active: z.boolean().optional(),
});
