// The one database of a city: embedded or the city's own, brought to this release, opened as the unprivileged role.
import { join } from 'node:path';
import pg from 'pg';
import { system } from './actor.ts';
import { readyDataFolder } from './data-folder.ts';
import { type Database, openDatabase } from './database.ts';
import { startEmbeddedPostgres } from './embedded.ts';
import { type IntakeDatabase, openIntake } from './intake.ts';
import { migrate, readMigrations } from './migrate.ts';
import { StartError } from './start-error.ts';

export type CityDatabaseOptions = {
  /** Folder of the embedded database and of the city's keys; made when missing. */
  dataDir: string;
  /** The city's own PostgreSQL 15 or newer, as a role that may create schemas and roles. */
  databaseUrl: string | undefined;
  migrations: string;
  connections?: number;
  applicationName?: string;
  log: (sentence: string) => void;
};

export type CityDatabase = {
  db: Database;
  /** Connections of its own for the feed, which must never wait for all the rest. */
  feedDb: Database;
  /** Connections for presses, which must not wait either, by a role that may do nothing else. */
  intakeDb: IntakeDatabase;
  close(): Promise<void>;
};

const database = 'ansim';
const owner = 'ansim_owner';
const firstConnections = 2;
/** A batch of presses that meets a lock for so long is done again one by one, so that only the locked one waits. */
const intakeLockMs = 250;

/** Opens the city's database, migrating it first. Throws `StartError` with a sentence for people. */
export async function openCityDatabase(options: CityDatabaseOptions): Promise<CityDatabase> {
  readyDataFolder(options.dataDir);
  const { url, runUrl, runsAsItself, stop } = options.databaseUrl
    ? await useOwn(options.databaseUrl)
    : await useEmbedded(options);
  try {
    await migrate(url, await readMigrations(options.migrations));
    if (!runsAsItself) for (const role of ['ansim_app', 'ansim_intake']) await letRun(url, role);
    const as = (role: RunningRole, connections?: number) => ({
      url: runUrl(role),
      ...(runsAsItself ? {} : { runAs: role }),
      ...(connections ? { connections } : {}),
      ...(options.applicationName ? { applicationName: options.applicationName } : {}),
    });
    const db = openDatabase(as('ansim_app', options.connections));
    const feedDb = openDatabase(as('ansim_app', firstConnections));
    const intakeDb = openIntake({
      ...as('ansim_intake', firstConnections),
      actor: system,
      waitForLocksMs: intakeLockMs,
    });
    return {
      db,
      feedDb,
      intakeDb,
      async close() {
        await Promise.all([db.close(), feedDb.close(), intakeDb.close()]);
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type RunningRole = 'ansim_app' | 'ansim_intake';

async function useEmbedded(options: CityDatabaseOptions) {
  const server = await startEmbeddedPostgres({
    dataDir: join(options.dataDir, 'postgres'),
    log: options.log,
  });
  await prepare(server.url('postgres'), server.password);
  return {
    url: server.url(database, owner),
    runUrl: (role: RunningRole) => server.url(database, role),
    runsAsItself: true,
    stop: () => server.stop(),
  };
}

/** Roles and database of the embedded cluster: one that owns and migrates, two that run and may do neither. */
async function prepare(url: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const secret = client.escapeLiteral(password);
    const { rows } = await client.query<{ ready: boolean; hasIntake: boolean }>(
      `select exists (select from pg_database where datname = 'ansim') as ready,
        exists (select from pg_roles where rolname = 'ansim_intake') as "hasIntake"`,
    );
    const role = async (name: RunningRole) => {
      await client.query(`create role ${name} login password ${secret}`);
      await client.query(`alter role ${name} set idle_in_transaction_session_timeout = '30s'`);
    };
    // A city that was founded before there was this role.
    if (!rows[0]!.hasIntake) await role('ansim_intake');
    if (rows[0]!.ready) return;
    await client.query(`create role ${owner} login createrole password ${secret}`);
    await role('ansim_app');
    await client.query(`create database ${database} owner ${owner}`);
  } finally {
    await client.end();
  }
}

async function useOwn(url: string) {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url))
    throw new StartError(
      'DATABASE_URL is not the address of a PostgreSQL. Write it as postgres://user:password@host:5432/database, special characters of the password as %XX.',
    );
  try {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    );
    await client.end();
    if (rows[0]!.version < 150_000) {
      throw new StartError(
        'DATABASE_URL points to a PostgreSQL older than 15. Ansim needs 15 or newer.',
      );
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The database of DATABASE_URL cannot be reached (${describe(error as Error)}). Check the address, the password and that the server runs, or unset DATABASE_URL to use the embedded one.`,
    );
  }
  return { url, runUrl: () => url, runsAsItself: false, stop: async () => {} };
}

function describe(error: Error & { code?: string }): string {
  return error.message || error.code || 'no answer';
}

async function letRun(url: string, role: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client
      .query<{ may: boolean }>("select pg_has_role(current_user, $1, 'set') as may", [role])
      .catch(() => ({ rows: [] }));
    if (!rows[0]?.may) await client.query(`grant ${role} to current_user`);
  } catch (error) {
    throw new StartError(
      `The user of DATABASE_URL may not act as ${role}: ${(error as Error).message}. Run once as a superuser: grant ${role} to <that user>;`,
    );
  } finally {
    await client.end();
  }
}
