// Proves that a month is published once and for good, that nothing in the database joins a line to a report or case, and that no figure comes alone.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Actor, system } from '#platform/db/index.ts';
import { createHttpServer } from '#platform/http/index.ts';
import { openSmallCity, type SmallCity, staffOf } from '#platform/testing/small-city.ts';
import { type Line, sealCaseLine, shuffleLines } from '#programme/cases/index.ts';
import { type CityConfig, cityConfigSchema } from '#programme/city/index.ts';
import { sealLine, shuffleFigures } from '#programme/reports/index.ts';
import type { Half, Months } from './contract.ts';
import { figuresContract, figuresRoutes, firstOpenMonth, linesOf, publishMonths } from './index.ts';
import { figuresRoles } from './names.ts';

const key = randomBytes(32);
let city: SmallCity;
let app: ReturnType<typeof createHttpServer>['app'];
let who: Actor;
let config: CityConfig;
beforeAll(async () => {
  city = await openSmallCity(1);
  const http = createHttpServer({ db: city.db, authenticate: async () => who, log: console.error });
  http.bind(figuresContract, figuresRoutes({ config: () => config }));
  app = http.app;
});
afterAll(async () => {
  await app.close();
  await city.close();
});
beforeEach(async () => {
  config = cityConfigSchema.parse({
    name: { ko: '보기' },
    bounds: [124, 33, 132, 39],
    figures: { surveys: [survey] },
  });
  await city.asOwner(
    'truncate figures.published, figures.months, reports.figures, reports.figures_waiting, cases.lines, cases.lines_waiting',
  );
});

const survey = {
  name: { ko: '조사' },
  by: { ko: '연구소' },
  year: 2025,
  question: { ko: '알렸습니까?' },
  reportedPercent: { from: 2, to: 8 },
};

type Answers = { violence?: string; relation?: string; placeKind?: string; ageBand?: string };

/** As a report leaves them, one after the other: each in a transaction of its own. */
async function answer(month: string, district: string, answers: Answers = {}): Promise<void> {
  const sealed = sealLine(key, {
    district,
    month,
    teller: 'survivor',
    minor: false,
    violence: 'rape',
    relation: 'partner',
    ageBand: '19-29',
    placeKind: 'home',
    ...answers,
  } as Parameters<typeof sealLine>[1]);
  await city.db.transaction(
    system,
    (tx) => tx.sql`insert into reports.figures_waiting (sealed) values (${sealed})`,
  );
}
async function work(month: string, district: string, kind: Line['kind'], value: string) {
  const sealed = sealCaseLine(key, { district, month, kind, value });
  await city.db.transaction(
    system,
    (tx) => tx.sql`insert into cases.lines_waiting (sealed) values (${sealed})`,
  );
}
/** What the server's clocks do. */
async function shuffle(): Promise<void> {
  await city.db.transaction(system, async (tx) => {
    const open = await firstOpenMonth(tx);
    await shuffleFigures(tx, key, 1, open);
    await shuffleLines(tx, key, 1, open);
  });
}
function publish(today: string): Promise<number> {
  return city.db.transaction(system, (tx) =>
    publishMonths(tx, linesOf(tx), { today, afterDays: 15, below: 5, dice: Math.random }),
  );
}
const published = () =>
  city.asOwner(
    'select of, month::text, months, district, value, n from figures.published order by 1, 2, 3, 4, 5',
  );
async function ask<Body>(as: Actor, url: string) {
  who = as;
  const reply = await app.inject({ method: 'GET', url });
  return { status: reply.statusCode, body: reply.json() as Body & { code?: string } };
}
const auditor = () => staffOf('auditor', 'all');
const tableOf = (body: Months, of: string) => body.tables.find((one) => one.of === of)!;

test('a month is published so many days after its end and never changes; what comes later is counted with the next', async () => {
  const [near, far] = city.districts;
  for (let n = 0; n < 12; n += 1) await answer('2026-01-01', near);
  for (let n = 0; n < 9; n += 1) await answer('2026-01-01', far, { violence: 'sexual-assault' });
  for (let n = 0; n < 7; n += 1) await work('2026-01-01', near, 'acknowledged', 'hour');
  for (let n = 0; n < 6; n += 1) await work('2026-01-01', near, 'service', 'medical:done');
  for (let n = 0; n < 3; n += 1) await work('2026-01-01', near, 'service', 'housing:not-available');
  await work('2026-01-01', near, 'service', 'medical:offered');
  await shuffle();
  expect(await publish('2026-02-15')).toBe(0);
  expect(await publish('2026-02-16')).toBe(1);
  const january = await published();
  const first = (await ask<Months>(auditor(), '/api/figures')).body;
  expect(first.months).toEqual(['2026-01-01']);
  expect(tableOf(first, 'reports').totals).toEqual([21]);
  expect(tableOf(first, 'violence').cells.flat().sort()).toEqual([0, 0, 0, 0, 0, 0, 12, 9]);
  expect(tableOf(first, 'service').totals).toEqual([6]);
  // Three are so few that they are not published, and counted with the next month.
  expect(tableOf(first, 'not-available').totals).toEqual(['none']);

  // Late: what belongs to January and waited for others to be shuffled with.
  for (let n = 0; n < 2; n += 1) await answer('2026-01-01', near);
  for (let n = 0; n < 8; n += 1) await answer('2026-02-01', near);
  for (let n = 0; n < 2; n += 1) await work('2026-02-01', far, 'service', 'housing:not-available');
  await shuffle();
  expect(await publish('2026-02-20')).toBe(0);
  expect(await publish('2026-03-16')).toBe(1);
  const after = await published();
  expect(after.filter(({ month }) => month === '2026-01-01')).toEqual(january);
  const second = (await ask<Months>(auditor(), '/api/figures')).body;
  expect(tableOf(second, 'reports').totals).toEqual([21, 10]);
  expect(tableOf(second, 'not-available').totals).toEqual(['none', 5]);
  // Nobody can change what is published, the server neither.
  for (const change of [
    'update figures.published set n = 1',
    'delete from figures.published',
    'delete from figures.months',
  ])
    await expect(
      city.db.transaction(system, (tx) => tx.sql([change] as unknown as TemplateStringsArray)),
    ).rejects.toThrow(/permission denied/);
});

test('a half-year by district comes with its last month, and its rows add up to what its months say', async () => {
  const [near, far] = city.districts;
  const months = [
    '2026-01-01',
    '2026-02-01',
    '2026-03-01',
    '2026-04-01',
    '2026-05-01',
    '2026-06-01',
  ];
  for (const month of months) {
    for (let n = 0; n < 6; n += 1) await answer(month, near);
    for (let n = 0; n < 5; n += 1) await answer(month, far, { violence: 'physical-assault' });
    for (let n = 0; n < 5; n += 1) await work(month, near, 'closing', 'helped');
  }
  await shuffle();
  expect(await publish('2026-07-16')).toBe(6);
  const all = (await ask<Months>(auditor(), '/api/figures')).body;
  expect(all.halves).toEqual(['2026-01-01']);
  const of = async (table: string) =>
    (await ask<Half>(auditor(), `/api/figures/half?of=${table}&half=2026-01-01`)).body;
  const violence = await of('violence');
  const row = (half: Half, district: string) => half.rows.find((one) => one.district === district)!;
  expect(row(violence, near).total).toBe(36);
  expect(row(violence, near).cells[violence.keys.indexOf('rape')]).toBe(36);
  expect(row(violence, far).cells[violence.keys.indexOf('physical-assault')]).toBe(30);
  expect(row(await of('closing'), near).total).toBe(30);
  expect(
    (await ask<Half>(auditor(), '/api/figures/half?of=violence&half=2025-07-01')).body.rows,
  ).toEqual([]);
  expect((await ask(auditor(), '/api/figures/half?of=reports&half=2026-01-01')).status).toBe(400);
});

test('recorded figures never come alone: without a survey there are none, and with one it is in every answer', async () => {
  for (const url of ['/api/figures', '/api/figures/half?of=violence&half=2026-01-01']) {
    const { body } = await ask<Months>(auditor(), url);
    expect(body.beside).toEqual({ reportedPercent: { from: 2, to: 8 }, surveys: [survey] });
  }
  config = cityConfigSchema.parse({ name: { ko: '보기' }, bounds: [124, 33, 132, 39] });
  for (const url of ['/api/figures', '/api/figures/half?of=violence&half=2026-01-01'])
    expect(await ask(auditor(), url)).toMatchObject({ status: 409, body: { code: 'no-survey' } });
});

test('managers, auditors, the city and teams read what is published; nobody else does', async () => {
  for (const role of figuresRoles)
    expect((await ask(staffOf(role, 'all'), '/api/figures')).status).toBe(200);
  for (const role of ['operator', 'hotline-agent', 'police', 'adviser'])
    expect((await ask(staffOf(role, 'all'), '/api/figures')).status).toBe(403);
});

test('lines of reports, lines of cases and what is published cannot be joined to a report, to a case or to each other', async () => {
  const [near] = city.districts;
  const relations = [
    'partner',
    'former-partner',
    'family',
    'work-or-school',
    'acquaintance',
    'authority',
    'stranger',
  ];
  const places = ['home', 'work', 'transit', 'street', 'online', 'elsewhere'];
  const services = [
    'counselling',
    'medical',
    'legal',
    'housing',
    'livelihood',
    'accompany',
    'evidence',
  ];
  const outcomes = ['offered', 'accepted', 'declined', 'begun', 'done', 'not-available'];
  // Forty people in this order, each with a report and a case; every line is one of a kind, so that a join back would show.
  const people = Array.from({ length: 40 }, (_, index) => ({
    report: `${relations[index % 7]} ${places[Math.floor(index / 7)]}`,
    work: `${services[index % 7]}:${outcomes[Math.floor(index / 7)]}`,
  }));
  for (const [index, person] of people.entries()) {
    const [relation, placeKind] = person.report.split(' ') as [string, string];
    await answer('2026-01-01', near, { relation, placeKind });
    await work('2026-01-01', near, 'service', person.work);
    // Batches as they come in a quiet city.
    if (index % 10 === 9) await shuffle();
  }
  await publish('2026-02-16');

  // Everything that a stolen database knows of a line: its columns, its writer, its place.
  const lines = await city.asOwner(
    "select xmin::text as writer, relation || ' ' || place_kind as what from reports.figures order by ctid",
  );
  const facts = await city.asOwner(
    'select xmin::text as writer, value as what from cases.lines order by ctid',
  );
  for (const found of [lines, facts]) {
    expect(found).toHaveLength(40);
    expect(new Set(found.map(({ writer }) => writer)).size).toBe(1);
  }
  const columns = await city.asOwner(
    `select table_schema || '.' || table_name as of, array_agg(column_name || ' ' || data_type order by column_name)::text[] as columns
     from information_schema.columns where (table_schema, table_name) in (('reports', 'figures'), ('cases', 'lines'), ('figures', 'published'))
     group by 1`,
  );
  const columnsOf = new Map(columns.map((row) => [row.of, row.columns as string[]]));
  const shared = columnsOf
    .get('reports.figures')!
    .filter((one) => columnsOf.get('cases.lines')!.includes(one));
  expect(shared).toEqual(['district text', 'month date']);
  for (const all of columnsOf.values())
    for (const column of all) expect(column).toMatch(/ (?:text|date|integer|smallint|boolean)$/);

  // By order: who came first with which line is first, in each table and between the two. By chance one of forty is right.
  const right = (guesses: readonly string[], truth: readonly string[]) =>
    guesses.filter((guess, index) => guess === truth[index]).length;
  const places1 = lines.map(({ what }) => String(what));
  const places2 = facts.map(({ what }) => String(what));
  const workOf = new Map(people.map((person) => [person.report, person.work]));
  expect(
    right(
      places1,
      people.map(({ report }) => report),
    ),
  ).toBeLessThan(10);
  expect(
    right(
      places2,
      people.map(({ work: one }) => one),
    ),
  ).toBeLessThan(10);
  expect(
    right(
      places2,
      places1.map((one) => workOf.get(one)!),
    ),
  ).toBeLessThan(10);

  // By difference: the forty-first comes after the month is published, and nothing that is published tells.
  const before = await published();
  await answer('2026-01-01', near, { relation: 'stranger' });
  await shuffle();
  await publish('2026-02-17');
  expect(await published()).toEqual(before);
  expect(before.every(({ n }) => n === null || n === 0 || Number(n) >= 5)).toBe(true);
});
