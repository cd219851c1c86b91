// Reads an official CSV file whole: header, rows by column name, and the line on which each row begins.
import { CsvError, parse } from 'csv-parse/sync';
import { Refused } from '#platform/http/refused.ts';
import { type Decoded, decodeText, type Encoding } from './encoding.ts';
import { cellAt } from './place.ts';

/** `missing-fields`, `extra-fields`: the row has another number of fields than the header, so its values may have slipped. */
export type TableTrouble = 'missing-fields' | 'extra-fields';

/** One row; every column of the header is a key, absent fields are empty. `line` counts from 1, the header included. */
export type TableRow = {
  line: number;
  values: Record<string, string>;
  trouble: TableTrouble | null;
};

export type Table = { encoding: Encoding; columns: string[]; rows: TableRow[] };

/** Beyond this a file is no register of a city: 100 MB of rows take about 1 GB of memory and 9 s. */
export const largestTableBytes = 100 * 1024 * 1024;

/**
 * Reads a CSV file (RFC 4180 with any line ends) in UTF-8 or CP949. Column names and values lose the spaces around
 * them; lines without any value are skipped.
 *
 * Throws `Refused` (status 422; `extra` holds the figures of the sentence) with `too-large`, `empty-file`, `not-text`,
 * `destroyed-text`, `misread-text`, `unclosed-quote`, `nameless-column` or `duplicate-column`.
 */
export function readTable(bytes: Uint8Array): Table {
  const { encoding, text } = readText(bytes);
  const records = readRecords(text);
  const header = records.shift();
  if (!header) throw refused('empty-file');
  const columns = readHeader(header.fields, records);
  const rows = records.map(({ line, fields }) => toRow(columns, line, fields));
  return { encoding, columns, rows };
}

/** Decodes a text file or throws `Refused`, naming the first destroyed line and column. */
export function readText(bytes: Uint8Array): { encoding: Encoding; text: string } {
  if (bytes.byteLength > largestTableBytes) {
    throw refused('too-large', { megabytes: Math.ceil(bytes.byteLength / 1024 / 1024), most: 100 });
  }
  const decoded = decodeText(bytes);
  if (decoded.ok) return decoded;
  throw refused(decoded.code, figuresOf(decoded));
}

function figuresOf(decoded: Decoded & { ok: false }): Record<string, unknown> {
  if (decoded.code === 'empty-file') return {};
  if (decoded.code === 'not-text') return { kind: decoded.kind };
  const place = cellAt(decoded.text, decoded.at);
  return { ...place, damaged: decoded.damaged };
}

type Rec = { line: number; fields: string[] };

function readRecords(text: string): Rec[] {
  // One kind of line end, because csv-parse fixes on the first it meets and counts CR LF within quotes twice.
  const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  const records: Rec[] = [];
  let last = 0;
  try {
    parse(lines, {
      record_delimiter: '\n',
      relax_column_count: true,
      // A shop name may hold a quotation mark in the middle; it stands for itself.
      relax_quotes: true,
      on_record(record: string[], context) {
        last = context.lines;
        const fields = record.map((field) => field.trim());
        if (fields.some((field) => field !== '')) {
          records.push({ line: context.lines - newlinesIn(record), fields });
        }
        return null;
      },
    });
  } catch (error) {
    if (error instanceof CsvError) throw refused('unclosed-quote', { line: last + 1 });
    throw error;
  }
  return records;
}

function newlinesIn(record: readonly string[]): number {
  let found = 0;
  for (const field of record) {
    for (let at = field.indexOf('\n'); at >= 0; at = field.indexOf('\n', at + 1)) found += 1;
  }
  return found;
}

/** Names of the columns. Spreadsheets leave nameless ones at the end; with nothing below them they are dropped. */
function readHeader(header: readonly string[], records: readonly Rec[]): string[] {
  let width = header.length;
  while (
    width > 0 &&
    header[width - 1] === '' &&
    records.every(({ fields }) => !fields[width - 1])
  ) {
    width -= 1;
  }
  const columns = header.slice(0, width);
  const nameless = columns.indexOf('');
  if (nameless >= 0) throw refused('nameless-column', { column: nameless + 1 });
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) throw refused('duplicate-column', { name: twice });
  return columns;
}

function toRow(columns: readonly string[], line: number, fields: readonly string[]): TableRow {
  // No prototype: a column may be called "constructor".
  const values: Record<string, string> = Object.create(null);
  for (const [index, name] of columns.entries()) values[name] = fields[index] ?? '';
  const extra = fields.slice(columns.length).some((field) => field !== '');
  const trouble = extra ? 'extra-fields' : fields.length < columns.length ? 'missing-fields' : null;
  return { line, values, trouble };
}

const sentences: Record<string, (figures: Record<string, unknown>) => string> = {
  'too-large': (f) =>
    `The file has ${f.megabytes} MB; at most ${f.most} MB can be read. Split it by district.`,
  'empty-file': () => 'The file is empty. Download it again.',
  'not-text': (f) =>
    f.kind === 'workbook'
      ? 'This is a workbook or an archive, not a CSV file. Open it in the program it came from and save it as CSV (UTF-8).'
      : f.kind === 'utf-16'
        ? 'The file is in UTF-16. Save it as CSV (UTF-8).'
        : 'This is not a text file. Download the CSV file again.',
  'destroyed-text': (f) =>
    `The text of the file is destroyed: line ${f.line}, column ${f.column}${f.header ? ` (${f.header})` : ''} is the first of ${f.damaged} places where characters are lost. They cannot be recovered from this file; download the original again and import it without opening it in another program first.`,
  'misread-text': (f) =>
    `The text of the file makes no sense from line ${f.line}, column ${f.column}${f.header ? ` (${f.header})` : ''} on: it was opened in a wrong encoding and saved. Download the original again and import it without opening it in another program first.`,
  'unclosed-quote': (f) =>
    `A quotation mark that opens in the row beginning at line ${f.line} is never closed. Close it, or download the file again.`,
  'nameless-column': (f) => `Column ${f.column} has values but no name in the header. Name it.`,
  'duplicate-column': (f) => `Two columns are called "${f.name}". Rename or remove one.`,
};

function refused(code: string, figures: Record<string, unknown> = {}): Refused {
  return new Refused(code, 422, sentences[code]!(figures), figures);
}
