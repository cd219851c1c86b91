// Proves that official files of safe houses are taken whole, as they come, or refused with a reason.
import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { Refused } from '#platform/http/refused.ts';
import {
  type ExampleSafeHouse,
  exampleSafeHouses,
  safeHouseCsv,
  safeHouseJson,
} from '../examples.ts';
import en from './en.json' with { type: 'json' };
import ko from './ko.json' with { type: 'json' };
import { asStores, countCodes, few, plan, planRows, utf8 } from './look-alikes.ts';
import type { SafeHousePlan } from './plan-types.ts';
import { readSafeHouseFile } from './read.ts';

describe('the whole file', () => {
  test.each([
    ['CSV in UTF-8', utf8(safeHouseCsv(exampleSafeHouses()))],
    ['CSV with a byte order mark', utf8(`\uFEFF${safeHouseCsv(exampleSafeHouses())}`)],
    ['CSV in CP949', new Uint8Array(iconv.encode(safeHouseCsv(exampleSafeHouses()), 'cp949'))],
    ['the national JSON', utf8(safeHouseJson(exampleSafeHouses()))],
  ])('%s gives 713 stores, 695 operating, and tells of the faults that Seoul has', (_, bytes) => {
    const first = plan(bytes);
    expect(first.creates).toHaveLength(713);
    expect(first.creates.filter((write) => write.fields.state === 'operating')).toHaveLength(695);
    expect(countCodes(first)).toEqual({
      'wrong-district': 3,
      'missing-phone': 244,
      'other-scheme': 18,
    });
    expect(first.details.filter((row) => row.outcome !== 'created')).toEqual([]);
    const jung = first.creates.filter((write) => write.fields.district === '11140');
    expect(jung).toHaveLength(18);
  });

  test('rows of other provinces are set aside and counted, also when only the borders tell whose file it is', () => {
    const bytes = utf8(safeHouseJson(exampleSafeHouses()));
    for (const name of ['서울특별시', '서울', null, '안심시']) {
      const first = plan(bytes, [], name);
      expect(first.setAside).toEqual({ 인천광역시: 1402, 대전광역시: 701 });
      expect(first.rows).toBe(2816);
      expect(first.creates).toHaveLength(713);
    }
  });

  test('a file of another city only is refused row by row, not taken for ours', () => {
    const rows = few().map((row) => ({
      ...row,
      시도명: '부산광역시',
      위도: '35.1',
      경도: '129.0',
    }));
    expect(countCodes(planRows(rows))).toMatchObject({ 'outside-city': 3 });
    expect(planRows(rows).creates).toEqual([]);
  });

  test('importing again, from either format, changes nothing', () => {
    const existing = asStores(plan(utf8(safeHouseCsv(exampleSafeHouses()))));
    const again = plan(utf8(safeHouseJson(exampleSafeHouses())), existing);
    expect([again.creates, again.updates, again.conflicts, again.missing]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  test.each([
    ['missing-columns', '이름,주소\n가,나\n', /점포명, 위도, 경도, 운영여부/],
    ['missing-columns', '점포명,위도,경도,운영여부\n가,1,2,Y\n', /소재지도로명주소/],
    ['not-standard-json', '{"data":[]}', /"fields" and "records"/],
    ['not-json', '{"fields":[{"id":"점포', /cut off/],
    [
      'destroyed-text',
      safeHouseCsv(few()).replace('보기22호점', '보기\uFFFD\uFFFD호점'),
      /line 3, column 1 \(점포명\)/,
    ],
  ])('%s is refused as a whole', (code, text, sentence) => {
    const work = () => readSafeHouseFile(utf8(text));
    expect(work).toThrow(Refused);
    expect(work).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(sentence) }),
    );
  });
});

test('whatever the fields hold, each row gets one outcome, and a second import of the same file changes nothing', () => {
  const base = few(6);
  const value = fc.oneof(
    fc.constantFrom(
      '',
      '-',
      'Y',
      'N',
      '37.41',
      '126.86',
      '0',
      '중구',
      '11140',
      '11020',
      'CU 보기점',
      '2014',
      '02-123-4567',
    ),
    fc.string({ maxLength: 12 }),
    fc.constantFrom(...base.flatMap((row) => Object.values(row))),
  );
  const edit = fc.record({
    row: fc.nat(5),
    column: fc.constantFrom(...(Object.keys(base[0]!) as (keyof ExampleSafeHouse)[])),
    value,
  });
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 12 }), (edits) => {
      const rows = base.map((row) => ({ ...row }));
      for (const each of edits) rows[each.row]![each.column] = each.value;
      let first: SafeHousePlan;
      try {
        first = planRows(rows);
      } catch (error) {
        // A stray replacement character may make the whole file unreadable; nothing else may throw.
        expect(error).toBeInstanceOf(Refused);
        return;
      }
      const own = first.rows - Object.values(first.setAside).reduce((sum, count) => sum + count, 0);
      expect(first.details).toHaveLength(own);
      expect(new Set(first.creates.map((write) => write.sourceKey)).size).toBe(
        first.creates.length,
      );
      for (const row of first.details) {
        const failed = row.findings.some((finding) => finding.level === 'error');
        expect(row.outcome === 'refused').toBe(failed);
        for (const finding of row.findings) expect(finding.line).toBe(row.line);
      }
      const second = planRows(rows, asStores(first));
      expect([second.creates, second.updates, second.conflicts]).toEqual([[], [], []]);
    }),
    { numRuns: 200 },
  );
});

test('the words of both languages have the same keys', () => {
  const plain = (words: Record<string, string>) =>
    Object.keys(words)
      .filter((key) => !key.startsWith('refused.'))
      .sort();
  expect(plain(en)).toEqual(plain(ko));
});
