// Proves that coordinates, district names and district codes are weighed against each other.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  squareDistricts as exampleDistricts,
  squarePoint as examplePoint,
} from '#platform/testing/square-city.ts';
import { districtFinder } from './districts.ts';
import { districts } from './look-alikes.ts';
import { readPlace } from './place.ts';

const finder = districtFinder(districts);

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
