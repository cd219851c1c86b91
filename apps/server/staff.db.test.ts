// Proves that a running server obeys within two seconds when somebody leaves or changes their duty: sessions, open desks and tokens.
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  changeStaff,
  createToken,
  disableStaff,
  enableStaff,
  openSession,
  sessionCookie,
} from '#platform/auth/index.ts';
import { system, type Tx } from '#platform/db/index.ts';
import { type ServedCity, serveSmallCity } from './server-for-test.ts';

type Headers = Record<string, string>;
let served: ServedCity;
beforeAll(async () => {
  served = await serveSmallCity();
});
afterAll(() => served.close());

const act = <T>(work: (tx: Tx) => Promise<T>) => served.city.db.transaction(system, work);

async function hire(login: string): Promise<string> {
  const [row] = await served.city.asOwner(
    "insert into platform.staff (login, name, role, districts) values ($1, '보기 근무자', 'operator', $2) returning id",
    [login, [served.city.districts[0]]],
  );
  return String(row!.id);
}

async function signIn(staffId: string): Promise<Headers> {
  const secret = await act((tx) => openSession(tx, staffId));
  return { cookie: `${sessionCookie}=${secret}` };
}

async function me(headers: Headers): Promise<{ status: number; role?: string }> {
  const answer = await fetch(`${served.server.url}/api/me`, { headers });
  const { role } = (await answer.json()) as { role?: string };
  return { status: answer.status, ...(role ? { role } : {}) };
}

/** Opens the live feed; the function resolves with the milliseconds until the server ended it. */
async function follow(headers: Headers): Promise<() => Promise<number>> {
  const answer = await fetch(`${served.server.url}/api/live`, { headers });
  expect(answer.status).toBe(200);
  const reader = answer.body!.getReader();
  await reader.read();
  return async () => {
    const from = performance.now();
    for (;;) {
      const { done } = await reader.read().catch(() => ({ done: true }));
      if (done) return performance.now() - from;
    }
  };
}

test('somebody who leaves is out: session, open desk and the tokens they answer for; others stay', async () => {
  const id = await hire('kim');
  const session = await signIn(id);
  const { token } = await act((tx) =>
    createToken(tx, { name: 'x', role: 'operator', districts: ['*'], days: null, staffId: id }),
  );
  const bearer = { authorization: `Bearer ${token}` };
  const another = { authorization: `Bearer ${await served.token('operator')}` };
  for (const who of [session, bearer, another]) expect((await me(who)).status).toBe(200);
  const ends = [await follow(session), await follow(bearer)];
  const stays = await fetch(`${served.server.url}/api/live`, { headers: another });
  await act((tx) => disableStaff(tx, 'kim'));
  // Two seconds by the clock of the server; the rest is for a busy machine.
  for (const ended of ends) expect(await ended()).toBeLessThan(15_000);
  await expect.poll(() => me(session)).toEqual({ status: 401 });
  await expect.poll(() => me(bearer)).toEqual({ status: 401 });
  expect((await me(another)).status).toBe(200);
  await stays.body!.cancel();
  // A session that somehow stands is no way in either.
  expect((await me(await signIn(id))).status).toBe(401);
  await act((tx) => enableStaff(tx, 'kim'));
  expect((await me(await signIn(id))).status).toBe(200);
});

test('a change of role and of districts is obeyed by what is signed in already', async () => {
  const session = await signIn(await hire('lee'));
  expect(await me(session)).toEqual({ status: 200, role: 'operator' });
  const ended = await follow(session);
  await act((tx) => changeStaff(tx, 'lee', { role: 'manager' }));
  expect(await ended()).toBeLessThan(15_000);
  await expect.poll(() => me(session)).toEqual({ status: 200, role: 'manager' });
});
