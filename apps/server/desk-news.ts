// The feed of a desk's sealed reports: which report changed, by its id, for the members of that desk and nobody else.
import { z } from 'zod';
import type { Actor, Database } from '#platform/db/index.ts';
import { only } from '#platform/events/index.ts';
import { defineContract, type HttpServer, Refused } from '#platform/http/index.ts';
import { type LiveHub, openStream } from '#platform/live/index.ts';
import { deskRoles, readMyDesks } from '#programme/reports/index.ts';

export const deskNewsContract = defineContract({
  'GET /api/desk/reports/live': {
    summary:
      'Server-sent events `report.changed` of the own desks, ids only; resume with Last-Event-ID; events `ready`, `beat`, `reset`',
    roles: deskRoles,
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

/** Binds it. A stream ends with the session and with a change of the own desks, and asks again every ten seconds. */
export function bindDeskNews(http: HttpServer, hub: LiveHub, db: Database): void {
  const audienceOf = async (actor: Actor) =>
    (await db.transaction(actor, readMyDesks)).map(({ id }) => only(id));
  http.contracts.push(deskNewsContract);
  http.app.get('/api/desk/reports/live', async (request, reply) => {
    const actor = await http.authenticate(request);
    if (!actor) throw new Refused('not-signed-in', 401, 'Sign in first, or send a valid token.');
    if (!(deskRoles as readonly string[]).includes(actor.role))
      throw new Refused('not-allowed', 403, 'Your role may not do this.');
    const desks = await audienceOf(actor);
    const isStillAllowed = async () => {
      const now = await http.authenticate(request);
      return now?.role === actor.role && `${await audienceOf(now)}` === `${desks}`;
    };
    const { after } = request.query as { after?: string };
    await openStream(
      hub,
      // Somebody at no desk listens for nothing: a circle with nobody in it.
      { ...actor, districts: desks.length === 0 ? [only('')] : desks },
      isStillAllowed,
      request,
      reply,
      typeof after === 'string' ? after.slice(0, 4000) : null,
    );
  });
}
