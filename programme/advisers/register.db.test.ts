// Proves over HTTP that the register of advisers is each district's, that an adviser keeps their own time and nothing more, and that conflicts stand.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/db/index.ts';
import { createHttpServer } from '#platform/http/index.ts';
import { openSmallCity, type SmallCity, staffOf } from '#platform/testing/small-city.ts';
import type { Adviser } from './contract.ts';
import { adviserRoutes, advisersContract } from './index.ts';

let city: SmallCity;
let app: ReturnType<typeof createHttpServer>['app'];
let who: Actor;
let near: string;
let far: string;
let desk: string;
beforeAll(async () => {
  city = await openSmallCity(1);
  [near, , far] = city.districts;
  desk = randomUUID();
  await city.asOwner(
    "insert into reports.desks (id, kind, district) values ($1, 'crisis-team', $2)",
    [desk, near],
  );
  const http = createHttpServer({ db: city.db, authenticate: async () => who, log: console.error });
  http.bind(advisersContract, adviserRoutes({ db: city.db }));
  app = http.app;
});
afterAll(async () => {
  await app.close();
  await city.close();
});

async function ask<Body = Adviser>(
  as: Actor,
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  body?: object,
) {
  who = as;
  const reply = await app.inject({ method, url, ...(body ? { body } : {}) });
  return { status: reply.statusCode, body: reply.json() as Body & { code?: string } };
}

const keeper = () => staffOf('manager', [near]);
const wholeCity = () => staffOf('manager', 'all');
let number = 0;

async function account(role = 'adviser') {
  number += 1;
  const id = randomUUID();
  const login = `adviser-${number}`;
  await city.asOwner(
    'insert into platform.staff (id, login, name, role, districts) values ($1, $2, $3, $4, $5)',
    [id, login, `보기 ${number}`, role, ['*']],
  );
  return { id, login, actor: { id, name: `보기 ${number}`, role, districts: 'all' } as Actor };
}
const line = (login: string, more: object = {}) => ({
  login,
  specialty: 'legal',
  fields: ['criminal', 'family'],
  districts: [near],
  languages: ['ko', 'vi'],
  capacity: 3,
  ...more,
});
async function registered(more: object = {}, by = keeper()) {
  const made = await account();
  const { status, body } = await ask(by, 'POST', '/api/advisers', line(made.login, more));
  expect(status).toBe(201);
  return { ...made, adviser: body };
}

test('a sign-in of the role is taken in once, by those whose districts it serves', async () => {
  const { login, adviser } = await registered();
  expect(adviser).toMatchObject({ capacity: 3, active: true, awayFrom: null, conflicts: [] });
  const add = async (name: string, more: object = {}) =>
    (await ask(keeper(), 'POST', '/api/advisers', line(name, more))).body.code;
  expect(await add(login)).toBe('adviser-known');
  expect(await add('nobody')).toBe('no-adviser-account');
  expect(await add((await account('operator')).login)).toBe('no-adviser-account');
  const next = (await account()).login;
  expect(await add(next, { districts: [near, far] })).toBe('other-district');
  expect(await add(next, { fields: ['forensic'] })).toBe('other-specialty');
});

test('a district sees whom it may ask and keeps those who are its own; the city keeps the others', async () => {
  const { adviser } = await registered({ districts: [near, far] }, wholeCity());
  const elsewhere = await registered({ districts: [far] }, wholeCity());
  const { body } = await ask<{ items: Adviser[] }>(keeper(), 'GET', '/api/advisers');
  const seen = body.items.map(({ id }) => id);
  expect(seen).toContain(adviser.id);
  expect(seen).not.toContain(elsewhere.id);
  const change = (by: Actor) =>
    ask(by, 'PATCH', `/api/advisers/${adviser.id}`, { updatedAt: adviser.updatedAt, capacity: 1 });
  expect((await change(keeper())).body.code).toBe('no-adviser');
  expect((await change(wholeCity())).body.capacity).toBe(1);
  expect((await change(wholeCity())).body.code).toBe('changed-meanwhile');
});

test('an adviser sets capacity, languages and absence, and declares conflicts that the keeper alone takes back', async () => {
  const { actor, id, adviser } = await registered();
  const mine = await ask(actor, 'PATCH', '/api/advisers/mine', {
    updatedAt: adviser.updatedAt,
    capacity: 0,
    awayFrom: '2026-01-01T00:00:00Z',
    awayUntil: '2026-02-01T00:00:00Z',
  });
  expect(mine.body).toMatchObject({ capacity: 0, awayUntil: '2026-02-01T00:00:00.000Z' });
  const odd = { updatedAt: mine.body.updatedAt, awayUntil: '2025-01-01T00:00:00Z' };
  expect((await ask(actor, 'PATCH', '/api/advisers/mine', odd)).body.code).toBe('odd-absence');
  const declare = (add: string[]) => ask(actor, 'POST', '/api/advisers/mine/conflicts', { add });
  expect((await declare([desk])).body.conflicts).toEqual([desk]);
  expect((await declare([desk, randomUUID()])).body.code).toBe('no-desk');
  const url = `/api/advisers/${id}/conflicts`;
  expect((await ask(actor, 'POST', url, { remove: [desk] })).status).toBe(403);
  expect((await ask(keeper(), 'POST', url, { remove: [desk] })).body.conflicts).toEqual([]);
});

test('the walls hold without the routes: nobody else is seen, and what an adviser is they cannot say themselves', async () => {
  const { actor, id } = await registered();
  const other = await registered();
  await city.db.transaction(actor, async (tx) => {
    const seen = await tx.sql<{ id: string }>`select staff_id as id from advisers.advisers`;
    expect(seen).toEqual([{ id }]);
    const touched = await tx.sql`
      update advisers.advisers set capacity = 9 where staff_id = ${other.id} returning 1`;
    expect(touched).toEqual([]);
  });
  await expect(
    city.db.transaction(
      actor,
      (tx) => tx.sql`update advisers.advisers set districts = '{10003}' where staff_id = ${id}`,
    ),
  ).rejects.toThrow();
  for (const role of ['operator', 'hotline-agent', 'police', 'crisis-team', 'public']) {
    const seen = await city.db.transaction(
      staffOf(role, 'all'),
      (tx) => tx.sql`select 1 from advisers.advisers`,
    );
    expect(seen).toEqual([]);
  }
});
