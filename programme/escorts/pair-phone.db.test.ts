// Proves what a scout's phone is told over HTTP: a shift that one touch begins for two, hours, and how a walk ended, with nothing of hers in it.
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import { readPush } from '#programme/network/index.ts';
import { openWalkers, type Walkers } from './walkers-for-test.ts';

let w: Walkers;
beforeAll(async () => {
  w = await openWalkers();
});
afterAll(() => w.close());
afterEach(async () => {
  await w.city.asOwner(
    'truncate escorts.walks, network.shifts, network.people, incidents.incidents cascade',
  );
});

test('nobody is met by one alone: a walk is offered when both are there, by one touch or two', async () => {
  const scout = await w.pair(0, { started: false });
  expect((await scout.look()).shift).toMatchObject({ here: false, workedFrom: null });
  await w.her().book();
  const alone = await scout.do('shift/begin');
  expect(alone.body.shift).toMatchObject({ here: true, partners: [{ here: false }] });
  expect(await w.round()).toBe(0);
  const both = await scout.do('shift/begin', { both: true });
  expect(both.body.shift).toMatchObject({ here: true, partners: [{ here: true }] });
  expect(both.body.shift?.workedFrom).toBe(alone.body.shift?.workedFrom);
  expect(await w.round()).toBe(1);
  const refused = await scout.do(`offers/${(await scout.look()).offer!.id}/decline`);
  expect(refused.body.offer).toBeNull();
  const ended = await scout.do('shift/end', { both: true });
  expect(ended.body.shift).toMatchObject({ here: false, ended: true, partners: [{ here: false }] });
  expect(ended.body.shift?.workedUntil).not.toBeNull();
});

test('whoever is not there tells no place, and the hours of the month are their own', async () => {
  const scout = await w.pair();
  await scout.at(37.1, 127.1);
  await w.city.asOwner(
    `update network.shift_people set worked_from = now() - interval '3 hours' where person_id = $1`,
    [scout.personIds[0]],
  );
  await w.city.asOwner(`update network.shifts set begins_at = now() - interval '2 hours'`);
  const { hours } = await scout.look();
  // By the beginning of the shift, which may lie in the month before.
  const began = await w.city.asOwner(
    `select to_char(begins_at at time zone 'Asia/Seoul', 'YYYY-MM') as month from network.shifts`,
  );
  const mine = began[0]?.month === hours.month ? { shifts: 1, hours: 2 } : { shifts: 0, hours: 0 };
  expect(hours.shifts).toBe(mine.shifts);
  expect(hours.hours).toBeCloseTo(mine.hours, 1);
  await scout.do('shift/end');
  await expect(scout.at(37.2, 127.1)).rejects.toThrow('409');
  expect(await w.city.asOwner('select 1 from escorts.pair_places')).toEqual([]);
});

test('their own loud call is on both screens, a silent one and hers on none of theirs', async () => {
  const scout = await w.pair();
  const her = w.her();
  await her.book();
  await w.round();
  await scout.accept();
  await her.do('help', { silent: false });
  expect((await scout.look()).walk?.helpCalled).toBe(false);
  await her.do('not-them');
  await scout.do('help', { silent: true });
  expect((await scout.look()).walk?.helpCalled).toBe(false);
  await scout.do('help', {});
  expect((await scout.look()).walk?.helpCalled).toBe(true);
});

test('a phone is woken when its pair is asked, while it is on duty and still the one that asked for it', async () => {
  const scout = await w.pair();
  const keys = { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) };
  const push = (endpoint: string) => scout.do('push', { endpoint, keys });
  expect((await push('https://elsewhere.example/x')).body.code).toBe('odd-push-service');
  expect((await push('https://push.example/1')).body.push).toEqual({ key: 'key', on: true });
  await w.her().book();
  expect(await w.round()).toBe(1);
  const rows = await w.city.asOwner(
    `select payload, subject_id from platform.outbox where kind = 'web-push'`,
  );
  const offer = (await scout.look()).offer!;
  expect(rows).toEqual([
    {
      subject_id: offer.id,
      payload: { personId: scout.personIds[0], about: 'offer', forSeconds: 60 },
    },
  ]);
  const where = () => w.city.db.transaction(system, (tx) => readPush(tx, scout.personIds[0]));
  expect(await where()).toMatchObject({ endpoint: 'https://push.example/1' });
  await w.city.asOwner(`update network.shift_people set worked_until = now()`);
  expect(await where()).toBeUndefined();
  await w.city.asOwner(`update network.shift_people set worked_until = null`);
  expect((await scout.do('push/end')).body.push.on).toBe(false);
  await push('https://push.example/2');
  await w.city.asOwner(
    `update network.people set phone_key_hash = sha256('another phone') where id = '${scout.personIds[0]}'`,
  );
  expect(await where()).toBeUndefined();
});

test('how a walk ended is said for a while, and nothing of hers', async () => {
  const scout = await w.pair();
  const her = w.her();
  await her.book({ firstName: '하늘이름', note: '우산' });
  await w.round();
  await scout.accept();
  expect((await scout.look()).ended).toBeNull();
  await her.do('refuse');
  const after = await scout.look();
  expect(after.ended).toMatchObject({ walkId: her.id, state: 'refused' });
  expect(JSON.stringify(after)).not.toContain('하늘이름');
  await w.city.asOwner(`update escorts.walks set closed_at = now() - interval '16 minutes'`);
  expect((await scout.look()).ended).toBeNull();
});
