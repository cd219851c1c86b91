// Starts the PostgreSQL server that all tests of a run share, and leaves it to the last run that uses it to stop.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { choosePlace } from '../db/embedded/account.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded.ts';
import { TEST_DATABASE_PREFIX } from './database.ts';

/** Kept between runs, so that only the first one waits for an empty cluster. */
const FOLDER = join(import.meta.dirname, '..', '..', '.data', 'test-postgres');

/** Vitest's global set-up; returns the tear-down. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await start().catch(startAfresh);
  if (!server.attached) await dropLeftDatabases(server.url('postgres'));
  project.provide('testServer', { address: server.url('postgres') });
  return () => server.stop();
}

function start(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir: FOLDER, forTests: true, log: tell });
}

/** Runs without fsync, so a power cut may have spoilt it; nothing in it is worth repairing. */
function startAfresh(reason: unknown): Promise<EmbeddedPostgres> {
  tell(`${reason instanceof Error ? reason.message : reason} Beginning with an empty one.`);
  rmSync(choosePlace(FOLDER).cluster, { recursive: true, force: true });
  return start();
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
