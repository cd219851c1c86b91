// Proves by the real command that what can go wrong at a start ends with a sentence, a failure and nothing left running, and that Ctrl-C is clean.
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { findEmbedded } from '#platform/db/index.ts';
import { freshDatabase } from '#platform/testing/fresh-database.ts';

const root = join(import.meta.dirname, '../..');
const isRoot = process.getuid?.() === 0;
const base = mkdtempSync(join(tmpdir(), 'ansim-start-'));
// The database server runs as another user when we are root, and must be able to enter.
chmodSync(base, 0o755);
afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 10 }));

type Env = Record<string, string>;
type Ended = { code: number | null; out: string; err: string };

let folders = 0;
const newFolder = () => join(base, `city-${++folders}`);

type Words = [string, ...string[]];

/** `as` is another user's number, for the server as an ordinary user when we are root. */
function launch(env: Env, words: Words = [process.execPath], as?: number): ChildProcess {
  const [command, ...before] = words;
  const child = spawn(command, [...before, 'apps/server/main.ts'], {
    cwd: root,
    ...(as === undefined ? {} : { uid: as, gid: as }),
    env: {
      PATH: process.env.PATH!,
      PORT: '0',
      MQTT_PORT: '0',
      ANSIM_DEMO_SCALE: '0.05',
      ANSIM_DATA: newFolder(),
      ...env,
    },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

function listenTo(child: ChildProcess) {
  const heard = { out: '', err: '' };
  child.stdout!.on('data', (part) => {
    heard.out += part;
  });
  child.stderr!.on('data', (part) => {
    heard.err += part;
  });
  return heard;
}

/** Runs the server until it ends by itself. */
async function start(env: Env, words?: Words, as?: number): Promise<Ended> {
  const child = launch(env, words, as);
  const heard = listenTo(child);
  const [code] = await once(child, 'close');
  return { code: code as number | null, ...heard };
}

/** A failure is code 1 and some sentences for people: no stack, and nothing that says it serves. */
function expectSentence(ended: Ended, sentence: RegExp): void {
  expect(ended.err).toMatch(sentence);
  expect(ended.code).toBe(1);
  expect(ended.err).not.toMatch(/^\s+at |node:internal/m);
  expect(ended.out).not.toContain('Console');
}

async function expectNothingLeft(dataDir: string): Promise<void> {
  expect(await findEmbedded(join(dataDir, 'postgres')), 'the database still runs').toBeUndefined();
}

async function occupied(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const address = server.address();
  return String(typeof address === 'object' && address?.port);
}

test('Ctrl-C stops everything, a second start finds its data, and a port in use stops neither', async () => {
  const dataDir = newFolder();
  const first = launch({ ANSIM_DATA: dataDir });
  const heard = listenTo(first);
  await expect.poll(() => heard.out, { timeout: 120_000 }).toContain('Ctrl-C stops everything');
  const url = /http:\S+:(\d+)\//.exec(heard.out)!;
  const env = { ...process.env, ANSIM_DATA: dataDir, PORT: url[1], MQTT_PORT: '0' };
  const words = ['apps/ansim/main.ts', 'token', 'create', '--role', 'operator', '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root, env });
  const { token } = JSON.parse(stdout) as { token: string };
  const headers = { authorization: `Bearer ${token}` };
  expect((await fetch(`${url[0]}api/me`, { headers })).status).toBe(200);
  // A desk that listens does not hold the stop up.
  const desk = await fetch(`${url[0]}api/live`, { headers });
  first.kill('SIGINT');
  const [code] = await once(first, 'close');
  expect(code).toBe(0);
  await desk.body?.cancel().catch(() => {});
  await expectNothingLeft(dataDir);

  const port = await occupied();
  expectSentence(
    await start({ ANSIM_DATA: dataDir, PORT: port }),
    new RegExp(`Port ${port} is taken by another program.*PORT=8081 npm start`),
  );
  await expectNothingLeft(dataDir);
  expectSentence(
    await start({ ANSIM_DATA: dataDir, MQTT_PORT: port }),
    new RegExp(`MQTT broker cannot start: port ${port} .* is in use.*MQTT_PORT`),
  );
  await expectNothingLeft(dataDir);

  const second = launch({ ANSIM_DATA: dataDir });
  const again = listenTo(second);
  await expect.poll(() => again.out, { timeout: 120_000 }).toContain('Ctrl-C stops everything');
  expect(again.out).not.toContain('Founding');
  const address = /http:\S+:\d+\//.exec(again.out)![0];
  expect((await fetch(`${address}api/me`, { headers })).status).toBe(200);
  second.kill('SIGTERM');
  expect((await once(second, 'close'))[0]).toBe(0);
  await expectNothingLeft(dataDir);
}, 300_000);

test('a database that cannot be reached, a wrong password and an address that is none', async () => {
  expectSentence(
    await start({ DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x' }),
    /DATABASE_URL cannot be reached \(connect ECONNREFUSED 127\.0\.0\.1:1\).*unset DATABASE_URL/,
  );
  expectSentence(await start({ DATABASE_URL: 'ansim' }), /DATABASE_URL is not the address/);
  const fresh = await freshDatabase();
  onTestFinished(() => fresh.close());
  const wrong = new URL(fresh.ownerUrl);
  wrong.password = 'guess';
  const refused = await start({ DATABASE_URL: wrong.href });
  expectSentence(refused, /cannot be reached \(password authentication failed for user/);
  expect(refused.err).not.toContain('guess');
});

test('a database of a newer release, and one whose migration was edited since', async () => {
  const fresh = await freshDatabase();
  onTestFinished(() => fresh.close());
  const client = new pg.Client({ connectionString: fresh.ownerUrl });
  await client.connect();
  await client.query("insert into public.ansim_migrations values ('9999_future.sql', 'x')");
  const newer = await start({ DATABASE_URL: fresh.ownerUrl });
  expectSentence(newer, /newer release of Ansim \(it has 9999_future\.sql/);
  await client.query("delete from public.ansim_migrations where name = '9999_future.sql'");
  await client.query(
    "update public.ansim_migrations set checksum = 'x' where name = '0001_platform.sql'",
  );
  const edited = await start({ DATABASE_URL: fresh.ownerUrl });
  expectSentence(edited, /The migration 0001_platform\.sql was changed after it had been applied/);
  await client.end();
});

test('settings that cannot be, a data folder that is a file, keys that are damaged', async () => {
  expectSentence(await start({ PORT: 'eighty' }), /PORT=eighty is not a port/);
  expectSentence(await start({ ANSIM_ORIGIN: 'ansim' }), /ANSIM_ORIGIN=ansim is not the address/);
  const file = join(base, 'a-file');
  writeFileSync(file, '');
  expectSentence(await start({ ANSIM_DATA: file }), /a-file cannot be used: it, or .* is a file/);
  const dataDir = newFolder();
  mkdirSync(join(dataDir, 'keys'), { recursive: true });
  writeFileSync(join(dataDir, 'keys', 'devices.key'), '');
  expectSentence(await start({ ANSIM_DATA: dataDir }), /keys in .* are damaged.*your backup/);
  await expectNothingLeft(dataDir);
});

test.runIf(isRoot)('a data folder that belongs to somebody else is named', async () => {
  const closed = join(base, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  expectSentence(
    await start({ ANSIM_DATA: join(closed, 'city') }, [process.execPath], 65534),
    /The data folder .*closed\/city is closed to this user/,
  );
});

/** A disk of so many megabytes, where this machine lets us have one; it is gone after the test. */
function smallDisk(megabytes: number): string | undefined {
  const folder = newFolder();
  mkdirSync(folder);
  const words = ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder];
  if (spawnSync('mount', words).status !== 0) return undefined;
  onTestFinished(() => void spawnSync('umount', ['-l', folder]));
  return folder;
}

test('a disk without room, and a file that may not grow, end with a sentence and leave no half a database', async ({
  skip,
}) => {
  const dataDir = newFolder();
  const limited = await start({ ANSIM_DATA: dataDir }, [
    '/bin/sh',
    '-c',
    'ulimit -f 2000; exec "$0" "$@"',
    process.execPath,
  ]);
  expectSentence(limited, /could not create its database in .*File too large/);
  expect(readdirSync(join(dataDir, 'postgres'))).not.toContain('cluster');
  const disk = smallDisk(120);
  if (!disk) return skip('this machine gives us no small disk');
  expectSentence(
    await start({ ANSIM_DATA: join(disk, 'city') }),
    /The disk that holds .* has \d+ MB left and the database needs 200 MB.*ANSIM_DATA/,
  );
});

test('a disk that filled up since the last start is told, and the data is there once there is room', async ({
  skip,
}) => {
  const disk = smallDisk(400);
  if (!disk) return skip('this machine gives us no small disk');
  const dataDir = join(disk, 'city');
  const first = launch({ ANSIM_DATA: dataDir });
  const heard = listenTo(first);
  await expect.poll(() => heard.out, { timeout: 120_000 }).toContain('Ctrl-C stops everything');
  first.kill('SIGINT');
  expect((await once(first, 'close'))[0]).toBe(0);
  const filler = join(disk, 'filler');
  spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=1M']);
  spawnSync('dd', ['if=/dev/zero', `of=${filler}2`, 'bs=1']);
  expectSentence(await start({ ANSIM_DATA: dataDir }), /The disk that holds .* is full/);
  await expectNothingLeft(dataDir);
  rmSync(filler);
  const again = launch({ ANSIM_DATA: dataDir });
  const later = listenTo(again);
  await expect.poll(() => later.out, { timeout: 120_000 }).toContain('Ctrl-C stops everything');
  expect(later.out).not.toContain('Founding');
  again.kill('SIGINT');
  expect((await once(again, 'close'))[0]).toBe(0);
}, 300_000);
