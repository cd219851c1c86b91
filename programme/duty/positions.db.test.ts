// Proves that desks hear where units are now, and that a late or unknown report does no harm.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createHttpServer } from '#platform/http/index.ts';
import { openSmallCity, type SmallCity, staffOf } from '#platform/testing/small-city.ts';
import { cityConfigSchema } from '#programme/city/index.ts';
import { type DutyPorts, dutyContract, dutyRoutes } from './index.ts';

const ports: DutyPorts = {
  config: () => cityConfigSchema.parse({ name: { ko: '보기' }, bounds: [124, 33, 132, 39] }),
  sheetOf: () => {
    throw new Error('no phone is enrolled here');
  },
};
let city: SmallCity;
let role = 'operator';
let app: ReturnType<typeof createHttpServer>['app'];
beforeAll(async () => {
  city = await openSmallCity();
  const http = createHttpServer({
    db: city.db,
    authenticate: async () => staffOf(role, 'all'),
    log: () => {},
  });
  http.bind(dutyContract, dutyRoutes(ports));
  app = http.app;
});
afterAll(async () => {
  await app.close();
  await city.close();
});

async function tell(...items: object[]) {
  const reply = await app.inject({ method: 'POST', url: '/api/duty/positions', body: { items } });
  return { status: reply.statusCode, body: reply.json() };
}
const secondsAgo = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();

test('the newest position counts, whatever order reports come in, and a clock ahead does not freeze a unit', async () => {
  const { callSign, id } = city.units[0]!;
  await city.asOwner(`update duty.units set position_at = now() - interval '1 hour'`);
  const first = await tell(
    { callSign, lat: 37.1, lon: 127.1, at: secondsAgo(30) },
    { callSign, lat: 37.2, lon: 127.2, at: secondsAgo(10) },
    { callSign: '없는 차', lat: 37, lon: 127, at: secondsAgo(1) },
  );
  expect(first.body).toEqual({ kept: 1, unknown: ['없는 차'] });
  expect((await tell({ callSign, lat: 1, lon: 1, at: secondsAgo(20) })).body.kept).toBe(0);
  expect(await city.asOwner(`select lat, lon from duty.units where id = '${id}'`)).toEqual([
    { lat: 37.2, lon: 127.2 },
  ]);
  expect((await tell({ callSign, lat: 37.3, lon: 127.3, at: secondsAgo(-3600) })).body.kept).toBe(
    1,
  );
  const [row] = await city.asOwner(
    `select position_at <= clock_timestamp() as sane from duty.units where id = '${id}'`,
  );
  expect(row?.sane).toBe(true);
});

test('a unit off duty keeps no position; other roles and impossible places are refused', async () => {
  const { callSign } = city.units[1]!;
  await city.asOwner(
    `update duty.units set on_duty = false, lat = null, lon = null where call_sign = '${callSign}'`,
  );
  expect((await tell({ callSign, lat: 37, lon: 127, at: secondsAgo(0) })).body).toEqual({
    kept: 0,
    unknown: [callSign],
  });
  expect((await tell({ callSign, lat: 137, lon: 127, at: 'now' })).status).toBe(400);
  role = 'hotline-agent';
  expect((await tell({ callSign, lat: 37, lon: 127, at: secondsAgo(0) })).status).toBe(403);
});
