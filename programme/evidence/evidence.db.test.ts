// Proves packages through the public door: made as a browser makes them, unpacked and checked with unzip and sha256sum, begun with a reason that she sees.
import { execFile } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  appendFile,
  mkdtemp,
  open as openDisk,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealAudit, verifyAudit } from '#platform/audit/index.ts';
import { type Bytes, chunkSize } from '#platform/sealing/index.ts';
import { caseRoutes, casesContract } from '#programme/cases/index.ts';
import {
  type Desks,
  type Member,
  openDesks,
  type Phone,
} from '#programme/reports/desks-for-test.ts';
import { openPart, partKey } from '#programme/reports/sealing/desk.ts';
import { type FileFacts, openFile, sealFile, sendPieces } from '#programme/reports/sealing/hers.ts';
import { evidenceContract, evidenceRoutes } from './index.ts';
import type { CustodyToPack, PackPorts, PartToPack } from './sealing/about.ts';
import { packInto } from './sealing/pack.ts';
import type { Package } from './shapes.ts';

const execute = promisify(execFile);
const run = (tool: string, words: readonly string[], cwd: string) =>
  execute(tool, [...words], { cwd, env: { ...process.env, LC_ALL: 'C.UTF-8' } });

let w: Desks;
let near: string;
let folder: string;
let team: { id: string; member: Member };
let police: { id: string; member: Member };

beforeAll(async () => {
  w = await openDesks();
  near = w.city.districts[0];
  folder = await mkdtemp(join(tmpdir(), 'ansim-evidence-'));
  w.bind(
    casesContract,
    caseRoutes({
      db: w.city.db,
      month: () => '2026-11-01',
      seal: () => randomBytes(32),
      keepMonths: () => 36,
    }),
  );
  w.bind(evidenceContract, evidenceRoutes({ db: w.city.db, certificates: () => null }));
  team = await w.staffedDesk('crisis-team', near, 'crisis-team', '가 상담원');
  police = await w.staffedDesk('police', near, 'police', '나 경위');
});
afterAll(async () => {
  await w.close();
  await rm(folder, { recursive: true, force: true });
});

const post = <T = Package>(who: Member, path: string, body: object = {}) =>
  w.as<T & { code?: string }>(who, 'POST', `/api/cases${path}`, body);
const hers = async (phone: Phone) =>
  (await w.ask<{ items: Package[] }>('GET', '/api/evidence/mine', undefined, phone.headers)).body
    .items;

/** A report with an attachment, taken on by the team; the police take part and have not declared. */
async function atWork() {
  const phone = await w.phone();
  await phone.report(near, ['crisis-team', 'police'], {
    narrative: '있었던 일을 적습니다.\n둘째 줄',
    identity: '이름과 번호',
  });
  const bytes = randomBytes(chunkSize + 777);
  const facts: FileFacts = {
    name: '골목 "사진".heic',
    type: 'image/heic',
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    of: null,
  };
  const gifts = await phone.gifts(near, ['crisis-team']);
  const { key, ...file } = await sealFile(phone.id, phone.secrets.keys.publicKey, facts, gifts);
  await w.ask('POST', '/api/reports/mine/files', file, phone.headers);
  await sendPieces(
    phone.id,
    { id: file.id, key, source: new Blob([bytes]) },
    0,
    async (index, piece) => {
      const url = `/api/reports/mine/files/${file.id}/pieces/${index}`;
      const put = await w.ask<{ received: number }>('PUT', url, Buffer.from(piece), phone.headers);
      return put.body.received;
    },
  );
  expect((await post(team.member, '', { report: phone.id, desk: team.id })).status).toBe(201);
  expect((await post(team.member, `/${phone.id}/declare`, { conflict: false })).status).toBe(200);
  return { phone, bytes, file: file.id };
}

const beginning = (desk: string, id: string = randomUUID()) => ({
  id,
  desk,
  recipient: 'court',
  reason: 'court-order',
});

type DeskPart = Omit<PartToPack, 'whole'> & { pieces: number | null; received: number };
type DeskView = { items: { id: string; sentAt: string; parts: DeskPart[] }[] };

/** Does what the page of a member does, over HTTP. */
async function packFor(who: Member, desk: string, phone: Phone, id: string, out: string) {
  const { items } = (await w.as<DeskView>(who, 'GET', '/api/desk/reports')).body;
  const report = items.find((one) => one.id === phone.id)!;
  const keys = await w.deskKeys(who, desk);
  const disk = await openDisk(out, 'w');
  const ports: PackPorts = {
    async open(part) {
      const url = `/api/desk/reports/${phone.id}/parts/${part.id}`;
      const answer = await w.as<{
        id: string;
        sealed: string;
        wraps: { recipient: string; wrap: string }[];
      }>(who, 'POST', `${url}/open`, {});
      const key = await partKey(phone.id, answer.body, keys);
      return {
        text: await openPart(phone.id, answer.body, keys),
        pieces: (facts) =>
          openFile(phone.id, { id: part.id, key, facts }, async (index) => {
            const piece = await w.as<Buffer>(who, 'GET', `${url}/pieces/${index}`);
            return new Uint8Array(piece.body) as Bytes;
          }),
      };
    },
    async custody() {
      await sealAudit(w.city.db);
      const url = `/api/cases/${phone.id}/packages/${id}/custody`;
      return (await w.as<CustodyToPack>(who, 'GET', url)).body;
    },
    async leave(manifest, files) {
      const { status } = await post(who, `/${phone.id}/packages/${id}/leave`, { manifest, files });
      expect(status).toBe(200);
    },
    stop: new AbortController().signal,
    onBytes: () => {},
  };
  const packed = await packInto(
    {
      city: '보기시',
      case: { id: phone.id, district: near, sentAt: report.sentAt },
      package: {
        id,
        by: who.name ?? '',
        desk: '위기개입팀',
        recipient: ['법원', 'a court'],
        reason: ['법원 명령', 'an order of the court'],
        begunAt: new Date().toISOString(),
      },
      parts: report.parts.map((part) => ({
        ...part,
        whole: (part.pieces ?? 0) === part.received,
      })),
      entries: [
        {
          id: randomUUID(),
          kind: 'note',
          at: report.sentAt,
          by: '가 상담원',
          text: '팀의 기록',
          facts: {},
        },
      ],
    },
    ports,
    async (bytes) => void (await disk.write(bytes)),
  );
  await disk.close();
  return packed;
}

test('a package is begun with a reason she sees, holds every original byte, and is checked with unzip and sha256sum; a changed byte is found', async () => {
  const { phone, bytes, file } = await atWork();
  const id = randomUUID();
  expect((await post(team.member, `/${phone.id}/packages`, beginning(team.id, id))).status).toBe(
    201,
  );
  expect((await hers(phone)).map(({ by, recipient, leftAt }) => [by, recipient, leftAt])).toEqual([
    ['가 상담원', 'court', null],
  ]);
  const zip = join(folder, 'package.zip');
  const packed = await packFor(team.member, team.id, phone, id, zip);
  expect(packed.problems).toEqual([]);

  const at = join(folder, 'package');
  expect((await run('unzip', ['-t', zip], folder)).stdout).toContain('No errors detected');
  await run('unzip', ['-q', zip, '-d', at], folder);
  await run('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], at);
  await run('sha256sum', ['-c', '--quiet', 'custody/LINKS'], at);
  const [original] = await readdir(join(at, 'originals'));
  expect(original).toBe('01-골목 _사진_.heic');
  expect(await readFile(join(at, 'originals', original!))).toEqual(bytes);
  expect(await readFile(join(at, 'words/01-narrative.txt'), 'utf8')).toContain('둘째 줄');
  expect(await readFile(join(at, 'case/01-note.txt'), 'utf8')).toBe('팀의 기록');

  // Who had it in their hands, this package included; and the chain agrees with the city's own proof.
  const custody = JSON.parse(
    await readFile(join(at, 'custody.json'), 'utf8'),
  ) as CustodyToPack['rows'];
  const opened = custody.filter(({ action }) => action === 'report.opened');
  expect(opened.map(({ detail }) => detail.part)).toContain(file);
  expect(opened.every(({ name }) => name === '가 상담원')).toBe(true);
  expect(custody.find(({ action }) => action === 'evidence.begun')?.detail).toMatchObject({
    package: id,
    recipient: 'court',
    reason: 'court-order',
  });
  expect(custody.some(({ action }) => action === 'case.declared')).toBe(false);
  const csv = await readFile(join(at, 'custody.csv'), 'utf8');
  expect(csv).toContain('열람 / opened');
  expect(csv).toContain(`originals/${original}`);
  const readme = await readFile(join(at, 'README.txt'), 'utf8');
  const [, position, hash] = /--root (\d+):([0-9a-f]{64})/.exec(readme)!;
  const root = { position: Number(position), hash: hash! };
  expect((await verifyAudit(w.city.db, root)).broken).toBeNull();
  expect(readme).toContain('sha256sum -c SHA256SUMS');

  // The city knows which package left.
  const sums = await readFile(join(at, 'SHA256SUMS'));
  const manifest = createHash('sha256').update(sums).digest('hex');
  expect(manifest).toBe(packed.manifest);
  const [seen] = await hers(phone);
  expect(seen).toMatchObject({ manifest, files: packed.files });
  expect(seen!.leftAt).not.toBeNull();
  const [left] = await w.city.asOwner(
    "select detail from platform.audit where action = 'evidence.left' and subject = $1",
    [phone.id],
  );
  expect(left!.detail).toEqual({ package: id, manifest, files: packed.files });

  await appendFile(join(at, 'originals', original!), '!');
  await expect(run('sha256sum', ['-c', 'SHA256SUMS'], at)).rejects.toMatchObject({
    stdout: expect.stringContaining(`originals/${original}: FAILED`),
  });
});

test('an original whose sealed piece was damaged ends there, and everybody is told', async () => {
  const { phone, file } = await atWork();
  const id = randomUUID();
  await post(team.member, `/${phone.id}/packages`, beginning(team.id, id));
  const piece = join(w.folder, 'reports', file.slice(0, 2), file);
  const stored = await readFile(piece);
  stored[stored.length - 100]! ^= 1;
  await writeFile(piece, stored);
  const zip = join(folder, 'damaged.zip');
  const packed = await packFor(team.member, team.id, phone, id, zip);
  expect(packed.problems).toEqual([{ what: 'damaged', path: 'originals/01-골목 _사진_.heic' }]);
  const at = join(folder, 'damaged');
  await run('unzip', ['-q', zip, '-d', at], folder);
  await run('sha256sum', ['-c', '--quiet', 'SHA256SUMS'], at);
  const readme = await readFile(join(at, 'README.txt'), 'utf8');
  expect(readme).toContain('보관된 조각이 손상되어');
  expect(readme).toContain('a stored piece is damaged');
  const { items } = JSON.parse(await readFile(join(at, 'contents.json'), 'utf8')) as {
    items: { kind: string; file?: { fits: boolean } }[];
  };
  expect(items.find(({ kind }) => kind === 'original')?.file?.fits).toBe(false);
});

test('who does not work on the case begins none, another finishes none, and what she takes back ends it', async () => {
  const { phone } = await atWork();
  const path = `/${phone.id}/packages`;
  const refused = await post(police.member, path, beginning(police.id));
  expect([refused.status, refused.body.code]).toEqual([409, 'not-on-it']);
  expect((await post(team.member, path, beginning(police.id))).body.code).toBe('not-yours');
  const id = randomUUID();
  expect((await post(team.member, path, beginning(team.id, id))).status).toBe(201);
  // Said twice is said once; another's id is another's.
  expect((await post(team.member, path, beginning(team.id, id))).status).toBe(201);
  const manifest = 'ab'.repeat(32);
  expect((await post(police.member, `/${phone.id}/declare`, { conflict: false })).status).toBe(200);
  expect((await post(police.member, path, beginning(police.id, id))).body.code).toBe('taken');
  const leaving = { manifest, files: 3 };
  expect((await post(police.member, `${path}/${id}/leave`, leaving)).body.code).toBe('not-begun');
  const custody = `/api/cases${path}/${id}/custody`;
  expect((await w.as<{ code: string }>(police.member, 'GET', custody)).body.code).toBe('not-begun');
  expect((await post(team.member, `${path}/${id}/leave`, leaving)).body.manifest).toBe(manifest);
  expect((await post(team.member, `${path}/${id}/leave`, leaving)).status).toBe(200);
  const other = { manifest: 'cd'.repeat(32), files: 3 };
  expect((await post(team.member, `${path}/${id}/leave`, other)).body.code).toBe('not-begun');

  const next = randomUUID();
  await post(team.member, path, beginning(team.id, next));
  await phone.do('consents', { revoke: [{ desk: team.id, part: null }] });
  expect((await post(team.member, `${path}/${next}/leave`, leaving)).status).toBe(404);
  expect((await w.as(team.member, 'GET', `/api/cases${path}`)).status).toBe(404);
  expect((await hers(phone)).length).toBe(2);
});
