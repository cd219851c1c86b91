// Proves over HTTP that teams and their roster are kept by those who keep the district, and that nobody is on duty at two places at once.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#platform/db/index.ts';
import { type Desks, openDesks } from '#programme/reports/desks-for-test.ts';
import { caseRoutes, casesContract, sealCaseLine } from './index.ts';
import type { Team } from './shapes.ts';

let w: Desks;
let near: string;
let far: string;
let manager: Actor;
let farManager: Actor;
let counsellor: Actor;
let officer: Actor;

beforeAll(async () => {
  w = await openDesks();
  near = w.city.districts[0];
  far = w.city.districts[2];
  const key = randomBytes(32);
  w.bind(
    casesContract,
    caseRoutes({
      db: w.city.db,
      month: () => '2026-11-01',
      seal: (line) => sealCaseLine(key, line),
      keepMonths: () => 36,
    }),
  );
  manager = await w.person('manager', [near]);
  farManager = await w.person('manager', [far]);
  counsellor = await w.person('crisis-team', [near]);
  officer = await w.person('police', [near]);
});
afterAll(() => w.close());

const take = (who: Actor, district: string, staff: Actor, profession: string | null) =>
  w.as<Team>(who, 'POST', `/api/teams/${district}/members`, { staff: staff.id, profession });

function shift(who: Actor, district: string, staff: Actor, from: number, until: number) {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  return w.as<Team>(who, 'POST', `/api/teams/${district}/shifts`, {
    staff: staff.id,
    startsAt: at(from),
    endsAt: at(until),
  });
}

const teamOf = async (who: Actor, district: string) =>
  (await w.as<{ items: Team[] }>(who, 'GET', `/api/teams?district=${district}`)).body.items[0]!;

test('a team is of those whose sign-in fits their profession, and its members read it', async () => {
  expect((await take(manager, near, officer, 'counsellor')).body).toMatchObject({
    code: 'wrong-role',
  });
  expect((await take(manager, near, counsellor, 'police')).body).toMatchObject({
    code: 'wrong-role',
  });
  expect((await take(manager, near, officer, 'police')).status).toBe(200);
  const taken = await take(manager, near, counsellor, 'medical');
  expect(taken.body.members.map((one) => one.profession)).toEqual(['police', 'medical']);
  const changed = await take(manager, near, counsellor, 'counsellor');
  expect(changed.body.members.map((one) => one.profession)).toEqual(['counsellor', 'police']);
  expect(await teamOf(counsellor, near)).toEqual(await teamOf(manager, near));
});

test('only who keeps the district changes its team or its roster', async () => {
  for (const who of [farManager, counsellor, officer]) {
    const before = await teamOf(manager, near);
    expect((await take(who, near, counsellor, null)).status).toBe(403);
    expect((await shift(who, near, counsellor, 1, 2)).status).toBe(403);
    expect(await teamOf(manager, near)).toEqual(before);
  }
});

test('somebody of two teams is on duty in one at a time; who is let go leaves the roster', async () => {
  expect((await take(farManager, far, counsellor, 'counsellor')).status).toBe(200);
  expect((await shift(manager, near, counsellor, 20, 30)).status).toBe(201);
  expect((await shift(farManager, far, counsellor, 29, 33)).body).toMatchObject({
    code: 'on-duty-elsewhere',
  });
  expect((await shift(farManager, far, counsellor, 31, 33)).status).toBe(201);
  expect((await shift(manager, near, counsellor, 5, 4)).status).toBe(400);
  expect((await shift(manager, near, counsellor, 40, 77)).status).toBe(400);

  const [first] = (await teamOf(manager, near)).shifts;
  const away = (who: Actor, district: string) =>
    w.as(who, 'DELETE', `/api/teams/${district}/shifts/${first!.id}`);
  expect((await away(farManager, far)).status).toBe(404);
  expect((await away(manager, near)).status).toBe(200);
  expect((await away(manager, near)).status).toBe(404);

  expect((await shift(manager, near, counsellor, 20, 30)).status).toBe(201);
  const gone = await take(manager, near, counsellor, null);
  expect(gone.body).toMatchObject({ shifts: [] });
  expect(gone.body.members.map((one) => one.profession)).toEqual(['police']);
  expect((await shift(manager, near, counsellor, 40, 50)).body).toMatchObject({
    code: 'not-in-team',
  });
  expect((await teamOf(farManager, far)).shifts).toHaveLength(1);
});

test('two districts that ask for the same person at the same moment do not both get them', async () => {
  for (const who of [
    [manager, near],
    [farManager, far],
  ] as const)
    expect((await take(who[0], who[1], counsellor, 'counsellor')).status).toBe(200);
  for (let day = 3; day < 15; day++) {
    const answers = await Promise.all([
      shift(manager, near, counsellor, 24 * day, 24 * day + 8),
      shift(farManager, far, counsellor, 24 * day + 1, 24 * day + 9),
    ]);
    expect(answers.map((one) => one.status).toSorted()).toEqual([201, 409]);
  }
});

test('a shift is changed as a whole or not at all; who is away leaves the roster at once, and nobody asks them', async () => {
  const third = await w.person('crisis-team', [near]);
  const open = await w.as<{ items: { staff: string; professions: string[] }[] }>(
    manager,
    'GET',
    `/api/teams/${near}/candidates`,
  );
  expect(open.body.items).toContainEqual(
    expect.objectContaining({ staff: third.id, professions: ['counsellor', 'medical', 'legal'] }),
  );
  for (const who of [farManager, counsellor])
    expect((await w.as(who, 'GET', `/api/teams/${near}/candidates`)).status).toBe(403);
  const add = { staff: third.id, profession: 'legal', capacity: 4 };
  await w.as(manager, 'POST', `/api/teams/${near}/members`, add);
  const day = 24 * 20;
  const roster = async () => {
    const from = new Date(Date.now() + (day - 24) * 3_600_000).toISOString();
    const to = new Date(Date.now() + (day + 72) * 3_600_000).toISOString();
    const query = `district=${near}&from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`;
    return (await w.as<{ items: Team[] }>(third, 'GET', `/api/teams?${query}`)).body.items[0]!;
  };
  await shift(manager, near, third, day, day + 8);
  const [first] = (await roster()).shifts;
  const later = (from: number, until: number, staff = third) => ({
    staff: staff.id,
    startsAt: new Date(Date.now() + from * 3_600_000).toISOString(),
    endsAt: new Date(Date.now() + until * 3_600_000).toISOString(),
  });
  const change = (who: Actor, body: object) =>
    w.as<Team>(who, 'PUT', `/api/teams/${near}/shifts/${first!.id}`, body);
  // Its own hours are no hindrance to itself.
  expect((await change(manager, later(day + 2, day + 12))).status).toBe(200);
  await shift(manager, near, third, day + 20, day + 30);
  expect((await change(manager, later(day + 2, day + 21))).body).toMatchObject({
    code: 'on-duty-elsewhere',
  });
  expect((await change(farManager, later(day + 2, day + 12))).status).toBe(403);
  expect((await change(manager, later(day + 2, day + 12, officer))).status).toBe(200);
  expect((await roster()).shifts.map(({ staff }) => staff)).toEqual([officer.id, third.id]);

  expect((await shift(manager, near, third, -1, 6)).status).toBe(201);
  const member = async () => (await roster()).members.find(({ staff }) => staff === third.id);
  expect(await member()).toMatchObject({ onDuty: true, capacity: 4, active: true, inHand: 0 });
  await w.as(manager, 'POST', `/api/teams/${near}/members`, { ...add, active: false });
  expect(await member()).toMatchObject({ onDuty: false, capacity: 4, active: false });
  expect((await roster()).shifts.map(({ staff }) => staff)).toEqual([officer.id]);
  expect((await shift(manager, near, third, day, day + 1)).body).toMatchObject({
    code: 'not-in-team',
  });
  // What is over stays as it was, for whoever asks later who was there.
  const past = (await teamOf(manager, near)).shifts.find(({ staff }) => staff === third.id)!;
  expect(Date.parse(past.endsAt)).toBeLessThanOrEqual(Date.now());
  const over = await w.as(manager, 'DELETE', `/api/teams/${near}/shifts/${past.id}`);
  expect(over.body).toMatchObject({ code: 'shift-over' });
});
