// The live feed's route; it streams, so it is bound by hand and described like the others.
import { z } from 'zod';
import { defineContract, type HttpServer, Refused } from '#platform/http/index.ts';
import { type LiveHub, openStream } from '#platform/live/index.ts';
import { incidentReaders } from '#programme/city/index.ts';

export const liveContract = defineContract({
  'GET /api/live': {
    summary:
      'Server-sent events: one JSON event a message; resume with Last-Event-ID; events `ready`, `beat`, `reset`',
    roles: incidentReaders,
    query: z.object({ after: z.string().max(4000).optional() }),
    reply: z.object({
      id: z.string(),
      type: z.string(),
      at: z.string(),
      subjectId: z.string().nullable(),
      audience: z.array(z.string()),
      payload: z.record(z.string(), z.unknown()),
    }),
  },
});

/** Binds the live feed. */
export function bindLive(http: HttpServer, hub: LiveHub): void {
  http.contracts.push(liveContract);
  http.app.get('/api/live', async (request, reply) => {
    const actor = await http.authenticate(request);
    if (!actor) throw new Refused('not-signed-in', 401, 'Sign in first, or send a valid token.');
    if (!(incidentReaders as readonly string[]).includes(actor.role))
      throw new Refused('not-allowed', 403, 'Your role may not do this.');
    const { after } = request.query as { after?: string };
    await openStream(
      hub,
      actor,
      request,
      reply,
      typeof after === 'string' ? after.slice(0, 4000) : null,
    );
  });
}
