// Proves over HTTP that a call which the desk closes comes back to its walk or way, and that a woman without a pair always has a time by which she hears.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import { eraseCallers } from '#programme/incidents/index.ts';
import { codeOn, type Her, openWalkers, type Scout, type Walkers } from './walkers-for-test.ts';
import { closeForgotten, closeUnconfirmed } from './watch-round.ts';

let w: Walkers;
beforeAll(async () => {
  w = await openWalkers();
});
afterAll(() => w.close());
afterEach(async () => {
  await w.city.asOwner(
    'truncate escorts.walks, escorts.companions, network.shifts, network.people, incidents.incidents cascade',
  );
});

const now = () => new Date().toISOString();

async function met(more: object = {}): Promise<{ scout: Scout; her: Her }> {
  const scout = await w.pair();
  const her = w.her();
  await her.book(more);
  await w.round();
  await scout.accept();
  await scout.do(`walks/${her.id}/arrive`);
  return { scout, her };
}

async function confirmEachOther(scout: Scout, her: Her): Promise<void> {
  const meeting = (await her.look()).pair!.meeting!;
  const theirs = await codeOn(meeting, 'pair');
  const hers = await codeOn(meeting, 'her');
  expect((await her.do('confirm', { code: theirs.long, at: now() })).status).toBe(200);
  expect((await scout.do(`walks/${her.id}/confirm`, { code: hers.long, at: now() })).status).toBe(
    200,
  );
}

test('a doubted pair: the call is closed, the warning goes, and they confirm each other by new codes', async () => {
  const { scout, her } = await met();
  const before = (await her.look()).pair!.meeting!.secret;
  await her.do('not-them');
  const doubted = (await her.look()).pair!.meeting!.secret;
  expect(doubted).not.toBe(before);
  expect(await w.calls()).toBe(0);
  expect(await her.look()).toMatchObject({ warned: true, helpCalled: true, helpEndedAt: null });

  await w.closeCall();
  expect(await w.calls()).toBe(1);
  expect(await w.calls()).toBe(0);
  const after = await her.look();
  expect(after).toMatchObject({ state: 'here', warned: false, helpCalled: false });
  expect(after.helpEndedAt).not.toBeNull();
  expect(after.pair!.meeting!.secret).not.toBe(doubted);
  const board = await w.desk<{ walks: { helpOpen: boolean; alerts: { kind: string }[] }[] }>(
    'near',
    'GET',
    '/api/walk-board',
  );
  expect(board.body.walks[0]?.helpOpen).toBe(false);
  expect(board.body.walks[0]?.alerts.map(({ kind }) => kind)).not.toContain('impostor');

  // What either saw before proves nothing now.
  const stale = await codeOn({ ...after.pair!.meeting!, secret: doubted }, 'pair');
  expect((await her.do('confirm', { code: stale.long, at: now() })).body).toMatchObject({
    code: 'wrong-code',
    left: 2,
  });
  await confirmEachOther(scout, her);
  expect((await her.look()).state).toBe('walking');
});

test('help on the way: the walk goes on, the clocks begin anew, the pair sees it, and a second call is a new one', async () => {
  const { scout, her } = await met({ phone: '010-9876-5432' });
  await confirmEachOther(scout, her);
  await scout.do('help', {});
  expect((await scout.look()).walk).toMatchObject({ helpCalled: true, helpEndedAt: null });
  // As long as the call is open nothing ends by itself.
  await w.city.asOwner(
    `update escorts.walks set wanted_at = now() - interval '5 hours', walking_at = now() - interval '5 hours',
       checked_in_at = now() - interval '1 hour'`,
  );
  const ports = { db: w.city.db, config: () => w.config };
  expect(await closeForgotten(ports)).toBe(0);
  await w.watch();
  const alerts = async () =>
    (
      await w.desk<{ walks: { alerts: { kind: string }[] }[] }>('near', 'GET', '/api/walk-board')
    ).body.walks.flatMap((walk) => walk.alerts.map(({ kind }) => kind));
  const first = await w.closeCall();
  await w.calls();
  await scout.at(w.points[0]!.lat + 0.001, w.points[0]!.lon);
  await w.watch();
  for (const kind of ['overdue', 'check-in-missed']) expect(await alerts()).not.toContain(kind);
  expect((await scout.look()).walk).toMatchObject({ state: 'walking', helpCalled: false });
  expect((await scout.look()).walk?.helpEndedAt).not.toBeNull();
  expect((await her.look()).helpEndedAt).not.toBeNull();
  expect(await closeForgotten(ports)).toBe(0);

  await her.do('help', { silent: false });
  expect(await her.look()).toMatchObject({ helpCalled: true, helpEndedAt: null });
  const second = await w.closeCall();
  expect(second).not.toBe(first);
  await w.calls();

  // Where they were and her number leave the calls: at their end, and some hours after it.
  expect(await w.city.asOwner('select lat, lon, place_hint from incidents.incidents')).toEqual(
    [1, 2].map(() => ({ lat: null, lon: null, place_hint: null })),
  );
  await w.city.asOwner(`update incidents.incidents set closed_at = now() - interval '2 days'`);
  await w.city.db.transaction(system, (tx) => eraseCallers(tx, 24));
  expect(
    await w.city.asOwner('select 1 from incidents.incidents where callback_number is not null'),
  ).toEqual([]);

  // Nobody takes a step for an hour: then it ends.
  await w.city.asOwner(`update escorts.walks set help_ended_at = now() - interval '2 hours'`);
  expect(await closeForgotten(ports)).toBe(1);
  expect((await her.look()).state).toBe('home');
});

test('opened again at the desk it is a call again; her door and her last page wait for it', async () => {
  const { scout, her } = await met();
  await confirmEachOther(scout, her);
  await her.do('help', { silent: false });
  await scout.do(`walks/${her.id}/drop-off`);
  const id = await w.closeCall();
  await w.calls();
  await w.desk('near', 'POST', `/api/incidents/${id}/reopen`, { reason: '다시' });
  expect(await w.calls()).toBe(1);
  expect(await her.look()).toMatchObject({ helpCalled: true, helpEndedAt: null });
  const ports = { db: w.city.db, config: () => w.config };
  await w.city.asOwner(`update escorts.walks set dropped_at = now() - interval '3 hours'`);
  await closeUnconfirmed(ports);
  expect((await her.look()).state).toBe('dropped-off');
  await her.do('home');
  expect(await her.look()).toMatchObject({ state: 'home', helpCalled: true });
  await w.closeCall();
  await w.calls();
  expect(await her.look()).toMatchObject({ state: 'home', helpCalled: false });
});

test('put together with another call, the walk waits for that one', async () => {
  const { scout, her } = await met();
  await her.do('help', { silent: false });
  const [one] = await w.city.asOwner('select id from incidents.incidents');
  await w.desk('near', 'POST', `/api/incidents/${String(one?.id)}/acknowledge`, {});
  await scout.do(`walks/${her.id}/give-back`, { reason: 'pair-ill' });
  await scout.do('help', {});
  const [other] = await w.city.asOwner('select id from incidents.incidents where id <> $1', [
    one?.id,
  ]);
  const merged = await w.desk('near', 'POST', `/api/incidents/${String(one?.id)}/close`, {
    disposition: 'merged',
    note: '',
    mergedInto: other?.id,
  });
  expect(merged.status).toBe(200);
  expect(await w.calls()).toBe(1);
  expect((await her.look()).helpCalled).toBe(true);
  await w.closeCall();
  await w.calls();
  expect((await her.look()).helpCalled).toBe(false);
});

test('a way without scouts ends with its call, and its links with it', async () => {
  const id = randomUUID();
  const key = randomBytes(32).toString('base64url');
  const links = [1, 2].map(() => randomBytes(32).toString('base64url'));
  const headers = { authorization: `Companion ${key}` };
  const point = w.points[0]!;
  await w.ask('POST', '/api/companions', {
    id,
    key,
    dueAt: new Date(Date.now() + 1_200_000).toISOString(),
    links,
    destination: { lat: point.lat, lon: point.lon, words: '파란 대문' },
  });
  const follow = async (token: string) =>
    (await w.ask('GET', '/api/shared-way', undefined, { authorization: `Link ${token}` })).status;
  // One of two is taken back, by itself and at once; the other still follows.
  const ended = await w.ask<{ links: number }>(
    'POST',
    `/api/companions/${id}/links/end`,
    { token: links[0] },
    headers,
  );
  expect(ended.body.links).toBe(1);
  expect([await follow(links[0]!), await follow(links[1]!)]).toEqual([410, 200]);
  // Nobody else can: not with the link itself, nor for another way.
  const stranger = { authorization: `Companion ${links[1]}` };
  expect(
    (await w.ask('POST', `/api/companions/${id}/links/end`, { token: links[1] }, stranger)).status,
  ).toBe(404);
  expect(await follow(links[1]!)).toBe(200);

  await w.ask('POST', `/api/companions/${id}/help`, {}, headers);
  expect(await w.calls()).toBe(0);
  await w.closeCall();
  expect(await w.calls()).toBe(1);
  expect(
    (await w.ask<{ state: string }>('GET', `/api/companions/${id}`, undefined, headers)).body.state,
  ).toBe('over');
  expect(await follow(links[1]!)).toBe(410);
  expect(await w.dump()).not.toContain('파란 대문');
});

test('a lost pair: she has a time by which she hears, it is renewed, and in the end she is told the truth', async () => {
  const scout = await w.pair();
  const her = w.her();
  await her.book();
  expect((await her.look()).looking?.newsBy ?? null).toBeNull();
  await w.round();
  await scout.accept();
  await scout.do(`walks/${her.id}/give-back`, { reason: 'pair-ill' });
  // However often she looks, the time stands.
  await her.look();
  const first = (await her.look()).looking!;
  expect(first.lostPairAt).not.toBeNull();
  expect(Date.parse(first.newsBy!)).toBeGreaterThan(Date.now());
  expect(await w.news()).toBe(0);
  await w.city.asOwner(`update escorts.walks set news_by = now() - interval '1 second'`);
  expect(await w.news()).toBe(1);
  const [told] = await w.city.asOwner('select tell_by is not null as to_tell from escorts.walks');
  expect(told).toEqual({ to_tell: true });
  const next = (await her.look()).looking!;
  expect(Date.parse(next.newsBy!)).toBeGreaterThan(Date.parse(first.newsBy!));

  // Somebody is being asked, so it is no time to give up yet.
  const second = await w.pair();
  await w.round();
  await w.city.asOwner(
    `update escorts.walks set wanted_at = now() - interval '61 minutes', news_by = now() - interval '1 second'`,
  );
  expect(await w.news()).toBe(1);
  expect((await her.look()).state).toBe('received');
  await second.do(`offers/${(await second.look()).offer!.id}/decline`, { reason: 'pair-ill' });
  await w.city.asOwner(`update escorts.walks set news_by = now() - interval '1 second'`);
  expect(await w.news()).toBe(1);
  expect(await her.look()).toMatchObject({
    state: 'cancelled',
    looking: null,
    ended: { by: 'service', reason: 'no-pair-free' },
  });
});
