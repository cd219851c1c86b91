// Keeps the shared server alive while anybody uses it: every user of a cluster holds one shared lock inside it.
import { Socket } from 'node:net';
import pg from 'pg';
import { StartError } from '../start-error.ts';

/** "ansim" in ASCII; advisory locks count per database, and this one lives in `postgres`. */
const LOCK = 0x616e73696d;

export type Hold = {
  /** Lets go. True when nobody else holds on: the server may be stopped, and newcomers wait until it has gone. */
  release(): Promise<boolean>;
  /** Cuts the connection. */
  end(): Promise<void>;
};

/**
 * Connects and takes the shared lock. `closing` when the last user is just stopping the server; `gone` when it
 * does not answer. `onLost` is called once if the server goes away while held.
 * The lock dies with its process, so that nothing has to be cleaned up after kill -9, in any container.
 */
export async function holdServer(
  url: string,
  onLost: () => void,
): Promise<Hold | 'closing' | 'gone'> {
  const socket = new Socket();
  const client = new pg.Client({
    connectionString: url,
    stream: () => socket,
    application_name: 'ansim-hold',
    connectionTimeoutMillis: 10_000,
  });
  let over = false;
  const lost = () => {
    if (over) return;
    over = true;
    onLost();
  };
  client.on('error', () => undefined);
  try {
    await client.connect();
    const answer = await client.query<{ held: boolean }>(
      `select pg_try_advisory_lock_shared(${LOCK}) as held`,
    );
    if (answer.rows[0]?.held !== true) {
      await client.end();
      return 'closing';
    }
  } catch (error) {
    await client.end().catch(() => undefined);
    if (error instanceof pg.DatabaseError && (error.code ?? '').startsWith('28')) {
      throw new StartError(
        `The embedded database refuses its own password (${error.message}). Its folder seems to be put together from two others.`,
        { cause: error },
      );
    }
    return 'gone';
  }
  client.once('end', lost);
  // A forgotten hold must not keep a finished command from ending.
  socket.unref();
  return {
    async release() {
      over = true;
      socket.ref();
      try {
        // Let go first: of two who leave at once, the later one then finds itself alone.
        await client.query(`select pg_advisory_unlock_shared(${LOCK})`);
        const alone = await client.query<{ held: boolean }>(
          `select pg_try_advisory_lock(${LOCK}) as held`,
        );
        return alone.rows[0]?.held === true;
      } catch {
        // Already gone: nothing is left to stop.
        return false;
      }
    },
    async end() {
      over = true;
      socket.ref();
      await client.end().catch(() => undefined);
    },
  };
}
