// Proves over HTTP what a phone's call is: stored at the second touch, raised by itself, its own and nobody else's.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { squarePoint } from '#platform/testing/square-city.ts';
import { openPhones, type Phones } from './phones-for-test.ts';

let phones: Phones;
beforeAll(async () => {
  phones = await openPhones();
});
afterAll(() => phones?.close());

const here = (district: number, x = 0.5, y = 0.5) => ({
  ...squarePoint(district, x, y),
  accuracy: 20,
  at: new Date().toISOString(),
});

test('the second touch stores the call and its countdown; the desk of the city sees it at once, without a place', async () => {
  const phone = phones.phone();
  const { status, body } = await phone.touch({ silent: true, language: 'en' });
  expect(status).toBe(201);
  expect(body).toMatchObject({ id: phone.id, state: 'counting-down', silent: true, sharing: true });
  expect(body.secondsLeft).toBeGreaterThan(4);
  expect(body.secondsLeft).toBeLessThanOrEqual(5);
  const incident = await phones.incidentOf(phone);
  expect(incident).not.toBe(phone.id);
  expect(await phones.queueOf('city')).toContain(incident);
  expect(await phones.queueOf('near')).not.toContain(incident);
});

test('a phone that falls silent is raised by the timer, once, unverified and handed to the police', async () => {
  const phone = phones.phone();
  await phone.touch();
  const incident = await phones.incidentOf(phone);
  expect(await phones.runOut()).toBeGreaterThan(0);
  expect(await phones.runOut()).toBe(0);
  expect(await phones.steps(incident)).toEqual(['counting-down', 'raised']);
  const view = (await phone.look()).body;
  expect(view).toMatchObject({ state: 'received', secondsLeft: null, policeKnow: false });
  const { body } = await phones.ask('GET', `/api/incidents/${incident}`, undefined, {
    'x-who': 'city',
  });
  expect(body).toMatchObject({ verified: false, drill: false, handOver: 'pending', door: 'sos' });
  expect(await sent(incident)).toBe(1);
});

test('"send now" raises at once; told again, and by the timer, it is raised once', async () => {
  const phone = phones.phone();
  await phone.touch();
  expect((await phone.say('send')).body.state).toBe('received');
  expect((await phone.say('send')).body.state).toBe('received');
  await phones.runOut();
  expect(await phones.steps(await phones.incidentOf(phone))).toEqual(['counting-down', 'raised']);
});

test('cancelled in the countdown it is never raised; afterwards it is too late', async () => {
  const early = phones.phone();
  await early.touch();
  expect((await early.say('cancel')).body.state).toBe('cancelled');
  expect((await early.say('cancel')).body.state).toBe('cancelled');
  expect((await early.say('send')).body.state).toBe('cancelled');
  await phones.runOut();
  expect((await early.look()).body).toMatchObject({ state: 'cancelled', raisedAt: null });
  const late = phones.phone();
  await late.touch();
  await late.say('send');
  expect(await late.say('cancel')).toMatchObject({ status: 409, body: { code: 'too-late' } });
  expect((await late.look()).body.state).toBe('received');
});

test('the same call told again is the same call, also by many at once', async () => {
  const phone = phones.phone();
  const answers = await Promise.all([1, 2, 3, 4, 5].map(() => phone.touch()));
  expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201]);
  const rows = await phones.city.asOwner('select 1 from sos.calls where id = $1', [phone.id]);
  expect(rows).toHaveLength(1);
});

test('a wrong key is an unknown call, and the same id with another key is another call', async () => {
  const hers = phones.phone();
  await hers.touch();
  const thief = phones.phone({ id: hers.id });
  const unknown = phones.phone();
  const steps: [string, object][] = [
    ['send', {}],
    ['cancel', {}],
    ['position', here(0)],
    ['sharing', { on: false }],
    ['messages', { messageId: randomUUID(), phrase: 'yes' }],
    ['callback', { number: null }],
    ['links', { token: randomBytes(32).toString('base64url') }],
    ['links/end', {}],
  ];
  expect(await thief.look()).toEqual(await unknown.look());
  expect((await thief.look()).status).toBe(404);
  for (const [step, body] of steps)
    expect(await thief.say(step, body), step).toEqual(await unknown.say(step, body));
  await thief.touch();
  expect((await thief.say('cancel')).body.state).toBe('cancelled');
  expect((await hers.look()).body.state).toBe('counting-down');
});

test('two phones are two calls', async () => {
  const [one, two] = [phones.phone(), phones.phone()];
  await Promise.all([one.touch(), two.touch()]);
  await one.say('cancel');
  expect((await two.look()).body.state).toBe('counting-down');
});

async function sent(incident: string): Promise<number> {
  const rows = await phones.city.asOwner('select 1 from platform.outbox where subject_id = $1', [
    incident,
  ]);
  return rows.length;
}
