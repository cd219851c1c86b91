// Creates the embedded cluster on first use and writes the settings that it runs with.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';
import { makePassable, type Place } from './account.ts';
import type { Binaries } from './binaries.ts';
import { errorCode } from './error-code.ts';
import { occupantOf } from './processes.ts';

export const SUPERUSER = 'postgres';

/** An empty cluster with its first write-ahead log takes about 60 MB. */
const ROOM_NEEDED_MB = 200;

/** Settings for a machine of two cores that also runs the server; `alter system` overrides any of them. */
const SETTINGS = `# Written at every start. Change a setting with "alter system set …", which wins over this file.
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
max_connections = 100
shared_buffers = 256MB
effective_cache_size = 1GB
work_mem = 8MB
maintenance_work_mem = 64MB
huge_pages = off
# Nothing is acknowledged before it is durable.
fsync = on
full_page_writes = on
synchronous_commit = on
wal_compression = on
max_wal_size = 1GB
checkpoint_completion_target = 0.9
random_page_cost = 1.1
# Short statements only: parallel workers would take the other core from the alarms, and containers give little /dev/shm.
max_parallel_workers_per_gather = 0
jit = off
autovacuum_naptime = 20s
timezone = 'UTC'
log_timezone = 'UTC'
password_encryption = 'scram-sha-256'
# Errors of statements may quote a person's data, so they stay out of this log; the caller gets them anyway.
log_min_messages = log
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off
`;

/** For test runs alone: what is lost by a crash is a test. */
const TEST_SETTINGS = `fsync = off
full_page_writes = off
synchronous_commit = off
max_connections = 200
shared_buffers = 128MB
`;

/** Makes the cluster when there is none; two callers at once end with one cluster. Says true when it was made here. */
export async function ensureCluster(
  place: Place,
  binaries: Binaries,
  forTests: boolean,
): Promise<boolean> {
  const made = !existsSync(place.cluster);
  if (made) await initialise(place, binaries, forTests);
  // The child of a first start that was killed may outlive it and write its folder anew; the next start finds that.
  else removeUnfinished(place.folder);
  const found = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim();
  const major = binaries.version.split('.')[0] ?? '';
  if (found !== major) {
    throw new StartError(
      `The database in ${place.cluster} was made by PostgreSQL ${found}, but this release brings PostgreSQL ${major}. Back it up with the release that made it and restore it with this one.`,
    );
  }
  return made;
}

/** Writes the settings of this release where they differ; the port is given on the command line. */
export function writeSettings(place: Place, forTests: boolean): void {
  const file = join(place.cluster, 'ansim.conf');
  const text = forTests ? SETTINGS + TEST_SETTINGS : SETTINGS;
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  try {
    writeFileSync(`${file}.new`, text, { mode: 0o600 });
    own(place, `${file}.new`);
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw noRoomSentence(error, place.folder) ?? error;
  }
}

/** The superuser's password, made with the cluster and kept inside it (mode 0600). */
export function readPassword(place: Place): string {
  try {
    return readFileSync(join(place.cluster, 'ansim.password'), 'utf8').trim();
  } catch (error) {
    throw new StartError(
      `The password of the embedded database cannot be read from ${place.cluster} (${errorCode(error)}). Run this command as the user who runs the server.`,
      { cause: error },
    );
  }
}

async function initialise(place: Place, binaries: Binaries, forTests: boolean): Promise<void> {
  makePassable(place.folder);
  own(place, place.folder);
  checkRoom(place.folder);
  // Made beside and renamed when whole, so that a first start cut short leaves nothing that looks like a cluster.
  removeUnfinished(place.folder);
  const part = join(place.folder, `unfinished-${process.pid}-${randomBytes(4).toString('hex')}`);
  const passwordFile = `${part}.password`;
  try {
    mkdirSync(part, { mode: 0o700 });
    own(place, part);
    writeFileSync(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    own(place, passwordFile);
    await runInitdb(place, binaries, part, passwordFile, forTests);
    const kept = join(part, 'ansim.password');
    renameSync(passwordFile, kept);
    const conf = join(part, 'postgresql.conf');
    writeFileSync(conf, "include 'ansim.conf'\n", { mode: 0o600 });
    for (const path of forTests ? [] : [kept, conf, part]) flush(path);
    renameSync(part, place.cluster);
    if (!forTests) flush(place.folder);
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
    // Somebody else was quicker: theirs is as good.
    if (existsSync(join(place.cluster, 'PG_VERSION'))) return;
    throw noRoomSentence(error, place.folder) ?? error;
  }
}

function runInitdb(
  place: Place,
  binaries: Binaries,
  folder: string,
  passwordFile: string,
  forTests: boolean,
): Promise<void> {
  const words = [
    `--pgdata=${folder}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The built-in provider sorts alike on every machine and release; Hangul syllables come in alphabetical order.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--no-instructions',
    ...(forTests ? ['--no-sync'] : []),
  ];
  return new Promise((done, fail) => {
    const child = spawn(join(binaries.root, 'bin', 'initdb'), words, {
      ...place.account.ids,
      cwd: '/',
      env: serverEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    child.once('error', fail);
    child.once('close', (code) => {
      if (code === 0) return done();
      fail(
        new StartError(
          `PostgreSQL could not create its database in ${place.folder}: ${said.trim()}`,
        ),
      );
    });
  });
}

/** The server needs none of our environment, and must not inherit PG… variables or a locale that changes its words. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

/** A sentence about the full disk when that is what `error` is about, else undefined. */
export function noRoomSentence(error: unknown, folder: string): Error | undefined {
  const text = error instanceof Error ? error.message : String(error);
  if (errorCode(error) !== 'ENOSPC' && !/No space left on device|ENOSPC/.test(text)) {
    return /Disk quota exceeded|EDQUOT/.test(text)
      ? new StartError(`The disk quota of ${folder} is used up. Make room or set ANSIM_DATA.`, {
          cause: error,
        })
      : undefined;
  }
  return new StartError(
    `The disk that holds ${folder} is full (${freeMegabytes(folder)} MB left). Make room, or set ANSIM_DATA to a folder on a larger disk, and start again; nothing that was acknowledged is lost.`,
    { cause: error },
  );
}

function checkRoom(folder: string): void {
  const free = freeMegabytes(folder);
  if (free >= ROOM_NEEDED_MB) return;
  throw new StartError(
    `The disk that holds ${folder} has ${free} MB left and the database needs ${ROOM_NEEDED_MB} MB to begin with. Make room, or set ANSIM_DATA to a folder on a larger disk.`,
  );
}

function freeMegabytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor((bavail * bsize) / 1e6);
}

/** Removes what first starts left behind that were cut short: their process has gone, or they are too old to be under way. */
function removeUnfinished(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(/^unfinished-(\d+)-/.exec(name)?.[1]);
    if (!pid) continue;
    const path = join(folder, name);
    const age = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
    const who = occupantOf(pid, path);
    if (age < 600_000 && (who === 'ours' || who === 'foreign')) continue;
    rmSync(path, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Gives a file to the database's user, so that this user can also run the whole programme later. */
export function own(place: Place, path: string): void {
  const { ids } = place.account;
  if (ids) chownSync(path, ids.uid, ids.gid);
}

function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
