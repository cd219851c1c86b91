// Reads the national standard data of safe houses, as CSV or as the JSON of the portal, into rows that know their line.
import { z } from 'zod';
import { readTable, readText } from '#platform/csv/index.ts';
import { Refused } from '#platform/http/refused.ts';
import { plainText } from '#platform/imports/index.ts';

/** The columns of 전국여성안심지킴이집표준데이터 that the register needs, in plain text, with `''` for none. */
export type SafeHouseRow = {
  line: number;
  /** The row has another number of fields than the header, so its values may stand in wrong columns. */
  slipped: boolean;
  name: string;
  province: string;
  district: string;
  districtCode: string;
  roadAddress: string;
  landAddress: string;
  lat: string;
  lon: string;
  phone: string;
  policeOffice: string;
  designatedIn: string;
  operating: string;
  /** Date of the record, YYYY-MM-DD. */
  asOf: string;
};

export type SafeHouseFile = { encoding: string; unit: 'line' | 'record'; rows: SafeHouseRow[] };

type Field = Exclude<keyof SafeHouseRow, 'line' | 'slipped'>;

/** Official names first; the others occur in files of single districts. */
const columnNames: Readonly<Record<Field, readonly string[]>> = {
  name: ['점포명', '상호명', '업소명'],
  province: ['시도명'],
  district: ['시군구명', '자치구', '자치구명'],
  districtCode: ['시군구코드'],
  roadAddress: ['소재지도로명주소', '도로명주소', '주소'],
  landAddress: ['소재지지번주소', '지번주소'],
  lat: ['위도', 'WGS84위도'],
  lon: ['경도', 'WGS84경도'],
  phone: ['여성안심지킴이집전화번호', '전화번호', '연락처'],
  policeOffice: ['관할경찰서명', '관할경찰서'],
  designatedIn: ['지정연도', '지정년도'],
  operating: ['운영여부'],
  asOf: ['데이터기준일자', '데이터 기준일자'],
};

/** Without these a file is no register of safe houses. An address is needed in one of its two forms. */
const needed: readonly Field[] = ['name', 'lat', 'lon', 'operating'];

const standardJson = z.object({
  fields: z.array(z.object({ id: z.string() })),
  records: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
});

/**
 * Reads a file of safe houses. Throws `Refused` (422) for destroyed text, JSON of another shape (`not-standard-json`)
 * or a file without the columns it takes (`missing-columns`).
 */
export function readSafeHouseFile(bytes: Uint8Array): SafeHouseFile {
  const { text, encoding } = readText(bytes);
  if (/^\s*[{[]/.test(text)) return { encoding, unit: 'record', rows: readRecords(text) };
  const { columns, rows } = readTable(bytes);
  const found = findColumns(columns);
  return {
    encoding,
    unit: 'line',
    rows: rows.map(({ line, values, trouble }) => toRow(line, trouble !== null, found, values)),
  };
}

/** Whether the columns of a file are those of safe houses. */
export function hasSafeHouseColumns(columns: readonly string[]): boolean {
  return columns.includes('점포명') && missingFrom(columns).length === 0;
}

function readRecords(text: string): SafeHouseRow[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Refused(
      'not-json',
      422,
      'The file begins like JSON and is none: it may be cut off. Download it again.',
    );
  }
  const read = standardJson.safeParse(json);
  if (!read.success) {
    throw new Refused(
      'not-standard-json',
      422,
      'The JSON is not the national standard data, which has "fields" and "records". Download the standard data set as JSON or CSV.',
    );
  }
  const found = findColumns(read.data.fields.map((field) => field.id));
  return read.data.records.map((record, index) => {
    const values = Object.fromEntries(
      Object.entries(record).map(([key, value]) => [key, String(value ?? '')]),
    );
    return toRow(index + 1, false, found, values);
  });
}

type Found = Partial<Record<Field, string>>;

function findColumns(columns: readonly string[]): Found {
  const missing = missingFrom(columns);
  if (missing.length > 0) {
    const list = missing.join(', ');
    throw new Refused(
      'missing-columns',
      422,
      `The file lacks the columns ${list}, so it is not the standard data of safe houses.`,
      { columns: list },
    );
  }
  const found: Found = {};
  for (const field of Object.keys(columnNames) as Field[]) {
    const name = columnNames[field].find((each) => columns.includes(each));
    if (name !== undefined) found[field] = name;
  }
  return found;
}

function missingFrom(columns: readonly string[]): string[] {
  const has = (field: Field) => columnNames[field].some((name) => columns.includes(name));
  const missing = needed.filter((field) => !has(field)).map((field) => columnNames[field][0]!);
  return has('roadAddress') || has('landAddress')
    ? missing
    : [...missing, columnNames.roadAddress[0]!];
}

function toRow(
  line: number,
  slipped: boolean,
  found: Found,
  values: Readonly<Record<string, string>>,
): SafeHouseRow {
  const text = (field: Field) => plainText(found[field] === undefined ? '' : values[found[field]]);
  return {
    line,
    slipped,
    name: text('name'),
    province: text('province'),
    district: text('district'),
    districtCode: text('districtCode'),
    roadAddress: text('roadAddress'),
    landAddress: text('landAddress'),
    lat: text('lat'),
    lon: text('lon'),
    phone: text('phone'),
    policeOffice: text('policeOffice'),
    designatedIn: text('designatedIn'),
    operating: text('operating'),
    asOf: text('asOf'),
  };
}
