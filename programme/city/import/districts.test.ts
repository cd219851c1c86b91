// Proves that boundary files become districts, and that broken ones say what is wrong with them.
import { describe, expect, test } from 'vitest';
import { pointInPolygon } from '#platform/geo/index.ts';
import { squareDistricts as exampleDistricts } from '#platform/testing/square-city.ts';
import { exampleCodes, exampleDistrictBorders, exampleNeighbourhoods } from '../examples.ts';
import en from './en.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };
import { asExisting, file, planned, refusal, three } from './look-alikes.ts';

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
