// Enrolling a passkey and signing in with it.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';
import { roles } from './roles.ts';

const bytes = (most: number) => z.string().min(1).max(most).describe('base64url');
const optionsSchema = z
  .record(z.string(), z.unknown())
  .describe('Options for the browser, W3C Web Authentication Level 3, 5.1.8');
const credential = {
  id: bytes(1400),
  rawId: bytes(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.exactOptional(z.enum(['platform', 'cross-platform'])),
  clientExtensionResults: z.looseObject({}).default({}),
};
const madeSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes(8000),
    attestationObject: bytes(60_000),
    transports: z.exactOptional(z.array(z.string().max(30)).max(8)),
  }),
});
const signedSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes(8000),
    authenticatorData: bytes(8000),
    signature: bytes(8000),
    userHandle: z.exactOptional(z.string().max(200)),
  }),
});
const tokenSchema = z.string().min(20).max(100).describe('The secret of the link');
const empty = z.object({}).optional();

export const passkeyContract = defineContract({
  'POST /api/session/passkey/options': {
    summary: 'Begin to sign in with a passkey',
    roles: 'public',
    ownTransaction: true,
    body: empty,
    reply: optionsSchema,
  },
  'POST /api/session/passkey': {
    summary: 'Sign in with a passkey',
    roles: 'public',
    ownTransaction: true,
    body: z.object({ response: signedSchema }),
    reply: z.object({ signedIn: z.literal(true) }),
  },
  'POST /api/passkeys/options': {
    summary: 'Begin to enrol a passkey for whoever is signed in',
    roles,
    body: empty,
    reply: optionsSchema,
  },
  'POST /api/passkeys': {
    summary: 'Enrol a passkey for whoever is signed in',
    roles,
    body: z.object({ response: madeSchema }),
    reply: z.object({ enrolled: z.literal(true) }),
    status: 201,
  },
  'POST /api/enrolments/options': {
    summary: 'Begin to enrol the first passkey, by the link from the administrator',
    roles: 'public',
    ownTransaction: true,
    body: z.object({ token: tokenSchema }),
    reply: z.object({ name: z.string(), options: optionsSchema }),
  },
  'POST /api/enrolments': {
    summary: 'Enrol the first passkey and sign in; uses the link up',
    roles: 'public',
    ownTransaction: true,
    body: z.object({ token: tokenSchema, response: madeSchema }),
    reply: z.object({ signedIn: z.literal(true) }),
    status: 201,
  },
});
