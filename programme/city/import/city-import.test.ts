// Proves that boundary files and the police list become a city, and that broken ones say what is wrong with them.
import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { pointInPolygon } from '#platform/geo/index.ts';
import { Refused } from '#platform/http/refused.ts';
import {
  exampleCodes,
  exampleDistrictBorders,
  exampleDistricts,
  exampleNeighbourhoods,
  examplePoint,
  examplePolice,
} from '../examples.ts';
import { readBoundaryFile } from './boundaries.ts';
import { districtFinder, type ImportDistrict } from './districts.ts';
import en from './en.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };
import { readPlace } from './place.ts';
import { type ExistingDistrict, planDistrictImport } from './plan-districts.ts';
import { type ExistingOffice, planPoliceImport, readPoliceFile } from './police.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const file = (text: string) => readBoundaryFile(utf8(text));
const three = () => [exampleCodes(), exampleDistrictBorders(), exampleNeighbourhoods()].map(file);

function refusal(work: () => unknown): Refused {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  throw new Error('The file was accepted.');
}

function planned(files = three(), existing: ExistingDistrict[] = []) {
  return planDistrictImport({ files, existing });
}

function asExisting(plan: ReturnType<typeof planned>): ExistingDistrict[] {
  return plan.creates.map(({ code, fields, snapshot }) => ({
    code,
    fields,
    imported: structuredClone(snapshot),
  }));
}

const districts: ImportDistrict[] = planned().creates.map(({ code, fields }) => ({
  code,
  ...fields,
  coarse: false,
}));
const finder = districtFinder(districts);

describe('districts', () => {
  test('three files together give 25 districts with both codes, both names, the finest border and their neighbours', () => {
    const plan = planned();
    expect(
      plan.details.every((row) => row.outcome === 'created' && row.findings.length === 0),
    ).toBe(true);
    expect(plan.creates).toHaveLength(25);
    const middle = plan.creates.find((write) => write.code === exampleDistricts[12]!.mois)!;
    expect(middle.fields.codes).toEqual({ mois: '11470', kostat: '11130' });
    expect(middle.fields.name).toEqual({ ko: '파온구', en: 'Example 13-gu' });
    expect(middle.snapshot.borderFrom).toBe('neighbourhood-borders');
    expect(middle.fields.neighbours).toEqual(
      [7, 11, 13, 17].map((index) => exampleDistricts[index]!.mois).sort(),
    );
    expect(pointInPolygon(middle.fields, middle.fields.border)).toBe(true);
    expect(plan.province?.ko).toBe('서울특별시');
    expect(plan.bounds?.map((degree) => degree.toFixed(2))).toEqual([
      '126.80',
      '37.40',
      '127.00',
      '37.55',
    ]);
  });

  test('the order of the files does not matter', () => {
    const [a, b] = [planned(three()), planned(three().toReversed())];
    const byCode = (plan: typeof a) =>
      plan.creates
        .map(({ code, fields }) => ({ code, fields }))
        .sort((x, y) => x.code.localeCompare(y.code));
    expect(byCode(a)).toEqual(byCode(b));
  });

  test('importing again changes nothing', () => {
    const again = planned(three(), asExisting(planned()));
    expect([again.creates, again.updates]).toEqual([[], []]);
    expect(new Set(again.details.map((row) => row.outcome))).toEqual(new Set(['unchanged']));
  });

  test('a name changed by hand stays and is told, also when the file changes it too', () => {
    const existing = asExisting(planned());
    existing[3]!.fields = {
      ...existing[3]!.fields,
      name: { ...existing[3]!.fields.name, en: 'By hand' },
    };
    const same = planned(three(), existing);
    expect(same.updates).toEqual([]);
    expect(same.details.flatMap((row) => row.findings)).toMatchObject([
      { level: 'note', code: 'kept-by-hand', field: 'name' },
    ]);
    const files = [
      exampleCodes().replace('Example 4-gu', 'Another-gu'),
      exampleDistrictBorders().replace('Example 4-gu', 'Another-gu'),
    ];
    const changed = planned(files.map(file), existing);
    expect(changed.details.flatMap((row) => row.findings)).toContainEqual(
      expect.objectContaining({ level: 'warning', code: 'changed-by-both', field: 'name' }),
    );
    expect(changed.updates.find((write) => write.code === existing[3]!.code)!.fields.name.en).toBe(
      'By hand',
    );
  });

  test('simplified borders alone make a city with a warning, and never replace finer ones later', () => {
    const alone = planned([file(exampleDistrictBorders())]);
    expect(alone.creates.map((write) => write.code)).toEqual(
      exampleDistricts.map((each) => each.kostat),
    );
    expect(alone.findings).toMatchObject([{ level: 'warning', code: 'no-mois-codes' }]);
    const later = planned([file(exampleDistrictBorders())], asExisting(planned()));
    expect(later.updates).toEqual([]);
    expect(later.details[0]!.findings).toMatchObject([
      { level: 'note', code: 'finer-border-kept' },
    ]);
  });

  test('codes that arrive later complete districts without renaming them', () => {
    const later = planned(
      [file(exampleCodes())],
      asExisting(planned([file(exampleDistrictBorders())])),
    );
    expect(later.creates).toEqual([]);
    expect(later.updates[1]).toMatchObject({
      code: '11020',
      fields: { codes: { mois: '11140', kostat: '11020' } },
    });
  });

  test.each([
    ['no-border', [exampleCodes()]],
    [
      'codes-disagree',
      [exampleNeighbourhoods(), exampleCodes().replace('11140,11020', '11140,11099')],
    ],
    ['district-twice', [exampleDistrictBorders().replace('"중구"', '"가온구"')]],
    ['nameless-district', [exampleDistrictBorders().replace('"중구"', '""')]],
    ['district-without-code', [exampleDistrictBorders().replace('"code":"11020",', '')]],
    ['bad-border', [exampleDistrictBorders().replace('126.8,', '200000,')]],
    ['code-taken', [exampleDistrictBorders().replace('"code":"11020"', '"code":"11010"')]],
  ])('%s is an error of its row, and the others stay good', (code, texts) => {
    const plan = planned(texts.map(file));
    const findings = [...plan.findings, ...plan.details.flatMap((row) => row.findings)];
    expect(findings).toContainEqual(expect.objectContaining({ code, level: 'error' }));
    expect(plan.creates.length).toBe(code === 'no-border' ? 0 : 24);
  });

  test.each([
    ['not-json', '{"type":"FeatureCollection","features":[{'],
    ['not-geojson', '{"type":"Topology","objects":{}}'],
    [
      'unknown-boundaries',
      '{"type":"FeatureCollection","features":[{"properties":{"a":1},"geometry":null}]}',
    ],
    ['unknown-boundaries', 'a,b\n1,2\n'],
    ['destroyed-text', exampleCodes().replace('중구', '\uFFFD\uFFFD')],
  ])('%s is refused with a sentence', (code, text) => {
    const error = refusal(() => file(text));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^[A-Z].*\.$/s);
  });
});

describe('where a row is', () => {
  const row = (over: Partial<Parameters<typeof readPlace>[0]>) => {
    const { lat, lon } = examplePoint(1, 0.5, 0.5);
    return readPlace(
      {
        line: 2,
        lat: String(lat),
        lon: String(lon),
        districtName: '중구',
        districtCode: '11140',
        ...over,
      },
      finder,
    );
  };
  const near = examplePoint(2, 0.01, 0.5);
  const far = examplePoint(24, 0.5, 0.5);
  const rim = { lat: 37.398, lon: examplePoint(1, 0.5, 0).lon };

  test.each([
    ['nothing odd', {}, [], '11140'],
    ['the code of the other scheme', { districtCode: '11020' }, ['warning other-scheme'], '11140'],
    [
      'a code of the other scheme that means another district',
      { districtName: exampleDistricts[13]!.ko, districtCode: '11140', ...at(13) },
      ['warning other-scheme-collides'],
      '11500',
    ],
    [
      'the code of another district',
      { districtCode: '11170' },
      ['warning code-of-another-district'],
      '11140',
    ],
    ['a code of nobody', { districtCode: '99999' }, ['warning unknown-code'], '11140'],
    ['the city before the name', { districtName: '서울특별시 중구' }, [], '11140'],
    [
      'no name and an unmistakable code',
      { districtName: '-', districtCode: '11830', lat: '-', lon: '-' },
      ['warning no-coordinates'],
      '11830',
    ],
    [
      'no name and a code of two districts',
      { districtName: '', lat: '', lon: '' },
      ['warning ambiguous-code', 'error unknown-place'],
      null,
    ],
    [
      'no name and a code of two districts, with coordinates',
      { districtName: '' },
      ['warning ambiguous-code'],
      '11140',
    ],
    [
      'an unknown name with coordinates',
      { districtName: '없는구', districtCode: '' },
      ['warning unknown-district'],
      '11140',
    ],
    ['no coordinates', { lat: '-', lon: '' }, ['warning no-coordinates'], '11140'],
    ['zero coordinates', { lat: '0', lon: '0' }, ['warning no-coordinates'], '11140'],
    [
      'a neighbouring district',
      { lat: String(near.lat), lon: String(near.lon) },
      ['warning wrong-district'],
      '11170',
    ],
    [
      'another end of the city',
      { lat: String(far.lat), lon: String(far.lon) },
      ['error far-from-district'],
      null,
    ],
    [
      'just outside the city',
      { lat: String(rim.lat), lon: String(rim.lon) },
      ['warning at-the-rim'],
      '11140',
    ],
    ['another city', { lat: '35.1', lon: '129.0' }, ['error outside-city'], null],
    [
      'latitude and longitude swapped',
      { lat: at(1).lon, lon: at(1).lat },
      ['warning swapped-coordinates'],
      '11140',
    ],
    [
      'commas as decimal points',
      { lat: at(1).lat.replace('.', ','), lon: at(1).lon.replace('.', ',') },
      [],
      '11140',
    ],
    [
      'metres of a Korean grid',
      { lat: '551284.3', lon: '198122.9' },
      ['error projected-coordinates'],
      '11140',
    ],
    ['beyond the globe', { lat: '375.6', lon: '127.0' }, ['error out-of-range'], '11140'],
    ['words', { lat: '북위 37', lon: '127' }, ['error bad-coordinates'], '11140'],
    ['one coordinate only', { lat: '37.41', lon: '' }, ['error bad-coordinates'], '11140'],
  ])('%s', (_, over, expected, district) => {
    const reading = row(over);
    expect(reading.findings.map((finding) => `${finding.level} ${finding.code}`)).toEqual(expected);
    expect(reading.district === district || expected.some((each) => each.startsWith('error'))).toBe(
      true,
    );
    if (!expected.some((each) => each.startsWith('error'))) expect(reading.district).toBe(district);
  });

  function at(district: number): { lat: string; lon: string } {
    const { lat, lon } = examplePoint(district, 0.5, 0.5);
    return { lat: String(lat), lon: String(lon) };
  }

  test('with coarse borders a place beside the border stays in the district that the file names', () => {
    const coarse = districtFinder(districts.map((district) => ({ ...district, coarse: true })));
    const reading = readPlace(
      {
        line: 2,
        lat: String(near.lat),
        lon: String(near.lon),
        districtName: '중구',
        districtCode: '',
      },
      coarse,
    );
    expect(reading).toMatchObject({
      district: '11140',
      findings: [{ code: 'wrong-district-coarse' }],
    });
  });

  test('whatever the fields say, there is an answer, and a place with an error is never used', () => {
    const text = fc.oneof(
      fc.string(),
      fc.double().map(String),
      fc.constantFrom('-', '37.41', '126.86', '중구', '11140', '11020'),
    );
    fc.assert(
      fc.property(text, text, text, text, (lat, lon, districtName, districtCode) => {
        const reading = readPlace({ line: 9, lat, lon, districtName, districtCode }, finder);
        const failed = reading.findings.some((finding) => finding.level === 'error');
        if (failed) expect(reading.point).toBeNull();
        else expect(reading.district).not.toBeNull();
        if (reading.point)
          expect(finder.all.some((each) => each.code === reading.district)).toBe(true);
      }),
    );
  });
});

describe('police offices', () => {
  const rows = (text: string) => readPoliceFile(utf8(text)).rows;
  const plan = (text: string, existing: ExistingOffice[] = []) =>
    planPoliceImport({ rows: rows(text), districts, existing });
  const asOffices = (of: ReturnType<typeof plan>): ExistingOffice[] =>
    of.creates.map(({ sourceKey, fields, snapshot }, index) => ({
      id: `office-${index}`,
      sourceKey,
      fields,
      imported: structuredClone(snapshot),
    }));

  test('453 rows become 453 offices with kind, full name and the district of their coordinates', () => {
    const first = plan(examplePolice());
    expect(first.creates).toHaveLength(453);
    expect(first.details.flatMap((row) => row.findings)).toEqual([]);
    expect(first.creates.filter((write) => write.fields.kind === 'station')).toHaveLength(32);
    expect(first.creates.map((write) => write.fields.name)).toEqual(
      expect.arrayContaining(['가온경찰서', '서울경찰청', '보기3지구대']),
    );
    expect(new Set(first.creates.map((write) => write.fields.district)).size).toBe(25);
    expect(first.findings).toMatchObject([{ code: 'staffed-by-day', params: { offices: 179 } }]);
  });

  test('importing again changes nothing; a new spelling of the address is the same office', () => {
    const existing = asOffices(plan(examplePolice()));
    const again = plan(examplePolice(), existing);
    expect([again.creates, again.updates, again.missing]).toEqual([[], [], []]);
    const respelt = plan(examplePolice().replace('보기로 40,', '보기대로 40-1,'), existing);
    expect(respelt.creates).toEqual([]);
    expect(respelt.updates).toHaveLength(1);
    expect(respelt.missing).toEqual([]);
  });

  test('an office that is gone from the file is named and kept', () => {
    const existing = asOffices(plan(examplePolice()));
    const shorter = plan(examplePolice().split('\n').slice(0, -2).join('\n'), existing);
    expect(shorter.missing).toHaveLength(1);
    expect(shorter.updates).toEqual([]);
  });

  test.each([
    ['missing-name', /,보기5,/, ',-,'],
    ['unknown-division', /,지구대,/, ',우체국,'],
    ['missing-address', /,서울 가온구 {2}보기로 1,/, ',,'],
    ['no-coordinates', /,37\.\d+,126\.\d+\n/, ',-,-\n'],
    ['wrong-field-count', /보기로 7,/, '보기로 7, 2층,'],
  ])('%s keeps one row out', (code, what, instead) => {
    const broken = plan(examplePolice().replace(what, instead));
    const refused = broken.details.filter((row) => row.outcome === 'refused');
    expect(refused).toHaveLength(1);
    expect(refused[0]!.findings).toContainEqual(expect.objectContaining({ level: 'error', code }));
    expect(broken.creates).toHaveLength(452);
  });

  test('the same office twice is taken in once', () => {
    const line = examplePolice().split('\n')[9]!;
    const twice = plan(`${examplePolice()}${line}\n`);
    expect(twice.creates).toHaveLength(453);
    expect(twice.details.at(-1)).toMatchObject({
      outcome: 'duplicate',
      findings: [{ code: 'duplicate', params: { first: 10 } }],
    });
  });

  test('a list destroyed by replacement characters is refused, naming where', () => {
    const ruined = new TextDecoder().decode(iconv.encode(examplePolice().slice(1), 'cp949'));
    const error = refusal(() => rows(ruined));
    expect(error.code).toBe('destroyed-text');
    expect(error.message).toMatch(/line 1, column 1 .*download the original again/);
    expect(refusal(() => rows('이름,주소\n가,나\n'))).toMatchObject({ code: 'missing-columns' });
  });
});

test('the words of both languages have the same keys, and every finding a sentence and a heading', () => {
  const plain = (words: Record<string, string>) =>
    Object.keys(words)
      .filter((key) => !key.startsWith('refused.'))
      .sort();
  expect(plain(en)).toEqual(plain(ko));
  const codes = plain(ko)
    .filter((key) => key.endsWith('.group'))
    .map((key) => key.slice(0, -6));
  for (const code of codes) expect(ko).toHaveProperty([code]);
});
