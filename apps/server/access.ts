// The HTTP server with everything about who may come in.
import fastifyCookie from '@fastify/cookie';
import { demoPassword } from '#demo-city/load.ts';
import { demoPassphrase } from '#demo-city/reports/keys.ts';
import { sealAudit } from '#platform/audit/index.ts';
import {
  bindOpenId,
  createAuthenticator,
  openIdContract,
  openIdProvider,
  refuseForeignOrigin,
  sweepAccess,
} from '#platform/auth/index.ts';
import type { Settings } from '#platform/config/index.ts';
import type { Database } from '#platform/db/index.ts';
import { createHttpServer, type HttpServer } from '#platform/http/index.ts';
import {
  accessContract,
  accessRoutes,
  type CityConfig,
  passkeyContract,
  passkeyRoutes,
} from '#programme/city/index.ts';
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

export type Access = {
  /** The city's OpenID provider is configured. */
  openid: boolean;
  /** Sweeping what has run out, and sealing the audit log. */
  timers: Timer[];
};

/** Builds the HTTP server and binds sign-in by password (demo cities), passkey, link and OpenID. */
export function bindAccess(ports: AccessPorts): { http: HttpServer; access: Access } {
  const { db, settings, tell } = ports;
  const { origin } = settings;
  const who = createAuthenticator(db);
  const http = createHttpServer({
    db,
    authenticate: who.authenticate,
    log: tell.log,
    onReply: ports.metrics.replied,
  });
  void http.app.register(fastifyCookie);
  http.app.addHook('onRequest', async (request) => refuseForeignOrigin(request, origin));
  const secure = origin?.startsWith('https:') ?? false;
  const isDemo = () => ports.config().demo;
  http.bind(
    accessContract,
    accessRoutes({ db, isDemo, demoPassword, demoPassphrase, secure, forget: who.forget }),
  );
  const cityName = () => ports.config().name.ko ?? 'Ansim';
  http.bind(passkeyContract, passkeyRoutes({ db, cityName, origin, secure }));
  if (settings.openid)
    bindOpenId(http, {
      db,
      provider: openIdProvider(settings.openid),
      origin,
      secure,
      log: tell.log,
    });
  // Described where there is no provider too: the description is the release's, not the city's.
  else http.contracts.push(openIdContract);
  const timers: Timer[] = [
    { name: 'access', everyMilliseconds: 60_000, run: () => sweepAccess(db) },
    { name: 'audit seal', everyMilliseconds: 5000, run: () => sealAudit(db) },
  ];
  return { http, access: { openid: settings.openid !== undefined, timers } };
}
