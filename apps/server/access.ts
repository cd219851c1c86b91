// The HTTP server with everything about who may come in.
import fastifyCookie from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import { demoPassword } from '#demo-city/load.ts';
import { findSession, findToken, sessionCookie } from '#platform/auth/index.ts';
import type { Settings } from '#platform/config/index.ts';
import { type Actor, type Database, system } from '#platform/db/index.ts';
import { createHttpServer, type HttpServer, Refused } from '#platform/http/index.ts';
import { accessContract, accessRoutes, type CityConfig } from '#programme/city/index.ts';
import type { Metrics } from './metrics.ts';
import type { Tell } from './tell.ts';
import type { Timer } from './timers.ts';

export type AccessPorts = {
  db: Database;
  config(): CityConfig;
  settings: Settings;
  tell: Tell;
  metrics: Metrics;
};

/** Builds the HTTP server and binds sign-in. */
export function bindAccess(ports: AccessPorts): {
  http: HttpServer;
  access: { openid: boolean; timers: Timer[] };
} {
  const http = createHttpServer({
    db: ports.db,
    authenticate: (request) => authenticate(ports.db, request),
    log: ports.tell.log,
    onReply: ports.metrics.replied,
  });
  void http.app.register(fastifyCookie);
  http.app.addHook('onRequest', async (request) => refuseForeignOrigin(request));
  const secure = ports.settings.origin?.startsWith('https:') ?? false;
  http.bind(
    accessContract,
    accessRoutes({ db: ports.db, isDemo: () => ports.config().demo, demoPassword, secure }),
  );
  return { http, access: { openid: false, timers: [] } };
}

async function authenticate(db: Database, request: FastifyRequest): Promise<Actor | null> {
  const bearer = /^Bearer (.{10,200})$/i.exec(request.headers.authorization ?? '')?.[1];
  const cookie = request.cookies[sessionCookie];
  if (bearer) return db.transaction(system, (tx) => findToken(tx, bearer));
  return cookie ? db.transaction(system, (tx) => findSession(tx, cookie)) : null;
}

/** A page of another site may not act with our cookie, whatever its browser makes of SameSite. Source: Fetch Metadata (W3C). */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method) || !request.headers.cookie) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new Refused('foreign-origin', 403, 'This request came from another site.');
  }
}
