// The import command: reads official files, takes them in or only tries to, and tells what happened row by row.
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { csvWords, readTable, readText } from '#platform/csv/index.ts';
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/refused.ts';
import { type ImportReport, type SourceFile, tellReport } from '#platform/imports/index.ts';
import { fill } from '#platform/ui/fill.ts';
import {
  importDistricts,
  importPoliceOffices,
  importWords,
  isBoundaryFile,
  policeColumns,
} from '#programme/city/index.ts';
import { baselineColumns, importBaseline } from '#programme/escorts/index.ts';
import {
  hasSafeHouseColumns,
  importSafeHouses,
  safeHouseImportWords,
} from '#programme/safe-houses/index.ts';

/** In the order in which they need each other. */
export const importKinds = ['districts', 'police-offices', 'safe-houses', 'walk-baseline'] as const;
export type ImportKind = (typeof importKinds)[number];

export type ImportRequest = {
  /** `all` takes a folder and imports what it recognises in it, in one transaction. */
  kind: ImportKind | 'all';
  /** Files (of districts there may be several), or the folder for `all`. */
  paths: readonly string[];
  /** Do everything, tell it, and undo it. */
  dryRun: boolean;
  /** Take in the good rows although others have errors. */
  partial: boolean;
  db: Database;
  language: 'ko' | 'en';
  /** As JSON, with every row. */
  json: boolean;
  /** Every row in the text as well, not only the first few of each kind. */
  everyRow: boolean;
  now: Date;
};

/** `ok` is false when something was refused or blocked; `output` ends without a line break. */
export type ImportAnswer = { ok: boolean; output: string; reports: ImportReport[] };

/** A file of a folder that is of no kind known here, or cannot be read. */
type LeftAlone = { file: string; refused: Refused | null };

/** Thrown to undo a dry run or a blocked import. */
const undo = new Error('Undone on purpose.');

/**
 * Imports files in one transaction: all of it or nothing, errors in rows included unless `partial`. Never rejects for
 * what is wrong with a file; it answers with a sentence. Rejects when the database fails.
 */
export async function importCommand(request: ImportRequest): Promise<ImportAnswer> {
  const reports: ImportReport[] = [];
  const leftAlone: LeftAlone[] = [];
  try {
    const jobs =
      request.kind === 'all' ? await jobsOfFolder(request, leftAlone) : [await jobOf(request)];
    await request.db.transaction(system, async (tx) => {
      for (const job of jobs) {
        reports.push(...(await run(tx, job, request)));
        // Without districts no row of another file could be placed.
        if (job.kind === 'districts' && reports.some((report) => report.result === 'blocked'))
          break;
      }
      const blocked = reports.some((report) => report.result === 'blocked');
      if (blocked || request.dryRun) throw undo;
    });
  } catch (error) {
    if (error instanceof Refused) return refusal(error, request, reports, leftAlone);
    if (error !== undo) throw error;
    const blocked = reports.some((report) => report.result === 'blocked');
    for (const report of reports) {
      // What was taken in before another file was blocked has been undone with it.
      if (report.result === 'done') report.result = blocked ? 'undone' : 'tried';
    }
  }
  return answer(request, reports, leftAlone);
}

type Job = { kind: ImportKind; files: SourceFile[] };

async function jobOf({ kind, paths }: ImportRequest): Promise<Job> {
  const files = await Promise.all(paths.map(readSource));
  return { kind: kind as ImportKind, files };
}

async function readSource(path: string): Promise<SourceFile> {
  try {
    return { name: basename(path), bytes: new Uint8Array(await readFile(path)) };
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new Refused('no-such-file', 400, `There is no file ${path}.`, { path });
    if (code === 'EISDIR')
      throw new Refused('is-a-folder', 400, `${path} is a folder; name a file.`, { path });
    throw new Refused('unreadable', 400, `${path} cannot be read (${code}).`, { path, code });
  }
}

async function jobsOfFolder({ paths }: ImportRequest, leftAlone: LeftAlone[]): Promise<Job[]> {
  const byKind = new Map<ImportKind, SourceFile[]>();
  for (const folder of paths) {
    for (const name of await filesIn(folder)) {
      const source = await readSource(join(folder, name));
      const kind = recognise(source);
      if (typeof kind === 'string') byKind.set(kind, [...(byKind.get(kind) ?? []), source]);
      else leftAlone.push({ file: name, refused: kind ?? null });
    }
  }
  if (byKind.size === 0) {
    throw new Refused(
      'nothing-recognised',
      422,
      `No file of ${paths.join(', ')} is one of: ${importKinds.join(', ')}.`,
      { path: paths.join(', '), kinds: importKinds.join(', ') },
    );
  }
  return importKinds.flatMap((kind) => {
    const files = byKind.get(kind) ?? [];
    // Boundary files complete each other; of the others each is whole in itself.
    return kind === 'districts' && files.length > 0
      ? [{ kind, files }]
      : files.map((file) => ({ kind, files: [file] }));
  });
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      throw error.code === 'ENOTDIR'
        ? new Refused('is-a-file', 400, `${folder} is a file; name its folder.`, { path: folder })
        : new Refused('no-such-folder', 400, `There is no folder ${folder}.`, { path: folder });
    },
  );
  const wanted = entries.filter(
    (entry) => entry.isFile() && /\.(?:csv|json|geojson)$/i.test(entry.name),
  );
  return wanted.map((entry) => entry.name).sort();
}

/** What a file is, by its columns; `undefined` for another data set, `Refused` for a file that cannot be read. */
function recognise({ bytes }: SourceFile): ImportKind | Refused | undefined {
  try {
    const { text } = readText(bytes);
    if (isBoundaryFile(text)) return 'districts';
    if (/^\s*[{[]/.test(text))
      return /"점포명"/.test(text.slice(0, 20_000)) ? 'safe-houses' : undefined;
    const { columns } = readTable(bytes);
    if (hasSafeHouseColumns(columns)) return 'safe-houses';
    if (baselineColumns.every((name) => columns.includes(name))) return 'walk-baseline';
    return policeColumns.every((name) => columns.includes(name)) ? 'police-offices' : undefined;
  } catch (error) {
    if (error instanceof Refused) return error.code === 'duplicate-column' ? undefined : error;
    throw error;
  }
}

async function run(
  tx: Tx,
  { kind, files }: Job,
  { partial, now }: ImportRequest,
): Promise<ImportReport[]> {
  if (kind === 'districts') return [await importDistricts(tx, files, { partial })];
  const reports: ImportReport[] = [];
  for (const file of files) {
    if (kind === 'police-offices') reports.push(await importPoliceOffices(tx, file, { partial }));
    else if (kind === 'walk-baseline') reports.push(await importBaseline(tx, file, { partial }));
    else reports.push(await importSafeHouses(tx, file, { partial, now }));
  }
  return reports;
}

function answer(
  request: ImportRequest,
  reports: ImportReport[],
  leftAlone: LeftAlone[],
): ImportAnswer {
  const ok = reports.every((report) => report.result === 'done' || report.result === 'tried');
  if (request.json) {
    const files = leftAlone.map(({ file, refused }) => ({
      file,
      reason: refused?.message ?? null,
    }));
    const output = JSON.stringify(
      { ok, dryRun: request.dryRun, reports, leftAlone: files },
      null,
      2,
    );
    return { ok, output, reports };
  }
  const words = wordsIn(request.language);
  // The same records often come in several files: what was told of one is not told again.
  const told = new Set<string>();
  const texts = reports.map((report) =>
    tellReport(
      report,
      { language: request.language, words },
      request.everyRow ? Number.POSITIVE_INFINITY : 5,
      told,
    ),
  );
  if (leftAlone.length > 0) texts.push(tellLeftAlone(leftAlone, request.language));
  return { ok, output: texts.join('\n\n'), reports };
}

function tellLeftAlone(leftAlone: readonly LeftAlone[], language: 'ko' | 'en'): string {
  const words = wordsIn(language);
  const lines = leftAlone.map(
    ({ file, refused }) => `  ${file}${refused ? `: ${sentenceOf(refused, language)}` : ''}`,
  );
  const head = fill(words['report.left-alone'] ?? '', { count: leftAlone.length }, language);
  return [head, ...lines].join('\n');
}

function sentenceOf({ code, message, extra }: Refused, language: 'ko' | 'en'): string {
  const words = wordsIn(language)[`refused.${code}`];
  return words ? fill(words, extra as Record<string, string | number>, language) : message;
}

function refusal(
  error: Refused,
  request: ImportRequest,
  reports: ImportReport[],
  leftAlone: readonly LeftAlone[],
): ImportAnswer {
  const { code, message, extra } = error;
  if (request.json) {
    return {
      ok: false,
      output: JSON.stringify({ ok: false, error: { code, message, ...extra } }, null, 2),
      reports: [],
    };
  }
  const sentence = sentenceOf(error, request.language);
  const isNamed = request.paths.length !== 1 || 'path' in (extra ?? {});
  const file = isNamed ? '' : `${basename(request.paths[0] ?? '')}: `;
  const others = leftAlone.length > 0 ? `\n\n${tellLeftAlone(leftAlone, request.language)}` : '';
  // Whatever went before in the same transaction was undone.
  return {
    ok: false,
    output: `${file}${sentence}${others}`,
    reports: reports.map((report) => ({ ...report, result: 'undone' })),
  };
}

function wordsIn(language: 'ko' | 'en'): Record<string, string> {
  return {
    ...(language === 'ko' ? csvWords.ko : {}),
    ...importWords[language],
    ...safeHouseImportWords[language],
  };
}
