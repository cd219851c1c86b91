// What a city decides about sealed reports: when silence is told, room for files, and how many answers are shuffled together.
import { z } from 'zod';

export const reportsPolicySchema = z.object({
  acknowledgeWithinMinutes: z
    .number()
    .min(1)
    .max(1440)
    .default(15)
    .describe('A desk that has not acknowledged by then is silent: its neighbours are told'),
  citySilentAfterMinutes: z
    .number()
    .min(1)
    .max(1440)
    .default(15)
    .describe('After that the city desk is told too'),
  fileQuotaMegabytes: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(2400)
    .describe('Sealed files of one receipt; words always have room'),
  reserveMegabytes: z
    .number()
    .int()
    .min(0)
    .max(1_000_000)
    .default(2048)
    .describe('Disk that files leave free'),
  shuffleAtLeast: z
    .number()
    .int()
    .min(2)
    .max(1000)
    .default(10)
    .describe('So many answers for statistics are written together, or none'),
  partners: z
    .array(
      z.object({
        code: z
          .string()
          .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
          .describe('Stands in the link: /#tell=CODE'),
        name: z.record(z.string(), z.string()).describe('By language, as desks read it'),
      }),
    )
    .max(500)
    .default([])
    .describe('Organisations whose pages link to the report page'),
});
export type ReportsPolicy = z.infer<typeof reportsPolicySchema>;
