// Tells who sent a request: a session's cookie or a service token, asked of the database at most once in two seconds.
import { type Actor, type Database, system } from '#platform/db/index.ts';
import { hashSecret } from './secrets.ts';
import { findSession, findToken, sessionCookie } from './sessions.ts';

/** What of a request says who sent it. */
export type Credentials = {
  headers: { authorization?: string | undefined };
  cookies: Record<string, string | undefined>;
};

export type Authenticator = {
  /** Who sent this, or `null`. A token that is sent counts alone: a wrong one is nobody, whatever the cookie says. */
  authenticate(request: Credentials): Promise<Actor | null>;
  /** Drops an answer at once, for signing out; other servers follow within two seconds. */
  forget(secret: string): void;
};

/** Milliseconds. A session that ended, a token taken back and a role that changed are obeyed within this time. */
export const answerLife = 2000;
const mostAnswers = 10_000;

type Answer = { actor: Promise<Actor | null>; until: number };

/**
 * Makes the answerer. A hundred polls a second with one cookie are one question to the database in two seconds, and
 * those that arrive together wait for the same one. Only hashes are kept. `now` is in milliseconds.
 */
export function createAuthenticator(
  db: Database,
  now: () => number = () => performance.now(),
): Authenticator {
  const answers = new Map<string, Answer>();

  function ask(secret: string, look: () => Promise<Actor | null>): Promise<Actor | null> {
    const key = keyOf(secret);
    const known = answers.get(key);
    if (known && known.until > now()) return known.actor;
    // A flood of invented secrets must not fill the memory; the honest ones are asked for again.
    if (answers.size >= mostAnswers) answers.clear();
    const answer = { actor: look(), until: now() + answerLife };
    answers.set(key, answer);
    answer.actor.catch(() => {
      if (answers.get(key) === answer) answers.delete(key);
    });
    return answer.actor;
  }

  return {
    async authenticate(request) {
      const { authorization } = request.headers;
      if (authorization !== undefined) {
        const token = /^Bearer ([\x21-\x7e]{10,200})$/i.exec(authorization)?.[1];
        return token
          ? ask(token, () => db.transaction(system, (tx) => findToken(tx, token)))
          : null;
      }
      const cookie = request.cookies[sessionCookie];
      if (!cookie || cookie.length > 200) return null;
      return ask(`cookie ${cookie}`, () => db.transaction(system, (tx) => findSession(tx, cookie)));
    },
    forget(secret) {
      answers.delete(keyOf(secret));
      answers.delete(keyOf(`cookie ${secret}`));
    },
  };
}

function keyOf(secret: string): string {
  return hashSecret(secret).toString('base64url');
}
