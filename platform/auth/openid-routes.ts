// The two addresses of OpenID sign-in; both answer with a redirect, so they are bound by hand and described like the others.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mark } from '#platform/audit/index.ts';
import { type Database, system } from '#platform/db/index.ts';
import { defineContract, type HttpServer, Refused } from '#platform/http/index.ts';
import { openCeremony, takeCeremony } from './ceremonies.ts';
import type { OpenIdChecks, OpenIdProvider } from './openid.ts';
import { openSession, sessionCookie } from './sessions.ts';

export const openIdContract = defineContract({
  'GET /api/session/openid': {
    summary:
      "Begin to sign in at the city's OpenID provider; answers 302, or 404 where the city has none",
    roles: 'public',
    reply: z.null(),
  },
  'GET /api/session/openid/callback': {
    summary: 'Where the provider sends the browser back to; answers 302 to the console',
    roles: 'public',
    query: z.object({ code: z.string().optional(), state: z.string().optional() }),
    reply: z.null(),
  },
});

export type OpenIdPorts = {
  db: Database;
  provider: OpenIdProvider;
  /** Address under which browsers reach the server; `undefined` on a machine of one's own. */
  origin: string | undefined;
  secure: boolean;
  log(entry: Record<string, unknown>): void;
};

const ceremonyCookie = 'ansim_openid';
const callbackPath = '/api/session/openid/callback';
const checksSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });

/**
 * Binds OpenID sign-in. What goes wrong leads to the sign-in page with `#refused=` and a code: `openid-unreachable`,
 * `openid-failed`, `openid-unknown` (nobody here has that subject) or `ceremony-over`.
 */
export function bindOpenId(http: HttpServer, ports: OpenIdPorts): void {
  http.contracts.push(openIdContract);
  // The provider sends the browser here from its own site, which a Strict cookie would not survive.
  const cookie = {
    httpOnly: true,
    sameSite: 'lax',
    path: '/api/session/openid',
    secure: ports.secure,
    maxAge: 300,
  } as const;
  const originOf = (request: FastifyRequest) => ports.origin ?? `http://${request.host}`;

  http.app.get('/api/session/openid', (request, reply) =>
    redirect(ports, reply, 'openid-unreachable', async () => {
      const { address, checks } = await ports.provider.begin(
        new URL(callbackPath, originOf(request)).href,
      );
      const challenge = JSON.stringify(checks);
      const id = await openCeremony(ports.db, { purpose: 'openid', challenge });
      reply.setCookie(ceremonyCookie, id, cookie);
      return address;
    }),
  );

  http.app.get(callbackPath, (request, reply) =>
    redirect(ports, reply, 'openid-failed', async () => {
      reply.clearCookie(ceremonyCookie, cookie);
      const kept = await takeCeremony(ports.db, {
        id: request.cookies[ceremonyCookie],
        purpose: 'openid',
      });
      const checks: OpenIdChecks = checksSchema.parse(JSON.parse(kept));
      const returned = new URL(request.url, originOf(request));
      const subject = await ports.provider.finish(returned, checks);
      reply.setCookie(sessionCookie, await enter(ports.db, subject), {
        httpOnly: true,
        sameSite: 'strict',
        path: '/',
        secure: ports.secure,
      });
      return '/desk';
    }),
  );
}

async function redirect(
  ports: OpenIdPorts,
  reply: FastifyReply,
  otherwise: string,
  where: () => Promise<string>,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store');
  try {
    return reply.redirect(await where(), 302);
  } catch (error) {
    const code = error instanceof Refused ? error.code : otherwise;
    // The library's message may quote what the provider sent; its name and code do not.
    if (!(error instanceof Refused))
      ports.log({ level: 'warn', message: code, error: nameOf(error) });
    return reply.redirect(`/desk#refused=${code}`, 302);
  }
}

function nameOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  return `${name ?? 'Error'}${code ? ` ${code}` : ''}`;
}

function enter(db: Database, subject: string): Promise<string> {
  return db.transaction(system, async (tx) => {
    const [staff] = await tx.sql<{ id: string }>`
      select id from platform.staff where openid_subject = ${subject} and active`;
    if (!staff)
      throw new Refused(
        'openid-unknown',
        403,
        'Nobody here signs in by that name at the provider.',
      );
    await mark(tx, 'staff.signed-in', staff.id, { by: 'openid' });
    return openSession(tx, staff.id);
  });
}
