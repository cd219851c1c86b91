// Signing in and out of the desks.
import { mark } from '#platform/audit/index.ts';
import { endSession, keepAttempt, sessionCookie, signInByPassword } from '#platform/auth/index.ts';
import { type Actor, type Database, system } from '#platform/db/index.ts';
import { type Handlers, Refused } from '#platform/http/index.ts';
import type { accessContract, Me } from './contract.ts';
import type { Role } from './roles.ts';

export type AccessPorts = {
  db: Database;
  isDemo(): boolean;
  demoPassword: string;
  /** Opens the keys of everybody in a demo city. */
  demoPassphrase: string;
  /** Browsers reach the server over HTTPS. */
  secure: boolean;
  /** Told of a session that ended, so that no remembered answer outlives it. */
  forget?(token: string): void;
};

/** Handlers of `accessContract`. */
export function accessRoutes(ports: AccessPorts): Handlers<typeof accessContract> {
  const cookie = { httpOnly: true, sameSite: 'strict', path: '/', secure: ports.secure } as const;
  return {
    async 'POST /api/session'(_tx, _actor, { body }, _request, reply) {
      if (!ports.isDemo()) throw new Refused('password-off', 403, 'This city signs in by passkey.');
      const signedIn = await ports.db
        .transaction(system, async (tx) => {
          const session = await signInByPassword(tx, body.login, body.password);
          await mark(tx, 'staff.signed-in', session.actor.id, { by: 'password' });
          return session;
        })
        .catch(async (error: unknown) => {
          if (error instanceof Refused && error.code === 'wrong-password')
            await keepAttempt(ports.db, body.login);
          throw error;
        });
      reply.setCookie(sessionCookie, signedIn.token, cookie);
      return toMe(signedIn.actor);
    },
    async 'DELETE /api/session'(_tx, _actor, _input, request, reply) {
      const token = request.cookies[sessionCookie];
      if (token) {
        await ports.db.transaction(system, (tx) => endSession(tx, token));
        ports.forget?.(token);
      }
      reply.clearCookie(sessionCookie, cookie).header('clear-site-data', '"cache"');
      return { signedOut: true };
    },
    async 'GET /api/me'(_tx, actor) {
      return toMe(actor);
    },
    async 'GET /api/demo/sign-ins'() {
      if (!ports.isDemo())
        throw new Refused('not-found', 404, 'Only a demo city shows its sign-ins.');
      const rows = await ports.db.transaction(
        system,
        (tx) => tx.sql<{ login: string; name: string; role: Role; district: string }>`
        select login, name, role, district from (
          select login, name, role, districts[1] as district,
            row_number() over (partition by role order by login like '%night%' desc, districts[1], login) as place
          from platform.staff where active and password_hash is not null) s
        where place <= case when role in ('operator', 'city-operator') then 2 else 1 end
        order by array_position(array['city-operator', 'operator', 'hotline-agent', 'manager', 'police', 'crisis-team', 'adviser', 'auditor', 'administrator'], role), place`,
      );
      return {
        passphrase: ports.demoPassphrase,
        items: rows.map((row) => ({
          ...row,
          district: row.district === '*' ? null : row.district,
          password: ports.demoPassword,
        })),
      };
    },
  };
}

function toMe(actor: Actor): Me {
  return {
    id: actor.id,
    name: actor.name ?? '',
    role: actor.role as Role,
    districts: actor.districts === 'all' ? 'all' : [...actor.districts],
  };
}
