// Proves over HTTP that a month is proposed within the rules and within one district, and published whole or not at all.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/db/index.ts';
import { createHttpServer } from '#platform/http/index.ts';
import { openSmallCity, type SmallCity, staffOf } from '#platform/testing/small-city.ts';
import { cityConfigSchema } from '#programme/city/index.ts';
import { networkContract, networkRoutes } from './index.ts';

let city: SmallCity;
let app: ReturnType<typeof createHttpServer>['app'];
let who: Actor;
let near: string;
let next: string;
beforeAll(async () => {
  city = await openSmallCity(1);
  [near, next] = city.districts;
  who = staffOf('manager', [near]);
  const config = cityConfigSchema.parse({ name: { ko: '보기' }, bounds: [124, 33, 132, 39] });
  const http = createHttpServer({ db: city.db, authenticate: async () => who, log: console.error });
  const sheetOf = (key: string) => ({ url: `/field#${key}`, qr: { size: 1, path: '' } });
  http.bind(networkContract, networkRoutes({ config: () => config, sheetOf }));
  app = http.app;
});
afterAll(async () => {
  await app.close();
  await city.close();
});

type Proposal = {
  evenings: { beginsAt: string; endsAt: string; pairs: string[][]; missing: number }[];
};
async function ask<Body>(method: 'GET' | 'POST', url: string, body?: object) {
  const reply = await app.inject({ method, url, ...(body ? { body } : {}) });
  return { status: reply.statusCode, body: reply.json() as Body & { code?: string; at?: number } };
}
const day = 86_400_000;
const firstEvening = Date.parse('2030-03-01T13:00:00Z');
const evenings = Array.from({ length: 31 }, (_, at) => ({
  beginsAt: new Date(firstEvening + at * day).toISOString(),
  endsAt: new Date(firstEvening + at * day + 4 * 3_600_000).toISOString(),
}));

test('a month for one district: proposed, published whole, and what is planned then counts', async () => {
  const lapsing: string[] = [];
  for (let number = 1; number <= 7; number += 1) {
    const { status, body } = await ask<{ id: string }>('POST', '/api/people', {
      kind: 'scout',
      name: `보기 ${number}`,
      staffNumber: `R-${number}`,
      district: near,
      contractFrom: '2020-01-01',
      vettedUntil: number === 7 ? '2030-03-10' : '2099-01-01',
      trainedUntil: '2099-01-01',
      idIssuedOn: '2020-01-01',
      availableDays: [0, 1, 2, 3, 4, 5, 6],
    });
    expect(status).toBe(201);
    if (number === 7) lapsing.push(body.id);
  }
  const wish = { district: near, pairs: 2, evenings };
  const proposal = await ask<Proposal>('POST', '/api/roster/proposal', wish);
  expect(proposal.status).toBe(200);
  expect(proposal.body.evenings.map(({ pairs, missing }) => [pairs.length, missing])).toEqual(
    evenings.map(() => [2, 0]),
  );
  const after = proposal.body.evenings.slice(10).flatMap(({ pairs }) => pairs.flat());
  expect(after).not.toContain(lapsing[0]);
  expect(proposal.body.evenings.slice(0, 10).flatMap(({ pairs }) => pairs.flat())).toContain(
    lapsing[0],
  );

  const shifts = proposal.body.evenings.flatMap(({ pairs, beginsAt, endsAt }) =>
    pairs.map((people, at) => ({
      callSign: `보기 ${at + 1}조`,
      district: near,
      beginsAt,
      endsAt,
      lat: 37.5,
      lon: 127,
      people,
    })),
  );
  // The last cannot be planned: none is.
  const broken = await ask('POST', '/api/roster', { shifts: [...shifts, shifts[0]!] });
  expect([broken.status, broken.body.code, broken.body.at]).toEqual([
    409,
    'overlaps',
    shifts.length,
  ]);
  const span = `from=${evenings[0]!.beginsAt}&to=${evenings[30]!.endsAt}`;
  const none = await ask<{ items: object[] }>('GET', `/api/shifts?${span}`);
  expect(none.body.items).toHaveLength(0);

  const published = await ask<{ planned: number }>('POST', '/api/roster', { shifts });
  expect([published.status, published.body.planned]).toEqual([201, shifts.length]);
  const again = await ask<Proposal>('POST', '/api/roster/proposal', { ...wish, pairs: 3 });
  expect(again.body.evenings.map(({ pairs, missing }) => pairs.length + missing)).toEqual(
    evenings.map(() => 1),
  );
});

test('another district’s month, and an evening that ends before it begins, are refused', async () => {
  const foreign = await ask('POST', '/api/roster/proposal', { district: next, pairs: 2, evenings });
  expect([foreign.status, foreign.body.code]).toEqual([403, 'other-district']);
  const [first] = evenings;
  const odd = await ask('POST', '/api/roster/proposal', {
    district: near,
    pairs: 2,
    evenings: [{ beginsAt: first!.endsAt, endsAt: first!.beginsAt }],
  });
  expect([odd.status, odd.body.code]).toEqual([400, 'odd-hours']);
});
