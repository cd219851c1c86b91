// Keys of people and desks: the public log, enrolment in the browser, making and handing on a desk's key.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { deskRoles, keyRoles } from './names.ts';
import { deskSchema, keySchema, logEntrySchema, wrapSchema } from './shapes.ts';

const lockedSchema = z.object({
  way: z.enum(['passphrase', 'passkey']),
  salt: z.string().regex(/^[A-Za-z0-9_-]{22,86}$/),
  cost: z
    .object({
      memory: z.number().int(),
      passes: z.number().int(),
      lanes: z.number().int(),
    })
    .optional(),
  sealed: z.string().regex(/^[A-Za-z0-9_-]{80}$/),
});

const ownKeySchema = z.object({
  id: z.string(),
  publicKey: keySchema,
  locked: lockedSchema,
  signed: z.boolean().describe('The city has signed it; before that nobody wraps for it'),
});

export const keysContract = defineContract({
  'GET /api/keys/log': {
    summary:
      'The public list of keys after a position, signed and chained; browsers check it and remember its end',
    roles: 'public',
    ownTransaction: true,
    query: z.object({ after: z.coerce.number().int().min(0).default(0) }),
    reply: z.object({
      cityKey: keySchema.nullable(),
      recovery: z.object({ id: z.string(), publicKey: keySchema }).nullable(),
      entries: z.array(logEntrySchema).max(1000),
    }),
  },
  'GET /api/keys/mine': {
    summary: 'The own keys as they are locked, and the keys of the own desks wrapped for them',
    roles: keyRoles,
    ownTransaction: true,
    reply: z.object({
      keys: z.array(ownKeySchema),
      desks: z.array(
        deskSchema.extend({
          keys: z.array(
            z.object({
              id: z.string(),
              generation: z.number().int(),
              publicKey: keySchema,
              signed: z.boolean(),
              held: z
                .array(z.object({ holder: z.string(), wrap: wrapSchema }))
                .describe('For the own keys'),
            }),
          ),
          members: z.array(
            z.object({
              staff: z.string(),
              name: z.string(),
              keys: z
                .array(z.object({ id: z.string(), lacks: z.array(z.string()) }))
                .describe('Signed keys of the member, each with the desk keys it does not hold'),
            }),
          ),
          rotate: z
            .boolean()
            .describe('Somebody holds the newest key who is no member any more: make a new one'),
        }),
      ),
    }),
  },
  'POST /api/keys/mine': {
    summary: 'Enrol a key that was made in this browser; it waits for the signature of the city',
    roles: keyRoles,
    status: 201,
    body: z.object({ id: z.uuid(), publicKey: keySchema, locked: lockedSchema }),
    reply: ownKeySchema,
  },
  'POST /api/keys/desks/:id/keys': {
    summary:
      'A new key for the own desk, wrapped for every member with a signed key and for the recovery key',
    roles: deskRoles,
    ownTransaction: true,
    params: z.object({ id: z.uuid() }),
    status: 201,
    body: z.object({
      key: z.uuid(),
      publicKey: keySchema,
      held: z
        .array(z.object({ holder: z.uuid(), wrap: wrapSchema }))
        .min(2)
        .max(200),
    }),
    reply: z.object({ id: z.string(), generation: z.number().int() }),
  },
  'POST /api/keys/desks/:id/held': {
    summary:
      'Hand a key of the own desk to a colleague: wrapped in the browser for their signed key',
    roles: deskRoles,
    ownTransaction: true,
    params: z.object({ id: z.uuid() }),
    status: 201,
    body: z.object({
      held: z
        .array(z.object({ key: z.uuid(), holder: z.uuid(), wrap: wrapSchema }))
        .min(1)
        .max(400),
    }),
    reply: z.object({ handed: z.number().int() }),
  },
});
