// Brings a database to this release: plain SQL files, forward only, under a lock, each in one transaction.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { StartError } from './start-error.ts';

const lockKey = 0x416e73696d; // "Ansim": two servers starting at once migrate one after the other.

export type Migration = { name: string; text: string; checksum: string };

/** The files of a folder in the order of their names. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      return { name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Applies what is missing and answers the names applied.
 * Throws `StartError` when the database is from a newer release or a released file was edited.
 */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(`do $$ declare role_name text; begin
      foreach role_name in array array['ansim_app', 'ansim_intake'] loop
        if not exists (select from pg_roles where rolname = role_name) then execute format('create role %I nologin', role_name); end if;
      end loop;
    end $$`);
    await client.query(
      'create table if not exists public.ansim_migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())',
    );
    const done = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from public.ansim_migrations',
    );
    refuseStrangers(done.rows, migrations);
    const applied: string[] = [];
    for (const migration of migrations) {
      if (done.rows.some((row) => row.name === migration.name)) continue;
      await applyOne(client, migration);
      applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.end();
  }
}

function refuseStrangers(
  done: readonly { name: string; checksum: string }[],
  known: readonly Migration[],
): void {
  for (const row of done) {
    const migration = known.find((candidate) => candidate.name === row.name);
    if (!migration) {
      throw new StartError(
        `This database was migrated by a newer release of Ansim (it has ${row.name}, which this release does not know). Start the newer release, or restore a backup made with this one.`,
      );
    }
    if (migration.checksum !== row.checksum) {
      throw new StartError(
        `The migration ${row.name} was changed after it had been applied. Restore the released file; put the change into a new migration.`,
      );
    }
  }
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.text);
    await client.query('insert into public.ansim_migrations (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new StartError(
      `The migration ${migration.name} failed and was undone: ${(error as Error).message}`,
    );
  }
}
