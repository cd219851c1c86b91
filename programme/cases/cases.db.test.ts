// Proves over HTTP that a team takes a report on, works on it sealed, that she decides who sees it at every moment, and that what ends is destroyed.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import {
  type Desks,
  type Member,
  openDesks,
  type Phone,
} from '#programme/reports/desks-for-test.ts';
import { giveOwn } from '#programme/reports/sealing/hers.ts';
import { caseRoutes, casesContract, runCaseTimers, sealCaseLine, shuffleLines } from './index.ts';
import { handOnEntry, openEntry, type Reader, sealEntry } from './sealing/entries.ts';
import type { Case, CaseSummary, HerCase, Team } from './shapes.ts';

type Staffed = { id: string; member: Member };

let w: Desks;
let near: string;
let team: Staffed;
let police: Staffed;
let legal: Staffed;
let far: Staffed;
let second: Member;
const linesKey = randomBytes(32);

beforeAll(async () => {
  w = await openDesks();
  near = w.city.districts[0];
  w.bind(
    casesContract,
    caseRoutes({
      db: w.city.db,
      month: () => '2026-11-01',
      seal: (line) => sealCaseLine(linesKey, line),
      keepMonths: () => 36,
    }),
  );
  const id = await w.desk('crisis-team', near);
  const first = await w.member(id, 'crisis-team', [near], '가 상담원');
  second = await w.member(id, 'crisis-team', [near], '라 상담원');
  await w.giveDeskKey(first, id);
  team = { id, member: first };
  police = await w.staffedDesk('police', near, 'police', '나 경위');
  legal = await w.staffedDesk('legal', null, 'crisis-team', '다 변호사');
  far = await w.staffedDesk('crisis-team', w.city.districts[2], 'crisis-team');
  for (const [staff, name, profession] of [
    [first, '가 상담원', 'counsellor'],
    [second, '라 상담원', 'counsellor'],
    [police.member, '나 경위', 'police'],
  ] as const)
    await w.city.asOwner('insert into cases.team_members values ($1, $2, $3, $4)', [
      near,
      staff.id,
      name,
      profession,
    ]);
});
afterAll(() => w.close());

const post = <T = Case>(who: Member, path: string, body: object = {}) =>
  w.as<T>(who, 'POST', `/api/cases${path}`, body);
const list = async (who: Member) =>
  (await w.as<{ items: CaseSummary[] }>(who, 'GET', '/api/cases')).body.items;
const open = (who: Member, id: string) => post<Case>(who, `/${id}/open`);
const mine = async (phone: Phone) =>
  (await w.ask<{ case: HerCase | null }>('GET', '/api/cases/mine', undefined, phone.headers)).body
    .case;

async function reader(desk: string, district = near): Promise<Reader> {
  const found = (await w.recipients(district)).find((one) => one.desk === desk)!;
  return {
    desk,
    key: { id: found.keyId, publicKey: Buffer.from(found.publicKey).toString('base64url') },
  };
}

/** A report that the team took on, with its first member free to work on it. */
async function atWork(
  kinds: Parameters<Phone['gifts']>[1] = ['crisis-team', 'police'],
): Promise<Phone> {
  const phone = await w.phone();
  await phone.report(near, kinds);
  expect((await post(team.member, '', { report: phone.id, desk: team.id })).status).toBe(201);
  expect((await post(team.member, `/${phone.id}/declare`, { conflict: false })).status).toBe(200);
  return phone;
}

async function write(
  who: Staffed,
  phone: Phone,
  text: string,
  readers: readonly string[],
  more: object = { kind: 'note' },
) {
  const sealed = await sealEntry(
    phone.id,
    text,
    await Promise.all(readers.map((one) => reader(one))),
  );
  const answer = await post(who.member, `/${phone.id}/entries`, {
    ...sealed,
    desk: who.id,
    ...more,
  });
  return { ...answer, id: sealed.id };
}

/** What somebody reads of a case. */
async function texts(who: Staffed, phone: Phone): Promise<string[]> {
  const { body, status } = await open(who.member, phone.id);
  if (status !== 200) return [];
  const keys = await w.deskKeys(who.member, who.id);
  return Promise.all(body.entries.map((entry) => openEntry(phone.id, entry, keys)));
}

describe('taking on', () => {
  test('stops the clock of the report, makes one case whoever is second, and is for a crisis team that she chose', async () => {
    const phone = await w.phone();
    await phone.report(near, ['crisis-team', 'police']);
    const [one, two] = await Promise.all(
      [team.member, second].map((who) =>
        post<CaseSummary>(who, '', { report: phone.id, desk: team.id }),
      ),
    );
    expect([one!.status, two!.status]).toEqual([201, 201]);
    expect(one!.body).toMatchObject({ id: phone.id, state: 'taken', members: [] });
    expect(one!.body.parties.map((desk) => desk.kind).sort()).toEqual(['crisis-team', 'police']);
    const desk = (await phone.look()).body.desks.find((each) => each.id === team.id);
    expect(desk?.acknowledgedAt).not.toBeNull();
    expect(
      (await post(police.member, '', { report: phone.id, desk: police.id })).body,
    ).toMatchObject({
      code: 'not-a-team',
    });
    expect((await post(far.member, '', { report: phone.id, desk: far.id })).body).toMatchObject({
      code: 'not-yours',
    });
    expect(await list(far.member)).toEqual([]);
  });

  test('nobody writes before they declared; a conflict closes case and report to them, and to them alone', async () => {
    const phone = await w.phone();
    await phone.report(near, ['crisis-team']);
    await post(team.member, '', { report: phone.id, desk: team.id });
    expect((await write(team, phone, '성급한 글', [team.id])).body).toMatchObject({
      code: 'nobody-on-it',
    });
    await post(team.member, `/${phone.id}/members`, { staff: second.id });
    expect((await post(second, `/${phone.id}/declare`, { conflict: true })).body).toEqual({
      open: false,
      case: null,
    });
    expect((await open(second, phone.id)).status).toBe(404);
    expect((await list(second)).map((one) => one.id)).not.toContain(phone.id);
    const part = (await phone.look()).body.parts[0]!;
    expect(
      (await w.as(second, 'POST', `/api/desk/reports/${phone.id}/parts/${part.id}/open`, {}))
        .status,
    ).toBe(404);
    const declared = await post<{ case: CaseSummary }>(team.member, `/${phone.id}/declare`, {
      conflict: false,
    });
    expect(declared.body.case).toMatchObject({ state: 'at-work', lead: team.member.id });
    expect(
      (await post(team.member, `/${phone.id}/members`, { staff: far.member.id })).body,
    ).toMatchObject({
      code: 'not-in-team',
    });
  });
});

describe('who reads', () => {
  test('what the team writes is read by the desks it was sealed for, while she lets them take part', async () => {
    const phone = await atWork();
    await write(team, phone, '우리끼리', [team.id]);
    await write(team, phone, '경찰과 함께', [team.id, police.id], {
      kind: 'task',
      dueAt: '2026-12-01T09:00:00+09:00',
      owner: team.member.id,
    });
    expect(await texts(team, phone)).toEqual(['우리끼리', '경찰과 함께']);
    expect(await texts(police, phone)).toEqual(['경찰과 함께']);
    expect((await open(far.member, phone.id)).status).toBe(404);
    // She takes back what she gave the police: the case is closed to them at once, and nothing more can be sealed for them.
    await phone.do('consents', { revoke: [{ desk: police.id }] });
    expect((await open(police.member, phone.id)).status).toBe(404);
    expect(await list(police.member)).toEqual(
      expect.not.arrayContaining([expect.objectContaining({ id: phone.id })]),
    );
    expect((await write(team, phone, '늦은 글', [team.id, police.id])).body).toMatchObject({
      code: 'no-consent',
    });
    expect((await open(team.member, phone.id)).body.parties.map((desk) => desk.kind)).toEqual([
      'crisis-team',
    ]);
  });

  test('an entry is handed on to a desk that she let in later, and to no other', async () => {
    const phone = await atWork(['crisis-team']);
    const note = await write(team, phone, '법률 상담이 필요함', [team.id]);
    const entry = (await open(team.member, phone.id)).body.entries.find(
      (one) => one.id === note.id,
    )!;
    const keys = await w.deskKeys(team.member, team.id);
    const give = async () =>
      post(team.member, `/${phone.id}/entries/${note.id}/wraps`, {
        desk: team.id,
        wraps: await handOnEntry(phone.id, entry, keys, [await reader(legal.id)]),
      });
    expect((await give()).body).toMatchObject({ code: 'no-consent' });
    const narrative = (await phone.look()).body.parts.find((part) => part.kind === 'narrative')!;
    const [toLegal] = await phone.gifts(near, ['legal']);
    await phone.do('consents', {
      grant: [await giveOwn(phone.id, narrative, phone.secrets.keys, toLegal!)],
    });
    expect((await give()).status).toBe(201);
    expect(await texts(legal, phone)).toEqual(['법률 상담이 필요함']);
    expect((await open(team.member, phone.id)).body.entries[0]!.readers.sort()).toEqual(
      [legal.id, team.id].sort(),
    );
  });

  test('an id of another case keeps nothing and tells nothing', async () => {
    const one = await atWork();
    const other = await atWork();
    const known = await write(team, one, '첫 사건', [team.id]);
    const sealed = await sealEntry(other.id, '둘째', [await reader(team.id)]);
    const answer = await post(team.member, `/${other.id}/entries`, {
      ...sealed,
      id: known.id,
      desk: team.id,
      kind: 'note',
    });
    expect(answer).toMatchObject({ status: 409, body: { code: 'taken' } });
    expect(await texts(team, other)).toEqual([]);
    expect(await texts(team, one)).toEqual(['첫 사건']);
  });

  test('she sees who looked, once in ten minutes, and says "not them": it is closed to that person at once', async () => {
    const phone = await atWork();
    await open(team.member, phone.id);
    await open(team.member, phone.id);
    const hers = await mine(phone);
    expect(hers).toMatchObject({ state: 'at-work', lead: { name: '가 상담원' } });
    expect(hers!.looks.map((look) => look.by)).toEqual(['가 상담원']);
    const after = await w.ask<{ case: HerCase }>(
      'POST',
      '/api/cases/mine/not-them',
      { staff: team.member.id },
      phone.headers,
    );
    expect(after.body.case).toMatchObject({ state: 'taken', lead: null, members: [] });
    expect((await open(team.member, phone.id)).status).toBe(404);
    expect((await open(second, phone.id)).status).toBe(200);
  });
});

describe('clocks', () => {
  test('what its kind needs stands in clear and nothing else; a task and the window for evidence are told before and when they end', async () => {
    const phone = await atWork();
    expect((await write(team, phone, '증거', [team.id], { kind: 'evidence' })).body).toMatchObject({
      code: 'invalid-entry',
    });
    expect(
      (await write(team, phone, '글', [team.id], { kind: 'note', place: 'court' })).body,
    ).toMatchObject({ code: 'invalid-entry' });
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const evidence = await write(team, phone, '병원에서 채취', [team.id], {
      kind: 'evidence',
      place: 'hospital',
      dueAt: soon,
      owner: team.member.id,
    });
    expect(evidence.status).toBe(201);
    const told = async () =>
      (await w.city.asOwner('select told from cases.entries where id = $1', [evidence.id]))[0]!
        .told;
    const tick = () => runCaseTimers(w.city.db, { warnHours: 6 }, async () => {});
    await tick();
    expect(await told()).toBe(1);
    await w.city.asOwner(
      "update cases.entries set due_at = now() - interval '1 minute' where id = $1",
      [evidence.id],
    );
    await tick();
    await tick();
    expect(await told()).toBe(2);
    const heard = await w.city.asOwner(
      "select audience from platform.events where subject_id = $1 and type = 'report.changed' order by id desc limit 2",
      [phone.id],
    );
    expect(heard.map((row) => row.audience)).toEqual([[`only:${team.id}`], [`only:${team.id}`]]);
    expect((await list(team.member)).find((one) => one.id === phone.id)).toMatchObject({
      overdue: 1,
    });
  });

  test('a report that comes while nobody of the team is on duty is told to the neighbours at once', async () => {
    const [manager] = [await w.person('manager', [near])];
    const shift = (from: number, until: number) =>
      w.as<Team>(manager!, 'POST', `/api/teams/${near}/shifts`, {
        staff: second.id,
        startsAt: new Date(Date.now() + from * 3_600_000).toISOString(),
        endsAt: new Date(Date.now() + until * 3_600_000).toISOString(),
      });
    expect((await shift(2, 10)).status).toBe(201);
    expect((await shift(9, 12)).body).toMatchObject({ code: 'on-duty-elsewhere' });
    const due = async () => {
      const phone = await w.phone();
      await phone.report(near, ['crisis-team']);
      const [row] = await w.city.asOwner(
        'select due_at <= now() as now from reports.deliveries where report_id = $1',
        [phone.id],
      );
      return row!.now;
    };
    expect(await due()).toBe(true);
    const now = await shift(-1, 1);
    expect(now.body.members.find((one) => one.staff === second.id)?.onDuty).toBe(true);
    expect(await due()).toBe(false);
    await w.city.asOwner('delete from cases.duty_shifts');
  });
});

describe('ends', () => {
  test('a case is counted once, by who works on it; what it was counted as is nowhere with it', async () => {
    const phone = await atWork();
    const told = { violence: 'rape', relation: 'stranger', ageBand: null, placeKind: 'transit' };
    expect((await post(second, `/${phone.id}/classify`, told)).body).toMatchObject({
      code: 'not-on-it',
    });
    const first = await post<CaseSummary>(team.member, `/${phone.id}/classify`, told);
    expect(first.body.classified).toBe(true);
    const again = await post(team.member, `/${phone.id}/classify`, { ...told, violence: 'rape' });
    expect([again.status, again.body]).toMatchObject([409, { code: 'classified' }]);
    const trace = await w.city.asOwner(
      `select a::text from platform.audit a where a::text like '%' || $1 || '%'
     union all select c::text from cases.cases c where id = $1::uuid
     union all select encode(sealed, 'escape') from cases.lines_waiting`,
      [phone.id],
    );
    expect(JSON.stringify(trace)).not.toMatch(/rape|stranger|transit/);
    await w.city.db.transaction(system, (tx) => shuffleLines(tx, linesKey, 1));
    const lines = await w.city.asOwner(
      "select kind, value from cases.lines where kind in ('violence', 'relation', 'age-band', 'place-kind') order by kind",
    );
    expect(lines).toEqual([
      { kind: 'place-kind', value: 'transit' },
      { kind: 'relation', value: 'stranger' },
      { kind: 'violence', value: 'rape' },
    ]);
  });

  test('closed when nothing is open; her two answers once; then kept as long as the city says, and destroyed with the report', async () => {
    const phone = await atWork();
    const task = await write(team, phone, '집 알아보기', [team.id], { kind: 'task' });
    const service = await write(team, phone, '상담', [team.id], {
      kind: 'service',
      service: 'counselling',
      outcome: 'offered',
    });
    expect(
      (await post(team.member, `/${phone.id}/close`, { closing: 'helped' })).body,
    ).toMatchObject({
      code: 'still-open',
      open: 1,
    });
    await post(team.member, `/${phone.id}/entries/${task.id}/step`, { state: 'done' });
    await post(team.member, `/${phone.id}/entries/${service.id}/step`, { outcome: 'done' });
    const closed = await post<CaseSummary>(team.member, `/${phone.id}/close`, {
      closing: 'helped',
    });
    expect(closed.body).toMatchObject({ state: 'closed', closing: 'helped' });
    expect((await write(team, phone, '나중', [team.id])).body).toMatchObject({
      code: 'case-closed',
    });
    const answer = () =>
      w.ask('POST', '/api/cases/mine/satisfaction', { helped: 5, respected: null }, phone.headers);
    expect((await answer()).status).toBe(200);
    expect((await answer()).body).toMatchObject({ code: 'answered' });
    await w.city.asOwner('update cases.cases set destroy_after = now() where id = $1', [phone.id]);
    await runCaseTimers(w.city.db, { warnHours: 6 }, async () => {});
    const left = await w.city.asOwner(
      `select (select count(*)::int from reports.reports where id = $1) + (select count(*)::int from reports.parts where report_id = $1)
        + (select count(*)::int from cases.cases where id = $1) + (select count(*)::int from cases.entries where case_id = $1)
        + (select count(*)::int from cases.wraps where case_id = $1) as left`,
      [phone.id],
    );
    expect(left).toEqual([{ left: 0 }]);
    // The counts stay, without a case.
    await w.city.db.transaction(system, (tx) => shuffleLines(tx, linesKey, 2));
    const lines = await w.city.asOwner('select kind, value from cases.lines');
    expect(lines).toEqual(
      expect.arrayContaining([
        { kind: 'service', value: 'counselling:done' },
        { kind: 'closing', value: 'helped' },
        { kind: 'helped', value: '5' },
      ]),
    );
  });

  test('withdrawing destroys at once what the team wrote, and she still sees that it ended', async () => {
    const phone = await atWork();
    await write(team, phone, '기록', [team.id, police.id]);
    await phone.do('withdraw');
    expect(await mine(phone)).toMatchObject({ state: 'withdrawn', members: [] });
    const left = await w.city.asOwner(
      'select (select count(*)::int from cases.entries where case_id = $1) + (select count(*)::int from cases.wraps where case_id = $1) as left',
      [phone.id],
    );
    expect(left).toEqual([{ left: 0 }]);
    expect((await open(team.member, phone.id)).status).toBe(404);
  });
});

test('no role but members of a desk that she lets take part sees anything of a case, by SQL', async () => {
  const phone = await atWork();
  await write(team, phone, '봉인', [team.id]);
  const sees = async (who: { id: string; role: string; districts: 'all' | readonly string[] }) => {
    const [row] = await w.city.db.transaction(
      { ...who, name: null },
      (tx) => tx.sql<{ sees: number }>`
        select (select count(*) from cases.cases where id = ${phone.id})::int + (select count(*) from cases.entries where case_id = ${phone.id})::int
          + (select count(*) from cases.wraps where case_id = ${phone.id})::int + (select count(*) from cases.members where case_id = ${phone.id})::int
          + (select count(*) from cases.parties where report_id = ${phone.id})::int as sees`,
    );
    return row!.sees;
  };
  expect(await sees(team.member)).toBeGreaterThan(0);
  for (const role of [
    'operator',
    'city-operator',
    'hotline-agent',
    'manager',
    'police',
    'crisis-team',
    'auditor',
    'administrator',
    'public',
    'reporter',
  ])
    expect(await sees({ id: randomUUID(), role, districts: 'all' }), role).toBe(0);
  expect(await sees(far.member)).toBe(0);
});
