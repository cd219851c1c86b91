// Proves over HTTP the life of a call: one winner, escalation that outlives the server, what the police get, and an honest end.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import { type Desks, openDesks } from './desks-for-test.ts';
import { keepReceipts, runIncidentTimers } from './index.ts';

let desks: Desks;
beforeAll(async () => {
  desks = await openDesks();
});
afterAll(() => desks.close());
beforeEach(() => desks.empty());

describe('two operators', () => {
  test('who take the same call at once: one has it, the other is told who', async () => {
    for (let round = 0; round < 10; round += 1) {
      const id = await desks.raise();
      const answers = await Promise.all(
        ['first', 'second', 'city'].map((who) =>
          desks.step(who, id, 'acknowledge', { version: 1 }),
        ),
      );
      const winners = answers.filter((answer) => answer.status === 200);
      expect(winners).toHaveLength(1);
      const { operator } = winners[0]!.body as { operator: { name: string } };
      for (const lost of answers.filter((answer) => answer.status !== 200))
        expect(lost).toMatchObject({
          status: 409,
          body: { code: 'version-conflict', winner: operator.name, state: 'acknowledged' },
        });
      expect(await desks.steps(id)).toEqual(['raised', 'acknowledged']);
    }
  });

  test('who send the same car to two calls at once: it goes to one of them', async () => {
    const [one, other] = [await desks.raise(), await desks.raise()];
    const unitId = desks.city.units[0]!.id;
    const answers = await Promise.all([
      desks.step('first', one, 'dispatch', { unitId }),
      desks.step('second', other, 'dispatch', { unitId }),
    ]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409]);
    expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('unit-busy');
  });
});

test('from press to the truth: each step is kept with who and why, and the car is free again', async () => {
  const id = await desks.raise();
  const unitId = desks.city.units[0]!.id;
  expect(await desks.step('first', id, 'acknowledge', { version: 1 })).toMatchObject({
    status: 200,
  });
  await desks.step('first', id, 'calls', { to: 'place', outcome: 'answered', text: '점원이 받음' });
  await desks.step('first', id, 'notes', { text: '뒷문 쪽' });
  expect((await desks.step('first', id, 'dispatch', { unitId })).body.state).toBe('dispatched');
  expect((await desks.step('first', id, 'on-scene', {})).body.state).toBe('on-scene');
  const closed = await desks.step('first', id, 'close', {
    disposition: 'assisted',
    note: '집까지 동행',
  });
  expect(closed.body).toMatchObject({ state: 'closed', disposition: 'assisted' });
  expect(await desks.steps(id)).toEqual([
    'raised',
    'acknowledged',
    'call',
    'note',
    'dispatched',
    'on-scene',
    'closed',
  ]);
  const whole = (await desks.get('auditor', `/api/incidents/${id}`)).body as {
    steps: { kind: string; actor: string | null; text: string | null }[];
  };
  expect(whole.steps.at(-1)).toMatchObject({ actor: '가 근무자', text: '집까지 동행' });
  expect(
    await desks.city.asOwner('select 1 from duty.units where incident_id is not null'),
  ).toEqual([]);
  expect((await desks.step('first', id, 'close', { disposition: 'false' })).body.code).toBe(
    'wrong-state',
  );
  const reopened = await desks.step('second', id, 'reopen', { reason: '다시 전화 옴' });
  expect(reopened.body).toMatchObject({ state: 'acknowledged', operator: { name: '나 근무자' } });
});

test('nobody acknowledges: louder after ten seconds, neighbours and the city after twenty, also after a restart', async () => {
  const id = await desks.raise();
  const later = (seconds: number) =>
    desks.city.asOwner(
      `update incidents.incidents set raised_at = raised_at - make_interval(secs => $1::float8), due_at = due_at - make_interval(secs => $1::float8)`,
      [seconds],
    );
  expect(await desks.queueOf('neighbour')).toEqual([]);
  expect(await runIncidentTimers(desks.city.db, desks.config)).toBe(0);
  await later(10);
  expect(await runIncidentTimers(desks.city.db, desks.config)).toBe(1);
  expect(await runIncidentTimers(desks.city.db, desks.config)).toBe(0);
  expect((await desks.get('first', `/api/incidents/${id}`)).body.escalation).toBe(1);
  expect(await desks.queueOf('neighbour')).toEqual([]);
  await later(10);
  // Several servers at once escalate it once.
  const happened = await Promise.all(
    [1, 2, 3].map(() => runIncidentTimers(desks.city.db, desks.config)),
  );
  expect(happened.reduce((sum, each) => sum + each)).toBeGreaterThanOrEqual(1);
  expect((await desks.steps(id)).filter((kind) => kind === 'escalated')).toHaveLength(2);
  expect(await desks.queueOf('neighbour')).toEqual([id]);
  expect(await desks.queueOf('far')).toEqual([]);
  expect((await desks.step('neighbour', id, 'acknowledge', {})).status).toBe(200);
  await later(1000);
  expect((await desks.steps(id)).filter((kind) => kind === 'escalated')).toHaveLength(2);
});

describe('the police', () => {
  test.each([
    ['store', 'pending'],
    ['hotline', 'none'],
    ['home', 'none'],
    ['walk', 'pending'],
  ] as const)(
    'a call by %s is handed over by the policy of its door: %s',
    async (door, expected) => {
      const id = await desks.raise(door);
      const { handOver } = (await desks.get('first', `/api/incidents/${id}`)).body;
      expect(handOver).toBe(expected);
      expect(await desks.outbox(id)).toBe(expected === 'pending' ? 1 : 0);
      if (expected === 'none') {
        expect((await desks.step('first', id, 'verify', {})).body.handOver).toBe('pending');
        expect(await desks.outbox(id)).toBe(1);
      }
    },
  );

  test('no drill and no test is ever written for them, whatever happens to it', async () => {
    for (const kind of [{ drill: true }, { test: true }]) {
      const id = await desks.raise('store', kind);
      const unitId = desks.city.units[0]!.id;
      for (const [name, body] of [
        ['acknowledge', {}],
        ['dispatch', { unitId }],
        ['on-scene', {}],
        ['close', { disposition: 'test' }],
      ] as const)
        expect((await desks.step('first', id, name, body)).status, name).toBe(200);
      expect(await desks.outbox(id)).toBe(0);
      expect(await desks.city.asOwner('select 1 from incidents.hand_overs')).toEqual([]);
    }
  });

  test('a test that an operator promotes goes to them; without a receipt the operator is told to telephone', async () => {
    const id = await desks.raise('store', { test: true });
    expect((await desks.step('first', id, 'promote', {})).body).toMatchObject({
      test: false,
      handOver: 'pending',
    });
    await desks.city.asOwner(
      `update incidents.hand_overs set due_at = now() - interval '1 second'`,
    );
    await runIncidentTimers(desks.city.db, desks.config);
    expect((await desks.get('first', `/api/incidents/${id}`)).body.handOver).toBe('telephone');
    await desks.city.db.transaction(system, (tx) =>
      keepReceipts(tx, [{ subjectId: id, receipt: 'receipt-1' }]),
    );
    expect((await desks.get('first', `/api/incidents/${id}`)).body.handOver).toBe('confirmed');
  });
});

test('other districts and other roles neither see nor touch a call, and a look leaves its mark', async () => {
  const id = await desks.raise();
  for (const [who, status] of [
    ['far', 404],
    ['neighbour', 404],
    ['first', 200],
    ['city', 200],
    ['hotline', 200],
    ['auditor', 200],
    ['nobody', 401],
  ] as const)
    expect((await desks.get(who, `/api/incidents/${id}`)).status, who).toBe(status);
  for (const [who, status] of [
    ['far', 404],
    ['hotline', 403],
    ['auditor', 403],
    ['nobody', 401],
  ] as const)
    expect((await desks.step(who, id, 'acknowledge', {})).status, who).toBe(status);
  const marks = await desks.city.asOwner(
    `select role from platform.audit where subject = $1 and action = 'incident.read'`,
    [id],
  );
  expect(marks.map((mark) => mark.role).toSorted()).toEqual([
    'auditor',
    'city-operator',
    'hotline-agent',
    'operator',
  ]);
});

test('merging needs the other call and links both; a newer call of the same place stops reopening', async () => {
  const [one, other] = [await desks.raise(), await desks.raise()];
  await desks.step('first', one, 'acknowledge', {});
  expect((await desks.step('first', one, 'close', { disposition: 'merged' })).body.code).toBe(
    'merge-needs-other',
  );
  expect(
    (await desks.step('first', one, 'close', { disposition: 'merged', mergedInto: one })).body.code,
  ).toBe('merge-needs-other');
  const merged = await desks.step('first', one, 'close', {
    disposition: 'merged',
    mergedInto: other,
  });
  expect(merged.body).toMatchObject({ state: 'closed', linked: [{ id: other }] });
  const samePlace = 'place:again';
  const old = await desks.raise('store', { samePlace });
  await desks.step('first', old, 'acknowledge', {});
  await desks.step('first', old, 'close', { disposition: 'assisted' });
  const newer = await desks.raise('store', { samePlace });
  expect((await desks.step('first', old, 'reopen', { reason: '다시' })).body).toMatchObject({
    code: 'already-open',
    other: newer,
  });
});

test('rubbish in a step is named and changes nothing', async () => {
  const id = await desks.raise();
  for (const [name, body, field] of [
    ['notes', { text: '   ' }, 'text'],
    ['dispatch', { unitId: 'x' }, 'unitId'],
    ['close', { disposition: 'solved' }, 'disposition'],
    ['places', { name: 'x', lat: 91, lon: 0 }, 'lat'],
    ['acknowledge', { version: -1 }, 'version'],
  ] as const)
    expect(await desks.step('first', id, name, body), name).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', fields: [{ field }] },
    });
  expect((await desks.step('first', id, 'dispatch', { unitId: randomUUID() })).body.code).toBe(
    'unit-not-on-duty',
  );
  expect(await desks.steps(id)).toEqual(['raised']);
});
