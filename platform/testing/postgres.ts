// Starts a PostgreSQL server for each worker of a run, and leaves it to the last run that uses it to stop.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { choosePlace } from '../db/embedded/account.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded.ts';
import { TEST_DATABASE_PREFIX } from './database.ts';

/** Kept between runs, so that only the first one waits for an empty cluster. */
const FOLDERS = join(import.meta.dirname, '..', '..', '.data');

/** Vitest's global set-up; returns the tear-down. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const workers = Array.from({ length: project.config.maxWorkers }, (_, index) => index + 1);
  const servers = await Promise.all(workers.map(startFor));
  project.provide(
    'testServers',
    servers.map((server) => server.url('postgres')),
  );
  return async () => {
    await Promise.all(servers.map((server) => server.stop()));
  };
}

/** The server of a worker, with no databases left of runs that were cut short. */
async function startFor(worker: number): Promise<EmbeddedPostgres> {
  const folder = join(FOLDERS, `test-postgres-${worker}`);
  const server = await start(folder).catch((reason) => startAfresh(folder, reason));
  if (!server.attached) await dropLeftDatabases(server.url('postgres'));
  return server;
}

function start(folder: string): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir: folder, forTests: true, log: tell });
}

/** Runs without fsync, so a power cut may have spoilt it; nothing in it is worth repairing. */
function startAfresh(folder: string, reason: unknown): Promise<EmbeddedPostgres> {
  tell(`${reason instanceof Error ? reason.message : reason} Beginning with an empty one.`);
  rmSync(choosePlace(folder).cluster, { recursive: true, force: true });
  return start(folder);
}

async function dropLeftDatabases(address: string): Promise<void> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1) and not datistemplate',
      [TEST_DATABASE_PREFIX],
    );
    for (const { datname } of rows) {
      await client.query(`drop database ${client.escapeIdentifier(datname)} with (force)`);
    }
  } finally {
    await client.end();
  }
}

function tell(sentence: string): void {
  console.error(`test database: ${sentence}`);
}
