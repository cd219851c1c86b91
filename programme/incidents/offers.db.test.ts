// Proves over the routes that a unit is asked, answers and works on a call as itself; that it sees that call and no other, while it is open.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Desks, openDesks } from './desks-for-test.ts';
import { runIncidentTimers } from './jobs.ts';
import { openPhones, type Phone } from './phones-for-test.ts';
import type { Offer, Responder } from './responder-contract.ts';

let desks: Desks;
let phones: Phone[];
let hangUp: () => Promise<void>;
let here: Phone;
let other: Phone;
beforeAll(async () => {
  desks = await openDesks();
  const opened = await openPhones(desks);
  ({ phones, close: hangUp } = opened);
  here = phones[0]!;
  other = phones[1]!;
});
afterAll(async () => {
  await hangUp?.();
  await desks?.close();
});
beforeEach(async () => {
  for (const phone of phones)
    expect((await phone.post('/api/unit/duty', { on: true })).status).toBe(200);
});
afterEach(async () => {
  await desks.empty();
});

const offerOf = async (phone: Phone) => ((await phone.get()).body as Responder).offer;
async function ask(phone: Phone = here, more = {}): Promise<string> {
  const id = await desks.raise('store', more);
  const sent = await desks.step('first', id, 'dispatch', { unitId: phone.id });
  expect(sent.status).toBe(200);
  return id;
}
const stateOf = async (id: string) =>
  (await desks.city.asOwner('select state from incidents.incidents where id = $1', [id]))[0]?.state;
const runOut = (id: string) =>
  desks.city.asOwner(
    `update incidents.assignments set due_at = now() - interval '1 second' where incident_id = $1`,
    [id],
  );

test('asked, accepted, on the way, there, noted, done: each is a step of the incident by the unit', async () => {
  const id = await ask();
  const asked = (await offerOf(here))!;
  expect(asked).toMatchObject({ incidentId: id, state: 'offered', reach: null, notes: [] });
  expect(asked.place).toMatchObject({ name: '보기 가게', address: '보기로 1', lat: 37.5 });
  expect(asked.secondsLeft).toBeGreaterThan(20);
  const accepted = await here.step(id, 'accept', { version: asked.version });
  expect(accepted.status).toBe(200);
  expect((accepted.body as Responder).offer).toMatchObject({
    state: 'accepted',
    reach: { phone: '02-0000-0000', clerk: '보기 점원' },
    secondsLeft: null,
  });
  await here.step(id, 'on-way');
  expect((await here.step(id, 'done')).body.code).toBe('not-there-yet');
  await here.step(id, 'on-scene');
  expect(await stateOf(id)).toBe('on-scene');
  const note = { noteId: randomUUID(), text: '문 앞에 사람 둘' };
  await here.step(id, 'notes', note);
  expect((await here.step(id, 'notes', note)).status).toBe(200);
  const done = await here.step(id, 'done');
  expect((done.body as Responder).offer).toBeNull();
  expect((done.body as Responder).ended).toMatchObject({ incidentId: id, how: 'done' });
  expect(await desks.steps(id)).toEqual([
    'raised',
    'dispatched',
    'accepted',
    'on-way',
    'on-scene',
    'note',
    'unit-done',
  ]);
  const actors = await desks.city.asOwner(
    `select distinct actor_id, actor_name from incidents.steps where incident_id = $1 and kind in ('accepted', 'on-way', 'on-scene', 'note', 'unit-done')`,
    [id],
  );
  expect(actors).toEqual([{ actor_id: here.id, actor_name: here.callSign }]);
  expect(await stateOf(id)).toBe('on-scene');
});

test('a step told again over a bad line is one step; one that comes too late is told so', async () => {
  const id = await ask();
  for (const name of ['accept', 'accept', 'on-way', 'accept', 'on-way', 'on-scene', 'on-scene'])
    expect((await here.step(id, name)).status, name).toBe(200);
  expect(await desks.steps(id)).toEqual(['raised', 'dispatched', 'accepted', 'on-way', 'on-scene']);
  await here.step(id, 'done');
  expect(await here.step(id, 'done')).toMatchObject({ status: 404 });
});

test('declined with a reason, the call is the operator’s again and the unit is free', async () => {
  const id = await ask();
  expect((await here.step(id, 'decline', { reason: 'because' })).status).toBe(400);
  const declined = await here.step(id, 'decline', { reason: 'too-far', text: '다리 건너' });
  expect((declined.body as Responder).ended).toMatchObject({ how: 'declined' });
  expect(await stateOf(id)).toBe('acknowledged');
  const { body } = await desks.get('first', `/api/incidents/${id}`);
  expect(body.units).toMatchObject([{ state: 'declined', reason: 'too-far' }]);
  expect((body.steps as object[]).at(-1)).toMatchObject({
    kind: 'declined',
    actor: here.callSign,
    text: '다리 건너',
    detail: { reason: 'too-far' },
  });
  expect((await desks.step('first', id, 'dispatch', { unitId: here.id })).status).toBe(200);
  expect(await offerOf(here)).toMatchObject({ state: 'offered' });
});

test('nobody answers: it falls back by itself, once, and another unit that comes keeps the call dispatched', async () => {
  const id = await ask();
  await desks.step('first', id, 'dispatch', { unitId: other.id });
  await other.step(id, 'accept');
  await runOut(id);
  await Promise.all([1, 2, 3].map(() => runIncidentTimers(desks.city.db, desks.config)));
  expect((await desks.steps(id)).filter((kind) => kind === 'unanswered')).toHaveLength(1);
  expect(await stateOf(id)).toBe('dispatched');
  expect((await here.step(id, 'accept')).status).toBe(404);
  expect(((await here.get()).body as Responder).ended).toMatchObject({ how: 'unanswered' });
  expect(await offerOf(other)).toMatchObject({ state: 'accepted', others: [] });

  const alone = await ask();
  await runOut(alone);
  await runIncidentTimers(desks.city.db, desks.config);
  expect(await stateOf(alone)).toBe('acknowledged');
  const events = await desks.city.asOwner(
    `select audience from platform.events where type = 'incident.unanswered' and subject_id = $1`,
    [alone],
  );
  expect(events).toEqual([{ audience: [desks.city.districts[0]] }]);
});

test('accepting at the last moment and the clock at once: one of them wins, and both agree on it', async () => {
  for (let round = 0; round < 8; round += 1) {
    const id = await ask();
    await runOut(id);
    const [answer] = await Promise.all([
      here.step(id, 'accept'),
      runIncidentTimers(desks.city.db, desks.config),
    ]);
    const steps = await desks.steps(id);
    expect(steps.filter((kind) => kind === 'accepted' || kind === 'unanswered')).toEqual([
      answer.status === 200 ? 'accepted' : 'unanswered',
    ]);
    expect(await stateOf(id)).toBe(answer.status === 200 ? 'dispatched' : 'acknowledged');
    await desks.empty();
  }
});

test('called back, or closed by the operator: the phone says so and the call is out of its sight', async () => {
  const id = await ask();
  await here.step(id, 'accept');
  await desks.step('first', id, 'withdraw', { unitId: here.id, reason: '다른 대원이 가까움' });
  expect((await here.get()).body).toMatchObject({ offer: null, ended: { how: 'withdrawn' } });
  expect((await here.step(id, 'on-way')).status).toBe(404);
  await desks.step('first', id, 'dispatch', { unitId: here.id });
  await here.step(id, 'accept');
  await desks.step('first', id, 'close', { disposition: 'assisted' });
  expect((await here.get()).body).toMatchObject({ offer: null, ended: { how: 'done' } });
  expect((await here.step(id, 'notes', { noteId: randomUUID(), text: '늦은 메모' })).status).toBe(
    404,
  );
});

test('who acted on an older look is refused, and learns of it', async () => {
  const id = await ask();
  const { version } = (await offerOf(here)) as Offer;
  await here.step(id, 'accept', { version });
  const late = await desks.step('second', id, 'withdraw', { unitId: here.id, reason: '-' });
  expect(late.status).toBe(200);
  await desks.step('first', id, 'dispatch', { unitId: here.id });
  expect(await here.step(id, 'accept', { version })).toMatchObject({
    status: 409,
    body: { code: 'version-conflict' },
  });
});

test('a unit of the desk is told by radio as before, and a phone off duty is never asked', async () => {
  await desks.city.asOwner(`update duty.units set duty_by = 'desk' where id = '${here.id}'`);
  const id = await ask();
  const { body } = await desks.get('first', `/api/incidents/${id}`);
  expect(body.units).toMatchObject([{ state: 'sent', dueAt: null }]);
  await desks.empty();
  expect((await other.post('/api/unit/duty', { on: false })).status).toBe(200);
  const next = await desks.raise();
  expect((await desks.step('first', next, 'dispatch', { unitId: other.id })).body.code).toBe(
    'unit-not-on-duty',
  );
});

test('asking wakes the phone through the outbox, with ids and nothing else', async () => {
  const id = await ask();
  await desks.step('first', id, 'withdraw', { unitId: here.id, reason: '-' });
  const rows = await desks.city.asOwner(
    `select payload, subject_id from platform.outbox where kind = 'web-push' order by id`,
  );
  expect(rows.map((row) => row.payload)).toEqual([
    { about: 'offer', unitId: here.id, forSeconds: desks.config.duty.answerWithinSeconds },
    { about: 'withdrawn', unitId: here.id, forSeconds: 600 },
  ]);
  expect(rows[0]?.subject_id).toBe(rows[1]?.subject_id);
});

test('in the database a unit sees the call it was asked to, while it is open, and no other row of any table', async () => {
  const mine = await ask();
  const foreign = await ask(other);
  const unit = { id: here.id, name: here.callSign, role: 'unit', districts: [] };
  const count = (table: string) =>
    desks.city.db.transaction(unit, async (tx) => {
      const text = [`select count(*)::int as count from ${table}`];
      const [row] = await tx.sql<{ count: number }>(Object.assign(text, { raw: text }));
      return row!.count;
    });
  expect(await count('incidents.incidents')).toBe(1);
  expect(await count('duty.units')).toBe(1);
  expect(await count('incidents.assignments')).toBe(1);
  // Its own rows of these, and what everybody may read.
  const unitTables = new Set([
    'incidents.incidents',
    'incidents.steps',
    'incidents.assignments',
    'incidents.hand_overs',
    'duty.units',
    'platform.city',
    'city.districts',
    'city.police_offices',
    'city.map_layers',
    'safe_houses.stores',
  ]);
  const tables = (await desks.city.asOwner(
    `select schemaname || '.' || tablename as name from pg_tables where schemaname in ('platform', 'city', 'duty', 'devices', 'incidents', 'safe_houses', 'sos')`,
  )) as { name: string }[];
  const open: string[] = [];
  for (const { name } of tables)
    if (!unitTables.has(name) && (await count(name).catch(() => 0)) > 0) open.push(name);
  expect(open).toEqual([]);
  await expect(
    desks.city.db.transaction(
      unit,
      (tx) => tx.sql`update incidents.incidents set urgency = 1 where id = ${foreign} returning id`,
    ),
  ).resolves.toEqual([]);
  await here.step(mine, 'decline', { reason: 'elsewhere' });
  expect(await count('incidents.incidents')).toBe(0);
  expect(await count('incidents.steps')).toBe(0);
});
