// Binds passkeys to the city's staff: sign in, enrol another, and enrol the first by the administrator's link.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mark } from '#platform/audit/index.ts';
import {
  ceremonyCookie,
  checkPasskey,
  findEnrolment,
  keepPasskey,
  openCeremony,
  openSession,
  passkeyOffer,
  passkeyQuestion,
  sessionCookie,
  siteOf,
  takeCeremony,
  useEnrolment,
} from '#platform/auth/index.ts';
import { type Actor, type Database, system, type Tx } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import type { passkeyContract } from './passkey-contract.ts';

export type PasskeyPorts = {
  db: Database;
  /** Shown by the authenticator beside the sign-in name. */
  cityName(): string;
  /** Address under which browsers reach the server; `undefined` on a machine of one's own. */
  origin: string | undefined;
  /** Browsers reach the server over HTTPS. */
  secure: boolean;
};

/** Handlers of `passkeyContract`. */
export function passkeyRoutes(ports: PasskeyPorts): Handlers<typeof passkeyContract> {
  const { db, origin } = ports;
  const cookie = { httpOnly: true, sameSite: 'strict', path: '/', secure: ports.secure } as const;

  async function begin(
    reply: FastifyReply,
    ceremony: Parameters<typeof openCeremony>[1],
  ): Promise<void> {
    reply.setCookie(ceremonyCookie, await openCeremony(db, ceremony), { ...cookie, maxAge: 300 });
  }

  function take(
    request: FastifyRequest,
    reply: FastifyReply,
    purpose: 'enrol' | 'sign-in',
    staffId?: string,
  ): Promise<string> {
    reply.clearCookie(ceremonyCookie, cookie);
    const id = request.cookies[ceremonyCookie];
    return takeCeremony(db, { id, purpose, ...(staffId ? { staffId } : {}) });
  }

  return {
    async 'POST /api/session/passkey/options'(_tx, _actor, _input, request, reply) {
      const options = await passkeyQuestion(siteOf(request, origin));
      await begin(reply, { purpose: 'sign-in', challenge: options.challenge });
      return { ...options };
    },
    async 'POST /api/session/passkey'(_tx, _actor, { body }, request, reply) {
      const site = siteOf(request, origin);
      const challenge = await take(request, reply, 'sign-in');
      const token = await db.transaction(system, async (tx) => {
        const staffId = await checkPasskey(tx, site, challenge, body.response);
        await mark(tx, 'staff.signed-in', staffId, { by: 'passkey' });
        return openSession(tx, staffId);
      });
      reply.setCookie(sessionCookie, token, cookie);
      return { signedIn: true };
    },
    async 'POST /api/passkeys/options'(tx, actor, _input, request, reply) {
      const staff = await findSelf(tx, actor);
      const options = await passkeyOffer(tx, siteOf(request, origin), staff, ports.cityName());
      await begin(reply, { purpose: 'enrol', challenge: options.challenge, staffId: staff.id });
      return { ...options };
    },
    async 'POST /api/passkeys'(tx, actor, { body }, request, reply) {
      const staff = await findSelf(tx, actor);
      const site = siteOf(request, origin);
      const challenge = await take(request, reply, 'enrol', staff.id);
      const id = await keepPasskey(tx, site, staff.id, challenge, body.response);
      await mark(tx, 'staff.passkey-added', staff.id, { passkey: id });
      return { enrolled: true };
    },
    async 'POST /api/enrolments/options'(_tx, _actor, { body }, request, reply) {
      const site = siteOf(request, origin);
      const { staff, options } = await db.transaction(system, async (tx) => {
        const staff = await findEnrolment(tx, body.token);
        return { staff, options: await passkeyOffer(tx, site, staff, ports.cityName()) };
      });
      await begin(reply, { purpose: 'enrol', challenge: options.challenge, staffId: staff.id });
      return { name: staff.name, options: { ...options } };
    },
    async 'POST /api/enrolments'(_tx, _actor, { body }, request, reply) {
      const site = siteOf(request, origin);
      const { id } = await db.transaction(system, (tx) => findEnrolment(tx, body.token));
      const challenge = await take(request, reply, 'enrol', id);
      const token = await db.transaction(system, async (tx) => {
        const staff = await useEnrolment(tx, body.token);
        const passkey = await keepPasskey(tx, site, staff.id, challenge, body.response);
        await mark(tx, 'staff.enrolled', staff.id, { passkey });
        return openSession(tx, staff.id);
      });
      reply.setCookie(sessionCookie, token, cookie);
      return { signedIn: true };
    },
  };
}

async function findSelf(tx: Tx, actor: Actor) {
  const [staff] = await tx.sql<{ id: string; login: string; name: string }>`
    select id, login, name from platform.staff where id::text = ${actor.id} and active`;
  if (!staff)
    throw new Refused(
      'not-a-person',
      403,
      'A service token cannot hold a passkey. Sign in as a person.',
    );
  return staff;
}
