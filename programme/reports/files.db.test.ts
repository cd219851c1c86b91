// Proves files over HTTP: sealed piece by piece, cut and gone on with, within a quota, read by those she chose, and gone when she withdraws.
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bytes, chunkSize, NotSealed } from '#platform/sealing/index.ts';
import { type Desks, type Member, openDesks, type Phone } from './desks-for-test.ts';
import { openPart, partKey } from './sealing/desk.ts';
import { type FileFacts, openFile, sealFile, sendPieces } from './sealing/hers.ts';

let w: Desks;
let near: string;
let team: { id: string; member: Member };
let police: { id: string; member: Member };
beforeAll(async () => {
  w = await openDesks();
  near = w.city.districts[0];
  team = await w.staffedDesk('crisis-team', near, 'crisis-team');
  police = await w.staffedDesk('police', near, 'police');
});
afterAll(() => w.close());

const bytes = randomBytes(2 * chunkSize + 12_345);
const source = new Blob([bytes]);
const facts: FileFacts = {
  name: '사진 1.jpg',
  type: 'image/jpeg',
  size: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  of: null,
};

async function announce(phone: Phone, more: Partial<FileFacts> = {}) {
  const gifts = await phone.gifts(near, ['crisis-team']);
  const { key, ...file } = await sealFile(
    phone.id,
    phone.secrets.keys.publicKey,
    { ...facts, ...more },
    gifts,
  );
  const answer = await w.ask<{ received: number; left: number; code?: string }>(
    'POST',
    '/api/reports/mine/files',
    file,
    phone.headers,
  );
  return { key, file, answer };
}

const put = (phone: Phone, part: string, index: number, piece: Uint8Array) =>
  w.ask<{ received: number; code?: string }>(
    'PUT',
    `/api/reports/mine/files/${part}/pieces/${index}`,
    Buffer.from(piece),
    phone.headers,
  );

async function all(pieces: AsyncIterable<Bytes>): Promise<Bytes[]> {
  const read: Bytes[] = [];
  for await (const piece of pieces) read.push(piece);
  return read;
}

test('a file is cut, gone on with, and read whole by those she chose', async () => {
  const phone = await w.phone();
  await phone.report(near, ['crisis-team', 'police']);
  const { key, file, answer } = await announce(phone);
  expect(answer.status).toBe(201);
  const sealed = { id: file.id, key, source };
  let sent = 0;
  const cut = sendPieces(phone.id, sealed, 0, async (index, piece) => {
    if (sent === 1) throw new Error('the network is gone');
    sent += 1;
    return (await put(phone, file.id, index, piece)).body.received;
  });
  await expect(cut).rejects.toThrow('gone');
  const again = await w.ask<{ received: number }>(
    'POST',
    '/api/reports/mine/files',
    file,
    phone.headers,
  );
  expect(again.body.received).toBe(1);
  await sendPieces(
    phone.id,
    sealed,
    again.body.received,
    async (index, piece) => (await put(phone, file.id, index, piece)).body.received,
  );

  const base = `/api/desk/reports/${phone.id}/parts/${file.id}`;
  expect((await w.as(team.member, 'GET', `${base}/pieces/0`)).body).toMatchObject({
    code: 'open-first',
  });
  type Opened = Parameters<typeof openPart>[1];
  const { body } = await w.as<Opened>(team.member, 'POST', `${base}/open`, {});
  const keys = await w.deskKeys(team.member, team.id);
  const told = JSON.parse(await openPart(phone.id, body, keys)) as FileFacts;
  expect(told).toEqual(facts);
  const fetchPiece = async (index: number) =>
    new Uint8Array((await w.as<Buffer>(team.member, 'GET', `${base}/pieces/${index}`)).body);
  const opened = { id: file.id, key: await partKey(phone.id, body, keys), facts: told };
  const read = await all(openFile(phone.id, opened, fetchPiece));
  expect(createHash('sha256').update(Buffer.concat(read)).digest('hex')).toBe(facts.sha256);
  // A server that gives the first piece twice is found out.
  await expect(all(openFile(phone.id, opened, () => fetchPiece(0)))).rejects.toThrow(NotSealed);
  expect((await w.as(police.member, 'GET', `${base}/pieces/0`)).body).toMatchObject({
    code: 'not-yours',
  });
  const own = await w.ask<Buffer>(
    'GET',
    `/api/reports/mine/files/${file.id}/pieces/2`,
    undefined,
    phone.headers,
  );
  expect(Buffer.compare(own.body, Buffer.from(await fetchPiece(2)))).toBe(0);
});

test('pieces come in order and of their size; one told again is thrown away', async () => {
  const phone = await w.phone();
  await phone.report(near, ['crisis-team']);
  const { key, file } = await announce(phone);
  const pieces: Bytes[] = [];
  await sendPieces(phone.id, { id: file.id, key, source }, 0, async (index, piece) => {
    pieces.push(piece);
    return index + 1;
  });
  expect((await put(phone, file.id, 1, pieces[1]!)).body).toMatchObject({
    code: 'piece-missing',
    received: 0,
  });
  expect((await put(phone, file.id, 0, pieces[0]!.slice(1))).body.code).toBe('invalid-input');
  expect((await put(phone, file.id, 0, new Uint8Array([...pieces[0]!, 1]))).status).toBe(413);
  const told = await Promise.all([
    put(phone, file.id, 0, pieces[0]!),
    put(phone, file.id, 0, pieces[0]!),
  ]);
  expect(told.map((one) => one.body.received)).toEqual([1, 1]);
  await put(phone, file.id, 1, pieces[1]!);
  expect((await put(phone, file.id, 2, pieces[2]!)).body.received).toBe(3);
  expect((await put(phone, file.id, 3, pieces[2]!)).body.code).toBe('piece-missing');
  const stranger = await w.phone();
  await stranger.report(near, ['crisis-team']);
  expect((await put(stranger, file.id, 0, pieces[0]!)).body.code).toBe('unknown-file');
  const noBytes = await w.ask(
    'PUT' as 'POST',
    `/api/reports/mine/files/${file.id}/pieces/3`,
    { a: 1 },
    phone.headers,
  );
  expect(noBytes.body).toMatchObject({ code: 'invalid-input' });
});

test('files stop at the quota of the receipt and at the reserve of the disk; words always have room', async () => {
  const phone = await w.phone();
  await phone.report(near, ['crisis-team']);
  expect((await announce(phone, { size: 5 * chunkSize })).answer.status).toBe(201);
  expect((await announce(phone, { size: 5 * chunkSize })).answer.body).toMatchObject({
    code: 'quota',
  });
  w.policy.reserveBytes = Number.MAX_SAFE_INTEGER;
  try {
    const other = await w.phone();
    await other.report(near, ['crisis-team']);
    const full = await announce(other);
    expect(full.answer).toMatchObject({ status: 409, body: { code: 'disk-full' } });
    expect(
      (await other.do('parts', { part: await other.part('message', '글은 언제나', []) })).status,
    ).toBe(200);
  } finally {
    w.policy.reserveBytes = 0;
  }
});

test('withdrawing takes the files from the disk', async () => {
  const phone = await w.phone();
  await phone.report(near, ['crisis-team']);
  const { key, file } = await announce(phone);
  await sendPieces(
    phone.id,
    { id: file.id, key, source },
    0,
    async (index, piece) => (await put(phone, file.id, index, piece)).body.received,
  );
  const onDisk = async () =>
    (await readdir(join(w.folder, 'reports'), { recursive: true })).some((name) =>
      name.endsWith(file.id),
    );
  expect(await onDisk()).toBe(true);
  await phone.do('withdraw');
  await expect.poll(onDisk).toBe(false);
});
