// Requests and replies of the clerk's page: the phone at the till, which is a button of its own.
import { z } from 'zod';
import { defineContract } from '#platform/http/contract.ts';

const done = z.object({ done: z.literal(true) });

export const clerkContract = defineContract({
  'GET /api/clerk': {
    summary: "What the store's page shows; bearer is the device's id and secret, joined by a dot",
    roles: 'device',
    reply: z.object({
      store: z.object({ name: z.string() }),
      shift: z.object({ name: z.string(), acceptedAt: z.string() }).nullable(),
      testUntil: z.string().nullable(),
      incident: z
        .object({
          state: z.string().describe('State of the call, as the incidents have it'),
          raisedAt: z.string(),
          policeKnow: z.boolean(),
          unit: z.string().nullable(),
          etaMinutes: z.number().int().nullable(),
        })
        .nullable(),
    }),
  },
  'POST /api/clerk/press': {
    summary: 'A press of the page; the same pressId is the same press however often it is sent',
    roles: 'device',
    body: z.object({ pressId: z.uuid(), kind: z.enum(['single', 'long']) }),
    reply: z.object({
      outcome: z.enum(['call', 'test', 'touch', 'duplicate', 'alive']),
      incidentId: z.string().nullable(),
    }),
  },
  'POST /api/clerk/take-back': {
    summary: 'Takes back the press of a device with a countdown, while it still counts',
    roles: 'device',
    body: z.object({}),
    reply: z.object({
      takenBack: z.boolean().describe('False when nothing counts: a raised call is for operators'),
    }),
  },
  'POST /api/clerk/test-mode': {
    summary: "Five minutes in which the first press of each of the store's buttons is practice",
    roles: 'device',
    body: z.object({}),
    reply: z.object({ testUntil: z.string() }),
  },
  'POST /api/clerk/shift': {
    summary:
      'Somebody begins to work and knows where the button is; the name is erased after 30 days',
    roles: 'device',
    body: z.object({ name: z.string().trim().min(1).max(40), knowsButton: z.boolean() }),
    reply: done,
  },
  'POST /api/clerk/bell-broken': {
    summary: 'Tells the desk that something of the button does not work',
    roles: 'device',
    body: z.object({ text: z.string().trim().min(1).max(300) }),
    reply: done,
  },
});
