// Proves over HTTP that a district keeps its own people, that no plan breaks what is valid, and that hours become a sheet that opens safely.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/db/index.ts';
import { createHttpServer } from '#platform/http/index.ts';
import { openSmallCity, type SmallCity, staffOf } from '#platform/testing/small-city.ts';
import { cityConfigSchema } from '#programme/city/index.ts';
import type { Person } from './contract.ts';
import { networkContract, networkRoutes } from './index.ts';

let city: SmallCity;
let app: ReturnType<typeof createHttpServer>['app'];
let who: Actor;
let near: string;
let far: string;
beforeAll(async () => {
  city = await openSmallCity(1);
  [near, , far] = city.districts;
  who = staffOf('manager', [near]);
  const config = cityConfigSchema.parse({ name: { ko: '보기' }, bounds: [124, 33, 132, 39] });
  const http = createHttpServer({ db: city.db, authenticate: async () => who, log: console.error });
  http.bind(
    networkContract,
    networkRoutes({
      config: () => config,
      sheetOf: (key) => ({ url: `/field#scout.${key}`, qr: { size: 1, path: 'M0 0' } }),
    }),
  );
  app = http.app;
});
afterAll(async () => {
  await app.close();
  await city.close();
});

async function ask<Body = Person>(method: 'GET' | 'POST' | 'PATCH', url: string, body?: object) {
  const reply = await app.inject({ method, url, ...(body ? { body } : {}) });
  return { status: reply.statusCode, body: reply.json() as Body & { code?: string } };
}

const valid = {
  contractFrom: '2020-01-01',
  vettedUntil: '2099-01-01',
  trainedUntil: '2099-01-01',
  idIssuedOn: '2020-01-01',
  availableDays: [0, 1, 2, 3, 4, 5, 6],
};
let number = 0;
function add(more: object = {}) {
  number += 1;
  return ask('POST', '/api/people', {
    kind: 'scout',
    name: `보기 ${number}`,
    staffNumber: `T-${number}`,
    district: near,
    payPerHour: 12_000,
    ...valid,
    ...more,
  });
}
const shift = (people: string[], from = 24, hours = 4) => ({
  callSign: '보기 1조',
  district: near,
  beginsAt: new Date(Date.now() + from * 3_600_000).toISOString(),
  endsAt: new Date(Date.now() + (from + hours) * 3_600_000).toISOString(),
  lat: 37.5,
  lon: 127,
  people,
});

test('people are taken in by their own district, changed with one winner, and their phone is shown once', async () => {
  const { body: person } = await add({ trainedUntil: null });
  expect(person.unfit).toEqual(['never-trained']);
  expect((await add({ staffNumber: 'T-1' })).body.code).toBe('staff-number-taken');
  expect((await add({ district: far })).body.code).toBe('other-district');
  who = staffOf('administrator', 'all');
  expect((await add({ district: 'nowhere' })).body.code).toBe('unknown-district');
  who = staffOf('manager', [near]);
  const patch = (more: object) =>
    ask('PATCH', `/api/people/${person.id}`, { updatedAt: person.updatedAt, ...more });
  expect((await patch({ trainedUntil: '2099-01-01' })).body.unfit).toEqual([]);
  expect((await patch({ name: '누구' })).body.code).toBe('changed-meanwhile');
  const { key, url } = (
    await ask<{ key: string; url: string }>('POST', `/api/people/${person.id}/phone`, {})
  ).body;
  expect(key).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(url).toBe(`/field#scout.${key}`);
  const [row] = await city.asOwner(
    `select p::text as row from network.people p where id = '${person.id}'`,
  );
  expect(String(row?.row)).not.toContain(key);
  expect((await ask('POST', `/api/people/${person.id}/phone/end`, {})).body.hasPhone).toBe(false);
  expect(
    (
      await ask('POST', `/api/people/${person.id}/photo`, {
        base64: Buffer.from('no picture').toString('base64'),
      })
    ).body.code,
  ).toBe('not-a-picture');
  expect((await ask('POST', `/api/people/${randomUUID()}/phone`, {})).status).toBe(404);
  who = staffOf('manager', [far]);
  expect((await ask<{ items: Person[] }>('GET', '/api/people')).body.items).toEqual([]);
  expect((await patch({ name: '남' })).status).toBe(404);
  who = staffOf('manager', [near]);
});

test('a pair is planned only with two who may, rested and once', async () => {
  const [a, b, lapsed] = [
    (await add()).body.id,
    (await add()).body.id,
    (await add({ vettedUntil: '2021-01-01' })).body.id,
  ];
  const plan = (body: object) => ask<{ id: string; person?: string }>('POST', '/api/shifts', body);
  expect((await plan(shift([a]))).body.code).toBe('not-two');
  expect((await plan(shift([a, lapsed]))).body).toMatchObject({ code: 'unfit', person: lapsed });
  expect((await plan(shift([a, b], 24, 20))).body.code).toBe('odd-hours');
  const planned = await plan(shift([a, b]));
  expect(planned.status).toBe(201);
  expect((await plan(shift([b, a], 26))).body.code).toBe('overlaps');
  expect((await plan(shift([b, a], 30))).body.code).toBe('too-little-rest');
  expect((await ask('POST', `/api/shifts/${planned.body.id}/remove`, {})).status).toBe(200);
  // Two managers at once: one pair.
  const both = await Promise.all([plan(shift([a, b], 48)), plan(shift([b, a], 48))]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
});

test('hours of the month are what was worked, and a name cannot become a formula', async () => {
  const one = (await add({ name: '=1+1' })).body.id;
  const other = (await add({ kind: 'volunteer', payPerHour: null })).body.id;
  const [row] = await city.asOwner(
    `insert into network.shifts (call_sign, district, begins_at, ends_at, started_at, lat, lon)
     values ('보기', $1, date_trunc('month', now()) + interval '2 days', date_trunc('month', now()) + interval '2 days 4 hours', now(), 37, 127) returning id`,
    [near],
  );
  for (const person of [one, other])
    await city.asOwner(
      `insert into network.shift_people values ($1, $2, date_trunc('month', now()) + interval '2 days', date_trunc('month', now()) + interval '2 days 3 hours 30 minutes')`,
      [row?.id, person],
    );
  const month = new Date().toISOString().slice(0, 7);
  const { body } = await ask<{ items: object[]; csv: string }>(
    'GET',
    `/api/people/hours?month=${month}`,
  );
  expect(body.items).toMatchObject([
    { name: '=1+1', hours: 3.5, pay: 42_000 },
    { kind: 'volunteer', hours: 3.5, pay: null },
  ]);
  expect(body.csv).toContain(",'=1+1,scout,1,3.50,42000\r\n");
  expect(body.csv.startsWith('\uFEFF')).toBe(true);
});
