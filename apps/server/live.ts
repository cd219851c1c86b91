// The live feed's route; it streams, so it is bound by hand and described like the others.
import { z } from 'zod';
import { type Database, system } from '#platform/db/index.ts';
import { defineContract, type HttpServer, Refused } from '#platform/http/index.ts';
import { type LiveHub, openStream } from '#platform/live/index.ts';
import { incidentReaders } from '#programme/city/index.ts';
import { movedSince } from '#programme/duty/index.ts';
import type { Timer } from './timers.ts';

export const liveContract = defineContract({
  'GET /api/live': {
    summary:
      'Server-sent events: one JSON event a message; resume with Last-Event-ID; events `ready`, `beat`, `positions`, `reset`',
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
    const isStillAllowed = async () => {
      const now = await http.authenticate(request);
      return now?.role === actor.role && `${now.districts}` === `${actor.districts}`;
    };
    const { after } = request.query as { after?: string };
    await openStream(
      hub,
      actor,
      isStillAllowed,
      request,
      reply,
      typeof after === 'string' ? after.slice(0, 4000) : null,
    );
  });
}

/**
 * Tells every desk once a second which units moved, as the event `positions` without an id: a desk that was away needs
 * the latest ones only, and gets them with the incident.
 */
export function positionsTimer(db: Database, hub: LiveHub): Timer {
  // Fleets tell when a unit was there, some late: a minute is looked back, and what was told is not told again.
  const lookBack = 60_000;
  let newest = Date.now();
  const told = new Map<string, number>();
  return {
    name: 'positions',
    everyMilliseconds: 1000,
    async run() {
      const since = new Date(newest - lookBack);
      const moved = await db.transaction(system, (tx) => movedSince(tx, since));
      const news = moved.filter(({ id, at }) => told.get(id) !== at.getTime());
      for (const { id, at } of news) {
        told.set(id, at.getTime());
        newest = Math.max(newest, at.getTime());
      }
      if (news.length > 0) hub.broadcast(`event: positions\ndata: ${JSON.stringify(news)}\n\n`);
    },
  };
}
