// Gives a database test a migrated database of its own, opened as the unprivileged role that the server runs as.
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import {
  type Database,
  type IntakeDatabase,
  migrate,
  openDatabase,
  openIntake,
  readMigrations,
  system,
} from '#platform/db/index.ts';
import { TEST_DATABASE_PREFIX, testPostgres } from './database.ts';

export type FreshDatabase = {
  db: Database;
  /** As the role by which presses come in. */
  intakeDb: IntakeDatabase;
  /** Address of the database as the superuser. */
  ownerUrl: string;
  /** Runs a statement as the superuser, past row-level security: to arrange and to check, never to prove access. */
  asOwner(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
};

/** Migrations run as a role that may no more than a city's own owner: what only a superuser may do fails here, and not in a city. */
const OWNER = 'ansim_test_owner';

/** Statement that makes the owner unless there is one. */
export const makeOwner = `do $$ begin create role ${OWNER} createrole;
  exception when duplicate_object or unique_violation then null; end $$`;

/** The same address, acting as the owner. */
export function asOwningRole(url: string): string {
  const address = new URL(url);
  address.searchParams.set('options', `-c role=${OWNER}`);
  return address.href;
}

/** A copy of the migrated template, which is made anew whenever a migration changed; call `close` afterwards. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = testPostgres();
  const name = `${TEST_DATABASE_PREFIX}${randomBytes(6).toString('hex')}`;
  await withClient(server.url('postgres'), async (client) => {
    const template = await templateOf(client, server.url);
    await client.query(`create database ${name} template ${template}`);
  });
  const url = server.url(name);
  const db = openDatabase({ url, runAs: 'ansim_app', connections: 4 });
  const intakeDb = openIntake({
    url,
    runAs: 'ansim_intake',
    connections: 2,
    actor: system,
    waitForLocksMs: 250,
  });
  return {
    db,
    intakeDb,
    ownerUrl: url,
    asOwner: (text, values) =>
      withClient(url, async (client) => (await client.query(text, values)).rows),
    async close() {
      await Promise.all([db.close(), intakeDb.close()]);
      await withClient(server.url('postgres'), (client) => dropWhenUnused(client, name));
    },
  };
}

/** A connection that is closing has not left the server yet; cut off now, it would report an error to nobody. */
async function dropWhenUnused(client: pg.Client, name: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { rows } = await client.query('select from pg_stat_activity where datname = $1', [name]);
    if (rows.length === 0) break;
    await client.query('select pg_sleep(0.02)');
  }
  await client.query(`drop database ${name} with (force)`);
}

/** One template for each state of the migrations; test files that start at once wait for the first. */
async function templateOf(client: pg.Client, url: (database: string) => string): Promise<string> {
  const migrations = await readMigrations(join(import.meta.dirname, '..', '..', 'migrations'));
  const state = createHash('sha256')
    .update([OWNER, ...migrations.map((each) => each.checksum)].join())
    .digest('hex');
  const name = `ansim_template_${state.slice(0, 12)}`;
  await client.query("select pg_advisory_lock(hashtext('ansim_template'))");
  try {
    const { rows } = await client.query(
      'select from pg_database where datname = $1 and datistemplate',
      [name],
    );
    if (rows.length === 0) {
      await client.query(`drop database if exists ${name} with (force)`);
      await client.query(makeOwner);
      await client.query(`create database ${name} owner ${OWNER}`);
      await migrate(asOwningRole(url(name)), migrations);
      await client.query(`alter database ${name} is_template true`);
    }
  } finally {
    await client.query("select pg_advisory_unlock(hashtext('ansim_template'))");
  }
  return name;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
