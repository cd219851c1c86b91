// Proves that a folder of official files becomes a city in one command, with real records where they are at hand.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import {
  exampleCodes,
  exampleDistrictBorders,
  exampleNeighbourhoods,
  examplePolice,
} from '#programme/city/examples.ts';
import { exampleSafeHouses, safeHouseCsv, safeHouseJson } from '#programme/safe-houses/examples.ts';
import { type ImportRequest, importCommand } from './import.ts';

/** Official records that are not part of this repository; without them the look-alikes alone carry the proof. */
const real = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

let fresh: FreshDatabase;
let folder: string;
beforeEach(async () => {
  fresh = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'ansim-import-'));
});
afterEach(async () => {
  await fresh.close();
  await rm(folder, { recursive: true });
});

function run(over: Partial<ImportRequest> & Pick<ImportRequest, 'kind' | 'paths'>) {
  return importCommand({
    dryRun: false,
    partial: false,
    language: 'en',
    json: false,
    everyRow: false,
    now: new Date('2026-03-01'),
    ...over,
    db: fresh.db,
  });
}
const at = (name: string) => join(folder, name);

async function writeLookAlikes(): Promise<void> {
  const stores = exampleSafeHouses();
  await mkdir(at('broken'));
  const files: [string, string | Uint8Array][] = [
    ['stores_cp949.csv', iconv.encode(safeHouseCsv(stores), 'cp949')],
    ['stores_utf8bom.csv', `\uFEFF${safeHouseCsv(stores)}`],
    ['standard.json', safeHouseJson(stores)],
    ['police.csv', examplePolice()],
    ['neighbourhoods.geojson', exampleNeighbourhoods()],
    ['districts.json', exampleDistrictBorders()],
    ['codes.csv', exampleCodes()],
    ['crime.csv', '구별(1),구별(2),2022,2022\n합계,소계,"1,234",-\n'],
    [
      join('broken', 'police.csv'),
      new TextDecoder().decode(iconv.encode(examplePolice(), 'cp949')),
    ],
  ];
  for (const [name, content] of files) await writeFile(at(name), content);
}

async function counts() {
  const [row] = await fresh.asOwner(`select
    (select count(*)::int from city.districts) as districts,
    (select count(*)::int from city.police_offices) as offices,
    (select count(*)::int from safe_houses.stores) as stores,
    (select count(*)::int from safe_houses.stores where state = 'operating') as operating,
    (select count(*)::int from safe_houses.stores where phone is null) as mute,
    (select count(*)::int from safe_houses.stores where district = '11140') as jung,
    (select count(*)::int from platform.city) as cities`);
  return row;
}

const wholeCity = {
  districts: 25,
  offices: 453,
  stores: 713,
  operating: 695,
  mute: 244,
  cities: 1,
};

const folders: [string, () => Promise<string>, Record<string, number>][] = [
  ['look-alikes', async () => writeLookAlikes().then(() => folder), { jung: 18 }],
  ...(existsSync(real)
    ? [['real Seoul', async () => real, { jung: 19 }] as (typeof folders)[number]]
    : []),
];

describe.each(folders)('import all: %s', (_, folderOf, own) => {
  test('25 districts, 453 police offices and 713 stores in one command, and nothing new the second time', async () => {
    const answer = await run({ kind: 'all', paths: [await folderOf()] });
    expect(answer.ok, answer.output).toBe(true);
    expect(await counts()).toEqual({ ...wholeCity, ...own });
    const [first] = answer.reports.filter((report) => report.kind === 'safe-houses');
    const codes = first!.details.flatMap((row) => row.findings).map((finding) => finding.code);
    const found = (code: string) => codes.filter((each) => each === code).length;
    expect([found('wrong-district'), found('missing-phone'), found('other-scheme')]).toEqual([
      3, 244, 18,
    ]);
    const [city] = await fresh.asOwner('select config from platform.city');
    expect(city!.config).toMatchObject({ name: { ko: '서울특별시', en: 'Seoul' }, demo: false });
    expect(answer.output).not.toMatch(/\{\w|undefined|NaN/);

    const again = await run({ kind: 'all', paths: [await folderOfAgain(folderOf)] });
    for (const report of again.reports) {
      expect(report.counts).toMatchObject({ created: 0, updated: 0, refused: 0 });
    }
    expect(await counts()).toEqual({ ...wholeCity, ...own });
  });

  test('a dry run tells the same and leaves nothing', async () => {
    const answer = await run({
      kind: 'all',
      paths: [await folderOf()],
      dryRun: true,
      language: 'ko',
    });
    expect(answer.ok).toBe(true);
    expect(answer.reports.map((report) => report.result)).toEqual(
      answer.reports.map(() => 'tried'),
    );
    expect(answer.output).toMatch(/시험 실행/);
    expect(answer.output).toMatch(/새로 713/);
    expect(answer.output).not.toMatch(/\{\w|undefined|NaN/);
    expect(await counts()).toMatchObject({ districts: 0, offices: 0, stores: 0, cities: 0 });
    expect(await fresh.asOwner('select from platform.audit')).toEqual([]);
  });
});

/** The look-alikes are written once a test; the real folder is just there. */
async function folderOfAgain(folderOf: () => Promise<string>): Promise<string> {
  return existsSync(at('codes.csv')) ? folder : folderOf();
}

describe('one file at a time', () => {
  beforeEach(writeLookAlikes);

  test('districts, police offices, safe houses, each told in both languages and as JSON', async () => {
    const boundaries = ['neighbourhoods.geojson', 'codes.csv'].map(at);
    expect((await run({ kind: 'districts', paths: boundaries })).output).toMatch(/25 new/);
    const police = await run({ kind: 'police-offices', paths: [at('police.csv')], language: 'ko' });
    expect(police.output).toMatch(/경찰관서 가져오기 · police.csv · 453건\n가져왔음\n새로 453/);
    const stores = await run({ kind: 'safe-houses', paths: [at('stores_cp949.csv')], json: true });
    const json = JSON.parse(stores.output);
    expect(json).toMatchObject({
      ok: true,
      reports: [{ encoding: 'cp949', counts: { created: 713 } }],
    });
    expect(json.reports[0].details).toHaveLength(713);
    expect(await counts()).toMatchObject(wholeCity);
  });

  test('simplified borders alone carry the stores too', async () => {
    expect((await run({ kind: 'districts', paths: [at('districts.json')] })).ok).toBe(true);
    expect((await run({ kind: 'safe-houses', paths: [at('stores_utf8bom.csv')] })).ok).toBe(true);
    expect(await counts()).toMatchObject({ districts: 25, stores: 713 });
  });

  test('a destroyed file is refused in both languages and changes nothing', async () => {
    const paths = [at('neighbourhoods.geojson')];
    await run({ kind: 'districts', paths });
    const broken = { kind: 'police-offices', paths: [at('broken/police.csv')] } as const;
    const answer = await run(broken);
    expect(answer.ok).toBe(false);
    expect(answer.output).toMatch(
      /^police\.csv: The text of the file is destroyed: line 1, column 1 /,
    );
    expect((await run({ ...broken, language: 'ko' })).output).toMatch(
      /글자가 깨진 파일: 1행 1번째 칸부터/,
    );
    expect(JSON.parse((await run({ ...broken, json: true })).output)).toMatchObject({
      ok: false,
      error: { code: 'destroyed-text', line: 1 },
    });
    expect(await counts()).toMatchObject({ offices: 0 });
  });

  test.each([
    ['safe-houses', 'stores_cp949.csv', /Import their borders first/],
    ['safe-houses', 'none.csv', /^There is no file .*none\.csv/],
    ['safe-houses', 'broken', /is a folder; name a file/],
    ['safe-houses', 'police.csv', /lacks the columns 점포명/],
    ['police-offices', 'stores_cp949.csv', /There are no districts|lacks the columns/],
    ['districts', 'crime.csv', /Two columns are called "2022"/],
    ['all', 'none', /^There is no folder /],
    ['all', 'police.csv', /name its folder/],
    ['all', 'broken', /No file of[\s\S]*police\.csv: The text of the file is destroyed/],
  ] as const)('import %s %s is answered with a sentence', async (kind, name, sentence) => {
    const answer = await run({ kind, paths: [at(name)] });
    expect(answer.ok).toBe(false);
    expect(answer.output).toMatch(sentence);
    const inKorean = await run({ kind, paths: [at(name)], language: 'ko' });
    expect(inKorean.output).toMatch(/[가-힣]/);
    expect(inKorean.output).not.toMatch(/There|[Nn]o file|\{\w|undefined/);
  });

  test('the same records in a second file are not told twice', async () => {
    await run({ kind: 'districts', paths: [at('districts.json')] });
    const twice = await run({ kind: 'all', paths: [folder] });
    expect(twice.output.match(/without a telephone number/g)).toHaveLength(1);
    expect(twice.output).toMatch(/\d+ more, the same as told of the files above/);
  });
});

test('an error in one file of a folder undoes the others, and all rows are told', async () => {
  await writeLookAlikes();
  const rows = exampleSafeHouses().map((row, index) =>
    index === 50 ? { ...row, 경도: '227.1' } : row,
  );
  await writeFile(at('stores_cp949.csv'), iconv.encode(safeHouseCsv(rows), 'cp949'));
  const answer = await run({ kind: 'all', paths: [folder] });
  expect(answer.ok).toBe(false);
  expect(answer.reports.map((report) => report.result)).toContain('blocked');
  expect(answer.reports.map((report) => report.result)).not.toContain('done');
  expect(answer.output).toMatch(/line 52 .*impossible coordinates: .*227\.1/);
  expect(await counts()).toMatchObject({ districts: 0, offices: 0, stores: 0, cities: 0 });
  const partly = await run({ kind: 'all', paths: [folder], partial: true });
  expect(partly.ok).toBe(true);
  expect(await counts()).toMatchObject(wholeCity);
});

test('real records in a demo city come with a warning', async () => {
  await writeLookAlikes();
  await fresh.asOwner('insert into platform.city (config) values ($1)', [
    JSON.stringify({
      name: { ko: '가온시', en: 'Gaon' },
      demo: true,
      bounds: [124.8, 36, 125.2, 36.4],
    }),
  ]);
  const answer = await run({ kind: 'districts', paths: [at('districts.json')] });
  expect(answer.output).toMatch(/fictional demo city/);
});
