// What every screen asks first: which city this is, its map, and who is signed in.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { roles } from './roles.ts';

const names = z.record(z.string(), z.string()).describe('By language code');

export const citySchema = z.object({
  name: names,
  demo: z.boolean(),
  timeZone: z.string(),
  languages: z.array(z.string()),
  numbers: z.object({
    emergency: z.string(),
    fire: z.string(),
    hotline: z.string(),
    womensHotline: z.string(),
  }),
  labels: z
    .record(z.string(), names)
    .describe('Public names the city chose, such as that of a safe house'),
  bounds: z
    .tuple([z.number(), z.number(), z.number(), z.number()])
    .describe('west, south, east, north'),
  districts: z.array(z.object({ code: z.string(), name: names, lat: z.number(), lon: z.number() })),
  signIn: z.object({ password: z.boolean(), passkey: z.boolean(), openid: z.boolean() }),
  escalation: z.object({ widerAfterSeconds: z.number(), neighbourAfterSeconds: z.number() }),
});
export type City = z.infer<typeof citySchema>;

export const meSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  districts: z.union([z.literal('all'), z.array(z.string())]),
});
export type Me = z.infer<typeof meSchema>;

export const cityContract = defineContract({
  'GET /api/city': {
    summary: 'The city and its policies a screen needs',
    roles: 'public',
    reply: citySchema,
  },
  'GET /api/city/map': {
    summary: 'GeoJSON layers of the city: districts, water, streets, parks, stations',
    roles: 'public',
    reply: z.object({ layers: z.record(z.string(), z.unknown()) }),
  },
});

/** Signing in and out. */
export const accessContract = defineContract({
  'POST /api/session': {
    summary: 'Sign in by password; a demo city only',
    roles: 'public',
    ownTransaction: true,
    body: z.object({
      login: z.string().trim().toLowerCase().min(1).max(60),
      password: z.string().min(1).max(200),
    }),
    reply: meSchema,
  },
  'DELETE /api/session': {
    summary: 'Sign out',
    roles: 'public',
    ownTransaction: true,
    reply: z.object({ signedOut: z.literal(true) }),
  },
  'GET /api/me': { summary: 'Who is signed in', roles, reply: meSchema },
  'GET /api/demo/sign-ins': {
    summary: 'Sign-ins of a demo city, a few of each role',
    roles: 'public',
    ownTransaction: true,
    reply: z.object({
      passphrase: z.string().describe('Opens the keys of everybody at a desk for sealed reports'),
      items: z.array(
        z.object({
          login: z.string(),
          password: z.string(),
          name: z.string(),
          role: z.enum(roles),
          district: z.string().nullable(),
        }),
      ),
    }),
  },
});
