// Proves how reports come: typed by herself, by a partner's link, or by somebody whom she told, who keeps nothing; and what a flood's proof of work changes.
import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toBase64url } from '#platform/sealing/index.ts';
import type { DeskReport } from './contract.ts';
import { type Desks, type Member, openDesks } from './desks-for-test.ts';
import { isWork, workText } from './rules.ts';

let w: Desks;
let near: string;
let team: { id: string; member: Member };
let far: { id: string; member: Member };
beforeAll(async () => {
  w = await openDesks();
  near = w.city.districts[0];
  team = await w.staffedDesk('crisis-team', near, 'crisis-team');
  far = await w.staffedDesk('crisis-team', w.city.districts[2], 'crisis-team');
});
afterAll(() => w.close());

const listOf = async (who: Member) =>
  (await w.as<{ items: DeskReport[] }>(who, 'GET', '/api/desk/reports')).body.items;
const found = async (id: string) => (await listOf(team.member)).find((one) => one.id === id);

test('what is said by telephone is sealed for the desks that were named; whoever typed it reads nothing again', async () => {
  const agent = await w.person('hotline-agent', 'all');
  for (const source of ['telephone', 'counter', 'sms'] as const) {
    const phone = await w.phone();
    const gifts = await phone.gifts(near, ['crisis-team']);
    const body = {
      id: phone.id,
      receipt: phone.secrets.token,
      herKey: toBase64url(phone.secrets.keys.publicKey),
      clear: phone.clear(near),
      parts: [await phone.part('narrative', '전화로 들은 일', gifts)],
      source,
    };
    const kept = await w.as(agent, 'POST', '/api/desk/reports/taken', body);
    expect(kept).toEqual({ status: 201, body: { id: phone.id, state: 'sent' } });
    expect(await found(phone.id)).toMatchObject({ source, partner: null });
    // The words that were read out open it from any phone.
    expect((await phone.look()).body.state).toBe('sent');
    const [entry] = await w.city.asOwner(
      `select actor, detail from platform.audit where action = 'report.taken-down' and subject = $1`,
      [phone.id],
    );
    expect(entry).toEqual({ actor: agent.id, detail: { source } });
    expect((await w.as(agent, 'GET', '/api/desk/reports')).status).toBe(403);
  }
  expect((await listOf(far.member)).length).toBe(0);
});

test('nobody named, a source that she cannot say herself, a role that takes nothing: refused', async () => {
  const agent = await w.person('hotline-agent', 'all');
  const phone = await w.phone();
  const body = {
    id: phone.id,
    receipt: phone.secrets.token,
    herKey: toBase64url(phone.secrets.keys.publicKey),
    clear: phone.clear(near),
    parts: [await phone.part('narrative', '글', [])],
  };
  const take = (who: { id: string }, more: object) =>
    w.as(who, 'POST', '/api/desk/reports/taken', { ...body, ...more });
  expect((await take(agent, { source: 'sms' })).body).toMatchObject({ code: 'nobody-chosen' });
  expect((await take(agent, { source: 'online' })).status).toBe(400);
  expect((await take(await w.person('manager', [near]), { source: 'sms' })).status).toBe(403);
  expect((await take({ id: randomUUID() }, { source: 'sms' })).status).toBe(401);
});

test("a partner's link is known by its code; one that the city does not know changes nothing", async () => {
  for (const [from, expected] of [
    ['shelter', { source: 'partner', partner: 'shelter' }],
    ['stranger', { source: 'online', partner: null }],
    [null, { source: 'online', partner: null }],
  ] as const) {
    const phone = await w.phone();
    const gifts = await phone.gifts(near, ['crisis-team']);
    const parts = [await phone.part('narrative', '글', gifts)];
    expect((await phone.keep({ clear: phone.clear(near), parts, from })).status).toBe(201);
    expect(await found(phone.id)).toMatchObject(expected);
  }
});

test('in a flood everything is kept at once and its clock runs; a small proof of work takes the mark away', async () => {
  w.flood.on = true;
  const phone = await w.phone();
  const kept = await phone.report(near, ['crisis-team']);
  w.flood.on = false;
  expect(kept).toMatchObject({ status: 201, body: { state: 'sent', suspectedFlood: true } });
  const before = (await found(phone.id))!;
  expect(before.suspectedFlood).toBe(true);
  expect(before.deliveries[0]!.dueAt).not.toBeNull();
  let nonce = 0;
  const hash = (at: number) => createHash('sha256').update(workText(phone.id, at)).digest();
  expect(isWork(hash(0))).toBe(false);
  expect(await phone.do('work', { nonce: 0 })).toMatchObject({
    status: 400,
    body: { code: 'no-work' },
  });
  while (!isWork(hash(nonce))) nonce += 1;
  expect((await phone.do('work', { nonce })).body).toMatchObject({ suspectedFlood: false });
  const after = (await found(phone.id))!;
  expect(after.suspectedFlood).toBe(false);
  expect(after.deliveries).toEqual(before.deliveries);
});

test('what she chose in a draft is hers alone, and goes when it is sent', async () => {
  const phone = await w.phone();
  const parts = [
    await phone.part('narrative', '글', []),
    { ...(await phone.part('message', '{"district":"x"}', [])), kind: 'answers' },
  ];
  expect((await phone.keep({ parts })).body.state).toBe('draft');
  const [gift] = await phone.gifts(near, ['crisis-team']);
  const grant = (part: string) => ({
    part,
    recipient: gift!.to.keyId,
    wrap: parts[0]!.own,
    endsAt: null,
  });
  const clear = phone.clear(near);
  expect((await phone.do('send', { clear, grants: [grant(parts[1]!.id)] })).body).toMatchObject({
    code: 'unknown-part',
  });
  const sent = await phone.do('send', { clear, grants: [grant(parts[0]!.id)] });
  expect(sent.body.parts.map(({ kind }) => kind)).toEqual(['narrative']);
});

test('a file that she takes away leaves the disk, the quota and the desks', async () => {
  const phone = await w.phone();
  await phone.report(near, ['crisis-team']);
  const { sealFile } = await import('./sealing/hers.ts');
  const facts = { name: 'a.jpg', type: 'image/jpeg', size: 5, sha256: '', of: null };
  const gifts = await phone.gifts(near, ['crisis-team']);
  const { key: _key, ...file } = await sealFile(
    phone.id,
    phone.secrets.keys.publicKey,
    facts,
    gifts,
  );
  await w.ask('POST', '/api/reports/mine/files', file, phone.headers);
  const before = (await phone.look()).body.files;
  expect(before.left).toBeLessThan(before.quota);
  const gone = await phone.do('files/remove', { parts: [file.id, randomUUID()] });
  expect(gone.body.files.left).toBe(before.quota);
  expect(gone.body.parts.map(({ kind }) => kind)).not.toContain('file');
  expect((await found(phone.id))!.parts.map(({ kind }) => kind)).not.toContain('file');
});
