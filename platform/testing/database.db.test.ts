// Proves that tests reach the shared PostgreSQL of their run.
import pg from 'pg';
import { expect, test } from 'vitest';
import { testPostgres } from './database.ts';

async function ask(url: string, question: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(question);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

test('the shared server is PostgreSQL 18 with Unicode text that sorts Hangul alphabetically', async () => {
  const url = testPostgres().url('postgres');
  expect(await ask(url, "select current_setting('server_version') as answer")).toMatch(/^18\./);
  expect(await ask(url, "select current_setting('server_encoding') as answer")).toBe('UTF8');
  const sorted =
    "select string_agg(w, ' ' order by w) as answer from unnest('{하늘,가람,나비}'::text[]) w";
  expect(await ask(url, sorted)).toBe('가람 나비 하늘');
});

test('another role goes by the same password', () => {
  const server = testPostgres();
  const own = new URL(server.url('postgres'));
  const other = new URL(server.url('ansim_test_a b', 'ansim_app'));
  expect(other.username).toBe('ansim_app');
  expect(other.pathname).toBe('/ansim_test_a%20b');
  expect(other.password).toBe(own.password);
});
