// Proves over HTTP that the phone at the till raises, practises, tells who works, and that nothing else speaks for a store.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createHttpServer } from '#platform/http/index.ts';
import { openSmallCity, type SmallCity } from '#platform/testing/small-city.ts';
import { cityConfigSchema } from '#programme/city/index.ts';
import type { Device, DoorHandler } from '#programme/devices/index.ts';
import { answerButtons, clerkContract, clerkRoutes } from './index.ts';

const config = cityConfigSchema.parse({ name: { ko: '보기' }, bounds: [124, 33, 132, 39] });
const doors = new Map<string, DoorHandler>([['store', answerButtons]]);
const secretOf = (device: Pick<Device, 'id'>) =>
  `s${device.id.replaceAll(/[^a-z0-9]/g, '').slice(0, 20)}`;

let city: SmallCity;
let app: ReturnType<typeof createHttpServer>['app'];
let page: string;
let button: string;

beforeAll(async () => {
  city = await openSmallCity(1, 2);
  [page, button] = city.stores[0]!.devices as [string, string];
  await city.asOwner(`update devices.devices set protocol = 'page' where id = '${page}'`);
  const http = createHttpServer({ db: city.db, authenticate: async () => null, log: () => {} });
  http.bind(
    clerkContract,
    clerkRoutes({
      db: city.db,
      config: () => config,
      doors,
      knowsSecret: (device, secret) => secret === secretOf(device),
    }),
  );
  app = http.app;
});
afterAll(async () => {
  await app.close();
  await city.close();
});
beforeEach(async () => {
  await city.asOwner('truncate incidents.incidents cascade');
  await city.asOwner('truncate devices.signals, devices.quarantine, safe_houses.shifts cascade');
  await city.asOwner('update devices.vitals set test_until = null, last_test_at = null');
});

async function call(
  route: string,
  body?: object,
  bearer: string | null = `${page}.${secretOf({ id: page })}`,
) {
  const [method, url] = route.split(' ') as ['GET', string];
  const reply = await app.inject({
    method,
    url,
    headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` },
    ...(body ? { body } : {}),
  });
  return { status: reply.statusCode, body: reply.json() as Record<string, unknown> };
}

test('a press is one call however often the phone sends it, and the clerk sees who comes', async () => {
  const press = { pressId: randomUUID(), kind: 'single' };
  const first = await call('POST /api/clerk/press', press);
  expect(first.body.outcome).toBe('call');
  expect((await call('POST /api/clerk/press', press)).body.outcome).toBe('duplicate');
  expect((await call('GET /api/clerk')).body).toMatchObject({
    store: { name: '가게 1-1' },
    incident: { state: 'raised', policeKnow: false, unit: null, etaMinutes: null },
  });
  const { id, callSign } = city.units[0]!;
  await city.asOwner(
    `insert into incidents.assignments (incident_id, unit_id, call_sign, kind) values ($1, $2, $3, 'patrol-car')`,
    [first.body.incidentId, id, callSign],
  );
  await city.asOwner(
    `update incidents.incidents set state = 'dispatched', hand_over = 'confirmed', dispatched_at = now()`,
  );
  const { incident } = (await call('GET /api/clerk')).body;
  expect(incident).toMatchObject({ state: 'dispatched', policeKnow: true, unit: callSign });
  expect((incident as { etaMinutes: number }).etaMinutes).toBeGreaterThanOrEqual(1);
});

test('practice covers every button of the store; a long press in it is real', async () => {
  const { testUntil } = (await call('POST /api/clerk/test-mode', {})).body;
  const left = Date.parse(String(testUntil)) - Date.now();
  expect(left).toBeGreaterThan(290_000);
  expect(left).toBeLessThanOrEqual(300_000);
  const practising = await city.asOwner(
    'select device_id from devices.vitals where test_until > now()',
  );
  expect(practising.map((row) => row.device_id).sort()).toEqual([page, button].sort());
  const press = (kind: string) =>
    call('POST /api/clerk/press', { pressId: randomUUID(), kind }).then(
      (reply) => reply.body.outcome,
    );
  expect(await press('single')).toBe('test');
  expect(await press('long')).toBe('call');
});

test('who works is shown, a broken bell reaches the desk, and asking is a sign of life', async () => {
  await call('POST /api/clerk/shift', { name: '  보기 점원 ', knowsButton: true });
  await call('POST /api/clerk/bell-broken', { text: '불이 안 들어와요' });
  expect((await call('GET /api/clerk')).body.shift).toMatchObject({ name: '보기 점원' });
  expect(await city.asOwner('select device_id, reason, detail from devices.quarantine')).toEqual([
    { device_id: page, reason: 'told-by-clerk', detail: '불이 안 들어와요' },
  ]);
  const [vitals] = await city.asOwner(
    `select last_seen_at > now() - interval '5 seconds' as alive from devices.vitals where device_id = '${page}'`,
  );
  expect(vitals?.alive).toBe(true);
});

test('a wrong secret, another device and a page taken out of service are refused, and rubbish is named', async () => {
  for (const bearer of [
    null,
    'x',
    `${page}.wrongwrongwrong`,
    `${randomUUID()}.${secretOf({ id: page })}`,
    `${button}.${secretOf({ id: button })}`,
  ])
    for (const route of ['GET /api/clerk', 'POST /api/clerk/test-mode'])
      expect(
        await call(route, route.startsWith('POST') ? {} : undefined, bearer),
        String(bearer),
      ).toMatchObject({ status: 401, body: { code: 'unknown-device' } });
  expect(await call('POST /api/clerk/press', { pressId: '1', kind: 'double' })).toMatchObject({
    status: 400,
    body: { code: 'invalid-input', fields: [{ field: 'pressId' }, { field: 'kind' }] },
  });
  expect(await city.asOwner('select count(*)::int as count from incidents.incidents')).toEqual([
    { count: 0 },
  ]);
});
