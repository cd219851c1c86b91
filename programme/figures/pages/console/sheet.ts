// A table as it is drawn and saved: rows of names and counts, and the same as a file in which no line is without its surveys.
import { count } from '#platform/ui/format.ts';
import { language } from '#platform/ui/language.ts';
import type { Half, Months } from '../../contract.ts';
import type { TableName } from '../../names.ts';
import type { Beside, Shown } from '../../shapes.ts';
import { t } from './words.ts';

export type Sheet = {
  title: string;
  /** What the rows are. */
  rowsAre: string;
  columns: string[];
  rows: { name: string; cells: Shown[] }[];
  totals: Shown[] | null;
};

/** Twelve months are as many as fit beside each other. */
const columnsShown = 12;

/** A table of months: districts or values down, months across. */
export function sheetOfMonths(
  { months, tables }: Months,
  of: TableName,
  nameDistrict: (code: string) => string,
): Sheet {
  const table = tables.find((one) => one.of === of)!;
  const from = Math.max(0, months.length - columnsShown);
  const nameOf = of === 'reports' ? nameDistrict : nameValue;
  return {
    title: t(`table.${of}`),
    rowsAre: of === 'reports' ? t('district') : t(`table.${of}`),
    columns: months.slice(from).map(nameMonth),
    rows: table.keys.map((key, row) => ({
      name: nameOf(key),
      cells: table.cells[row]!.slice(from),
    })),
    totals: table.totals.slice(from),
  };
}

/** A table of a half-year: districts down, values across. */
export function sheetOfHalf(
  { of, keys, rows }: Half,
  nameDistrict: (code: string) => string,
): Sheet {
  return {
    title: t(`table.${of}`),
    rowsAre: t('district'),
    columns: [...keys.map(nameValue), t('total')],
    rows: rows.map(({ district, cells, total }) => ({
      name: nameDistrict(district),
      cells: [...cells, total],
    })),
    totals: null,
  };
}

/** A count in a cell: a number, a mark for what is hidden, or a dash for what is not published. */
export function sayShown(shown: Shown): string {
  return shown === 'hidden' ? '•' : shown === 'none' ? '–' : count(shown);
}

/** The sheet as a file for a spreadsheet: one line a count, each with the surveys beside it. */
export function csvOf(sheet: Sheet, beside: Beside): string {
  const { from, to } = beside.reportedPercent;
  const source = beside.surveys
    .map(({ by, name, year }) => `${inWords(name)}, ${inWords(by)}, ${year}`)
    .join('; ');
  const lines = sheet.rows.flatMap(({ name, cells }) =>
    cells.map((cell, column) => [
      sheet.title,
      name,
      sheet.columns[column]!,
      typeof cell === 'number' ? String(cell) : t(cell),
      `${from}–${to}`,
      source,
    ]),
  );
  const totals = (sheet.totals ?? []).map((cell, column) => [
    sheet.title,
    t('total'),
    sheet.columns[column]!,
    typeof cell === 'number' ? String(cell) : t(cell),
    `${from}–${to}`,
    source,
  ]);
  const head = [
    t('file.table'),
    sheet.rowsAre,
    t('file.value'),
    t('file.count'),
    t('file.reported'),
    t('file.source'),
  ];
  return `\uFEFF${[head, ...lines, ...totals].map((line) => line.map(quote).join(',')).join('\r\n')}\r\n`;
}

/** A text of the city's in the reader's language, or the first there is. */
export function inWords(names: Record<string, string>): string {
  return names[language.value] ?? names.ko ?? Object.values(names)[0] ?? '';
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function nameValue(value: string): string {
  return t(`value.${value}` as 'value.other');
}

function nameMonth(month: string): string {
  const [year, number] = month.split('-') as [string, string];
  return `${year.slice(2)}.${number}`;
}
