// Starts and stops the PostgreSQL server of one cluster, and waits for whatever a dead one left behind.
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import type { Place } from './account.ts';
import type { Binaries } from './binaries.ts';
import { noRoomSentence, own, serverEnvironment } from './cluster.ts';
import { occupantOf, readLockFile, survivorsOf } from './processes.ts';

export type Log = (sentence: string) => void;

const POLL_MS = 10;
/** Recovery after a crash replays at most `max_wal_size`; slower than this is broken. */
const READY_MS = 600_000;
/** A dead postmaster was seen to hold its lock for 1.5 s as a zombie; where nobody collects it, for ever. */
const ZOMBIE_MS = 3_000;
/** The children of a dead postmaster end as soon as they look up from their statement. */
const SURVIVOR_MS = 10_000;
const LARGEST_LOG = 10_000_000;

/** The living postmaster of the cluster, once it accepts connections; undefined when there is none. */
export async function livingPostmaster(
  place: Place,
): Promise<{ pid: number; port: number } | undefined> {
  for (const started = Date.now(); Date.now() - started < READY_MS; await pause(POLL_MS)) {
    const lock = readLockFile(place.cluster);
    if (lock === null || lock === 'unreadable') return undefined;
    if (occupantOf(lock.pid, place.cluster) !== 'ours') return undefined;
    if (lock.status === 'ready' && lock.port > 0) return { pid: lock.pid, port: lock.port };
  }
  throw new StartError(
    `The database in ${place.cluster} neither starts nor stops. ${words(place)}`,
  );
}

/**
 * Removes the lock of a postmaster that provably is no more, after the last of its children has gone. A lock
 * whose process has vanished is left to PostgreSQL, which removes it itself.
 */
export async function clearStaleLock(place: Place, log: Log): Promise<void> {
  const { cluster } = place;
  for (const started = Date.now(); ; await pause(POLL_MS)) {
    const lock = readLockFile(cluster);
    const who = lock === null || lock === 'unreadable' ? 'gone' : occupantOf(lock.pid, cluster);
    if (who === 'ours') return;
    const survivors = survivorsOf(cluster);
    const waited = Date.now() - started;
    if ((who === 'zombie' || who === 'dying') && waited < ZOMBIE_MS) continue;
    if (survivors.length > 0 && waited < SURVIVOR_MS) continue;
    for (const pid of survivors) {
      log(`Ending process ${pid}, which a database server that died left behind.`);
      process.kill(pid, 'SIGKILL');
    }
    if (survivors.length > 0) continue;
    if (lock === null || (who === 'gone' && lock !== 'unreadable')) return;
    log(
      `Removing ${join(cluster, 'postmaster.pid')}: the database server that wrote it is no more.`,
    );
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
    return;
  }
}

/** Starts a server. `lost` means that somebody else started one at the same moment, or the port was taken: look again. */
export async function startPostmaster(
  place: Place,
  binaries: Binaries,
  log: Log,
): Promise<{ pid: number; port: number } | 'lost'> {
  const logFile = join(place.folder, 'server.log');
  if (existsSync(logFile) && statSync(logFile).size > LARGEST_LOG) {
    renameSync(logFile, `${logFile}.1`);
  }
  const port = await freePort(rememberedPort(place));
  const handle = openSync(logFile, 'a', 0o640);
  own(place, logFile);
  const before = statSync(logFile).size;
  const command = join(binaries.root, 'bin', 'postgres');
  const child = spawn(command, ['-D', place.cluster, '-p', String(port)], {
    ...place.account.ids,
    cwd: '/',
    env: serverEnvironment(),
    // A session of its own: Ctrl-C in the terminal must reach us first, so that we finish before the database does.
    detached: true,
    stdio: ['ignore', handle, handle],
  });
  closeSync(handle);
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = error.message;
  });
  child.once('exit', (code, signal) => {
    ended = `it ended with ${signal ?? code}`;
  });
  let nextWord = Date.now() + 5000;
  for (const started = Date.now(); ended === undefined; await pause(POLL_MS)) {
    const lock = readLockFile(place.cluster);
    if (lock && lock !== 'unreadable' && lock.pid === child.pid && lock.status === 'ready') {
      child.unref();
      writeFileSync(join(place.folder, 'port'), `${port}\n`);
      own(place, join(place.folder, 'port'));
      return { pid: lock.pid, port };
    }
    if (Date.now() - started > READY_MS) break;
    if (Date.now() > nextWord) {
      log('The database is still recovering from its last stop …');
      nextWord += 5000;
    }
  }
  const said = readFileSync(logFile, 'utf8').slice(before).trim();
  if (/lock file .*already exists|Address already in use|still in use/.test(said)) return 'lost';
  throw (
    noRoomSentence(said, place.folder) ??
    new StartError(
      `The embedded database did not start (${ended ?? 'it never became ready'}). ${words(place, said)}`,
    )
  );
}

/** Stops the server: quickly but in order, and when that takes over a minute, at once (it then recovers at the next start). */
export async function stopPostmaster(place: Place, pid: number): Promise<void> {
  const gone = async (limit: number) => {
    for (const started = Date.now(); Date.now() - started < limit; await pause(POLL_MS)) {
      const who = occupantOf(pid, place.cluster);
      if (who !== 'ours' && who !== 'dying') return true;
    }
    return false;
  };
  if (await signalled(pid, 'SIGINT', () => gone(60_000))) return;
  if (await signalled(pid, 'SIGQUIT', () => gone(10_000))) return;
  throw new StartError(`The database server (process ${pid}) does not stop. ${words(place)}`);
}

async function signalled(
  pid: number,
  signal: NodeJS.Signals,
  gone: () => Promise<boolean>,
): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch {
    return true;
  }
  return gone();
}

function words(place: Place, said?: string): string {
  const file = join(place.folder, 'server.log');
  const last = (said ?? (existsSync(file) ? readFileSync(file, 'utf8') : ''))
    .split('\n')
    .slice(-8)
    .join('\n')
    .trim();
  return last ? `It said:\n${last}\n(the whole log: ${file})` : `It said nothing (${file}).`;
}

function rememberedPort(place: Place): number {
  const file = join(place.folder, 'port');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) || 0 : 0;
}

/** The wanted port when it is free on the loopback address, else one of the system's choice. */
async function freePort(wanted: number): Promise<number> {
  for (const port of [wanted, 0]) {
    const found = await new Promise<number>((done) => {
      const probe = createServer();
      probe.once('error', () => done(0));
      probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
        const address = probe.address();
        probe.close(() => done(address && typeof address === 'object' ? address.port : 0));
      });
    });
    if (found > 0) return found;
  }
  throw new StartError('The system gives out no free port on 127.0.0.1 for the database.');
}
