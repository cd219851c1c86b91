// A desk that sees a caller move leaves an entry when it begins and one when it ends, and neither says where she was.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ServedCity, serveSmallCity } from './server-for-test.ts';

let served: ServedCity;
beforeAll(async () => {
  served = await serveSmallCity();
});
afterAll(async () => {
  await served?.close();
});

type Entry = { actor: string; action: string; detail: object };
const patient = { timeout: 20_000, interval: 100 };

/** Entries about one call that tell of watching, oldest first. */
async function entriesOf(incident: string): Promise<Entry[]> {
  return (await served.city.asOwner(
    `select actor, action, detail from platform.audit where subject = $1 and action like 'caller.watch%' order by id`,
    [incident],
  )) as Entry[];
}
const actionsOf = async (incident: string) =>
  (await entriesOf(incident)).map(({ action }) => action);

async function ask(path: string, authorization: string, body?: object): Promise<Response> {
  return fetch(served.server.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** A desk that listens from now on; `leave` closes it. */
async function openDesk(token: string): Promise<{ leave(): void }> {
  const stop = new AbortController();
  const answer = await fetch(`${served.server.url}/api/live`, {
    headers: { authorization: `Bearer ${token}` },
    signal: stop.signal,
  });
  expect(answer.status).toBe(200);
  void answer.text().catch(() => {});
  return { leave: () => stop.abort() };
}

/** A phone whose call was raised; it says where it is when told to. */
async function callFrom() {
  const id = randomUUID();
  const key = randomBytes(32).toString('base64url');
  await ask('/api/sos', '', { id, key });
  await ask(`/api/sos/${id}/send`, `Sos ${key}`, {});
  const [row] = await served.city.asOwner(
    'select incident_id as incident from sos.calls where id = $1',
    [id],
  );
  let moves = 0;
  return {
    incident: String(row?.incident),
    async move() {
      moves += 1;
      const at = new Date(Date.now() + moves).toISOString();
      const body = { lat: 37.5 + moves / 10_000, lon: 126.5, accuracy: 12, at };
      expect((await ask(`/api/sos/${id}/position`, `Sos ${key}`, body)).status).toBe(200);
    },
  };
}

test('a view is one entry opened and one closed, however often she moves and however many windows look', async () => {
  const token = await served.token('city-operator');
  const [desk, second] = [await openDesk(token), await openDesk(token)];
  const call = await callFrom();
  await call.move();
  await expect.poll(() => actionsOf(call.incident), patient).toEqual(['caller.watched']);
  for (let again = 0; again < 3; again += 1) await call.move();
  const other = await callFrom();
  await other.move();
  await expect.poll(() => actionsOf(other.incident), patient).toEqual(['caller.watched']);
  desk.leave();
  const third = await callFrom();
  await third.move();
  await expect.poll(() => actionsOf(third.incident), patient).toEqual(['caller.watched']);
  expect(await actionsOf(call.incident)).toEqual(['caller.watched']);
  second.leave();
  for (const { incident } of [call, other, third])
    await expect
      .poll(() => actionsOf(incident), patient)
      .toEqual(['caller.watched', 'caller.watching-ended']);
  const entries = await entriesOf(call.incident);
  expect(new Set(entries.map(({ actor }) => actor)).size).toBe(1);
  expect(entries.map(({ detail }) => detail)).toEqual([{}, {}]);
});

test('it ends with the call, too; a desk that sees nothing of it leaves no entry', async () => {
  const desk = await openDesk(await served.token('city-operator'));
  const elsewhere = await openDesk(await served.token('operator', ['no-such-district']));
  const call = await callFrom();
  await call.move();
  await expect.poll(() => actionsOf(call.incident), patient).toEqual(['caller.watched']);
  const bearer = `Bearer ${await served.token('city-operator')}`;
  const end = (step: string, body: object) =>
    ask(`/api/incidents/${call.incident}/${step}`, bearer, body);
  expect((await end('acknowledge', {})).status).toBe(200);
  expect((await end('close', { disposition: 'accidental' })).status).toBe(200);
  await expect
    .poll(() => actionsOf(call.incident), patient)
    .toEqual(['caller.watched', 'caller.watching-ended']);
  elsewhere.leave();
  desk.leave();
  expect(served.errors).toEqual([]);
});
