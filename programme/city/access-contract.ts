// Signing in and out.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { meSchema } from './contract.ts';
import { roles } from './roles.ts';

export const accessContract = defineContract({
  'POST /api/session': {
    summary: 'Sign in by password; a demo city only',
    roles: 'public',
    body: z.object({
      login: z.string().trim().toLowerCase().min(1).max(60),
      password: z.string().min(1).max(200),
    }),
    reply: meSchema,
  },
  'DELETE /api/session': {
    summary: 'Sign out',
    roles: 'public',
    reply: z.object({ signedOut: z.literal(true) }),
  },
  'GET /api/me': { summary: 'Who is signed in', roles, reply: meSchema },
  'GET /api/demo/sign-ins': {
    summary: 'Sign-ins of a demo city, a few of each role',
    roles: 'public',
    reply: z.object({
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
