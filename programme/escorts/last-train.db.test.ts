// Proves over HTTP, in a city where it is just past midnight, that the evening is yesterday's: what is free, the last slot, the figures, and a walk that runs past closing.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOn, openWalkers, type Walkers } from './walkers-for-test.ts';
import { closeForgotten } from './watch-round.ts';

/** A zone in which the clocks show some minutes past midnight now; the signs of these names are turned round. */
const hour = new Date().getUTCHours();
const timeZone = hour === 0 ? 'Etc/GMT' : hour <= 12 ? `Etc/GMT+${hour}` : `Etc/GMT-${24 - hour}`;
const dayOf = (at: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
const everyDay = [0, 1, 2, 3, 4, 5, 6];
const open = [{ days: everyDay, from: '22:00', to: '04:00' }];

let w: Walkers;
beforeAll(async () => {
  w = await openWalkers({ hours: open, slotMinutes: 10 }, { timeZone });
});
afterAll(() => w.close());

type Slots = { day: string; slots: { at: string; free: number; bookable: boolean }[] };
const slotsOf = async () =>
  (await w.ask<Slots>('GET', `/api/walks/points/${w.points[0]!.id}/slots`)).body;
const local = (at: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(new Date(at));

test('after midnight tonight is the evening that began yesterday, to its last slot and no further', async () => {
  const yesterday = dayOf(Date.now() - 86_400_000);
  const service = await w.ask<{ tonight: { day: string; closesAt: string } }>(
    'GET',
    '/api/walks/service',
  );
  expect(service.body.tonight.day).toBe(yesterday);
  const { day, slots } = await slotsOf();
  expect(day).toBe(yesterday);
  const last = slots.at(-1)!;
  expect(local(last.at)).toBe('03:50');
  expect(last.bookable).toBe(true);
  const refused = await w.her().book({ at: service.body.tonight.closesAt });
  expect(refused.body.code).toBe('no-evening');

  const her = w.her();
  expect((await her.book({ at: last.at })).status).toBe(201);
  const board = await w.desk<{ evening: { day: string }; walks: { id: string }[] }>(
    'near',
    'GET',
    '/api/walk-board',
  );
  expect(board.body.evening.day).toBe(yesterday);
  expect(board.body.walks.map(({ id }) => id)).toContain(her.id);
  const figures = await w.desk<{ byEvening: { day: string; asked: number }[] }>(
    'near',
    'GET',
    `/api/walk-figures?from=${yesterday}&to=${yesterday}`,
  );
  expect(figures.body.byEvening).toEqual([{ day: yesterday, asked: 1, walked: 0 }]);
  await her.do('cancel', {});
});

test('the last train is not promised by pairs that go home before they could bring her', async () => {
  const { slots } = await slotsOf();
  const last = slots.at(-1)!;
  // Ten minutes after the last slot begins: enough for a short walk, too little for a long one.
  const scout = await w.pair();
  await w.city.asOwner('update network.shifts set ends_at = $1 where id = $2', [
    new Date(Date.parse(last.at) + 600_000),
    scout.shiftId,
  ]);
  const point = w.points[0]!;
  const to = (north: number) => ({ lat: point.lat + north, lon: point.lon, words: null });
  expect((await slotsOf()).slots.at(-1)).toMatchObject({ free: 0 });
  const far = await w.her().book({ at: last.at, destination: to(0.012) });
  expect(far.body.code).toBe('full');
  expect(Date.parse(String(far.body.nextFree))).toBeLessThan(Date.parse(last.at));
  const near = w.her();
  expect((await near.book({ at: last.at, destination: to(0.002) })).status).toBe(201);
  await near.do('cancel', {});
  await w.city.asOwner('truncate escorts.walks, network.shifts, network.people cascade');
});

test('a walk that runs past closing goes on: she, the pair and the board see it, and nothing ends it', async () => {
  const scout = await w.pair();
  const her = w.her();
  await her.book();
  await w.round();
  await scout.accept();
  const meeting = (await her.look()).pair!.meeting!;
  const say = async (shows: 'pair' | 'her') => ({
    code: (await codeOn(meeting, shows)).long,
    at: new Date().toISOString(),
  });
  await her.do('confirm', await say('pair'));
  await scout.do(`walks/${her.id}/confirm`, await say('her'));
  // The evening has closed: an hour ago by every clock of the city.
  w.config.walks.hours = [{ days: everyDay, from: '22:00', to: '23:00' }];
  expect((await w.her().book()).body.code).toBe('no-evening');
  await w.city.asOwner(
    `update network.shifts set ends_at = now() + interval '5 minutes' where id = '${scout.shiftId}'`,
  );
  await scout.at(w.points[0]!.lat + 0.001, w.points[0]!.lon);
  await w.watch();
  const board = await w.desk<{
    walks: { id: string; state: string; alerts: { kind: string }[] }[];
  }>('near', 'GET', '/api/walk-board');
  expect(board.body.walks).toMatchObject([
    { id: her.id, state: 'walking', alerts: [{ kind: 'shift-ending' }] },
  ]);
  expect(await closeForgotten({ db: w.city.db, config: () => w.config })).toBe(0);
  // The pair brings her home, also when its shift has ended meanwhile.
  await w.city.asOwner(
    `update network.shifts set ends_at = now() - interval '1 minute' where id = '${scout.shiftId}'`,
  );
  expect((await scout.do(`walks/${her.id}/drop-off`)).body.walk?.state).toBe('dropped-off');
  expect((await her.do('home')).body.state).toBe('home');
  w.config.walks.hours = open;
});

test('she, or an agent with her on the line, changes time, point or destination, each by itself', async () => {
  await w.city.asOwner('truncate escorts.walks, network.shifts, network.people cascade');
  const point = w.points[0]!;
  const { slots } = await slotsOf();
  // The very next may begin before a slow machine asks for it.
  const [, first, second] = slots.filter(({ bookable }) => bookable);
  const her = w.her();
  await her.book({ at: first!.at });
  const to = { lat: point.lat + 0.003, lon: point.lon, words: '새 모퉁이' };
  const moved = await her.do('change', { destination: to });
  expect(moved.body).toMatchObject({ destination: to, wantedAt: first!.at });
  const far = { destination: { lat: point.lat + 0.2, lon: point.lon, words: null } };
  expect((await her.do('change', far)).body.code).toBe('too-far-to-walk');
  const url = `/api/walk-board/${her.id}/change`;
  const later = await w.desk('agent', 'POST', url, { at: second!.at });
  expect(later.body).toMatchObject({ wantedAt: second!.at, state: 'received' });
  const other = { lat: point.lat - 0.003, lon: point.lon, words: '다른 모퉁이' };
  expect((await w.desk('agent', 'POST', url, { destination: other })).status).toBe(200);
  expect(await her.look()).toMatchObject({ destination: other, wantedAt: second!.at });
  // Another district's desk neither sees nor changes it.
  expect((await w.desk('far', 'POST', url, { destination: to })).status).toBe(404);
  await her.do('cancel', {});
});
