// Proves over HTTP and by SQL that she is told before anything is disclosed, that the text is the recipient's and hers alone, and what ends it.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import { caseRoutes, casesContract, runCaseTimers, sealCaseLine } from '#programme/cases/index.ts';
import type { LegalBasis } from '#programme/city/index.ts';
import {
  type Desks,
  type Member,
  openDesks,
  type Phone,
} from '#programme/reports/desks-for-test.ts';
import { openPart, sealMessage } from '#programme/reports/sealing/desk.ts';
import { openOwn } from '#programme/reports/sealing/hers.ts';
import { disclosureRoutes, disclosuresContract, runDisclosureTimers } from './index.ts';
import { openHers, openReceived, sealDisclosure } from './sealing/disclosure.ts';
import type { Disclosure, HerDisclosure, OfferedBasis, Received } from './shapes.ts';

type Staffed = { id: string; member: Member };

const today = '2026-11-25';
const basis: LegalBasis = {
  code: 'sex-offences-34',
  statute: { ko: '성보호법 제34조', en: 'Act, art. 34' },
  recipients: ['police'],
  underAge: 19,
  withinHours: 24,
  from: '2013-06-19',
  until: null,
};
const bases: LegalBasis[] = [
  basis,
  { ...basis, code: 'children-10', recipients: ['child-protection'], underAge: 18 },
  { ...basis, code: 'repealed', until: '2026-11-24' },
  { ...basis, code: 'to-come', from: '2026-11-26' },
];

let w: Desks;
let near: string;
let team: Staffed;
let police: Staffed;
let child: Staffed;
let far: Staffed;
let kept: Member;

beforeAll(async () => {
  w = await openDesks();
  near = w.city.districts[0];
  const linesKey = randomBytes(32);
  w.bind(
    casesContract,
    caseRoutes({
      db: w.city.db,
      month: () => '2026-11-01',
      seal: (line) => sealCaseLine(linesKey, line),
      keepMonths: () => 36,
    }),
  );
  w.bind(
    disclosuresContract,
    disclosureRoutes({
      db: w.city.db,
      bases: () => bases,
      today: () => today,
      keepMonths: () => 12,
    }),
  );
  team = await w.staffedDesk('crisis-team', near, 'crisis-team', '가 상담원');
  const id = await w.desk('police', near);
  const officer = await w.member(id, 'police', [near], '나 경위');
  kept = await w.member(id, 'police', [near], '마 경사');
  await w.giveDeskKey(officer, id);
  police = { id, member: officer };
  child = await w.staffedDesk('child-protection', null, 'crisis-team', '바 주무관');
  far = await w.staffedDesk('police', w.city.districts[2], 'police');
});
afterAll(() => w.close());

const at = (phone: Phone, path = '') => `/api/cases/${phone.id}/disclosures${path}`;
const post = <T = Disclosure>(who: Member, phone: Phone, path: string, body: object) =>
  w.as<T & { code?: string }>(who, 'POST', at(phone, path), body);
type Whole = { minor: boolean; bases: OfferedBasis[]; items: Disclosure[] };
const look = (who: Member, phone: Phone) => w.as<Whole>(who, 'GET', at(phone));
const received = async (who: Member) =>
  (await w.as<{ items: Received[] }>(who, 'GET', '/api/desk/disclosures')).body.items;
type Opened = Parameters<typeof openReceived>[0];
const open = (who: Member, id: string) =>
  w.as<Opened>(who, 'POST', `/api/desk/disclosures/${id}/open`, {});
const mine = async (phone: Phone) =>
  (
    await w.ask<{ items: HerDisclosure[] }>(
      'GET',
      '/api/disclosures/mine',
      undefined,
      phone.headers,
    )
  ).body.items;

/** A case at work; of somebody under age unless it is said otherwise. */
async function atWork(minor: boolean | null = true): Promise<Phone> {
  const phone = await w.phone();
  await phone.report(near, ['crisis-team'], undefined, { minor });
  await w.as(team.member, 'POST', '/api/cases', { report: phone.id, desk: team.id });
  const { status } = await w.as(team.member, 'POST', `/api/cases/${phone.id}/declare`, {
    conflict: false,
  });
  expect(status).toBe(200);
  return phone;
}

async function keyOf(desk: string): Promise<{ id: string; publicKey: string }> {
  const found = (await w.recipients(near)).find((one) => one.desk === desk)!;
  return { id: found.keyId, publicKey: Buffer.from(found.publicKey).toString('base64url') };
}

const herKey = (phone: Phone) => Buffer.from(phone.secrets.keys.publicKey).toString('base64url');

const begin = (phone: Phone, more: object = {}, id = randomUUID()) =>
  post(team.member, phone, '', {
    id,
    desk: team.id,
    basis: basis.code,
    recipient: police.id,
    ...more,
  });

async function tell(phone: Phone, id: string, text = '경찰에 알려야 해요.') {
  const desk = { id: team.id, key: await keyOf(team.id) };
  const message = await sealMessage(phone.id, herKey(phone), desk, text);
  return post(team.member, phone, `/${id}/tell`, { message });
}

async function disclose(phone: Phone, id: string, text: string, to = police.id) {
  const sealed = await sealDisclosure(
    { report: phone.id, id },
    text,
    herKey(phone),
    await keyOf(to),
  );
  return post(team.member, phone, `/${id}/disclose`, sealed);
}

/** One that was made, with its id. */
async function made(phone: Phone, text = '19세 미만 피해. 지금은 안전함.', more: object = {}) {
  const { body } = await begin(phone, more);
  await tell(phone, body.id);
  const done = await disclose(phone, body.id, text);
  expect(done.status).toBe(200);
  return done.body;
}

describe('three steps', () => {
  test('basis, told to her, disclosed: she reads both, the recipient reads the text and nothing of the report', async () => {
    const phone = await atWork();
    const offered = (await look(team.member, phone)).body;
    expect(offered).toMatchObject({ minor: true, items: [] });
    expect(offered.bases.map((one) => [one.code, one.recipients.map(({ id }) => id)])).toEqual([
      [basis.code, [police.id]],
      ['children-10', [child.id]],
    ]);
    const begun = await begin(phone);
    expect(begun).toMatchObject({ status: 201, body: { state: 'begun', toldAt: null } });
    const { id } = begun.body;
    // Nobody else has anything yet, and she is shown nothing before she is told.
    expect(await received(police.member)).toEqual([]);
    expect(await mine(phone)).toEqual([]);
    expect((await disclose(phone, id, '너무 이른 글')).body).toMatchObject({ code: 'not-told' });
    expect((await tell(phone, id, '법 때문에 경찰에 알려요.')).body).toMatchObject({
      state: 'told',
    });
    const message = (await phone.look()).body.parts.find((part) => part.from === team.id)!;
    expect(await openOwn(phone.id, message, phone.secrets.keys)).toBe('법 때문에 경찰에 알려요.');
    expect(await mine(phone)).toMatchObject([{ state: 'told', content: null }]);
    expect((await disclose(phone, id, '만 15세. 지금은 안전함.')).body).toMatchObject({
      state: 'disclosed',
      openings: [],
    });
    const [inbox] = await received(police.member);
    expect(inbox).toMatchObject({
      id,
      statute: basis.statute,
      from: { id: team.id },
      openings: [],
    });
    const opened = (await open(police.member, id)).body;
    const keys = await w.deskKeys(police.member, police.id);
    expect(await openReceived(opened, keys)).toBe('만 15세. 지금은 안전함.');
    // The report itself stays closed to them.
    expect((await w.as(police.member, 'GET', '/api/desk/reports')).body).toMatchObject({
      items: [],
    });
    expect((await look(police.member, phone)).status).toBe(404);
    const [hers] = await mine(phone);
    expect(hers).toMatchObject({
      statute: basis.statute,
      recipient: { kind: 'police' },
      openings: [{ by: '나 경위' }],
    });
    const own = { report: phone.id, id, ...hers!.content! };
    expect(await openHers(own, phone.secrets.keys)).toBe('만 15세. 지금은 안전함.');
    expect((await look(team.member, phone)).body.items[0]!.openings).toMatchObject([
      { by: '나 경위' },
    ]);
  });

  test('every step told again is the same step', async () => {
    const phone = await atWork();
    const id = randomUUID();
    await begin(phone, {}, id);
    expect((await begin(phone, {}, id)).status).toBe(201);
    await tell(phone, id);
    expect((await tell(phone, id)).body).toMatchObject({ state: 'told' });
    await disclose(phone, id, '첫째');
    expect((await disclose(phone, id, '둘째')).status).toBe(200);
    const keys = await w.deskKeys(police.member, police.id);
    expect(await openReceived((await open(police.member, id)).body, keys)).toBe('첫째');
    expect((await look(team.member, phone)).body.items).toHaveLength(1);
    expect((await phone.look()).body.parts.filter((part) => part.from !== null)).toHaveLength(1);
  });

  test('only of somebody under age, under a basis in force, for the desk that it names, by who works on the case', async () => {
    for (const minor of [false, null]) {
      const adult = await atWork(minor);
      expect((await begin(adult)).body, String(minor)).toMatchObject({ code: 'not-a-minor' });
    }
    const phone = await atWork();
    for (const code of ['repealed', 'to-come', 'unknown'])
      expect((await begin(phone, { basis: code })).body, code).toMatchObject({ code: 'no-basis' });
    for (const recipient of [far.id, child.id, team.id])
      expect((await begin(phone, { recipient })).body).toMatchObject({ code: 'not-the-recipient' });
    const other = await w.member(team.id, 'crisis-team', [near]);
    expect(
      (
        await post(other, phone, '', {
          id: randomUUID(),
          desk: team.id,
          basis: basis.code,
          recipient: police.id,
        })
      ).body,
    ).toMatchObject({ code: 'not-on-it' });
    expect((await look(far.member, phone)).status).toBe(404);
  });

  test('a basis that ends between the steps discloses nothing any more', async () => {
    const phone = await atWork();
    const { id } = (await begin(phone)).body;
    await tell(phone, id);
    const ended = { ...basis, until: '2026-11-24' };
    bases[0] = ended;
    try {
      expect((await disclose(phone, id, '글')).body).toMatchObject({ code: 'no-basis' });
    } finally {
      bases[0] = basis;
    }
    expect(await received(police.member)).not.toContainEqual(expect.objectContaining({ id }));
  });

  test('a part of her report cannot be passed off as one, and a long text is none', async () => {
    const phone = await atWork();
    const { id } = (await begin(phone)).body;
    await tell(phone, id);
    const narrative = (await phone.look()).body.parts.find(({ kind }) => kind === 'narrative')!;
    const key = await keyOf(police.id);
    const own = await sealDisclosure({ report: phone.id, id }, '글', herKey(phone), key);
    await post(team.member, phone, `/${id}/disclose`, { ...own, sealed: narrative.sealed });
    const keys = await w.deskKeys(police.member, police.id);
    const opened = (await open(police.member, id)).body;
    await expect(openReceived(opened, keys)).rejects.toThrow();
    await expect(openPart(phone.id, { ...opened, wraps: [opened] }, keys)).rejects.toThrow();
    const long = { ...own, sealed: Buffer.alloc(16_384 + 28).toString('base64url') };
    expect((await post(team.member, phone, `/${id}/disclose`, long)).status).toBe(400);
  });
});

describe('what follows', () => {
  test('a correction is a new act with its own three steps, to the same desk, once', async () => {
    const phone = await atWork();
    const first = await made(phone, '만 15세');
    expect((await begin(phone, { corrects: randomUUID() })).body).toMatchObject({
      code: 'not-found',
    });
    expect(
      (await begin(phone, { corrects: first.id, basis: 'children-10', recipient: child.id })).body,
    ).toMatchObject({ code: 'other-recipient' });
    const second = (await begin(phone, { corrects: first.id })).body;
    expect(second).toMatchObject({ state: 'begun', corrects: first.id });
    expect((await begin(phone, { corrects: first.id })).body).toMatchObject({ code: 'corrected' });
    expect((await begin(phone, { corrects: second.id })).body).toMatchObject({
      code: 'nothing-to-correct',
    });
    expect((await disclose(phone, second.id, '만 14세')).body).toMatchObject({ code: 'not-told' });
    await tell(phone, second.id);
    await disclose(phone, second.id, '만 14세');
    const inbox = (await received(police.member)).filter((one) => one.report === phone.id);
    expect(inbox.map((one) => one.corrects).sort()).toEqual([first.id, null].sort());
  });

  test('one that is not made says why, and is not made any more', async () => {
    const phone = await atWork();
    const { id } = (await begin(phone)).body;
    await tell(phone, id);
    expect(
      (await post(team.member, phone, `/${id}/drop`, { reason: 'mistake' })).body,
    ).toMatchObject({ state: 'dropped', dropped: 'mistake' });
    expect((await disclose(phone, id, '글')).body).toMatchObject({ code: 'over' });
    expect(await mine(phone)).toMatchObject([{ state: 'dropped' }]);
    const done = await made(phone);
    expect(
      (await post(team.member, phone, `/${done.id}/drop`, { reason: 'mistake' })).body,
    ).toMatchObject({ code: 'made' });
  });

  test('she withdraws: what was not disclosed is not any more; what was stays with its recipient, and she still reads it', async () => {
    const phone = await atWork();
    const done = await made(phone, '법이 정한 만큼');
    const { id } = (await begin(phone, { basis: 'children-10', recipient: child.id })).body;
    await tell(phone, id);
    await phone.do('withdraw');
    expect((await disclose(phone, id, '늦은 글', child.id)).status).toBe(404);
    expect((await look(team.member, phone)).status).toBe(404);
    const states = Object.fromEntries((await mine(phone)).map((one) => [one.id, one.state]));
    expect(states).toEqual({ [done.id]: 'disclosed', [id]: 'withdrawn' });
    const keys = await w.deskKeys(police.member, police.id);
    expect(await openReceived((await open(police.member, done.id)).body, keys)).toBe(
      '법이 정한 만큼',
    );
    const hers = (await mine(phone)).find((one) => one.id === done.id)!;
    const own = { report: phone.id, id: done.id, ...hers.content! };
    expect(await openHers(own, phone.secrets.keys)).toBe('법이 정한 만큼');
  });

  test('late is told once; kept long enough the copy here is destroyed, whatever became of the report', async () => {
    const phone = await atWork();
    const done = await made(phone);
    const { id } = (await begin(phone, { basis: 'children-10', recipient: child.id })).body;
    await w.city.asOwner('update disclosures.disclosures set due_at = now() where id = $1', [id]);
    const heard = async () =>
      (
        await w.city.asOwner(
          'select count(*)::int as n from platform.events where subject_id = $1',
          [phone.id],
        )
      )[0]!.n as number;
    const before = await heard();
    await runDisclosureTimers(w.city.db);
    await runDisclosureTimers(w.city.db);
    expect(await heard()).toBe(before + 1);
    // The report goes first: what was begun goes with it, what was disclosed stays.
    await w.city.asOwner(
      "update cases.cases set state = 'closed', closing = 'other', closed_at = now(), destroy_after = now() where id = $1",
      [phone.id],
    );
    await runCaseTimers(w.city.db, { warnHours: 6 }, async () => {});
    const left = async () =>
      (
        await w.city.asOwner('select id from disclosures.disclosures where report_id = $1', [
          phone.id,
        ])
      ).map((row) => row.id);
    expect(await left()).toEqual([done.id]);
    expect((await open(police.member, done.id)).status).toBe(200);
    await w.city.asOwner('update disclosures.disclosures set destroy_after = now() where id = $1', [
      done.id,
    ]);
    await runDisclosureTimers(w.city.db);
    expect(await left()).toEqual([]);
    expect((await open(police.member, done.id)).status).toBe(404);
  });
});

describe('walls', () => {
  test('the audit log has ids and codes alone', async () => {
    const phone = await atWork();
    const done = await made(phone, '이 말은 어디에도 없음');
    await open(police.member, done.id);
    const rows = await w.city.asOwner(
      "select action, detail from platform.audit where subject = $1 and action like 'disclosure.%' order by id",
      [phone.id],
    );
    expect(rows.map((row) => row.action)).toEqual(
      ['begun', 'told', 'disclosed', 'opened'].map((what) => `disclosure.${what}`),
    );
    for (const row of rows)
      expect(Object.keys(row.detail as object)).toEqual(
        expect.not.arrayContaining(['text', 'name', 'sealed']),
      );
    expect(w.logged.join()).not.toContain('이 말은');
  });

  test('by SQL nobody discloses before she was told, of an adult, or twice; and nobody changes what was disclosed', async () => {
    const phone = await atWork();
    const { id } = (await begin(phone)).body;
    const as = (work: string, values: unknown[]) =>
      w.city.db.transaction({ ...team.member }, (tx) => {
        const parts = work.split('?');
        return tx.sql(parts as unknown as TemplateStringsArray, ...(values as string[]));
      });
    const forced =
      "update disclosures.disclosures set state = 'disclosed', disclosed_at = now(), destroy_after = now()";
    await expect(as(`${forced} where id = ?`, [id])).rejects.toThrow();
    await expect(
      as(`${forced}, told_at = now(), told_part = ? where id = ?`, [randomUUID(), id]),
    ).rejects.toThrow();
    const narrative = (await phone.look()).body.parts[0]!.id;
    await expect(
      as(
        "update disclosures.disclosures set state = 'told', told_at = now(), told_part = ? where id = ?",
        [narrative, id],
      ),
    ).rejects.toThrow(/before she was told/);
    const key = await keyOf(police.id);
    const sealed = await sealDisclosure({ report: phone.id, id }, '글', herKey(phone), key);
    await expect(
      as(
        'insert into disclosures.contents values (?, ?, ?, reports.bytes_of(?), reports.bytes_of(?), reports.bytes_of(?))',
        [id, phone.id, key.id, sealed.sealed, sealed.wrap, sealed.hers],
      ),
    ).rejects.toThrow(/row-level security/);
    const done = await made(phone);
    expect(
      await as("update disclosures.disclosures set basis = 'other' where id = ? returning 1", [
        done.id,
      ]),
    ).toEqual([]);
    const adult = await atWork(false);
    await expect(
      as(
        `insert into disclosures.disclosures (id, report_id, district, basis, statute, recipient_desk, by_desk, by_staff, due_at)
         values (?, ?, ?, 'x', '{}', ?, ?, ?, now())`,
        [randomUUID(), adult.id, near, police.id, team.id, team.member.id],
      ),
    ).rejects.toThrow(/row-level security/);
  });

  test('no role but the team, the recipient and she sees anything; the text not even the team; nobody who is kept from it', async () => {
    const phone = await atWork();
    const done = await made(phone);
    await open(police.member, done.id);
    type Who = { id: string; role: string; districts: 'all' | readonly string[] };
    const sees = async (who: Who) => {
      const [row] = await w.city.db.transaction(
        { ...who, name: null },
        (tx) => tx.sql<{ acts: number; texts: number; openings: number }>`
          select (select count(*)::int from disclosures.disclosures where report_id = ${phone.id}) as acts,
            (select count(*)::int from disclosures.contents where report_id = ${phone.id}) as texts,
            (select count(*)::int from disclosures.openings where report_id = ${phone.id}) as openings`,
      );
      return row;
    };
    expect(await sees(team.member)).toEqual({ acts: 1, texts: 0, openings: 1 });
    expect(await sees(police.member)).toEqual({ acts: 1, texts: 1, openings: 1 });
    expect(await sees({ id: phone.id, role: 'reporter', districts: [] })).toEqual({
      acts: 1,
      texts: 1,
      openings: 1,
    });
    const nothing = { acts: 0, texts: 0, openings: 0 };
    for (const role of [
      'operator',
      'city-operator',
      'hotline-agent',
      'manager',
      'police',
      'crisis-team',
      'adviser',
      'auditor',
      'administrator',
      'public',
      'reporter',
    ])
      expect(await sees({ id: randomUUID(), role, districts: 'all' }), role).toEqual(nothing);
    for (const who of [far.member, child.member]) expect(await sees(who)).toEqual(nothing);
    // She does not want this officer: nothing of it is theirs, though it is their desk's.
    expect(await sees(kept)).toEqual({ acts: 1, texts: 1, openings: 1 });
    await w.city.db.transaction(
      system,
      (tx) =>
        tx.sql`insert into reports.recusals (report_id, staff_id, by_her) values (${phone.id}, ${kept.id}, true)`,
    );
    expect(await sees(kept)).toEqual(nothing);
    expect((await open(kept, done.id)).status).toBe(404);
  });
});
