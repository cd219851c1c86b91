// Takes in the official table of walks and scouts by district, the baseline beside the city's own figures.
import { mark } from '#platform/audit/index.ts';
import { readTable } from '#platform/csv/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/refused.ts';
import {
  type Finding,
  finishReport,
  type ImportReport,
  type Outcome,
  plainText,
  type RowReport,
  readNumber,
  type SourceFile,
} from '#platform/imports/index.ts';
import { demoWarning, districtsOrRefuse, lockImports } from '#programme/city/index.ts';

/** As the official table names them. */
export const baselineColumns = ['자치구', '이용실적', '스카우트 인원'] as const;

type Known = { district: string; walks: number; scouts: number };

/**
 * Imports a table of one year, which its name must tell (such as `…_2024.csv`). Importing it again updates. Errors without
 * `partial` leave everything as it was. Refuses with `missing-columns`, `no-year` and what cannot be read.
 */
export async function importBaseline(
  tx: Tx,
  source: SourceFile,
  options: { partial: boolean },
): Promise<ImportReport> {
  await lockImports(tx);
  const { columns, rows, encoding } = readTable(source.bytes);
  const missing = baselineColumns.filter((name) => !columns.includes(name));
  if (missing.length > 0)
    throw new Refused(
      'missing-columns',
      422,
      `The file lacks the columns ${missing.join(', ')}, so it is not the table of walks by district.`,
      { columns: missing.join(', ') },
    );
  const year = Number(/(?<!\d)(20\d\d)(?!\d)/.exec(source.name)?.[1]);
  if (!year)
    throw new Refused(
      'no-year',
      422,
      'The name of the file must tell the year, such as walks_2024.csv.',
    );
  const districts = await districtsOrRefuse(tx);
  const codeOf = new Map(districts.map(({ code, name }) => [name.ko ?? code, code]));
  const known = new Map(
    (
      await tx.sql<Known>`select district, walks, scouts from escorts.baselines where year = ${year}`
    ).map((row) => [row.district, row]),
  );
  const taken: Known[] = [];
  const details = rows.map(({ line, values, trouble }): RowReport => {
    const name = plainText(values.자치구);
    const findings: Finding[] = [];
    const complain = (code: string, field: string, value: string) =>
      findings.push({ line, level: 'error', code, field, value });
    if (trouble) complain('wrong-field-count', 'row', name);
    const district = codeOf.get(name);
    if (!district) complain('unknown-district', 'district', name);
    const walks = readCount(values.이용실적 ?? '');
    const scouts = readCount(values['스카우트 인원'] ?? '');
    if (walks === undefined) complain('odd-number', 'walks', values.이용실적 ?? '');
    if (scouts === undefined) complain('odd-number', 'scouts', values['스카우트 인원'] ?? '');
    if (findings.length > 0 || !district || walks === undefined || scouts === undefined)
      return { line, name, outcome: 'refused', findings };
    if (taken.some((row) => row.district === district))
      return { line, name, outcome: 'duplicate', findings };
    taken.push({ district, walks, scouts });
    return { line, name, outcome: outcomeOf(known.get(district), { walks, scouts }), findings };
  });
  const named = new Set(taken.map(({ district }) => district));
  const report = finishReport({
    kind: 'walk-baseline',
    files: [source.name],
    encoding,
    unit: 'line',
    rows: rows.length,
    setAside: {},
    missing: [...known.keys()].filter((district) => !named.has(district)),
    findings: await demoWarning(tx),
    details,
    partial: options.partial,
  });
  if (report.result === 'blocked') return report;
  await tx.sql`
    insert into escorts.baselines (district, year, walks, scouts)
    select district, ${year}::int, walks, scouts
    from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as r (district text, walks int, scouts int)
    on conflict (district, year) do update set walks = excluded.walks, scouts = excluded.scouts`;
  await mark(tx, 'walks.baseline-imported', null, { year, ...report.counts });
  return report;
}

function readCount(text: string): number | undefined {
  const value = readNumber(text);
  return value !== undefined && Number.isInteger(value) && value >= 0 && value < 1e8
    ? value
    : undefined;
}

function outcomeOf(before: Known | undefined, now: { walks: number; scouts: number }): Outcome {
  if (!before) return 'created';
  return before.walks === now.walks && before.scouts === now.scouts ? 'unchanged' : 'updated';
}
