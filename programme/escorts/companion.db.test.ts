// Proves over HTTP that trusted people can follow, that an overdue way asks her first and then calls help, and that arriving erases it.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CompanionView } from './companion-contract.ts';
import { openWalkers, type Walkers } from './walkers-for-test.ts';

let w: Walkers;
beforeAll(async () => {
  w = await openWalkers();
});
afterAll(() => w.close());

function way() {
  const id = randomUUID();
  const key = randomBytes(32).toString('base64url');
  const token = randomBytes(32).toString('base64url');
  const headers = { authorization: `Companion ${key}` };
  return {
    id,
    token,
    start: (more: object = {}) =>
      w.ask<CompanionView>('POST', '/api/companions', {
        id,
        key,
        dueAt: new Date(Date.now() + 1_200_000).toISOString(),
        links: [token],
        ...more,
      }),
    do: (step: string, body: object = {}) =>
      w.ask<CompanionView>('POST', `/api/companions/${id}/${step}`, body, headers),
    look: () => w.ask<CompanionView>('GET', `/api/companions/${id}`, undefined, headers),
    follow: () =>
      w.ask<{ state?: string; position?: object | null }>('GET', '/api/shared-way', undefined, {
        authorization: `Link ${token}`,
      }),
    overdue: () =>
      w.city.asOwner(
        `update escorts.companions set due_at = now() - interval '1 second' where id = '${id}'`,
      ),
    unanswered: () =>
      w.city.asOwner(
        `update escorts.companions set ask_by = now() - interval '1 second' where id = '${id}'`,
      ),
  };
}
const fix = () => ({
  lat: w.points[0]!.lat,
  lon: w.points[0]!.lon,
  accuracy: 8,
  at: new Date().toISOString(),
});

test('people she trusts follow until she arrives, and then there is nothing left', async () => {
  const her = way();
  expect(
    (await her.start({ destination: { lat: 37.5551, lon: 127.0002, words: '우리집 앞' } })).body,
  ).toMatchObject({ state: 'under-way', links: 1, sharing: false });
  await her.do('position', fix());
  expect((await her.follow()).body).toMatchObject({
    state: 'under-way',
    position: { lat: fix().lat },
  });
  expect((await her.do('arrived')).body.state).toBe('over');
  expect((await her.look()).body.state).toBe('over');
  expect((await her.follow()).status).toBe(410);
  expect(await w.dump()).not.toContain('우리집');
});

test('overdue asks her first; her word puts it off, silence calls help once', async () => {
  const her = way();
  await her.start();
  await her.do('position', fix());
  expect(await w.ways()).toBe(0);
  await her.overdue();
  expect(await w.ways()).toBe(1);
  expect((await her.look()).body).toMatchObject({ state: 'asked' });
  await her.do('extend', { dueAt: new Date(Date.now() + 600_000).toISOString() });
  expect((await her.look()).body.state).toBe('under-way');
  await her.overdue();
  await w.ways();
  await her.unanswered();
  expect(await w.ways()).toBe(1);
  expect(await w.ways()).toBe(0);
  expect((await her.look()).body.state).toBe('help-called');
  expect(await w.city.asOwner('select door, district, silent from incidents.incidents')).toEqual([
    { door: 'walk', district: w.city.districts[0], silent: true },
  ]);
  // Whoever took the phone cannot end it.
  expect((await her.do('arrived')).body.code).toBe('help-called');
  expect(
    (await her.do('extend', { dueAt: new Date(Date.now() + 600_000).toISOString() })).body.code,
  ).toBe('help-called');
  await her.do('help');
  expect(await w.city.asOwner('select 1 from incidents.incidents')).toHaveLength(1);
});

test('a stranger finds no way, and a time that cannot be is refused', async () => {
  const her = way();
  await her.start();
  const stranger = { authorization: `Companion ${randomBytes(32).toString('base64url')}` };
  expect((await w.ask('GET', `/api/companions/${her.id}`, undefined, stranger)).status).toBe(404);
  expect((await w.ask('POST', `/api/companions/${her.id}/arrived`, {}, stranger)).status).toBe(404);
  expect(
    (await way().start({ dueAt: new Date(Date.now() - 60_000).toISOString() })).body.code,
  ).toBe('odd-time');
});
