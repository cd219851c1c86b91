// Proves that tables come out whole from both encodings and that destroyed text is refused with its place.
import * as fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { Refused } from '#platform/http/refused.ts';
import { decodeText, largestTableBytes, readTable } from './index.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const cp949 = (text: string) => new Uint8Array(iconv.encode(text, 'cp949'));
const withMark = (text: string) => utf8(`\uFEFF${text}`);

function refusal(bytes: Uint8Array): Refused {
  try {
    readTable(bytes);
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  throw new Error('The file was accepted.');
}

/** Text as real files hold it: everyday Korean, Latin, digits and every sign that CSV quotes. */
const everyday = fc.constantFrom(
  ...'가나다서울특별시강남구점편의햇빛똑닭쀼 abcXYZ019-.,"\'()·℃㎡\n',
);
const cell = fc
  .string({ unit: everyday, maxLength: 12 })
  .map((text) => text.trim().replace(/\s*\n\s*/g, '\n'));

function write(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  end: string,
): string {
  const quote = (field: string) => `"${field.replaceAll('"', '""')}"`;
  return [header, ...rows].map((row) => row.map(quote).join(',')).join(end) + end;
}

describe('encodings', () => {
  const file = '점포명,시군구명 ,위도\r\nCU 까치산점,강서구,37.5\r\n햇빛편의점,뚝섬,37.6\r\n';

  test.each([
    ['UTF-8', utf8(file), 'utf-8'],
    ['UTF-8 with a byte order mark', withMark(file), 'utf-8'],
    ['CP949', cp949(file), 'cp949'],
    ['UTF-8 with Hangul in pieces, as a Mac writes it', utf8(file.normalize('NFD')), 'utf-8'],
  ])('%s', (_, bytes, encoding) => {
    const table = readTable(bytes);
    expect(table.encoding).toBe(encoding);
    expect(table.columns).toEqual(['점포명', '시군구명', '위도']);
    expect(
      table.rows.map((row) => [row.line, row.values['점포명'], row.values['시군구명']]),
    ).toEqual([
      [2, 'CU 까치산점', '강서구'],
      [3, '햇빛편의점', '뚝섬'],
    ]);
  });

  test('syllables that only CP949 has survive, which a plain EUC-KR decoder corrupts', () => {
    const table = readTable(
      cp949('점포명\n똠얌편의점 강서본점 서울특별시 강서구\n펲시점 강남구 서울특별시 본점\n'),
    );
    expect(table.rows.map((row) => row.values['점포명']!.split(' ')[0])).toEqual([
      '똠얌편의점',
      '펲시점',
    ]);
  });

  test('what was written is read, in either encoding and with any line end', () => {
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom(utf8, withMark, cp949),
        (cells, end, encode) => {
          const table = readTable(encode(write(['점포명', '주소', '비고'], cells, end)));
          const kept = cells.filter((fields) => fields.some((field) => field !== ''));
          expect(
            table.rows.map(({ values }) => [values['점포명'], values['주소'], values['비고']]),
          ).toEqual(kept);
        },
      ),
    );
  });

  test('lines are those an editor shows, past quoted line breaks and empty lines', () => {
    const table = readTable(utf8('a,b\r\n1,"x\r\ny"\r\n\r\n2,z\n,\n3,w'));
    expect(table.rows.map((row) => row.line)).toEqual([2, 5, 7]);
  });
});

describe('shape', () => {
  test('rows with fewer or more fields than the header say so; trailing empty fields do not count', () => {
    const table = readTable(utf8('a,b,,\n1,2,,\n1\n1,2,3\n1,2,,,,\n'.replace('1,2,3\n', '')));
    expect(table.columns).toEqual(['a', 'b']);
    expect(table.rows.map((row) => row.trouble)).toEqual([null, 'missing-fields', null]);
    expect(readTable(utf8('a,b\n1,2,3\n')).rows[0]!.trouble).toBe('extra-fields');
  });

  test('a quotation mark inside a name stands for itself', () => {
    const table = readTable(utf8('a,b\nCU "강남" 본점,서울\n'));
    expect(table.rows[0]!.values.a).toBe('CU "강남" 본점');
  });

  test('a column may be called anything', () => {
    const table = readTable(utf8('constructor,__proto__\n1,2\n'));
    expect({ ...table.rows[0]!.values }).toHaveProperty('constructor', '1');
    expect(Object.keys(table.rows[0]!.values)).toEqual(['constructor', '__proto__']);
  });

  test.each([
    ['unclosed-quote', 'a,b\n1,2\n3,"4\n5,6\n', /row beginning at line 3/],
    ['duplicate-column', 'a,b,a\n1,2,3\n', /"a"/],
    ['nameless-column', 'a,,c\n1,2,3\n', /Column 2/],
    ['empty-file', '\uFEFF \n\n', /empty/],
  ])('%s is refused', (code, text, sentence) => {
    const error = refusal(utf8(text));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(sentence);
  });
});

describe('destroyed text', () => {
  const good =
    '점포명,시군구명,주소\n세븐일레븐 화곡점,강서구,강서로 1\n씨유 등촌점,강서구,강서로 2\n';

  test('replacement characters: the first line and column are named', () => {
    const error = refusal(utf8(good.replace('강서로 2', '강서\uFFFD\uFFFD 2')));
    expect(error.code).toBe('destroyed-text');
    expect(error.extra).toMatchObject({ line: 3, column: 3, header: '주소', damaged: 2 });
    expect(error.message).toMatch(/line 3, column 3 \(주소\)/);
  });

  test('a header beyond recognition, as in a police file found in the wild', () => {
    const ruined = new TextDecoder().decode(cp949(good.repeat(20)));
    const error = refusal(utf8(ruined));
    expect(error.code).toBe('destroyed-text');
    expect(error.extra).toMatchObject({ line: 1, column: 1, header: null });
  });

  test('bytes that are neither: cut off in mid-character, or half of each encoding', () => {
    const cut = utf8(good).slice(0, -5);
    expect(refusal(cut).code).toBe('destroyed-text');
    const mixed = new Uint8Array([...utf8(good), ...cp949('이마트 강서구점,강서구,강서로 3\n')]);
    expect(refusal(mixed)).toMatchObject({ code: 'destroyed-text', extra: { line: 4, column: 1 } });
  });

  test.each([
    ['CP949 read as Latin-1', iconv.decode(Buffer.from(cp949(good)), 'latin1')],
    ['CP949 read as Windows Latin', iconv.decode(Buffer.from(cp949(good)), 'windows-1252')],
    ['UTF-8 read as Latin-1', iconv.decode(Buffer.from(utf8(good)), 'latin1')],
    [
      'UTF-8 read as CP949',
      iconv.decode(Buffer.from(utf8(good)), 'cp949').replaceAll('\uFFFD', '?'),
    ],
    ['saved where there is no Korean', good.replace(/[가-힣]/g, '?')],
  ])('%s is refused', (_, text) => {
    expect(refusal(utf8(text)).code).toBe('misread-text');
  });

  test.each([
    ['workbook', [0x50, 0x4b, 3, 4, 20, 0], /workbook/],
    ['UTF-16', [0xff, 0xfe, 0x00, 0xac], /UTF-16/],
    ['binary', [0x41, 0, 0, 1], /not a text file/],
  ])('a %s file is refused with what to do', (_, bytes, sentence) => {
    const error = refusal(new Uint8Array(bytes));
    expect(error.code).toBe('not-text');
    expect(error.message).toMatch(sentence);
  });

  test('a file that is too large is refused before it is read', () => {
    const error = refusal(new Uint8Array(largestTableBytes + 1));
    expect(error.code).toBe('too-large');
    expect(error.message).toMatch(/101 MB/);
  });

  test('whatever the bytes, a table comes out or a refusal with a sentence, never anything else', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary', maxLength: 100 }).map(utf8),
      fc.string({ unit: everyday, maxLength: 100 }).map(cp949),
    );
    fc.assert(
      fc.property(bytes, (input) => {
        try {
          const { columns, rows } = readTable(input);
          for (const row of rows)
            expect(Object.keys(row.values).sort()).toEqual([...columns].sort());
        } catch (error) {
          expect(error).toBeInstanceOf(Refused);
          expect((error as Refused).message).toMatch(/^[A-Z].*\.$/s);
          expect((error as Refused).message).not.toMatch(/undefined|NaN/);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('everyday text is never taken for misread text', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...'서울특별시강남구편의점가산동로길햇님별빛 abc12,·'),
          minLength: 4,
        }),
        (text) => {
          expect(decodeText(cp949(`점포명 목록 ${text}`))).toMatchObject({ ok: true });
        },
      ),
    );
  });
});
