// The city's policy for walks home: when and where pairs walk, what is promised, how pairs are given away, and what is watched.
import { z } from 'zod';
import { holidayCalendars, openingSchema, seasonSchema, weeklySchema } from './walks-shapes.ts';

export const walksPolicySchema = z.object({
  name: z.record(z.string(), z.string()).default({
    ko: '안심귀가 스카우트',
    en: 'Safe Company Service',
  }),
  eligibility: z
    .record(z.string(), z.string())
    .default({
      ko: '밤길이 걱정되면 누구나 부를 수 있어요.',
      en: 'Anyone who would rather not walk alone at night.',
    })
    .describe('Whom the city offers walks to, in its own words; the software asks for no proof'),
  hours: z
    .array(weeklySchema)
    .default([
      { days: [1], from: '22:00', to: '00:00' },
      { days: [2, 3, 4, 5], from: '22:00', to: '01:00' },
    ])
    .describe('Weekly evenings; a day without an entry has no service'),
  holidays: z
    .object({
      calendar: z.enum(holidayCalendars).default('kr'),
      hours: openingSchema.nullable().default(null).describe('null: no service on public holidays'),
    })
    .prefault({}),
  seasons: z
    .array(seasonSchema)
    .default([])
    .describe('Evenings that take the place of the weekly ones for a part of the year'),
  closedOn: z.array(z.iso.date()).default([]).describe('Single evenings without service'),
  leadMinutes: z.number().int().min(0).max(720).default(30),
  daysAhead: z.number().int().min(0).max(60).default(7),
  slotMinutes: z.number().int().min(5).max(60).default(10),
  longestWalkMetres: z.number().min(200).max(10_000).default(2500),
  pace: z
    .object({
      metresPerSecond: z.number().min(0.3).max(3).default(1.2),
      detour: z.number().min(1).max(3).default(1.3),
    })
    .prefault({}),
  routing: z
    .object({ osrm: z.url().nullable().default(null).describe('Base address of an OSRM server') })
    .prefault({}),
  matching: z
    .object({
      wait: z.number().min(0).max(100).default(1),
      late: z.number().min(0).max(100).default(2),
      graceSeconds: z.number().min(0).max(3600).default(300),
      approach: z.number().min(0).max(100).default(0.3),
      load: z.number().min(0).max(3600).default(30),
      ahead: z.number().min(0).max(100).default(0.5),
      keepGain: z.number().min(0).max(7200).default(240),
      mostLateSeconds: z.number().min(60).max(14_400).default(2400),
      everySeconds: z.number().min(1).max(300).default(10),
      aheadMinutes: z.number().min(5).max(240).default(30),
    })
    .prefault({}),
  answerWithinSeconds: z.number().int().min(10).max(600).default(60),
  tellWithinSeconds: z.number().int().min(10).max(600).default(60),
  newsWithinSeconds: z
    .number()
    .int()
    .min(60)
    .max(3600)
    .default(300)
    .describe('While no pair is found she hears more within this, again and again'),
  giveUpAfterSeconds: z
    .number()
    .int()
    .min(600)
    .max(10_800)
    .default(3600)
    .describe('So long after her time, without a pair, the city says that it cannot come'),
  watch: z
    .object({
      stillSeconds: z.number().int().min(60).max(3600).default(240),
      stillMetres: z.number().min(5).max(500).default(30),
      offWayMetres: z.number().min(50).max(5000).default(400),
      silentSeconds: z.number().int().min(30).max(3600).default(120),
      checkInSeconds: z.number().int().min(60).max(3600).default(600),
      overdueSeconds: z.number().int().min(60).max(7200).default(600),
      shiftEndingSeconds: z.number().int().min(0).max(7200).default(900),
    })
    .prefault({}),
  applicantsKeptDays: z
    .number()
    .int()
    .min(1)
    .max(1095)
    .default(180)
    .describe('So long after an application ended it is erased'),
  companion: z
    .object({
      askBeforeSeconds: z.number().int().min(0).max(3600).default(0),
      answerSeconds: z.number().int().min(30).max(3600).default(120),
      longestHours: z.number().min(1).max(48).default(12),
    })
    .prefault({}),
});

export type WalksPolicy = z.infer<typeof walksPolicySchema>;
