// Proves of units that their register is kept by whoever may, that a phone opens with its latest secret only, and that off duty nobody has a position.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/db/index.ts';
import { createHttpServer } from '#platform/http/index.ts';
import { openSmallCity, type SmallCity, staffOf } from '#platform/testing/small-city.ts';
import { cityConfigSchema } from '#programme/city/index.ts';
import type { PhoneSheet, UnitRow } from './contract.ts';
import {
  dutyContract,
  dutyRoutes,
  endShiftsDue,
  unitPhoneContract,
  unitPhoneRoutes,
} from './index.ts';

const config = cityConfigSchema.parse({ name: { ko: '보기' }, bounds: [124, 33, 132, 39] });
const secretFor = (id: string, version: number) => `secret${id.replaceAll('-', '')}${version}`;
let city: SmallCity;
let app: ReturnType<typeof createHttpServer>['app'];
let who: Actor;
beforeAll(async () => {
  city = await openSmallCity();
  const http = createHttpServer({ db: city.db, authenticate: async () => who, log: () => {} });
  http.bind(
    dutyContract,
    dutyRoutes({
      config: () => config,
      sheetOf: ({ id, callSign, version }) => ({
        id,
        callSign,
        lines: [{ name: 'secret', value: secretFor(id, version) }],
        qr: { size: 1, path: '' },
        trackerQr: { size: 1, path: '' },
      }),
    }),
  );
  http.bind(
    unitPhoneContract,
    unitPhoneRoutes({
      db: city.db,
      config: () => config,
      knowsUnit: (id, version, secret) => secret === secretFor(id, version),
      maySendTo: (endpoint) => endpoint.startsWith('https://push.'),
    }),
  );
  app = http.app;
});
afterAll(async () => {
  await app?.close();
  await city?.close();
});

async function ask(method: 'GET' | 'POST' | 'PATCH', url: string, body?: object, secret?: string) {
  const headers = secret ? { authorization: `Bearer ${secret}` } : {};
  const reply = await app.inject({ method, url, headers, ...(body ? { body } : {}) });
  return { status: reply.statusCode, body: reply.json() };
}
const as = (role: string, of: 'all' | readonly string[] = 'all') => {
  who = staffOf(role, of);
};
async function add(callSign: string): Promise<string> {
  as('manager', [city.districts[0]]);
  const body = { callSign, kind: 'guards', district: city.districts[0], organisation: '보기경비' };
  const made = await ask('POST', '/api/units', body);
  expect(made.status).toBe(201);
  return (made.body as UnitRow).id;
}
async function enrol(id: string): Promise<string> {
  const sheet = (await ask('POST', `/api/units/${id}/phone`, {})).body as PhoneSheet;
  return `${id}.${sheet.lines[0]!.value}`;
}
const rowOf = async (id: string) =>
  (await city.asOwner(`select * from duty.units where id = '${id}'`))[0]!;

test('a district office enters its own units and changes them; another’s, a taken call sign and an unknown district are refused', async () => {
  const id = await add('경비 1조');
  expect(await rowOf(id)).toMatchObject({
    organisation: '보기경비',
    on_duty: false,
    has_phone: false,
  });
  expect(
    (await ask('PATCH', `/api/units/${id}`, { callSign: '경비 2조', organisation: '' })).body,
  ).toMatchObject({
    callSign: '경비 2조',
    organisation: null,
  });
  const again = { callSign: '경비 2조', kind: 'guards', district: city.districts[0] };
  expect((await ask('POST', '/api/units', again)).body.code).toBe('call-sign-taken');
  const there = { ...again, callSign: '경비 3조', district: city.districts[2] };
  expect((await ask('POST', '/api/units', there)).body.code).toBe('other-district');
  expect((await ask('PATCH', `/api/units/${id}`, { district: city.districts[2] })).body.code).toBe(
    'other-district',
  );
  as('administrator');
  expect((await ask('POST', '/api/units', { ...there, district: '99999' })).body.code).toBe(
    'unknown-district',
  );
  as('manager', [city.districts[2]]);
  for (const path of ['phone', 'phone/revoke', 'service'])
    expect((await ask('POST', `/api/units/${id}/${path}`, { active: false })).status, path).toBe(
      404,
    );
});

test('a phone opens with its latest secret; renewed, revoked and out of service it opens nothing', async () => {
  const id = await add('경비 4조');
  const first = await enrol(id);
  const on = (secret: string) => ask('POST', '/api/unit/duty', { on: true }, secret);
  expect((await on(first)).status).toBe(200);
  const second = await enrol(id);
  expect((await on(first)).status).toBe(401);
  expect((await on(second)).status).toBe(200);
  await ask('POST', `/api/units/${id}/phone/revoke`, {});
  expect((await on(second)).status).toBe(401);
  expect((await rowOf(id)).on_duty).toBe(false);
  const third = await enrol(id);
  await ask('POST', `/api/units/${id}/service`, { active: false });
  expect((await on(third)).status).toBe(401);
  await ask('POST', `/api/units/${id}/service`, { active: true });
  expect((await on(third)).status).toBe(401);
  for (const wrong of [
    '',
    'x',
    `${id}.wrongwrongwrong`,
    `${city.units[0]!.id}.${third.split('.')[1]}`,
  ])
    expect((await on(wrong)).status, wrong).toBe(401);
});

test('a position is taken on duty, from within the shift and newest first; off duty none, not even from the database', async () => {
  const id = await add('경비 5조');
  const secret = await enrol(id);
  const fix = (ageSeconds: number, lat = 37.5) =>
    ask('POST', '/api/unit/position', { lat, lon: 127, ageSeconds }, secret);
  expect((await fix(0)).body.code).toBe('off-duty');
  expect(await rowOf(id)).toMatchObject({ lat: null, position_at: null });
  await ask('POST', '/api/unit/duty', { on: true }, secret);
  expect((await fix(60)).body).toEqual({ kept: false });
  expect((await rowOf(id)).lat).toBeNull();
  await city.asOwner(
    `update duty.units set on_duty_since = now() - interval '10 minutes' where id = '${id}'`,
  );
  expect((await fix(20, 37.6)).body).toEqual({ kept: true });
  expect((await fix(90, 37.7)).body).toEqual({ kept: false });
  expect((await rowOf(id)).lat).toBe(37.6);
  expect((await fix(0, 95)).status).toBe(400);
  await ask('POST', '/api/unit/duty', { on: false }, secret);
  expect(await rowOf(id)).toMatchObject({
    lat: null,
    lon: null,
    position_at: null,
    on_duty: false,
  });
  expect((await fix(0)).status).toBe(409);
  await expect(
    city.asOwner(`update duty.units set lat = 37, lon = 127 where id = '${id}'`),
  ).rejects.toThrow('units_no_place_off_duty');
});

test('a shift ends by itself, but not while the unit is with somebody; nor can it then go off duty', async () => {
  const id = await add('경비 6조');
  const secret = await enrol(id);
  const on = await ask('POST', '/api/unit/duty', { on: true }, secret);
  const hours = (Date.parse(on.body.until as string) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(config.duty.shiftHours - 0.1);
  await city.asOwner(
    `update duty.units set on_duty_until = now() - interval '1 minute', incident_id = gen_random_uuid() where id = '${id}'`,
  );
  await endShiftsDue(city.db);
  expect((await rowOf(id)).on_duty).toBe(true);
  expect((await ask('POST', '/api/unit/duty', { on: false }, secret)).body.code).toBe('unit-busy');
  await city.asOwner(`update duty.units set incident_id = null where id = '${id}'`);
  await endShiftsDue(city.db);
  expect((await rowOf(id)).on_duty).toBe(false);
  as('operator', [city.districts[0]]);
  expect((await ask('POST', `/api/units/${id}/duty`, { on: true })).body).toMatchObject({
    dutyBy: 'desk',
  });
  await ask('POST', `/api/units/${id}/duty`, { on: false });
});

test('an address to wake a phone at is kept once a unit, and only of a push service', async () => {
  const id = await add('경비 7조');
  const secret = await enrol(id);
  const keys = { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) };
  const push = (endpoint: string) => ask('POST', '/api/unit/push', { endpoint, keys }, secret);
  expect((await push('https://elsewhere.example/x')).body.code).toBe('odd-push-service');
  expect((await push('https://push.example/1')).status).toBe(200);
  expect((await push('https://push.example/2')).status).toBe(200);
  const rows = () =>
    city.asOwner(`select endpoint from duty.push_addresses where unit_id = '${id}'`);
  expect(await rows()).toEqual([{ endpoint: 'https://push.example/2' }]);
  await ask('POST', '/api/unit/push/end', {}, secret);
  expect(await rows()).toEqual([]);
});
