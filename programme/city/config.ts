// A city is a configuration: its name, numbers, labels and policies, with the defaults a new city starts from.
import { z } from 'zod';
import { casesPolicySchema } from './cases-policy.ts';
import { disclosuresPolicySchema } from './disclosures-policy.ts';
import { figuresPolicySchema } from './figures-policy.ts';
import { overridesPolicySchema } from './overrides-policy.ts';
import { reportsPolicySchema } from './reports-policy.ts';
import { walksPolicySchema } from './walks-policy.ts';

const names = z.record(z.string(), z.string());

/** When a call of a door goes to the police: `verified` and `on-word` wait for an operator, and never for long. */
export const handOverPolicies = ['at-once', 'verified', 'on-word', 'never'] as const;
export type HandOverPolicy = (typeof handOverPolicies)[number];

const doorPolicy = z.object({
  handOver: z.enum(handOverPolicies),
  countdownSeconds: z.number().int().min(0).max(60),
});
export type DoorPolicy = z.infer<typeof doorPolicy>;

export const cityConfigSchema = z.object({
  name: names,
  demo: z.boolean().default(false),
  timeZone: z.string().default('Asia/Seoul'),
  languages: z.array(z.string()).min(1).default(['ko', 'en']),
  numbers: z
    .object({
      emergency: z.string().default('112'),
      fire: z.string().default('119'),
      hotline: z.string().default('120'),
      womensHotline: z.string().default('1366'),
    })
    .prefault({}),
  labels: z.record(z.string(), names).default({
    programme: { ko: '안심', en: 'Ansim' },
    safeHouse: { ko: '지킴이집', en: 'Safe house' },
  }),
  phone: z
    .object({
      title: names
        .default({ ko: '동네 생활 정보', en: 'Local notes' })
        .describe(
          'What a browser, its history and a home screen call the page: nothing that tells',
        ),
      leaveTo: z
        .union([z.literal('about:blank'), z.url({ protocol: /^https$/ })])
        .default('about:blank')
        .describe('Where leaving fast leads'),
    })
    .prefault({}),
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  doors: z
    .object({
      store: doorPolicy.default({ handOver: 'at-once', countdownSeconds: 0 }),
      sos: doorPolicy.default({ handOver: 'at-once', countdownSeconds: 5 }),
      hotline: doorPolicy.default({ handOver: 'on-word', countdownSeconds: 0 }),
      walk: doorPolicy.default({ handOver: 'at-once', countdownSeconds: 0 }),
      home: doorPolicy.default({ handOver: 'verified', countdownSeconds: 0 }),
      report: doorPolicy.default({ handOver: 'at-once', countdownSeconds: 0 }),
      patrol: doorPolicy.default({ handOver: 'at-once', countdownSeconds: 0 }),
    })
    .prefault({}),
  escalation: z
    .object({
      widerAfterSeconds: z.number().min(1).max(600).default(10),
      neighbourAfterSeconds: z.number().min(2).max(1200).default(20),
    })
    .prefault({}),
  police: z
    .object({
      endpoint: z.url().nullable().default(null),
      agency: z
        .string()
        .default('city.ansim.invalid')
        .describe('Domain name of the control centre (NENA-STA-010)'),
      countryCode: z.string().length(2).default('KR'),
      dialCode: z.string().default('82'),
      receiptWithinSeconds: z.number().min(1).max(600).default(15),
      phone: z.string().default('112'),
      positionEverySeconds: z
        .number()
        .min(5)
        .max(600)
        .default(15)
        .describe('A caller who moves is told of at most this often'),
    })
    .prefault({}),
  callers: z
    .object({
      keepHours: z
        .number()
        .int()
        .min(1)
        .max(720)
        .default(24)
        .describe('Words and numbers of a resident are kept this long after her call ended'),
    })
    .prefault({}),
  devices: z
    .object({
      lowBatteryPercent: z.number().min(1).max(90).default(20),
      testMinutes: z.number().min(1).max(60).default(5),
    })
    .prefault({}),
  walks: walksPolicySchema.prefault({}),
  reports: reportsPolicySchema.prefault({}),
  cases: casesPolicySchema.prefault({}),
  overrides: overridesPolicySchema.prefault({}),
  disclosures: disclosuresPolicySchema.prefault({}),
  figures: figuresPolicySchema.prefault({}),
  duty: z
    .object({
      shiftHours: z.number().min(1).max(24).default(12),
      answerWithinSeconds: z.number().min(5).max(600).default(30),
      staleAfterSeconds: z.number().min(30).max(3600).default(180),
    })
    .prefault({}),
  rollCallAt: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .default('21:58'),
  rollCallClosesAt: z
    .string()
    .regex(/^\d\d:\d\d$/)
    .default('06:00'),
});

export type CityConfig = z.infer<typeof cityConfigSchema>;
