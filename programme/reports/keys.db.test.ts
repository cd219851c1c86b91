// Proves the keys of people and desks: nobody holds what the city did not sign, joining and leaving, a lost laptop, and the public log.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import {
  BrokenKeyLog,
  type LogEntry,
  makeKeyPair,
  signEntry,
  toBase64url,
} from '#platform/sealing/index.ts';
import type { DeskReport } from './contract.ts';
import { type Desks, openDesks } from './desks-for-test.ts';
import { endStaffKey } from './index.ts';
import { checkRecipients, continueBook, digestOfKeys, emptyBook } from './sealing/book.ts';
import { handOnKeys, makeDeskKey, openPart } from './sealing/desk.ts';

let w: Desks;
let near: string;
beforeAll(async () => {
  w = await openDesks();
  near = w.city.districts[0];
});
afterAll(() => w.close());

type Opened = Parameters<typeof openPart>[1];

async function narrativeOf(
  who: Parameters<Desks['deskKeys']>[0],
  desk: string,
  report: string,
): Promise<string> {
  const { body } = await w.as<{ items: DeskReport[] }>(who, 'GET', '/api/desk/reports');
  const part = body.items
    .find((one) => one.id === report)!
    .parts.find((one) => one.kind === 'narrative')!;
  const path = `/api/desk/reports/${report}/parts/${part.id}/open`;
  const opened = await w.as<Opened>(who, 'POST', path, {});
  return openPart(report, opened.body, await w.deskKeys(who, desk));
}

test('a colleague who joins reads older reports too, once somebody has handed the keys on', async () => {
  const desk = await w.staffedDesk('crisis-team', near, 'crisis-team');
  const phone = await w.phone();
  await phone.report(near, ['crisis-team']);
  const joined = await w.member(desk.id, 'crisis-team', [near]);
  await expect(narrativeOf(joined, desk.id, phone.id)).rejects.toThrow('none of these keys');
  const mine = (await w.myKeys(desk.member)).desks[0]!;
  const lacks = mine.members.find((one) => one.staff === joined.id)!.keys[0]!;
  expect(lacks).toEqual({ id: joined.keyId, lacks: mine.keys.map((key) => key.id) });
  const held = await handOnKeys(
    await w.deskKeys(desk.member, desk.id),
    joined.keyId,
    await w.book(),
  );
  expect(
    (await w.as(desk.member, 'POST', `/api/keys/desks/${desk.id}/held`, { held })).body,
  ).toEqual({ handed: 1 });
  expect(await narrativeOf(joined, desk.id, phone.id)).toBe('있었던 일');
});

test('who leaves is shut out at once; the others make a new key, and new reports are wrapped for that one only', async () => {
  const desk = await w.staffedDesk('medical', near, 'crisis-team');
  const leaving = await w.member(desk.id, 'crisis-team', [near]);
  await w.giveDeskKey(desk.member, desk.id);
  const before = await w.phone();
  await before.report(near, ['medical']);
  expect(await narrativeOf(leaving, desk.id, before.id)).toBe('있었던 일');
  const oldKeys = await w.deskKeys(leaving, desk.id);
  const stale = await before.gifts(near, ['medical']);

  await w.city.asOwner('delete from reports.members where staff_id = $1', [leaving.id]);
  await w.city.db.transaction(system, (tx) => endStaffKey(tx, w.signingKey, leaving.keyId));
  const list = await w.as<{ items: object[] }>(leaving, 'GET', '/api/desk/reports');
  expect(list.body.items).toEqual([]);
  const mine = (await w.myKeys(desk.member)).desks.find((one) => one.id === desk.id)!;
  expect(mine.rotate).toBe(true);
  await w.giveDeskKey(desk.member, desk.id);
  expect((await w.myKeys(desk.member)).desks.find((one) => one.id === desk.id)!.rotate).toBe(false);

  const after = await w.phone();
  const part = await after.part('narrative', '나중 일', stale);
  expect((await after.keep({ clear: after.clear(near), parts: [part] })).body).toMatchObject({
    code: 'key-replaced',
  });
  await after.report(near, ['medical']);
  // Even with the bytes of the new report, the old keys open nothing.
  const item = (
    await w.as<{ items: DeskReport[] }>(desk.member, 'GET', '/api/desk/reports')
  ).body.items.find((one) => one.id === after.id)!;
  const opened = await w.as<Opened>(
    desk.member,
    'POST',
    `/api/desk/reports/${after.id}/parts/${item.parts[0]!.id}/open`,
    {},
  );
  await expect(openPart(after.id, opened.body, oldKeys)).rejects.toThrow('none of these keys');
  // Those who stay read both.
  expect(await narrativeOf(desk.member, desk.id, before.id)).toBe('있었던 일');
  expect(await narrativeOf(desk.member, desk.id, after.id)).toBe('있었던 일');
});

test('a lost laptop: its key ends, a new one is enrolled and handed the keys, and nothing is lost', async () => {
  const desk = await w.staffedDesk('legal', near, 'crisis-team');
  const colleague = await w.member(desk.id, 'crisis-team', [near]);
  await w.giveDeskKey(desk.member, desk.id);
  const phone = await w.phone();
  await phone.report(near, ['legal']);
  await w.city.db.transaction(system, (tx) => endStaffKey(tx, w.signingKey, colleague.keyId));
  await expect(
    w.city.db.transaction(system, (tx) => endStaffKey(tx, w.signingKey, colleague.keyId)),
  ).rejects.toThrow('has ended already');
  const fresh = await makeKeyPair();
  const keyId = randomUUID();
  const locked = { way: 'passkey', salt: 'A'.repeat(43), sealed: 'A'.repeat(80) };
  const body = { id: keyId, publicKey: toBase64url(fresh.publicKey), locked };
  expect((await w.as(colleague, 'POST', '/api/keys/mine', body)).body).toMatchObject({
    signed: false,
  });
  const unsigned = await handOnKeys(
    await w.deskKeys(desk.member, desk.id),
    keyId,
    await w.book(),
  ).catch((error: Error) => error);
  expect(unsigned).toBeInstanceOf(BrokenKeyLog);
  await w.sign();
  const held = await handOnKeys(await w.deskKeys(desk.member, desk.id), keyId, await w.book());
  await w.as(desk.member, 'POST', `/api/keys/desks/${desk.id}/held`, { held });
  const renewed = { ...colleague, keyId, privateKey: fresh.privateKey };
  expect(await narrativeOf(renewed, desk.id, phone.id)).toBe('있었던 일');
});

test('a key reaches no stranger: not by a colleague, not by another desk, not without the recovery key', async () => {
  const desk = await w.staffedDesk('housing', near, 'crisis-team');
  const elsewhere = await w.staffedDesk('housing', w.city.districts[2], 'crisis-team');
  const book = await w.book();
  const keys = await w.deskKeys(desk.member, desk.id);
  const path = `/api/keys/desks/${desk.id}`;
  const held = await handOnKeys(keys, elsewhere.member.keyId, book);
  expect((await w.as(desk.member, 'POST', `${path}/held`, { held })).body).toMatchObject({
    code: 'not-a-member',
  });
  expect((await w.as(elsewhere.member, 'POST', `${path}/held`, { held })).body).toMatchObject({
    code: 'not-yours',
  });
  const made = await makeDeskKey(desk.id, [desk.member.keyId], book);
  const bodyOf = (some: { holder: string }[]) => ({
    key: made.key,
    publicKey: made.publicKey,
    held: some,
  });
  const without = [made.held[0]!, { ...made.held[0]!, holder: elsewhere.member.keyId }];
  expect((await w.as(desk.member, 'POST', `${path}/keys`, bodyOf(without))).body).toMatchObject({
    code: 'no-recovery',
  });
  const stranger = [...made.held, { ...made.held[0]!, holder: elsewhere.member.keyId }];
  expect((await w.as(desk.member, 'POST', `${path}/keys`, bodyOf(stranger))).body).toMatchObject({
    code: 'not-a-member',
  });
  expect(
    (await w.as(elsewhere.member, 'POST', `${path}/keys`, bodyOf(made.held))).body,
  ).toMatchObject({ code: 'not-yours' });
  // An administrator may put somebody on the list of a desk; that opens nothing, and takes nobody's key.
  const admin = await w.person('administrator', 'all');
  expect((await w.as(admin, 'GET', '/api/keys/mine')).status).toBe(403);
  expect((await w.as(admin, 'GET', '/api/desk/reports')).status).toBe(403);
});

test('a browser that has seen the log refuses another history, and a phone a key that was signed for another desk', async () => {
  await w.staffedDesk('support-centre', near, 'crisis-team');
  const seen = await w.book();
  type Log = { cityKey: string; entries: LogEntry[] };
  const { body } = await w.ask<Log>('GET', '/api/keys/log?after=0');
  expect((await continueBook(emptyBook, body.entries, body.cityKey)).head).toEqual(seen.head);
  expect(await w.book(seen)).toEqual(seen);
  const swapped = body.entries.with(1, { ...body.entries[1]!, text: body.entries[0]!.text });
  await expect(continueBook(emptyBook, swapped, body.cityKey)).rejects.toThrow(BrokenKeyLog);
  await expect(continueBook(seen, body.entries, body.cityKey)).rejects.toThrow(BrokenKeyLog);
  type Reply = Parameters<typeof checkRecipients>[0];
  const { body: reply } = await w.ask<Reply>('GET', `/api/reports/recipients?district=${near}`);
  const [first, second] = reply.items;
  const crossed = { ...reply, items: [{ ...first!, key: second!.key }] };
  await expect(checkRecipients(crossed)).rejects.toThrow('signed for another desk');
  const renamed = { ...reply, items: [{ ...first!, kind: 'police' as const }] };
  await expect(checkRecipients(renamed)).rejects.toThrow('signed for another desk');
  const forged = { ...reply, cityKey: 'A'.repeat(43) };
  await expect(checkRecipients(forged)).rejects.toThrow(BrokenKeyLog);
  expect(await checkRecipients({ cityKey: null, newest: null, items: [] })).toEqual([]);
});

test('an older key of a desk that the city signed once is not taken for the newest; nor is an older statement', async () => {
  const desk = await w.staffedDesk('housing', near, 'crisis-team');
  type Reply = Parameters<typeof checkRecipients>[0];
  const ask = async () =>
    (await w.ask<Reply>('GET', `/api/reports/recipients?district=${near}`)).body;
  const before = await ask();
  await w.giveDeskKey(desk.member, desk.id);
  const now = await ask();
  const ofDesk = (reply: Reply) => reply.items.find(({ id }) => id === desk.id)!;
  expect((await checkRecipients(now)).find((one) => one.desk === desk.id)!.keyId).toBe(
    ofDesk(now).key.id,
  );
  // The city's signature on the older key still holds; what the city said last does not name it.
  const others = now.items.filter(({ id }) => id !== desk.id);
  const mixed = { ...now, items: [...others, ofDesk(before)] };
  await expect(checkRecipients(mixed)).rejects.toThrow(BrokenKeyLog);
  await expect(checkRecipients({ ...mixed, newest: null })).rejects.toThrow(BrokenKeyLog);
  const added = { ...now.newest!, keys: [...now.newest!.keys, ofDesk(before).key.id] };
  await expect(checkRecipients({ ...mixed, newest: added })).rejects.toThrow(BrokenKeyLog);
  // An older statement with the keys of then is found out by whoever has seen a newer one.
  await expect(checkRecipients(before)).resolves.toBeDefined();
  await expect(checkRecipients(before, now.newest!.entry.position)).rejects.toThrow(BrokenKeyLog);
});

test('a statement that leaves out a newer key is found by everybody who checks the whole list', async () => {
  const { entries, cityKey } = (
    await w.ask<{ entries: LogEntry[]; cityKey: string }>('GET', '/api/keys/log?after=0')
  ).body;
  const at = entries.findLastIndex(({ text }) => text.includes('"kind":"newest"'));
  const book = await continueBook(emptyBook, entries.slice(0, at), cityKey);
  const text = JSON.stringify({ kind: 'newest', at: '2026-01-01', digest: await digestOfKeys([]) });
  const lie = await signEntry(book.head, text, w.signingKey);
  await expect(continueBook(book, [lie], cityKey)).rejects.toThrow(BrokenKeyLog);
  await expect(continueBook(book, entries.slice(at), cityKey)).resolves.toBeDefined();
});
