// Tells the report of an import to people: the counts, then every kind of finding with the rows it concerns.
import { fill } from '#platform/ui/fill.ts';
import { allFindings, type Finding, type ImportReport, type Level } from './report.ts';

/** Words of a language: for each finding `code` a sentence for a row and `code.group` a heading over many. */
export type ReportWords = { language: 'ko' | 'en'; words: Readonly<Record<string, string>> };

const levels: readonly Level[] = ['error', 'warning', 'note'];

/**
 * The report as lines of text. `rowsShown` limits the rows under each heading (errors show four times as many); what is
 * left out is counted. Warnings and notes that are in `told` were told of another file of the same records: they are counted
 * in one line, and what is told now is added.
 */
export function tellReport(
  report: ImportReport,
  { language, words }: ReportWords,
  rowsShown = 5,
  told = new Set<string>(),
): string {
  const say = (key: string, params: Record<string, string | number> = {}) =>
    fill(words[key] ?? key, params, language);
  const lines = [
    say('report.head', {
      kind: say(`kind.${report.kind}`),
      files: report.files.join(', '),
      rows: report.rows,
    }),
    say(`report.${report.result}`),
    say('report.counts', report.counts),
  ];
  const aside = Object.entries(report.setAside).sort((a, b) => b[1] - a[1]);
  if (aside.length > 0) {
    const list = aside.map(([name, rows]) => `${name} ${rows.toLocaleString(language)}`).join(', ');
    lines.push(
      say('report.set-aside', { rows: aside.reduce((sum, [, rows]) => sum + rows, 0), list }),
    );
  }
  if (report.missing.length > 0) {
    const list = report.missing.slice(0, rowsShown).join(', ');
    lines.push(say('report.missing', { rows: report.missing.length, list }));
  }
  const names = new Map(report.details.map((row) => [row.line, row.name]));
  const keyOf = ({ code, value, params, line }: Finding) =>
    JSON.stringify([report.kind, code, names.get(line), value, params]);
  const fresh = allFindings(report).filter(
    (finding) => finding.level === 'error' || !told.has(keyOf(finding)),
  );
  for (const level of levels)
    lines.push(...tellLevel(fresh, level, names, report.unit, say, rowsShown));
  const again = allFindings(report).length - fresh.length;
  if (again > 0) lines.push('', say('report.again', { count: again }));
  for (const finding of fresh) told.add(keyOf(finding));
  return lines.join('\n');
}

type Say = (key: string, params?: Record<string, string | number>) => string;

function tellLevel(
  all: readonly Finding[],
  level: Level,
  names: ReadonlyMap<number, string>,
  unit: string,
  say: Say,
  rowsShown: number,
): string[] {
  const wanted = all.filter((finding) => finding.level === level);
  if (wanted.length === 0) return [];
  const lines = ['', say(`report.${level}`, { count: wanted.length })];
  const groups = Map.groupBy(wanted, (finding) => finding.code);
  const shown = level === 'error' ? rowsShown * 4 : rowsShown;
  for (const [code, findings] of groups) {
    lines.push(`  ${say(`${code}.group`, { count: findings.length })}`);
    for (const finding of findings.slice(0, shown)) {
      lines.push(`    ${tellFinding(finding, names.get(finding.line), unit, say)}`);
    }
    if (findings.length > shown)
      lines.push(`    ${say('report.more', { count: findings.length - shown })}`);
  }
  return lines;
}

function tellFinding(finding: Finding, name: string | undefined, unit: string, say: Say): string {
  const fieldName = finding.field === undefined ? {} : { field: say(`field.${finding.field}`) };
  const sentence = say(finding.code, {
    value: finding.value ?? '',
    ...fieldName,
    ...finding.params,
  });
  if (finding.line === 0) return sentence;
  return `${say(`unit.${unit}`, { line: finding.line })} ${name ?? ''}: ${sentence}`;
}
