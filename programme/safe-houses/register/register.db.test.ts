// Proves over HTTP that the register can be kept by hand: designated, changed, suspended, inspected, lapsed, and by its own office only.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, system } from '#platform/db/index.ts';
import { createHttpServer } from '#platform/http/index.ts';
import { openSmallCity, type SmallCity, staffOf } from '#platform/testing/small-city.ts';
import { squarePoint } from '#platform/testing/square-city.ts';
import { cityConfigSchema } from '#programme/city/index.ts';
import {
  keepCallEnd,
  keepPhoneList,
  lapseDesignations,
  registerContract,
  registerRoutes,
  safeHouseRoutes,
  safeHousesContract,
} from '../index.ts';

const config = cityConfigSchema.parse({ name: { ko: '보기' }, bounds: [124, 33, 132, 39] });
let city: SmallCity;
let app: ReturnType<typeof createHttpServer>['app'];
const people = new Map<string, Actor>();

beforeAll(async () => {
  city = await openSmallCity(1, 1);
  const [near, next] = city.districts;
  people.set('manager', staffOf('manager', [near]));
  people.set('neighbour', staffOf('manager', [next]));
  people.set('operator', staffOf('operator', [near]));
  people.set('administrator', staffOf('administrator', 'all'));
  people.set('hotline', staffOf('hotline-agent', 'all'));
  const http = createHttpServer({
    db: city.db,
    authenticate: async (request) => people.get(String(request.headers['x-who'])) ?? null,
    log: () => {},
  });
  const sheetOf = (device: { id: string; label: string; protocol: string }) => ({
    id: device.id,
    label: device.label,
    protocol: device.protocol,
    lines: [{ name: 'secret', value: 'only-now' }],
    qr: { size: 1, path: 'M0 0h1v1h-1z' },
  });
  http.bind(registerContract, registerRoutes({ config: () => config, sheetOf }));
  http.bind(
    safeHousesContract,
    safeHouseRoutes({ db: city.db, phoneList: keepPhoneList(city.db) }),
  );
  app = http.app;
});
afterAll(async () => {
  await app.close();
  await city.close();
});

type Body = Record<string, unknown> & { id: string; updatedAt: string };

async function ask(who: string, route: string, body?: object) {
  const [method, url] = route.split(' ') as ['GET' | 'POST' | 'PATCH', string];
  const reply = await app.inject({
    method,
    url,
    headers: { 'x-who': who },
    ...(body ? { body } : {}),
  });
  return { status: reply.statusCode, body: reply.json() as Body };
}

const fields = (more: object = {}) => ({
  name: `새 가게 ${randomUUID().slice(0, 6)}`,
  nameEn: '',
  chain: null,
  address: '보기로 77',
  hint: ' 2번 출구 옆 ',
  phone: '02 123 4567',
  ...squarePoint(0, 0.3, 0.7),
  hours: [{ days: [0, 1, 2, 3, 4, 5, 6], from: '18:00', to: '06:00' }],
  policeOfficeId: null,
  ...more,
});

async function designated(more: object = {}): Promise<Body> {
  const made = await ask('manager', 'POST /api/stores', fields(more));
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body;
}
const step = (who: string, id: string, name: string, more: object = {}) =>
  ask(who, `POST /api/stores/${id}/steps`, { step: name, reason: '까닭', ...more });
async function residentsSee(id: string): Promise<boolean> {
  const { items } = (await ask('nobody', 'GET /api/safe-houses')).body as unknown as {
    items: { id: string }[];
  };
  return items.some((item) => item.id === id);
}

test('a store is designated by its place, found in the register, and shown to residents at once', async () => {
  const store = await designated();
  expect(store).toMatchObject({
    district: city.districts[0],
    phone: '02-123-4567',
    hint: '2번 출구 옆',
    nameEn: null,
    state: 'operating',
    needs: ['no-button', 'untrained', 'inspection-overdue'],
    history: [{ step: 'designate', state: 'operating' }],
  });
  const { items } = (await ask('operator', 'GET /api/stores')).body as unknown as {
    items: { id: string; district: string }[];
  };
  expect(items.map((item) => item.id)).toContain(store.id);
  expect(new Set(items.map((item) => item.district))).toEqual(new Set([city.districts[0]]));
  expect(await residentsSee(store.id)).toBe(true);
});

test('a place outside the city, of another office, a wrong number and the same store twice are refused by name', async () => {
  const post = (more: object, who = 'manager') => ask(who, 'POST /api/stores', fields(more));
  expect(await post({ lat: 35, lon: 129 })).toMatchObject({
    status: 409,
    body: { code: 'outside-city' },
  });
  expect(await post(squarePoint(1, 0.5, 0.5))).toMatchObject({
    status: 403,
    body: { code: 'other-district' },
  });
  expect(await post({ phone: '12' })).toMatchObject({ status: 400, body: { code: 'odd-phone' } });
  expect(await post({ until: '2020-01-01' })).toMatchObject({
    status: 409,
    body: { code: 'until-not-ahead' },
  });
  expect(await post({ hours: [{ days: [9], from: '25:00', to: 'x' }], name: ' ' })).toMatchObject({
    status: 400,
    body: { code: 'invalid-input' },
  });
  const { id, name } = await designated();
  expect(await post({ name })).toMatchObject({
    status: 409,
    body: { code: 'already-registered', other: id },
  });
});

test('whoever changes second is told, a moved store takes its buttons along, and another office keeps out', async () => {
  const { id } = city.stores[0]!;
  const before = (await ask('administrator', `GET /api/stores/${id}`)).body;
  const { updatedAt } = before;
  const first = await ask('manager', `PATCH /api/stores/${id}`, {
    phone: '02-987-6543',
    updatedAt,
  });
  expect(first.body).toMatchObject({ phone: '02-987-6543', name: before.name });
  expect(
    await ask('administrator', `PATCH /api/stores/${id}`, { phone: null, updatedAt }),
  ).toMatchObject({ status: 409, body: { code: 'changed-meanwhile' } });
  expect(
    await ask('neighbour', `PATCH /api/stores/${id}`, { phone: null, updatedAt }),
  ).toMatchObject({ body: { code: expect.stringMatching(/^(other-district|no-store)$/) } });
  const away = { ...squarePoint(1, 0.5, 0.5), updatedAt: first.body.updatedAt };
  expect(await ask('manager', `PATCH /api/stores/${id}`, away)).toMatchObject({
    status: 403,
    body: { code: 'other-district' },
  });
  const moved = await ask('administrator', `PATCH /api/stores/${id}`, away);
  expect(moved.body.district).toBe(city.districts[1]);
  expect(
    await city.asOwner('select distinct district from devices.devices where place_id = $1', [id]),
  ).toEqual([{ district: city.districts[1] }]);
  const back = { ...squarePoint(0, 0.5, 0.1), updatedAt: moved.body.updatedAt };
  await ask('administrator', `PATCH /api/stores/${id}`, back);
});

test('a suspended, lapsed, closed or struck store is hidden from residents until it may open again', async () => {
  const { id } = await designated();
  expect((await step('manager', id, 'suspend')).body).toMatchObject({
    state: 'suspended',
    stateReason: '까닭',
  });
  expect(await residentsSee(id)).toBe(false);
  expect(await step('manager', id, 'suspend')).toMatchObject({
    status: 409,
    body: { code: 'wrong-store-state', state: 'suspended' },
  });
  expect(await step('neighbour', id, 'resume')).toMatchObject({
    body: { code: expect.stringMatching(/^(other-district|no-store)$/) },
  });
  await step('manager', id, 'resume');
  expect(await residentsSee(id)).toBe(true);
  await step('manager', id, 'close');
  await step('manager', id, 'reopen', { until: '2099-01-01' });
  await city.asOwner(
    `update safe_houses.stores set designated_until = '2020-01-01' where id = $1`,
    [id],
  );
  const lapsed = await city.db.transaction(system, (tx) => lapseDesignations(tx, config.timeZone));
  expect(lapsed).toBe(1);
  expect(await residentsSee(id)).toBe(false);
  await step('manager', id, 'renew', { until: '2099-01-01' });
  expect(await residentsSee(id)).toBe(true);
  const struck = (await step('manager', id, 'strike')).body;
  expect(struck).toMatchObject({ state: 'destroyed', possible: [] });
  expect((struck.history as { step: string }[]).map((each) => each.step)).toEqual(
    ['designate', 'suspend', 'resume', 'close', 'reopen', 'lapse', 'renew', 'strike'].reverse(),
  );
});

test('clerks, inspections and buttons mend what a store lacks; the secret of a button is shown once', async () => {
  const { id } = await designated();
  await ask('manager', `POST /api/stores/${id}/clerks`, {
    name: '보기 점원',
    trainedOn: new Date(Date.now() - 86_400_000 * 3).toISOString().slice(0, 10),
  });
  expect(
    await ask('manager', `POST /api/stores/${id}/clerks`, { name: 'ㄱ', trainedOn: '2099-01-01' }),
  ).toMatchObject({ status: 400, body: { code: 'day-ahead' } });
  const failed = await ask('manager', `POST /api/stores/${id}/inspections`, {
    checklist: { 'sign-visible': true, 'door-lit': false, 'camera-works': null },
    note: '불이 나감',
  });
  expect(failed.body).toMatchObject({
    needs: ['no-button', 'inspection-failed'],
    inspections: [{ passed: false, failed: ['door-lit'], note: '불이 나감' }],
  });
  for (const checklist of [{ 'sign-visible': null }, { rubbish: true }])
    expect(
      (await ask('manager', `POST /api/stores/${id}/inspections`, { checklist, note: null }))
        .status,
    ).toBe(400);
  await ask('manager', `POST /api/stores/${id}/inspections`, {
    checklist: { 'sign-visible': true },
    note: '',
  });
  const device = { protocol: 'mqtt-zigbee2mqtt', name: `b-${id}`, label: '주머니 버튼' };
  const sheet = await ask('manager', `POST /api/stores/${id}/devices`, device);
  expect(sheet).toMatchObject({ status: 201, body: { lines: [{ value: 'only-now' }] } });
  expect(await ask('manager', `POST /api/stores/${id}/devices`, device)).toMatchObject({
    status: 409,
    body: { code: 'already-enrolled' },
  });
  expect(
    await ask('manager', `POST /api/stores/${id}/devices`, { ...device, name: undefined }),
  ).toMatchObject({ status: 400, body: { code: 'name-needed' } });
  const whole = (await ask('manager', `GET /api/stores/${id}`)).body;
  expect(whole.needs).toEqual(['test-overdue']);
  expect(JSON.stringify(whole)).not.toContain('only-now');
  const [clerk] = whole.clerks as { id: string }[];
  await ask('manager', `POST /api/stores/${id}/clerks/${clerk!.id}`, { active: false });
  const other = city.stores[0]!.devices[0]!;
  expect(await ask('manager', `POST /api/stores/${id}/devices/${other}/retire`, {})).toMatchObject({
    status: 404,
    body: { code: 'unknown-device' },
  });
  const after = await ask('manager', `POST /api/stores/${id}/devices/${sheet.body.id}/retire`, {});
  expect(after.body).toMatchObject({ devices: [], clerks: [], needs: ['no-button', 'untrained'] });
});

test('how calls end is counted by month and taken back when a call is opened again; drills are not', async () => {
  const storeId = city.stores[0]!.id;
  const end = {
    door: 'store' as const,
    placeId: storeId,
    drill: false,
    disposition: 'accidental' as const,
    // Midnight has passed in Seoul: the first of March there, the last of February in UTC.
    raisedAt: new Date('2026-02-28T16:00:00Z'),
    by: 1 as const,
  };
  const keep = (more: object) =>
    city.db.transaction(people.get('operator')!, (tx) =>
      keepCallEnd(tx, { ...end, ...more }, 'Asia/Seoul'),
    );
  await keep({});
  await keep({});
  await keep({ by: -1 });
  await keep({ drill: true });
  await keep({ door: 'hotline' });
  expect(
    await city.asOwner(
      'select month::text, disposition, count from safe_houses.past_calls where store_id = $1',
      [storeId],
    ),
  ).toEqual([{ month: '2026-03-01', disposition: 'accidental', count: 1 }]);
});
