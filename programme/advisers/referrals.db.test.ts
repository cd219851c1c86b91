// Proves over HTTP and by SQL that nothing goes to an adviser before her word and theirs, that the next is asked at once, and that an end closes and destroys everything of theirs.
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Actor, system } from '#platform/db/index.ts';
import { type LockedKey, makeKeyPair, toBase64url } from '#platform/sealing/index.ts';
import { caseRoutes, casesContract } from '#programme/cases/index.ts';
import {
  type Desks,
  type Member,
  openDesks,
  type Phone,
} from '#programme/reports/desks-for-test.ts';
import { keyIn } from '#programme/reports/sealing/book.ts';
import { referralRoutes, referralsContract, runReferralTimers } from './index.ts';
import type { Advice, HerReferral, Referral } from './referral-contract.ts';
import { openPaper, sealPaper } from './sealing/papers.ts';

let w: Desks;
let near: string;
let team: { id: string; member: Member };
let police: { id: string; member: Member };
const ways = { answerWithinHours: () => 24 };

beforeAll(async () => {
  w = await openDesks();
  near = w.city.districts[0];
  const ports = {
    db: w.city.db,
    month: () => '2026-11-01',
    seal: () => randomBytes(100),
    keepMonths: () => 36,
  };
  w.bind(casesContract, caseRoutes(ports));
  w.bind(referralsContract, referralRoutes({ db: w.city.db, ...ways }));
  team = await w.staffedDesk('crisis-team', near, 'crisis-team', '가 상담원');
  police = await w.staffedDesk('police', near, 'police', '나 경위');
});
afterAll(() => w.close());
// Whoever was there for an earlier test is asked no more.
beforeEach(() => w.city.asOwner('update advisers.advisers set active = false'));

/** A lawyer who serves the district, with a signed key; the fewer the words of `name`, the earlier they are asked. */
async function adviser(name: string, more: object = {}): Promise<Member> {
  const actor = await w.person('adviser', 'all', name);
  const line = { fields: ['criminal'], capacity: 2, away_from: null, ...more };
  await w.city.asOwner(
    `insert into advisers.advisers (staff_id, name, specialty, fields, districts, languages, capacity, away_from)
     values ($1, $2, 'legal', $3, $4, '{ko}', $5, $6)`,
    [actor.id, name, line.fields, [near], line.capacity, line.away_from],
  );
  const keyId = randomUUID();
  const pair = await makeKeyPair();
  const locked: LockedKey = {
    way: 'passkey',
    salt: toBase64url(randomBytes(32)),
    sealed: toBase64url(randomBytes(60)),
  };
  const body = { id: keyId, publicKey: toBase64url(pair.publicKey), locked };
  expect((await w.as(actor, 'POST', '/api/keys/mine', body)).status).toBe(201);
  await w.sign();
  return { ...actor, keyId, privateKey: pair.privateKey };
}

const post = <T = Referral & { code?: string }>(who: Actor, path: string, body: object = {}) =>
  w.as<T>(who, 'POST', path, body);
const advice = async (who: Actor) => (await w.as<Advice>(who, 'GET', '/api/advice')).body;
const say = (who: Actor, id: string, word: string) =>
  post<Advice & { code?: string }>(who, `/api/advice/${id}/word`, { word });
const seen = async (who: Actor, phone: Phone) =>
  (await w.as<{ items: Referral[] }>(who, 'GET', `/api/referrals?case=${phone.id}`)).body.items;
const hers = async (phone: Phone) =>
  (await w.ask<{ items: HerReferral[] }>('GET', '/api/referrals/mine', undefined, phone.headers))
    .body.items;
const herWord = (phone: Phone, id: string, word: string) =>
  w.ask<{ items: HerReferral[] }>(
    'POST',
    `/api/referrals/mine/${id}/word`,
    { word },
    phone.headers,
  );

/** A case that the team works on. */
async function atWork(): Promise<Phone> {
  const phone = await w.phone();
  await phone.report(near, ['crisis-team', 'police']);
  await post(team.member, '/api/cases', { report: phone.id, desk: team.id });
  await post(team.member, `/api/cases/${phone.id}/declare`, { conflict: false });
  return phone;
}

async function ask(phone: Phone, consent: string | null = 'telephone'): Promise<Referral> {
  const body = { case: phone.id, desk: team.id, specialty: 'legal', fields: ['criminal'], consent };
  const answer = await post(team.member, '/api/referrals', body);
  expect(answer.status).toBe(201);
  return answer.body;
}

const deskReader = async () => {
  const desk = (await w.recipients(near)).find((one) => one.desk === team.id)!;
  return { id: desk.keyId, publicKey: desk.publicKey };
};
async function sealed(id: string, text: string, to: Member) {
  const { publicKey } = keyIn(await w.book(), to.keyId);
  return sealPaper(id, text, {
    desk: await deskReader(),
    adviser: { id: to.keyId, publicKey },
  });
}

/** A referral that an adviser took and was briefed about. */
async function briefed(phone: Phone, by: Member): Promise<Referral> {
  const { id } = await ask(phone);
  expect((await say(by, id, 'accept')).body.taken.map((one) => one.id)).toContain(id);
  const paper = await sealed(id, '보호명령을 연장할 수 있나요?', by);
  const answer = await post(team.member, `/api/referrals/${id}/papers`, paper);
  expect(answer).toMatchObject({ status: 201, body: { state: 'briefed' } });
  return answer.body;
}

/** Rows of every table of referrals that somebody reads by SQL: referrals, offers, papers, wraps. */
const rows = (who: Actor, id: string) =>
  w.city.db.transaction(who, async (tx) => {
    const counts = [
      await tx.sql`select 1 from advisers.referrals where id = ${id}`,
      await tx.sql`select 1 from advisers.offers where referral_id = ${id}`,
      await tx.sql`select 1 from advisers.papers where referral_id = ${id}`,
      await tx.sql`select 1 from advisers.paper_wraps where referral_id = ${id}`,
    ];
    return counts.map((found) => found.length);
  });
const her = (phone: Phone): Actor => ({
  id: phone.id,
  name: null,
  role: 'reporter',
  districts: [],
});

test('nobody is asked before she said yes on her page; no ends it', async () => {
  const one = await adviser('가');
  const phone = await atWork();
  const asked = await ask(phone, null);
  expect(asked).toMatchObject({ state: 'asked', consent: null, asked: 0 });
  await runReferralTimers(w.city.db, ways);
  expect((await advice(one)).offers).toEqual([]);
  expect(await hers(phone)).toMatchObject([{ state: 'asked', specialty: 'legal', adviser: null }]);
  expect((await herWord(phone, asked.id, 'yes')).body.items).toMatchObject([
    { state: 'offered', consent: 'herself' },
  ]);
  expect((await advice(one)).offers).toMatchObject([{ id: asked.id, district: near }]);
  const another = await atWork();
  const refused = await ask(another, null);
  expect((await herWord(another, refused.id, 'no')).body.items).toMatchObject([
    { state: 'ended', endReason: 'she-refused' },
  ]);
  expect((await herWord(phone, refused.id, 'end')).status).toBe(404);
});

test('an offer shows what is needed in clear and not whose case it is; accepted, briefed, answered, and read by the two alone', async () => {
  const one = await adviser('가');
  const other = await adviser('나', { fields: [] });
  const phone = await atWork();
  const { id } = await ask(phone);
  const offer = (await advice(one)).offers[0]!;
  expect(JSON.stringify(offer)).not.toContain(phone.id);
  expect(offer).toMatchObject({ id, fields: ['criminal'], desk: { kind: 'crisis-team' } });
  expect(await rows(one, id)).toEqual([0, 1, 0, 0]);
  expect((await post(one, `/api/advice/${id}/papers`, await sealed(id, '답', one))).body.code).toBe(
    'no-referral',
  );
  await say(one, id, 'accept');
  expect((await post(one, `/api/advice/${id}/papers`, await sealed(id, '답', one))).body.code).toBe(
    'wrong-referral-state',
  );
  // Under another key than the adviser's own nothing is kept.
  const astray = await sealed(id, '물음', other);
  expect((await post(team.member, `/api/referrals/${id}/papers`, astray)).body.code).toBe(
    'key-replaced',
  );
  const brief = await sealed(id, '보호명령을 연장할 수 있나요?', one);
  expect((await post(team.member, `/api/referrals/${id}/papers`, brief)).status).toBe(201);
  const read = (await advice(one)).taken[0]!;
  expect(await openPaper(id, read.papers[0]!, [asKey(one)])).toBe('보호명령을 연장할 수 있나요?');
  const answered = await sealed(id, '네, 끝나기 두 주 전에 신청하세요.', one);
  expect((await post(one, `/api/advice/${id}/papers`, answered)).status).toBe(201);
  const [shown] = await seen(team.member, phone);
  expect(shown).toMatchObject({ state: 'answered', holder: { name: '가' } });
  const keys = await w.deskKeys(team.member, team.id);
  expect(await Promise.all(shown!.papers.map((paper) => openPaper(id, paper, keys)))).toEqual([
    '보호명령을 연장할 수 있나요?',
    '네, 끝나기 두 주 전에 신청하세요.',
  ]);
  // Bound to its referral: elsewhere it opens nothing.
  await expect(openPaper(randomUUID(), shown!.papers[0]!, keys)).rejects.toThrow();
  expect(await rows(other, id)).toEqual([0, 0, 0, 0]);
  for (const role of ['operator', 'manager', 'auditor', 'administrator', 'hotline-agent'])
    expect(await rows(await w.person(role, 'all'), id), role).toEqual([0, 0, 0, 0]);
  // Another desk of the case sees that somebody is asked, and no paper.
  expect(await seen(police.member, phone)).toMatchObject([{ id, papers: [] }]);
  expect(await hers(phone)).toMatchObject([{ state: 'answered', adviser: '가' }]);
});

const asKey = (one: Member) => ({ id: one.keyId, privateKey: one.privateKey });

test('declined, lapsed, a conflict, given back, not them: the next is asked at once, nobody twice, nobody full or away', async () => {
  const people: Member[] = [];
  for (const name of ['가', '나', '다', '라', '마', '바']) people.push(await adviser(name));
  await adviser('부재', { away_from: '2020-01-01T00:00:00Z' });
  await adviser('만석', { capacity: 0 });
  const phone = await atWork();
  const { id } = await ask(phone);
  const holder = async () => {
    const held: Member[] = [];
    for (const one of people)
      if ((await advice(one)).offers.some((offer) => offer.id === id)) held.push(one);
    expect(held.length).toBe(1);
    return held[0]!;
  };
  const order: string[] = [];
  const next = async () => {
    const one = await holder();
    order.push(one.id);
    return one;
  };
  const first = await next();
  expect((await say(first, id, 'decline')).body).toEqual({ offers: [], taken: [] });
  expect(await rows(first, id)).toEqual([0, 0, 0, 0]);
  expect((await say(first, id, 'accept')).body.code).toBe('no-referral');
  const second = await next();
  await w.city.db.transaction(
    system,
    (tx) =>
      tx.sql`update advisers.offers set answer_by = now() where referral_id = ${id} and outcome is null`,
  );
  expect((await say(second, id, 'accept')).body.code).toBe('no-referral');
  await runReferralTimers(w.city.db, ways);
  const third = await next();
  await say(third, id, 'conflict');
  const fourth = await next();
  await say(fourth, id, 'accept');
  await post(team.member, `/api/referrals/${id}/papers`, await sealed(id, '물음', fourth));
  expect(await rows(fourth, id)).toEqual([0, 1, 1, 1]);
  await say(fourth, id, 'give-back');
  expect(await rows(fourth, id)).toEqual([0, 0, 0, 0]);
  const fifth = await next();
  await say(fifth, id, 'accept');
  expect((await herWord(phone, id, 'not-them')).body.items).toMatchObject([
    { state: 'offered', adviser: null },
  ]);
  expect(await rows(fifth, id)).toEqual([0, 0, 0, 0]);
  await say(await next(), id, 'decline');
  expect(new Set(order).size).toBe(6);
  expect(await seen(team.member, phone)).toMatchObject([
    { state: 'looking', asked: 6, holder: null },
  ]);
  // Whoever declared a conflict is asked nothing about this case again; the one who declined may be, the next time.
  await post(team.member, `/api/referrals/${id}/end`, { reason: 'not-needed' });
  for (const one of [first, second, fourth, people.find((each) => each.id === order[5])!])
    await w.city.asOwner('update advisers.advisers set active = false where staff_id = $1', [
      one.id,
    ]);
  expect(await ask(phone)).toMatchObject({ state: 'looking', asked: 0 });
});

test('nobody is asked past their capacity, whoever asks at the same time', async () => {
  const one = await adviser('가', { capacity: 2 });
  const phones = await Promise.all(Array.from({ length: 4 }, atWork));
  const states = (await Promise.all(phones.map((phone) => ask(phone)))).map(({ state }) => state);
  expect(states.sort()).toEqual(['looking', 'looking', 'offered', 'offered']);
  // Somebody new is found by the clock.
  await w.city.asOwner('update advisers.advisers set capacity = 4 where staff_id = $1', [one.id]);
  await w.city.db.transaction(
    system,
    (tx) => tx.sql`update advisers.referrals set look_at = now() where state = 'looking'`,
  );
  await runReferralTimers(w.city.db, ways);
  expect((await advice(one)).offers.length).toBe(4);
});

test.each<[string, (phone: Phone, id: string) => Promise<unknown>, string | null]>([
  ['she ends it', (phone, id) => herWord(phone, id, 'end'), 'she-ended'],
  [
    'she takes back what she gave the desk',
    (phone) => phone.do('consents', { grant: [], revoke: [{ desk: team.id }] }),
    null,
  ],
  ['she withdraws', (phone) => phone.do('withdraw'), null],
  [
    'the team ends it',
    (_phone, id) => post(team.member, `/api/referrals/${id}/end`, { reason: 'done' }),
    'done',
  ],
  [
    'the case is closed',
    async (phone) => {
      await post(team.member, `/api/cases/${phone.id}/close`, { closing: 'helped' });
      await runReferralTimers(w.city.db, ways);
    },
    'case-closed',
  ],
])(
  '%s: everything of it is closed to the adviser, and what opened it is destroyed',
  async (_how, end, reason) => {
    const one = await adviser('가');
    const phone = await atWork();
    const { id } = await briefed(phone, one);
    expect(await rows(one, id)).toEqual([0, 1, 1, 1]);
    await end(phone, id);
    expect(await rows(one, id)).toEqual([0, 0, 0, 0]);
    expect(await advice(one)).toEqual({ offers: [], taken: [] });
    const left = await w.city.asOwner(
      'select 1 from advisers.paper_wraps where referral_id = $1 and staff_id is not null',
      [id],
    );
    expect(left).toEqual([]);
    const paper = await sealed(id, '늦은 답', one);
    expect((await post(one, `/api/advice/${id}/papers`, paper)).body.code).toBe('no-referral');
    if (reason === null) expect(await seen(team.member, phone)).toEqual([]);
    else
      expect(await seen(team.member, phone)).toMatchObject([
        { state: 'ended', endReason: reason, papers: [{ kind: 'brief' }] },
      ]);
  },
);

test('by SQL nobody does more of it than the walls say', async () => {
  const one = await adviser('가');
  const phone = await atWork();
  const { id } = await briefed(phone, one);
  const refused = (who: Actor, text: string) =>
    expect(
      w.city.db.transaction(who, (tx) => tx.sql(Object.assign([text], { raw: [text] }))),
      text,
    ).rejects.toThrow();
  const where = `where id = '${id}'`;
  await refused(her(phone), `update advisers.referrals set holder_id = null ${where}`);
  await refused(her(phone), `update advisers.referrals set state = 'looking' ${where}`);
  await refused(team.member, `update advisers.referrals set consent = 'in-person' ${where}`);
  await refused(one, `update advisers.offers set outcome = 'declined' where referral_id = '${id}'`);
  await refused(
    one,
    `update advisers.offers set answer_by = 'infinity' where referral_id = '${id}'`,
  );
  await refused(
    team.member,
    `insert into advisers.referrals (case_id, desk_id, by_staff, specialty, fields, district, language, consent, consented_at, state)
     values ('${phone.id}', '${team.id}', '${team.member.id}', 'medical', '{}', '${near}', 'ko', 'herself', now(), 'looking')`,
  );
  // A member of another desk, and one of the same who declared nothing, writes no brief.
  expect(
    (await post(police.member, `/api/referrals/${id}/end`, { reason: 'done' })).status,
  ).not.toBe(200);
  const events = await w.city.db.transaction(
    one,
    (tx) => tx.sql`select 1 from platform.events limit 1`,
  );
  expect(events).toEqual([]);
  const audit = await w.city.db.transaction(
    system,
    (tx) =>
      tx.sql<{ action: string }>`
        select action from platform.audit where subject = ${id} order by id`,
  );
  expect(audit.map(({ action }) => action)).toEqual([
    'referral.asked',
    'referral.offered',
    'referral.word',
    'referral.accept',
    'referral.paper',
    'referral.brief',
  ]);
});
