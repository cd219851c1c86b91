// Proves that a database is brought forward once, in order, whole or not at all, whoever else starts at the same moment.
import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { TEST_DATABASE_PREFIX, testPostgres } from '#platform/testing/database.ts';
import { asOwningRole, makeOwner } from '#platform/testing/fresh-database.ts';
import { migrate, readMigrations } from './migrate.ts';
import { StartError } from './start-error.ts';

const folder = join(import.meta.dirname, '../../migrations');

/** An empty database that belongs to a role which may create roles and nothing else, as a city's own does. */
async function emptyDatabase() {
  const server = testPostgres();
  const name = `${TEST_DATABASE_PREFIX}${randomBytes(6).toString('hex')}`;
  const ask = async (database: string, text: string) => {
    const client = new pg.Client({ connectionString: server.url(database) });
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };
  await ask('postgres', makeOwner);
  await ask('postgres', `create database ${name} owner ansim_test_owner`);
  onTestFinished(async () => void (await ask('postgres', `drop database ${name} with (force)`)));
  return { url: asOwningRole(server.url(name)), ask: (text: string) => ask(name, text) };
}

/** The released files and some more. */
async function withMore(files: Record<string, string>) {
  const copy = await mkdtemp(join(tmpdir(), 'ansim-migrations-'));
  onTestFinished(() => rm(copy, { recursive: true }));
  await cp(folder, copy, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(copy, name), text);
  return readMigrations(copy);
}

test('from nothing to now, in the order of their names, by an owner who is no superuser; a second time does nothing', async () => {
  const { url, ask } = await emptyDatabase();
  const migrations = await readMigrations(folder);
  const names = migrations.map(({ name }) => name);
  expect(await migrate(url, migrations)).toEqual(names);
  const kept = await ask('select name from public.ansim_migrations order by applied_at, name');
  expect(kept.map((row) => row.name)).toEqual(names);
  expect(new Set(names.map((name) => name.slice(0, 4))).size, 'two files of one number').toBe(
    names.length,
  );
  expect(await migrate(url, migrations)).toEqual([]);
});

test('a new release applies what is new and nothing else', async () => {
  const { url } = await emptyDatabase();
  await migrate(url, await readMigrations(folder));
  const more = await withMore({ '9001_more.sql': 'create table city.more (id int)' });
  expect(await migrate(url, more)).toEqual(['9001_more.sql']);
});

test('two servers that start at once migrate one after the other', async () => {
  const { url } = await emptyDatabase();
  const migrations = await readMigrations(folder);
  const done = await Promise.all([1, 2, 3].map(() => migrate(url, migrations)));
  expect(done.map((names) => names.length).sort((a, b) => a - b)).toEqual([
    0,
    0,
    migrations.length,
  ]);
});

test('one that fails is undone whole, is named, and those before it stay', async () => {
  const { url, ask } = await emptyDatabase();
  const broken = await withMore({
    '9001_fine.sql': 'create table city.fine (id int)',
    '9002_broken.sql': 'create table city.half (id int); select nonsense',
  });
  const failure = await migrate(url, broken).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(StartError);
  expect(String(failure)).toMatch(/9002_broken\.sql failed and was undone: column "nonsense"/);
  const [tables] = await ask(
    "select to_regclass('city.fine') is not null as fine, to_regclass('city.half') is not null as half",
  );
  expect(tables).toEqual({ fine: true, half: false });
  const mended = await withMore({
    '9001_fine.sql': 'create table city.fine (id int)',
    '9002_broken.sql': 'create table city.half (id int)',
  });
  expect(await migrate(url, mended)).toEqual(['9002_broken.sql']);
});

test('a database of a newer release and an edited file are refused before anything is changed', async () => {
  const { url, ask } = await emptyDatabase();
  await migrate(url, await withMore({ '9001_newer.sql': 'create table city.newer (id int)' }));
  await expect(migrate(url, await readMigrations(folder))).rejects.toThrow(
    /newer release of Ansim \(it has 9001_newer\.sql/,
  );
  const edited = await withMore({
    '9001_newer.sql': 'create table city.newer (id bigint)',
    '9002_next.sql': 'create table city.next (id int)',
  });
  await expect(migrate(url, edited)).rejects.toThrow(/9001_newer\.sql was changed after/);
  expect(await ask("select to_regclass('city.next') as next")).toEqual([{ next: null }]);
});
