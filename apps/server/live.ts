// The live feed's route; it streams, so it is bound by hand and described like the others.
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { selectStillAllowed } from '#platform/auth/index.ts';
import { type Actor, type Database, system } from '#platform/db/index.ts';
import { defineContract, type HttpServer, Refused } from '#platform/http/index.ts';
import { type LiveHub, openStream } from '#platform/live/index.ts';
import { incidentReaders } from '#programme/city/index.ts';
import { movedSince } from '#programme/duty/index.ts';
import { callersMovedSince, type MovedCaller } from '#programme/incidents/index.ts';
import { type Looks, sees } from './looks.ts';
import type { Timer } from './timers.ts';

export const liveContract = defineContract({
  'GET /api/live': {
    summary:
      'Server-sent events: one JSON event a message; resume with Last-Event-ID; events `ready`, `beat`, `positions`, `callers`, `reset`',
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

/**
 * Binds the live feed. Answers the timer that ends the streams of people who left, changed their duty, or whose token was
 * taken back: one question a second for all of them; and whose streams are open now.
 */
export function bindLive(
  http: HttpServer,
  hub: LiveHub,
  db: Database,
): { timer: Timer; readers(): Iterable<Actor> } {
  const streams = new Map<FastifyReply, Actor>();
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
    streams.set(reply, actor);
    reply.raw.on('close', () => streams.delete(reply));
    await openStream(
      hub,
      actor,
      isStillAllowed,
      request,
      reply,
      typeof after === 'string' ? after.slice(0, 4000) : null,
    );
  });
  const timer: Timer = {
    name: 'streams',
    everyMilliseconds: 1000,
    async run() {
      if (streams.size === 0) return;
      const ids = [...new Set([...streams.values()].map(({ id }) => id))];
      const rows = await db.transaction(system, (tx) => selectStillAllowed(tx, ids));
      const allowed = new Map(rows.map((row) => [row.id, row]));
      for (const [reply, actor] of streams) {
        const now = allowed.get(actor.id);
        const districts = now?.districts.includes('*') ? 'all' : now?.districts;
        if (now?.role !== actor.role || `${districts}` !== `${actor.districts}`)
          reply.raw.destroy();
      }
    },
  };
  return { timer, readers: () => streams.values() };
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

/**
 * Tells the desks that see a call where its caller is now, once a second, as the event `callers` without an id: it is written
 * to no table, replayed to nobody, and gone when the page is. That a desk sees her move is marked before it does.
 */
export function callersTimer(db: Database, hub: LiveHub, looks: Looks): Timer {
  // A transaction is seen a moment after its own time; what was told is not told again.
  const lookBack = 10_000;
  let told = new Map<string, number>();
  return {
    name: 'callers',
    everyMilliseconds: 1000,
    async run() {
      await looks.close();
      if (hub.listeners() === 0) return;
      const since = new Date(Date.now() - lookBack);
      const moved = await db.transaction(system, (tx) => callersMovedSince(tx, since));
      const news = moved.filter(({ id, version }) => told.get(id) !== version);
      await looks.open(news);
      told = new Map(moved.map(({ id, version }) => [id, version]));
      if (news.length > 0) hub.tell((districts) => callersFrame(news, districts));
    },
  };
}

function callersFrame(
  callers: readonly MovedCaller[],
  districts: 'all' | readonly string[],
): string {
  const seen = callers.filter(({ audience }) => sees(districts, audience));
  if (seen.length === 0) return '';
  const data = seen.map(({ id, lat, lon, accuracy, at, place, district }) => ({
    id,
    lat,
    lon,
    accuracy,
    at,
    place,
    district,
  }));
  return `event: callers\ndata: ${JSON.stringify(data)}\n\n`;
}
