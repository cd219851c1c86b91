// What is sent and answered about cases: ids, fixed lists, times and bytes in base64url, never words.
import { z } from 'zod';
import {
  ageBands,
  placeKinds,
  relations,
  violences,
  wantedServices,
} from '#programme/reports/names.ts';
import { deskSchema, sealedSchema, wrapSchema } from '#programme/reports/shapes.ts';
import {
  caseStates,
  closings,
  entryKinds,
  entryStates,
  outcomes,
  places,
  professions,
} from './names.ts';

const time = z.string().describe('ISO 8601');
const sentTime = z.iso.datetime({ offset: true });

export const entryWrapSchema = z.object({
  desk: z.uuid(),
  recipient: z.uuid().describe('Key of that desk'),
  wrap: wrapSchema,
});
export type EntryWrap = z.infer<typeof entryWrapSchema>;

/** An entry as it is sent. What its kind needs in clear stands beside it; `invalid-entry` says what is missing. */
export const newEntrySchema = z.object({
  id: z.uuid(),
  kind: z.enum(entryKinds),
  desk: z.uuid().describe('The own desk that writes it'),
  sealed: sealedSchema,
  wraps: z.array(entryWrapSchema).min(1).max(20),
  replaces: z.uuid().nullable().default(null),
  owner: z.uuid().nullable().default(null).describe('Who does a task'),
  dueAt: sentTime.nullable().default(null),
  service: z.enum(wantedServices).nullable().default(null),
  outcome: z.enum(outcomes).nullable().default(null),
  place: z.enum(places).nullable().default(null),
});
export type NewEntry = z.infer<typeof newEntrySchema>;

export const entryStepSchema = z.object({
  state: z.enum(entryStates).optional(),
  outcome: z.enum(outcomes).optional(),
  owner: z.uuid().nullable().optional(),
  dueAt: sentTime.optional(),
});
export type EntryStep = z.infer<typeof entryStepSchema>;

export const entrySchema = z.object({
  id: z.string(),
  kind: z.enum(entryKinds),
  desk: z.string().describe('Desk that wrote it'),
  by: z.string(),
  byName: z.string().nullable(),
  at: time,
  sealed: z.string(),
  wraps: z.array(entryWrapSchema).describe('For the own desks'),
  readers: z.array(z.string()).describe('Desks that were given its key and take part'),
  replaces: z.string().nullable(),
  owner: z.string().nullable(),
  dueAt: time.nullable(),
  state: z.enum(entryStates).nullable(),
  service: z.enum(wantedServices).nullable(),
  outcome: z.enum(outcomes).nullable(),
  place: z.enum(places).nullable(),
});
export type Entry = z.infer<typeof entrySchema>;

const memberSchema = z.object({
  staff: z.string(),
  name: z.string(),
  profession: z.enum(professions).nullable(),
  cleared: z.boolean().describe('Declared that nobody in it is close to them'),
  me: z.boolean().describe('Whoever asks'),
});

/** A case before anything of it is opened. */
export const caseSummarySchema = z.object({
  id: z.string().describe('The report’s'),
  version: z.number().int(),
  state: z.enum(caseStates),
  district: z.string(),
  desk: z.string(),
  lead: z.string().nullable(),
  takenAt: time,
  closedAt: time.nullable(),
  closing: z.enum(closings).nullable(),
  destroyAfter: time.nullable(),
  members: z.array(memberSchema),
  parties: z.array(deskSchema).describe('Desks that take part, as she wants it now'),
  classified: z.boolean().describe('Its type is counted; which one is kept nowhere with it'),
  due: z.number().int().describe('Open tasks, dates and evidence'),
  overdue: z.number().int(),
  nextDueAt: time.nullable(),
});
export type CaseSummary = z.infer<typeof caseSummarySchema>;

export const caseSchema = caseSummarySchema.extend({ entries: z.array(entrySchema) });
export type Case = z.infer<typeof caseSchema>;

/** What is counted of a case: the type, and what else is known of it. */
export const classificationSchema = z.object({
  violence: z.enum(violences),
  relation: z.enum(relations).nullable(),
  ageBand: z.enum(ageBands).nullable(),
  placeKind: z.enum(placeKinds).nullable(),
});
export type Classification = z.infer<typeof classificationSchema>;

export const teamSchema = z.object({
  district: z.string(),
  members: z.array(
    z.object({
      staff: z.string(),
      name: z.string(),
      profession: z.enum(professions),
      onDuty: z.boolean(),
      capacity: z.number().int().describe('Cases that they carry at once'),
      active: z.boolean().describe('False: away, nobody asks them'),
      inHand: z.number().int().describe('Open cases in the whole city that they work on'),
    }),
  ),
  shifts: z.array(z.object({ id: z.string(), staff: z.string(), startsAt: time, endsAt: time })),
});
export type Team = z.infer<typeof teamSchema>;

/** What she sees of it. */
export const herCaseSchema = z.object({
  state: z.enum(caseStates),
  desk: deskSchema,
  takenAt: time,
  lead: z.object({ staff: z.string(), name: z.string() }).nullable(),
  members: z.array(z.object({ staff: z.string(), name: z.string(), notThem: z.boolean() })),
  looks: z.array(z.object({ by: z.string(), desk: z.string(), at: time })),
  closedAt: time.nullable(),
  closing: z.enum(closings).nullable(),
  destroyAfter: time.nullable(),
  satisfactionGiven: z.boolean(),
});
export type HerCase = z.infer<typeof herCaseSchema>;
