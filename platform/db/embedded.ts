// The PostgreSQL that comes with the programme: started when needed, shared by every command of the same data folder.
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { choosePlace, FALLBACK_ROOT, type Place } from './embedded/account.ts';
import { type Binaries, findBinaries } from './embedded/binaries.ts';
import { ensureCluster, readPassword, SUPERUSER, writeSettings } from './embedded/cluster.ts';
import { type Hold, holdServer } from './embedded/hold.ts';
import {
  clearStaleLock,
  type Log,
  livingPostmaster,
  startPostmaster,
  stopPostmaster,
} from './embedded/postmaster.ts';
import { StartError } from './start-error.ts';

export type EmbeddedPostgres = {
  /**
   * Connection address of a database, as the superuser or as another role. The same password stands in it for
   * every role, so give it to the roles that you create.
   */
  url(database: string, user?: string): string;
  readonly port: number;
  superuser: string;
  password: string;
  /** True when a running server was found and joined. */
  attached: boolean;
  /** The folder that really holds the data; it differs from the one asked for when root could not use that one. */
  folder: string;
  /** Lets go of the server; whoever lets go last stops it in order and waits until it has gone. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** Folder of the embedded database; made when missing. */
  dataDir: string;
  /** Receives plain sentences about anything worth telling. */
  log: (sentence: string) => void;
  /** Switches durability off. Only ever for tests. */
  forTests?: boolean;
  /** Where root's data goes when `dataDir` is closed to the database's user. */
  fallbackRoot?: string;
};

type Session = { place: Place; log: Log; forTests: boolean; binaries: Binaries };
type Held = { hold: Hold; pid: number; port: number; attached: boolean };

/**
 * Starts the embedded PostgreSQL of `dataDir`, or joins the one that runs there already. While held it is started
 * again if it dies. It listens on 127.0.0.1 only, on a port of the system's choice that stays the same from start to
 * start while it is free. Throws sentences for people (`StartError`).
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32') {
    throw new StartError(
      'The embedded database runs on Linux and macOS. On Windows use WSL, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    );
  }
  const { dataDir, log, forTests = false, fallbackRoot = FALLBACK_ROOT } = options;
  const place = choosePlace(dataDir, fallbackRoot);
  if (place.movedFrom && !existsSync(place.cluster)) {
    log(
      `PostgreSQL does not run as root, and the user "${place.account.name}" cannot enter ${place.movedFrom}; the database lives in ${place.folder} instead.`,
    );
  }
  const binaries = findBinaries(place.account, fallbackRoot);
  await ensureCluster(place, binaries, forTests);
  const session = { place, log, forTests, binaries };
  return keepAlive(session);
}

/** Joins the server of `dataDir` if one is running; undefined when there is none. Never starts one. */
export async function findEmbedded(
  dataDir: string,
  fallbackRoot = FALLBACK_ROOT,
): Promise<EmbeddedPostgres | undefined> {
  const place = choosePlace(dataDir, fallbackRoot);
  if (!existsSync(place.cluster)) return undefined;
  const held = await join(place, () => undefined);
  if (!held || held === 'closing') return undefined;
  return face(
    place,
    held.attached,
    () => held,
    () => leave(place, held),
  );
}

function face(
  place: Place,
  attached: boolean,
  current: () => { port: number },
  stop: () => Promise<void>,
): EmbeddedPostgres {
  const password = readPassword(place);
  return {
    url: (database, user = SUPERUSER) => address(current().port, database, user, password),
    get port() {
      return current().port;
    },
    superuser: SUPERUSER,
    password,
    attached,
    folder: place.folder,
    stop,
  };
}

/** Holds the server and, for as long as it is held, starts it again whenever it dies under us. */
async function keepAlive(session: Session): Promise<EmbeddedPostgres> {
  const { place, log } = session;
  let stopping = false;
  let revival: Promise<void> | undefined;
  const onLost = () => {
    if (stopping) return;
    log('The connection to the database server is lost; starting it again unless it runs.');
    revival = revive();
  };
  let held = await obtain(session, onLost);
  async function revive(): Promise<void> {
    for (let wait = 200; !stopping; wait = Math.min(wait * 2, 10_000)) {
      try {
        held = await obtain(session, onLost);
        return log('The database server is back.');
      } catch (error) {
        log(`It could not be started again: ${error instanceof Error ? error.message : error}`);
        if (!stopping) await pause(wait);
      }
    }
  }
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopping = true;
    stopped ??= (revival ?? Promise.resolve()).then(() => leave(place, held));
    return stopped;
  };
  return face(place, held.attached, () => held, stop);
}

/** Joins the running server or starts one, whichever it takes; races with others are lost gracefully. */
async function obtain(session: Session, onLost: () => void): Promise<Held> {
  const { place, binaries, log } = session;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const joined = await join(place, onLost);
    if (joined && joined !== 'closing') return joined;
    if (joined === 'closing') {
      await pause(50);
      continue;
    }
    await clearStaleLock(place, log);
    writeSettings(place, session.forTests);
    const started = await startPostmaster(place, binaries, log);
    if (started === 'lost') {
      await pause(50);
      continue;
    }
    const hold = await holdServer(superuserUrl(place, started.port), onLost);
    if (hold !== 'closing' && hold !== 'gone') return { hold, ...started, attached: false };
  }
  throw new StartError(
    `The embedded database in ${place.folder} keeps starting and stopping. Look at ${place.folder}/server.log.`,
  );
}

async function join(place: Place, onLost: () => void): Promise<Held | 'closing' | undefined> {
  const living = await livingPostmaster(place);
  if (!living) return undefined;
  const hold = await holdServer(superuserUrl(place, living.port), onLost);
  if (hold === 'closing' || hold === 'gone') return 'closing';
  return { hold, ...living, attached: true };
}

async function leave(place: Place, held: Held): Promise<void> {
  const last = await held.hold.release();
  if (last) await stopPostmaster(place, held.pid);
  await held.hold.end();
}

function superuserUrl(place: Place, port: number): string {
  return address(port, 'postgres', SUPERUSER, readPassword(place));
}

function address(port: number, database: string, user: string, password: string): string {
  const name = encodeURIComponent(database);
  return `postgres://${encodeURIComponent(user)}:${password}@127.0.0.1:${port}/${name}`;
}
