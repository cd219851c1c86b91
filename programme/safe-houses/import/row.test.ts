// Proves that each fault of a single row is told, and which of them keep the row out.
import { describe, expect, test } from 'vitest';
import { squarePoint } from '#platform/testing/square-city.ts';
import { type ExampleSafeHouse, safeHouseCsv } from '../examples.ts';
import { readDay, readDesignation, readOperating, readPhone } from './fields.ts';
import { changed, countCodes, few, plan, planRows, utf8 } from './look-alikes.ts';

describe('one row', () => {
  const swapped = { 위도: few()[0]!.경도, 경도: few()[0]!.위도 };
  const far = squarePoint(4, 0.5, 0.5);
  test.each<[string, Partial<ExampleSafeHouse>, string[]]>([
    ['missing-phone', { 여성안심지킴이집전화번호: '-' }, ['missing-phone']],
    [
      'a placeholder for a phone',
      { 여성안심지킴이집전화번호: '000-0000-0000' },
      ['placeholder-phone'],
    ],
    ['a phone with a digit too few', { 여성안심지킴이집전화번호: '0507-1342-516' }, ['odd-phone']],
    ['an odd year', { 지정연도: '14' }, ['odd-year']],
    ['a year to come', { 지정연도: '2031' }, ['odd-year']],
    [
      'no road address',
      { 소재지도로명주소: '', 소재지지번주소: '서울특별시 라온구 보기동 1' },
      ['no-road-address'],
    ],
    ['a lost character', { 점포명: 'CU 보기?점' }, ['lost-characters']],
    ['swapped coordinates', swapped, ['swapped-coordinates']],
    ['no coordinates', { 위도: '-', 경도: '-' }, ['no-coordinates']],
  ])('%s is told, and the row is taken', (_, over, codes) => {
    const first = planRows(changed({ 여성안심지킴이집전화번호: '02-123-4567', ...over }));
    expect(first.details[0]!.findings.map((finding) => finding.code)).toEqual(codes);
    expect(first.details[0]!.outcome).toBe('created');
  });

  test.each<[string, Partial<ExampleSafeHouse>, string]>([
    ['no name', { 점포명: ' ' }, 'missing-name'],
    ['no address at all', { 소재지도로명주소: '-', 소재지지번주소: '' }, 'missing-address'],
    ['an operating flag that says nothing', { 운영여부: '' }, 'unknown-operating-flag'],
    ['an operating flag of its own', { 운영여부: '보류' }, 'unknown-operating-flag'],
    [
      'coordinates in another district altogether',
      { 위도: String(far.lat), 경도: String(far.lon) },
      'far-from-district',
    ],
    ['coordinates in another city', { 위도: '35.1', 경도: '129.1' }, 'outside-city'],
    ['coordinates beyond the globe', { 위도: '3753.26', 경도: '126.84' }, 'out-of-range'],
    ['grid coordinates', { 위도: '551,284.31', 경도: '198,122.90' }, 'projected-coordinates'],
  ])('%s keeps the row out, and the others in', (_, over, code) => {
    const first = planRows(changed(over));
    expect(first.details[0]).toMatchObject({ outcome: 'refused' });
    expect(first.details[0]!.findings).toContainEqual(
      expect.objectContaining({ level: 'error', code, line: 2 }),
    );
    expect(first.creates).toHaveLength(2);
  });

  test('a comma that slipped into an unquoted address is an error, not a shifted row', () => {
    const text = safeHouseCsv(few()).replace('보기로 22', '보기로 22, 1층');
    const first = plan(utf8(text));
    expect(first.details[1]!.findings[0]).toMatchObject({
      level: 'error',
      code: 'wrong-field-count',
      line: 3,
    });
  });

  test('one number for many stores is told, since it rings at an office', () => {
    const rows = few(5).map((row) => ({ ...row, 여성안심지킴이집전화번호: '02-351-6235' }));
    expect(countCodes(planRows(rows))).toEqual({ 'shared-phone': 5 });
  });

  test('the police office is found by its name when just one has it', () => {
    const named = (name: string) => planRows(changed({ 관할경찰서명: name })).creates[0]!.fields;
    expect(named('서울가온경찰서')).toMatchObject({
      policeOfficeId: 'office-1',
      policeOfficeName: '서울가온경찰서',
    });
    expect(named('가온 경찰서').policeOfficeId).toBe('office-1');
    expect(named('다온경찰서').policeOfficeId).toBeNull();
  });

  test.each([
    ['02-2698-4935', '02-2698-4935'],
    ['02)2698-4935', '02-2698-4935'],
    ['(02) 2698 4935', '02-2698-4935'],
    ['0226984935', '02-2698-4935'],
    ['+82-2-2698-4935', '02-2698-4935'],
    ['031-986-6776', '031-986-6776'],
    ['1577-8007', '1577-8007'],
    ['080-855-5525', '080-855-5525'],
    ['0507-1342-5167', '0507-1342-5167'],
    ['010-1234-5678', '010-1234-5678'],
  ])('the number %s is dialled as %s', (text, value) => {
    expect(readPhone(text)).toEqual({ value, odd: null });
  });

  test.each(['02-26-4935', '2698-4935', '119', '02-2698-4935 내선 3', '02-2698-49351'])(
    'the number %s is odd and kept',
    (text) => {
      expect(readPhone(text)).toEqual({ value: text, odd: 'odd-phone' });
    },
  );

  test('years, flags and days in all their forms', () => {
    const year = (text: string) => readDesignation(text, 2026).value;
    expect(
      ['2014', '2,014', '2014년', '2014.0', '2014-05-02', '2014.5.2.', '2014-02-30', '14'].map(
        year,
      ),
    ).toEqual([
      '2014-01-01',
      '2014-01-01',
      '2014-01-01',
      '2014-01-01',
      '2014-05-02',
      '2014-05-02',
      null,
      null,
    ]);
    expect(['Y', 'y ', '운영', 'Ｙ', 'N', '폐업', '-', 'YN'].map(readOperating)).toEqual([
      'operating',
      'operating',
      'operating',
      'operating',
      'closed',
      'closed',
      null,
      null,
    ]);
    expect(['2026-01-15', '20260115', '2026.1.5', '어제'].map(readDay)).toEqual([
      '2026-01-15',
      '2026-01-15',
      '2026-01-05',
      null,
    ]);
  });
});
