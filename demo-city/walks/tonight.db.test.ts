// Proves that the demo city's evening is planned once, with pairs that may walk, and that its people walk it through the phones' own routes.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import { type CityConfig, cityConfigSchema } from '#programme/city/index.ts';
import { loadDemoCity } from '../load.ts';
import { liveDemoWalks } from './live.ts';
import { keepDemoEvening } from './tonight.ts';

let fresh: FreshDatabase;
let config: CityConfig;
beforeAll(async () => {
  fresh = await freshDatabase();
  const founded = await loadDemoCity(fresh.db, { scale: 0.05 });
  config = cityConfigSchema.parse({
    ...founded,
    walks: { hours: [{ days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '00:00' }] },
  });
}, 120_000);
afterAll(() => fresh.close());

test('tonight is planned once: pairs of two who may, at points of their district, and bookings with nothing of anybody real', async () => {
  const count = async () =>
    (
      await fresh.asOwner(`select (select count(*)::int from network.shifts) as shifts,
        (select count(*)::int from network.shift_people) as people, (select count(*)::int from escorts.walks) as walks,
        (select count(*)::int from network.shifts where started_at is not null) as started`)
    )[0]!;
  await keepDemoEvening(fresh.db, config);
  const first = await count();
  expect(first.people).toBe(Number(first.shifts) * 2);
  expect(Number(first.walks)).toBeGreaterThan(100);
  expect(Number(first.started)).toBeGreaterThan(20);
  await keepDemoEvening(fresh.db, config);
  expect(await count()).toEqual(first);
  const unfit =
    await fresh.asOwner(`select 1 from network.shift_people sp join network.people p on p.id = sp.person_id
    join network.shifts s on s.id = sp.shift_id where p.vetted_until < s.begins_at::date or p.district <> s.district`);
  expect(unfit).toEqual([]);
});

test('whoever has nothing to do is left alone, and who was asked answers', async () => {
  const sent: string[] = [];
  const send = async (method: string, path: string) => {
    sent.push(`${method} ${path}`);
    return path === '/api/pair'
      ? { shift: null, offer: { id: 'the-offer' }, walk: null, safeCheckIn: null }
      : {};
  };
  await liveDemoWalks(fresh.db, send);
  expect(sent).toEqual([]);
  await fresh.asOwner(`insert into escorts.offers (id, walk_id, shift_id, answer_by, predicted_at, why)
    select gen_random_uuid(), (select id from escorts.walks limit 1), (select id from network.shifts where started_at is not null limit 1),
      now() + interval '1 minute', now(), '{}'`);
  await liveDemoWalks(fresh.db, send);
  expect(sent).toEqual(['GET /api/pair', 'POST /api/pair/offers/the-offer/accept']);
});
