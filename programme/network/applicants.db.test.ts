// Proves over HTTP how somebody is recruited: in order, by their own district, seen by nobody else, and erased when it is over.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Actor, system } from '#platform/db/index.ts';
import { createHttpServer } from '#platform/http/index.ts';
import { openSmallCity, type SmallCity, staffOf } from '#platform/testing/small-city.ts';
import type { Applicant } from './applicants-contract.ts';
import { applicantRoutes, applicantsContract, eraseApplicants } from './index.ts';

let city: SmallCity;
let app: ReturnType<typeof createHttpServer>['app'];
let who: Actor;
let near: string;
let far: string;
beforeAll(async () => {
  city = await openSmallCity(1);
  [near, , far] = city.districts;
  const http = createHttpServer({ db: city.db, authenticate: async () => who, log: console.error });
  http.bind(
    applicantsContract,
    applicantRoutes(() => 180),
  );
  app = http.app;
});
afterAll(async () => {
  await app.close();
  await city.close();
});

async function ask<T = Applicant>(method: 'GET' | 'POST', url: string, body?: object) {
  const reply = await app.inject({ method, url, ...(body ? { body } : {}) });
  return { status: reply.statusCode, body: reply.json() as T & { code?: string } };
}
const step = (id: string, body: object) => ask('POST', `/api/applicants/${id}/step`, body);
const apply = (more: object = {}) =>
  ask('POST', '/api/applicants', {
    name: '지원 보기',
    phone: '010-0000-0000',
    kind: 'scout',
    district: near,
    source: 'job-centre',
    ...more,
  });

test('somebody is spoken with, vetted, trained and taken on, in that order, and becomes a person who may walk', async () => {
  who = staffOf('manager', [near]);
  const { body: made, status } = await apply({ priority: true });
  expect([status, made.state]).toEqual([201, 'applied']);
  expect((await step(made.id, { step: 'train', until: '2099-01-01' })).body.code).toBe('not-now');
  const contract = { staffNumber: 'A-1', contractFrom: '2026-11-01', payPerHour: 12_000 };
  expect((await ask('POST', `/api/applicants/${made.id}/take-on`, contract)).body.code).toBe(
    'not-now',
  );
  await step(made.id, { step: 'interview' });
  await step(made.id, { step: 'vet', until: '2099-06-01' });
  const trained = await step(made.id, { step: 'train', until: '2099-01-01' });
  expect(trained.body).toMatchObject({ state: 'trained', vettedUntil: '2099-06-01' });
  const taken = await ask<{ applicant: Applicant; person: string }>(
    'POST',
    `/api/applicants/${made.id}/take-on`,
    contract,
  );
  expect(taken.body.applicant.state).toBe('taken-on');
  const [person] = await city.asOwner(
    'select name, pay_per_hour, vetted_until::text as vetted, trained_until::text as trained from network.people where id = $1',
    [taken.body.person],
  );
  expect(person).toEqual({
    name: '지원 보기',
    pay_per_hour: 12_000,
    vetted: '2099-06-01',
    trained: '2099-01-01',
  });
  expect((await step(made.id, { step: 'withdraw' })).body.code).toBe('not-now');
});

test('a number that somebody has takes nobody on, and nothing of it is half done', async () => {
  who = staffOf('manager', [near]);
  const { body: made } = await apply();
  for (const body of [
    { step: 'interview' },
    { step: 'vet', until: '2099-01-01' },
    { step: 'train', until: '2099-01-01' },
  ])
    await step(made.id, body);
  const again = { staffNumber: 'A-1', contractFrom: '2026-11-01' };
  expect((await ask('POST', `/api/applicants/${made.id}/take-on`, again)).body.code).toBe(
    'staff-number-taken',
  );
  const { items } = (await ask<{ items: Applicant[] }>('GET', '/api/applicants')).body;
  expect(items.find(({ id }) => id === made.id)?.state).toBe('trained');
});

test('those whom the city hires first stand first; another district sees and changes nothing; others hear that they may not', async () => {
  who = staffOf('manager', [near]);
  const late = (await apply({ priority: true })).body;
  const { items } = (await ask<{ items: Applicant[] }>('GET', '/api/applicants')).body;
  expect(items[0]?.id).toBe(late.id);
  expect((await apply({ district: far })).body.code).toBe('other-district');
  who = staffOf('manager', [far]);
  expect((await ask<{ items: Applicant[] }>('GET', '/api/applicants')).body.items).toEqual([]);
  expect((await step(late.id, { step: 'interview' })).body.code).toBe('no-applicant');
  for (const role of ['operator', 'auditor', 'hotline-agent', 'police', 'crisis-team']) {
    who = staffOf(role, [near]);
    expect((await ask('GET', '/api/applicants')).status, role).toBe(403);
  }
});

test('what ended is erased when the city said, and what is open is not', async () => {
  who = staffOf('manager', [near]);
  const open = (await apply()).body;
  const over = (await apply()).body;
  await step(over.id, { step: 'decline', reason: 'no-place' });
  await city.asOwner("update network.applicants set updated_at = now() - interval '181 days'");
  await city.db.transaction(system, (tx) => eraseApplicants(tx, 180));
  const { items } = (await ask<{ items: Applicant[] }>('GET', '/api/applicants')).body;
  expect(items.map(({ id }) => id)).toContain(open.id);
  expect(items.map(({ id }) => id)).not.toContain(over.id);
});
