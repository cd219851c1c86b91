// Proves that the official table of walks is taken in whole or not at all, again without harm, and told row by row.
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import { openSmallCity, type SmallCity } from '#platform/testing/small-city.ts';
import { importBaseline } from './index.ts';

let city: SmallCity;
beforeAll(async () => {
  city = await openSmallCity(1);
});
afterAll(() => city.close());

const take = (name: string, text: string | Uint8Array, partial = false) =>
  city.db.transaction(system, (tx) =>
    importBaseline(
      tx,
      { name, bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text },
      { partial },
    ),
  );
const kept = () =>
  city.asOwner('select district, year, walks, scouts from escorts.baselines order by district');

test('a table is taken in, again updates, and errors take nothing in', async () => {
  const head = '자치구,이용실적,스카우트 인원\n';
  const first = await take('귀가_2024.csv', `${head}1구,"2,523",8\n2구,901,8\n`);
  expect(first).toMatchObject({ result: 'done', counts: { created: 2 } });
  const again = await take('귀가_2024.csv', `${head}1구,2523,8\n2구,902,8\n`);
  expect(again.counts).toMatchObject({ unchanged: 1, updated: 1 });
  const broken = await take('귀가_2024.csv', `${head}1구,-,8\n9구,1,1\n2구,5,5\n`);
  expect(broken).toMatchObject({ result: 'blocked', counts: { refused: 2 } });
  expect(broken.details.flatMap(({ findings }) => findings.map(({ code }) => code))).toEqual([
    'odd-number',
    'unknown-district',
  ]);
  expect(await kept()).toMatchObject([{ year: 2024, walks: 2523 }, { walks: 902 }]);
  await expect(take('귀가.csv', `${head}1구,1,1\n`)).rejects.toMatchObject({ code: 'no-year' });
  await expect(take('귀가_2024.csv', '구,수\n1구,1\n')).rejects.toMatchObject({
    code: 'missing-columns',
  });
});

test('the official file is understood as it is, where it is at hand', async () => {
  const file = new URL('../../../shared/data/안심귀가스카우트_자치구별_2024.csv', import.meta.url);
  // Elsewhere a look-alike with the same columns stands in for it.
  const bytes = existsSync(file)
    ? readFileSync(file)
    : '자치구,이용실적,스카우트 인원\n가나구,1234,5\n다라구,678,9\n';
  const report = await take('안심귀가스카우트_자치구별_2024.csv', bytes);
  // This small city has none of its districts: each row is understood and told apart.
  expect(report.result).toBe('blocked');
  expect(report.details.every(({ findings }) => findings[0]?.code === 'unknown-district')).toBe(
    true,
  );
});
