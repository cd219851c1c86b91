// What an import says about each row of a file and about the file as a whole.

/** An `error` keeps its row out; a `warning` needs a person's look; a `note` is for information. */
export type Level = 'error' | 'warning' | 'note';

/** `line` is 0 for what concerns the whole file; `params` are the figures of the sentence that belongs to `code`. */
export type Finding = {
  line: number;
  level: Level;
  code: string;
  field?: string;
  value?: string;
  params?: Record<string, string | number>;
};

export type Outcome = 'created' | 'updated' | 'unchanged' | 'duplicate' | 'refused';

/** `line` counts as `unit` of the report says. */
export type RowReport = { line: number; name: string; outcome: Outcome; findings: Finding[] };

export type ImportReport = {
  kind: string;
  files: string[];
  encoding: string | null;
  /** A line of a CSV file, or the place of a record or a map feature in its file, each from 1. */
  unit: 'line' | 'record' | 'feature';
  /** Rows in the file, those set aside included. */
  rows: number;
  counts: Record<Outcome, number>;
  /** Rows that belong to others, counted by whose they are, such as the name of a province. */
  setAside: Record<string, number>;
  /** Names in the register that an earlier file had and this one has not. */
  missing: string[];
  /** What concerns the whole file. */
  findings: Finding[];
  details: RowReport[];
  /**
   * `blocked`: errors, and nothing was taken in because of them; `tried`: a dry run; `undone`: good in itself, but
   * another file of the same import was not.
   */
  result: 'done' | 'tried' | 'blocked' | 'undone';
};

/** How many findings there are at each level, those about the whole file included. */
export function levelCounts(
  report: Pick<ImportReport, 'findings' | 'details'>,
): Record<Level, number> {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { level } of allFindings(report)) counts[level] += 1;
  return counts;
}

/** Every finding, of the file first and then row by row. */
export function allFindings({
  findings,
  details,
}: Pick<ImportReport, 'findings' | 'details'>): Finding[] {
  return [...findings, ...details.flatMap((row) => row.findings)];
}

/** A file by the name that people know it by. */
export type SourceFile = { name: string; bytes: Uint8Array };

const none: Record<Outcome, number> = {
  created: 0,
  updated: 0,
  unchanged: 0,
  duplicate: 0,
  refused: 0,
};

/**
 * Counts the outcomes and decides whether the import may go on: not with an error, unless it is partial. A blocked
 * report still counts what would have happened.
 */
export function finishReport({
  partial,
  ...parts
}: Omit<ImportReport, 'counts' | 'result'> & { partial: boolean }): ImportReport {
  const counts = { ...none };
  for (const row of parts.details) counts[row.outcome] += 1;
  const blocked = !partial && levelCounts(parts).error > 0;
  return { ...parts, counts, result: blocked ? 'blocked' : 'done' };
}
