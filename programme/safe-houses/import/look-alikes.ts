// Plans look-alike files for the tests beside it.
import { squareBorder, squareDistricts } from '#platform/testing/square-city.ts';
import type { ImportDistrict } from '#programme/city/index.ts';
import { type ExampleSafeHouse, exampleSafeHouses, safeHouseCsv } from '../examples.ts';
import { planSafeHouseImport } from './plan.ts';
import type { ExistingStore, SafeHousePlan } from './plan-types.ts';
import { readSafeHouseFile } from './read.ts';

export const utf8 = (text: string) => new TextEncoder().encode(text);
export const districts: ImportDistrict[] = squareDistricts.map(
  ({ index, ko: name, mois, kostat }) => ({
    code: mois,
    codes: { mois, kostat },
    name: { ko: name },
    border: squareBorder(index),
    coarse: false,
  }),
);

/** The plan of a file's bytes for the 25 districts of the look-alikes. */
export function plan(
  bytes: Uint8Array,
  existing: ExistingStore[] = [],
  cityName: string | null = '서울특별시',
): SafeHousePlan {
  const offices = [
    { id: 'office-1', name: '가온경찰서' },
    { id: 'a', name: '다온경찰서' },
    { id: 'b', name: '다온경찰서' },
  ];
  const { rows } = readSafeHouseFile(bytes);
  return planSafeHouseImport({ rows, districts, existing, offices, cityName, thisYear: 2026 });
}

/** The plan of rows, written as CSV and read again. */
export const planRows = (rows: ExampleSafeHouse[], existing: ExistingStore[] = []) =>
  plan(utf8(safeHouseCsv(rows)), existing);

/** The register after a plan was carried out. */
export function asStores(of: SafeHousePlan): ExistingStore[] {
  return of.creates.map(({ sourceKey: key, fields, snapshot }, index) => ({
    id: `store-${index}`,
    sourceKey: key,
    fields: structuredClone(fields),
    imported: structuredClone(snapshot),
  }));
}

/** How often each code of a finding occurs. */
export function countCodes(of: SafeHousePlan): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { code } of of.details.flatMap((row) => row.findings))
    counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** A few rows without any fault but missing telephones. */
export const few = (count = 3) => exampleSafeHouses().slice(20, 20 + count);

/** The few rows, the first of them changed; it stands on line 2. */
export function changed(over: Partial<ExampleSafeHouse>): ExampleSafeHouse[] {
  const [first, ...rest] = few();
  return [{ ...first!, ...over }, ...rest];
}
