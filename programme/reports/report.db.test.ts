// Proves over HTTP that a survivor can report, that the people she chose and nobody else can read it, and that she holds the thread.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { NotSealed } from '#platform/sealing/index.ts';
import type { DeskReport } from './contract.ts';
import { type Desks, type Member, openDesks } from './desks-for-test.ts';
import { openPart, sealMessage } from './sealing/desk.ts';
import { giveOwn, openOwn } from './sealing/hers.ts';

let w: Desks;
let near: string;
let team: { id: string; member: Member };
let police: { id: string; member: Member };
let medical: { id: string; member: Member };
let farTeam: { id: string; member: Member };

beforeAll(async () => {
  w = await openDesks();
  near = w.city.districts[0];
  team = await w.staffedDesk('crisis-team', near, 'crisis-team', '가 상담원');
  police = await w.staffedDesk('police', near, 'police', '나 경위');
  medical = await w.staffedDesk('medical', near, 'crisis-team', '다 간호사');
  farTeam = await w.staffedDesk('crisis-team', w.city.districts[2], 'crisis-team');
});
afterAll(() => w.close());

type Opened = { id: string; sealed: string; wraps: { recipient: string; wrap: string }[] };
const list = async (who: Member) =>
  (await w.as<{ items: DeskReport[]; alerts: object[] }>(who, 'GET', '/api/desk/reports')).body;
const open = (who: Member, report: string, part: string) =>
  w.as<Opened>(who, 'POST', `/api/desk/reports/${report}/parts/${part}/open`, {});

/** Every part of a report that somebody can read, in clear. */
async function readAll(who: { id: string; member: Member }, report: string): Promise<string[]> {
  const item = (await list(who.member)).items.find((one) => one.id === report);
  const keys = await w.deskKeys(who.member, who.id);
  const read: string[] = [];
  for (const part of item?.parts ?? [])
    read.push(await openPart(report, (await open(who.member, report, part.id)).body, keys));
  return read;
}

test('those she chose read what she gave them; the others see nothing of it', async () => {
  const phone = await w.phone();
  const chosen = await phone.gifts(near, ['crisis-team', 'medical']);
  const onlyTeam = chosen.filter((gift) => gift.to.kind === 'crisis-team');
  const kept = await phone.keep({
    clear: phone.clear(near),
    parts: [
      await phone.part('narrative', '어제 저녁의 일', chosen),
      await phone.part('identity', '연락처', onlyTeam),
    ],
  });
  expect(kept.status).toBe(201);
  expect(kept.body).toMatchObject({ state: 'sent', clear: { district: near, urgency: 'today' } });
  expect(await readAll(team, phone.id)).toEqual(['어제 저녁의 일', '연락처']);
  expect(await readAll(medical, phone.id)).toEqual(['어제 저녁의 일']);
  for (const other of [police, farTeam]) {
    expect((await list(other.member)).items.map((item) => item.id)).not.toContain(phone.id);
    for (const part of kept.body.parts)
      expect((await open(other.member, phone.id, part.id)).body).toMatchObject({
        code: 'not-yours',
      });
  }
  // Not even with the bytes in hand: a stolen database and another desk's key.
  const identity = kept.body.parts.find((part) => part.kind === 'identity')!;
  expect((await open(medical.member, phone.id, identity.id)).status).toBe(404);
  const stolen = (await open(team.member, phone.id, identity.id)).body;
  const keys = await w.deskKeys(police.member, police.id);
  await expect(openPart(phone.id, stolen, keys)).rejects.toThrow(NotSealed);
});

test('she comes back from another phone with her words, reads everything, and sees who opened what', async () => {
  const phone = await w.phone();
  await phone.report(near, ['crisis-team']);
  await readAll(team, phone.id);
  const { body } = await phone.look();
  const words = await Promise.all(
    body.parts.map((part) => openOwn(phone.id, part, phone.secrets.keys)),
  );
  expect(words.sort()).toEqual(['이름과 번호', '있었던 일']);
  expect(body.openings.map(({ kind, by, desk }) => [kind, by, desk]).sort()).toEqual([
    ['identity', '가 상담원', team.id],
    ['narrative', '가 상담원', team.id],
  ]);
  const wrong = { authorization: `Receipt ${'A'.repeat(43)}` };
  expect((await w.ask('GET', '/api/reports/mine', undefined, wrong)).body).toMatchObject({
    code: 'unknown-receipt',
    status: 404,
  });
  expect((await w.ask('GET', '/api/reports/mine')).status).toBe(404);
});

test('the same report told again is one; another with its id or its words is refused', async () => {
  const phone = await w.phone();
  const body = {
    clear: phone.clear(near),
    parts: [await phone.part('narrative', '한 번', await phone.gifts(near, ['crisis-team']))],
  };
  const [one, two] = await Promise.all([phone.keep(body), phone.keep(body)]);
  expect([one.status, two.status]).toEqual([201, 201]);
  expect((await phone.look()).body.parts).toHaveLength(1);
  const thief = await w.phone();
  const { body: taken } = await w.ask('POST', '/api/reports', {
    id: phone.id,
    receipt: thief.secrets.token,
    herKey: 'A'.repeat(43),
    parts: [],
  });
  expect(taken).toMatchObject({ code: 'taken', status: 409 });
  const again = await w.ask('POST', '/api/reports', {
    id: randomUUID(),
    receipt: phone.secrets.token,
    herKey: 'A'.repeat(43),
    parts: [],
  });
  expect(again.body).toMatchObject({ code: 'taken' });
});

test('a draft is nobody else’s until she sends it; afterwards it stays as it was sent', async () => {
  const phone = await w.phone();
  const first = await phone.part('narrative', '처음 생각', []);
  expect((await phone.keep({ parts: [first] })).body.state).toBe('draft');
  const second = await phone.part('narrative', '다시 쓴 것', []);
  const changed = await phone.do('parts', { part: second, replaces: first.id });
  expect(changed.body.parts.map((part) => part.id)).toEqual([second.id]);
  expect((await list(team.member)).items.map((item) => item.id)).not.toContain(phone.id);
  const early = await phone.part('message', '아직', await phone.gifts(near, ['crisis-team']));
  expect((await phone.do('parts', { part: early })).body).toMatchObject({ code: 'not-sent' });
  expect((await phone.do('send', { clear: phone.clear(near) })).body).toMatchObject({
    code: 'nobody-chosen',
  });
  const [gift] = await phone.gifts(near, ['crisis-team']);
  const own = changed.body.parts[0]!;
  const grant = await giveOwn(phone.id, own, phone.secrets.keys, gift!);
  const sent = await phone.do('send', { clear: phone.clear(near), grants: [grant] });
  expect(sent.body.state).toBe('sent');
  expect((await phone.do('send', { clear: phone.clear(near), grants: [grant] })).status).toBe(200);
  expect(await readAll(team, phone.id)).toEqual(['다시 쓴 것']);
  const third = await phone.part('narrative', '세 번째', []);
  expect((await phone.do('parts', { part: third, replaces: second.id })).body).toMatchObject({
    code: 'already-sent',
  });
});

test('consent is a key: given later, taken back at once, ended by its time', async () => {
  const phone = await w.phone();
  await phone.report(near, ['crisis-team']);
  const before = (await phone.look()).body;
  const narrative = before.parts.find((part) => part.kind === 'narrative')!;
  const [toPolice] = await phone.gifts(near, ['police']);
  const grant = await giveOwn(phone.id, narrative, phone.secrets.keys, toPolice!);
  await phone.do('consents', { grant: [grant] });
  expect(await readAll(police, phone.id)).toEqual(['있었던 일']);
  const after = await phone.do('consents', { revoke: [{ desk: police.id }] });
  expect(after.body.consents.find((one) => one.desk === police.id)?.revokedAt).not.toBeNull();
  expect((await list(police.member)).items.map((item) => item.id)).not.toContain(phone.id);
  expect((await open(police.member, phone.id, narrative.id)).status).toBe(404);
  // The wrap is gone from the database, not only hidden.
  const rows = await w.city.asOwner(
    'select wrap from reports.wraps where report_id = $1 and desk_id = $2',
    [phone.id, police.id],
  );
  expect(rows.every((row) => row.wrap === null)).toBe(true);
  const ended = { ...grant, endsAt: new Date(Date.now() - 1000).toISOString() };
  await phone.do('consents', { grant: [ended] });
  expect((await open(police.member, phone.id, narrative.id)).status).toBe(404);
  await phone.do('consents', { grant: [{ ...grant, endsAt: null }] });
  expect(await readAll(police, phone.id)).toEqual(['있었던 일']);
});

test('they write to each other, sealed both ways', async () => {
  const phone = await w.phone();
  const kept = await phone.report(near, ['crisis-team', 'medical']);
  const item = (await list(team.member)).items.find((one) => one.id === phone.id)!;
  const recipient = (await w.recipients(near)).find((one) => one.desk === team.id)!;
  const message = await sealMessage(
    phone.id,
    item.herKey,
    {
      id: team.id,
      key: {
        id: recipient.keyId,
        publicKey: Buffer.from(recipient.publicKey).toString('base64url'),
      },
    },
    '언제 통화가 편하세요?',
  );
  const path = `/api/desk/reports/${phone.id}/messages`;
  expect((await w.as(team.member, 'POST', path, message)).status).toBe(201);
  expect((await w.as(team.member, 'POST', path, message)).status).toBe(201);
  expect(
    (await w.as(medical.member, 'POST', path, { ...message, id: randomUUID() })).body,
  ).toMatchObject({ code: 'not-yours' });
  expect((await w.as(farTeam.member, 'POST', path, message)).body).toMatchObject({
    code: 'not-yours',
  });
  const answer = (await phone.look()).body.parts.filter((part) => part.from === team.id);
  expect(answer).toHaveLength(1);
  expect(await openOwn(phone.id, answer[0]!, phone.secrets.keys)).toBe('언제 통화가 편하세요?');
  await phone.do('parts', {
    part: await phone.part('message', '저녁이요', await phone.gifts(near, ['crisis-team'])),
  });
  expect(await readAll(team, phone.id)).toContain('저녁이요');
  expect(await readAll(medical, phone.id)).not.toContain('저녁이요');
  expect(kept.body.version).toBeLessThan((await phone.look()).body.version);
});

test('withdrawing destroys what was sealed; the words still open, and say so', async () => {
  const phone = await w.phone();
  await phone.report(near, ['crisis-team']);
  await readAll(team, phone.id);
  const gone = await phone.do('withdraw');
  expect(gone.body).toMatchObject({ state: 'withdrawn', parts: [], consents: [] });
  expect(gone.body.openings).toHaveLength(2);
  expect((await phone.do('withdraw')).status).toBe(200);
  expect((await list(team.member)).items.map((item) => item.id)).not.toContain(phone.id);
  const late = await phone.part('message', '늦은 말', []);
  expect((await phone.do('parts', { part: late })).body).toMatchObject({ code: 'withdrawn' });
  const left = await w.city.asOwner(
    `select (select count(*)::int from reports.parts where report_id = $1) as parts,
      (select count(*)::int from reports.wraps where report_id = $1) as wraps`,
    [phone.id],
  );
  expect(left).toEqual([{ parts: 0, wraps: 0 }]);
});

test('police whom she chose are told by the outbox without content, and only they', async () => {
  const outbox = (id: string) =>
    w.city.asOwner(
      "select kind, payload from platform.outbox where subject_id = $1 and kind = 'police-report'",
      [id],
    );
  const without = await w.phone();
  await without.report(near, ['crisis-team']);
  expect(await outbox(without.id)).toEqual([]);
  const phone = await w.phone();
  await phone.report(near, ['crisis-team', 'police']);
  expect(await outbox(phone.id)).toEqual([{ kind: 'police-report', payload: {} }]);
});

test('what cannot be sealed text is refused, and nothing of it is kept', async () => {
  const phone = await w.phone();
  const chosen = await phone.gifts(near, ['crisis-team']);
  const part = await phone.part('narrative', '글', chosen);
  for (const wrong of [
    { ...part, sealed: '그냥 글' },
    { ...part, sealed: part.sealed.slice(4) },
    { ...part, own: 'AAAA' },
    { ...part, kind: 'file' },
  ])
    expect((await phone.keep({ clear: phone.clear(near), parts: [wrong] })).status).toBe(400);
  const words = { ...phone.clear(near), urgency: '제발 빨리', district: near };
  expect((await phone.keep({ clear: words, parts: [part] })).status).toBe(400);
  const stranger = { ...part, grants: [{ ...part.grants[0]!, recipient: randomUUID() }] };
  expect((await phone.keep({ clear: phone.clear(near), parts: [stranger] })).body).toMatchObject({
    code: 'key-replaced',
  });
  expect((await phone.look()).status).toBe(404);
  expect((await phone.keep({ clear: phone.clear(near), parts: [part] })).status).toBe(201);
});

test('no answer of hers is kept by a browser, and no error writes anything of hers into the log', async () => {
  const before = w.logged.length;
  const phone = await w.phone();
  await phone.report(near, ['crisis-team']);
  expect(w.logged.slice(before)).toEqual([]);
});
