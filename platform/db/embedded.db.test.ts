// Proves that the embedded database is durable, shared, and survives every way of being killed that was met.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { occupantOf, readLockFile } from './embedded/processes.ts';
import { type EmbeddedPostgres, findEmbedded, startEmbeddedPostgres } from './embedded.ts';

const isRoot = process.getuid?.() === 0;
const base = mkdtempSync(join(tmpdir(), 'ansim-embedded-'));
chmodSync(base, 0o755);
const fallbackRoot = join(base, 'fallback');
afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 10 }));

// One cluster serves most tests: making it takes a second, starting it a tenth.
const shared = join(base, 'shared');
const said: string[] = [];

async function start(dataDir = shared): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    dataDir,
    fallbackRoot,
    log: (sentence) => said.push(sentence),
  });
  onTestFinished(() => server.stop());
  return server;
}

async function ask(server: EmbeddedPostgres, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: server.url('postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query(question);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

function postmasterOf(server: EmbeddedPostgres): number {
  const lock = readLockFile(join(server.folder, 'cluster'));
  if (!lock || lock === 'unreadable') throw new Error('no postmaster.pid');
  return lock.pid;
}

/** A process that has ended but was not collected yet (an orphan in a container) does not run any more. */
function runs(pid: number): boolean {
  const who = occupantOf(pid, shared);
  return who === 'ours' || who === 'foreign' || who === 'dying';
}

/** Another Node process, in a process group of its own, that starts the database and then waits for its end. */
async function otherNode(dataDir = shared): Promise<ChildProcess> {
  const script = `
    import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))})
      .then((m) => m.startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, fallbackRoot: ${JSON.stringify(fallbackRoot)}, log() {} }))
      .then((db) => { console.log('up'); process.on('SIGTERM', () => db.stop().then(() => process.exit())); setInterval(() => {}, 1000); })`;
  const child = spawn(process.execPath, ['-e', script], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout!, 'data');
  return child;
}

test('a first start makes a durable cluster behind a password, and a second start finds its data and its port', async () => {
  const first = await start();
  expect(first.attached).toBe(false);
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    expect(await ask(first, `select current_setting('${setting}') as answer`)).toBe('on');
  }
  expect(await ask(first, "select current_setting('data_checksums') as answer")).toBe('on');
  expect(statSync(join(shared, 'cluster', 'ansim.password')).mode & 0o777).toBe(0o600);
  const stranger = new pg.Client(first.url('postgres').replace(first.password, 'guess'));
  await expect(stranger.connect()).rejects.toThrow('password authentication failed');
  await ask(first, 'create table kept as select 42 as answer');
  const { port } = first;
  const pid = postmasterOf(first);
  await first.stop();
  expect(runs(pid), 'the server still runs after stop()').toBe(false);

  const second = await start();
  expect(second.port).toBe(port);
  expect(await ask(second, 'select answer from kept')).toBe(42);
  expect(readdirSync(shared).filter((name) => name.startsWith('unfinished'))).toEqual([]);
});

test('several users share one server and the last to leave stops it', async () => {
  const starter = await start();
  const pid = postmasterOf(starter);
  const command = await start();
  expect(command.attached).toBe(true);
  const found = await findEmbedded(shared, fallbackRoot);
  expect(found?.attached).toBe(true);
  await starter.stop();
  expect(await ask(command, 'select answer from kept'), 'cut off by another user').toBe(42);
  await found?.stop();
  expect(runs(pid)).toBe(true);
  await command.stop();
  expect(runs(pid)).toBe(false);
  expect(await findEmbedded(shared, fallbackRoot)).toBeUndefined();
});

test('two who stop at the same moment leave no server behind', async () => {
  for (let round = 0; round < 5; round += 1) {
    const both = [await start(), await start()];
    const pid = postmasterOf(both[0]!);
    await Promise.all(both.map((server) => server.stop()));
    expect(runs(pid), `round ${round}`).toBe(false);
  }
});

test('whoever comes while the server is being stopped gets a new one', async () => {
  const leaving = await start();
  const [, coming] = await Promise.all([leaving.stop(), start()]);
  expect(await ask(coming, 'select answer from kept')).toBe(42);
});

test('two first starts at once end with one cluster and one server', async () => {
  const dataDir = join(base, 'race');
  const both = await Promise.all([start(dataDir), start(dataDir)]);
  expect(new Set(both.map((server) => server.url('postgres'))).size).toBe(1);
  expect(both.filter((server) => !server.attached)).toHaveLength(1);
  expect(readdirSync(dataDir).filter((name) => name.startsWith('unfinished'))).toEqual([]);
});

test('after kill -9 of Node and its whole process group the server lives on and is joined', async () => {
  const node = await otherNode();
  process.kill(-node.pid!, 'SIGKILL');
  await once(node, 'exit');
  const server = await start();
  expect(server.attached).toBe(true);
  const pid = postmasterOf(server);
  await server.stop();
  expect(runs(pid), 'an orphan was joined but not stopped').toBe(false);
});

test('after kill -9 of the postmaster under its users it comes back at the same address with all that was committed', async () => {
  const server = await start();
  const url = server.url('postgres');
  await ask(server, 'create table after_crash as select 7 as answer');
  const pid = postmasterOf(server);
  process.kill(pid, 'SIGKILL');
  await expect
    .poll(() => ask(server, 'select answer from after_crash').catch(() => null), {
      timeout: 15_000,
    })
    .toBe(7);
  expect(postmasterOf(server)).not.toBe(pid);
  expect(server.url('postgres')).toBe(url);
});

test('kill -9 of Node and postmaster together costs nothing but a recovery', async () => {
  const node = await otherNode();
  const before = await findEmbedded(shared, fallbackRoot);
  const pid = postmasterOf(before!);
  node.kill('SIGKILL');
  process.kill(pid, 'SIGKILL');
  await once(node, 'exit');
  const server = await start();
  expect(server.attached).toBe(false);
  expect(await ask(server, 'select answer from after_crash')).toBe(7);
  await before?.stop();
  expect(runs(postmasterOf(server)), 'a hold on the dead server stopped the new one').toBe(true);
});

/** Leaves a lock behind as a dead server would, naming a process that is not a server of ours. */
async function leaveLock(pid: number): Promise<void> {
  const server = await start();
  await server.stop();
  const { uid, gid } = statSync(join(shared, 'cluster'));
  const lock = join(shared, 'cluster', 'postmaster.pid');
  writeFileSync(
    lock,
    `${pid}\n${join(shared, 'cluster')}\n1700000000\n${server.port}\n\n127.0.0.1\n  1 2\nready\n`,
  );
  chownSync(lock, uid, gid);
}

/** A process of the database's own user, so that PostgreSQL itself would take it for a living server. */
function bystander(script: string): ChildProcess {
  const { uid, gid } = statSync(join(shared, 'cluster'));
  const child = spawn('/bin/sh', ['-c', script], {
    ...(isRoot ? { uid, gid } : {}),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

test('a stale lock that names a foreign process is removed and the process left alone', async () => {
  const stranger = bystander('exec sleep 60');
  await leaveLock(stranger.pid!);
  const server = await start();
  expect(server.attached).toBe(false);
  expect(await ask(server, 'select answer from kept')).toBe(42);
  expect(runs(stranger.pid!), 'the foreign process was ended').toBe(true);
});

test.each(['collected in the end', 'never collected'])(
  'a zombie that holds the lock is waited for (%s)',
  async (fate) => {
    // `sleep` takes the place of the shell and never collects the shell's dead child.
    const keeper = bystander('true & echo $!; exec sleep 60');
    const [line] = await once(keeper.stdout!, 'data');
    await leaveLock(Number(String(line)));
    const starting = start();
    if (fate === 'collected in the end') keeper.kill('SIGKILL');
    expect(await ask(await starting, 'select answer from kept')).toBe(42);
  },
);

test('an empty lock file, as a full disk leaves it, does not stop the start', async () => {
  await leaveLock(2);
  writeFileSync(join(shared, 'cluster', 'postmaster.pid'), '');
  expect(await ask(await start(), 'select answer from kept')).toBe(42);
});

test('a first start that was killed is begun again and cleaned up', async () => {
  const dataDir = join(base, 'cut-short');
  const node = otherNode(dataDir);
  node.catch(() => undefined);
  const unfinished = () =>
    existsSync(dataDir) ? readdirSync(dataDir).filter((name) => name.startsWith('unfinished')) : [];
  await expect.poll(() => unfinished().length, { interval: 5 }).toBeGreaterThan(1);
  const pid = Number(unfinished()[0]?.split('-')[1]);
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => runs(pid)).toBe(false);
  const server = await start(dataDir);
  expect(await ask(server, 'select 1 as answer')).toBe(1);
  await expect
    .poll(async () => {
      await (await start(dataDir)).stop();
      return unfinished();
    })
    .toEqual([]);
});

test('a port taken by somebody else is replaced', async () => {
  const server = await start();
  const { port } = server;
  await server.stop();
  const squatter = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void squatter.close());
  await once(squatter, 'listening');
  const again = await start();
  expect(again.port).not.toBe(port);
  expect(await ask(again, 'select answer from kept')).toBe(42);
});

test("a server that cannot start is reported in the server's own words", async () => {
  const conf = join(shared, 'cluster', 'postgresql.auto.conf');
  const before = readFileSync(conf, 'utf8');
  writeFileSync(conf, "shared_buffers = 'plenty'\n");
  await expect(start()).rejects.toThrow(/did not start .*shared_buffers.*server\.log/s);
  writeFileSync(conf, before);
});

test('a cluster of another major version is refused by name', async () => {
  const file = join(shared, 'cluster', 'PG_VERSION');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, '17\n');
  await expect(start()).rejects.toThrow('was made by PostgreSQL 17, but this release brings');
  writeFileSync(file, before);
});

test.runIf(isRoot)(
  "root's data in a folder closed to others lives elsewhere, is told so once, and is found again",
  async () => {
    const home = join(base, 'home-of-root');
    mkdirSync(home, { mode: 0o700 });
    said.length = 0;
    const server = await start(join(home, 'ansim', 'db'));
    expect(server.folder.startsWith(fallbackRoot)).toBe(true);
    expect(said.join(' ')).toContain(`cannot enter ${join(home, 'ansim', 'db')}`);
    expect(statSync(join(server.folder, 'cluster')).uid).not.toBe(0);
    await ask(server, 'create table moved as select 3 as answer');
    await server.stop();
    said.length = 0;
    expect(await ask(await start(join(home, 'ansim', 'db')), 'select answer from moved')).toBe(3);
    expect(said).toEqual([]);
  },
);

test.runIf(isRoot)(
  'a cluster whose folder was closed afterwards is an error that names the folder',
  async () => {
    const dataDir = join(base, 'closed', 'db');
    await (await start(dataDir)).stop();
    chmodSync(join(base, 'closed'), 0o700);
    await expect(start(dataDir)).rejects.toThrow(
      `cannot enter ${join(base, 'closed')}. Run "chmod o+x"`,
    );
    chmodSync(join(base, 'closed'), 0o755);
  },
);
