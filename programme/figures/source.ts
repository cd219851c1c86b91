// Where the counts come from: lines of reports and lines of cases, which have nothing in common but district and month.
import type { Tx } from '#platform/db/index.ts';
import { carryLines, countLines, firstLineMonth, type Line } from '#programme/cases/index.ts';
import {
  carryFigures,
  countFigures,
  type FigureCount,
  firstFigureMonth,
} from '#programme/reports/index.ts';
import { type TableName, worked } from './names.ts';
import type { Tally } from './rules/tables.ts';

/** What is counted, and how the lines of a month are left for the next one. */
export type Source = {
  /** First month of which there is anything; null: none. */
  first(): Promise<string | null>;
  /** From one month to another, both counted. */
  tallies(from: string, to: string): Promise<Tally[]>;
  /** Counts the lines of a family with the next month. */
  carry(family: readonly TableName[], month: string): Promise<void>;
};

/** The lines that reports and cases left. */
export function linesOf(tx: Tx): Source {
  return {
    async first() {
      const firsts = [await firstFigureMonth(tx), await firstLineMonth(tx)];
      return firsts.filter((month) => month !== null).sort()[0] ?? null;
    },
    async tallies(from, to) {
      const reports = await countFigures(tx, from, to);
      const lines = await countLines(tx, from, to);
      return [
        ...reports.map(({ answer, ...rest }) => ({ of: tableOf(answer), ...rest })),
        ...lines.flatMap(({ kind, value, ...rest }): Tally[] => {
          if (kind !== 'service') return isWork(kind) ? [{ of: kind, value, ...rest }] : [];
          const [service, outcome] = value.split(':') as [string, string];
          const of = tableOfOutcome[outcome];
          return of ? [{ of, value: service, ...rest }] : [];
        }),
      ];
    },
    async carry(family, month) {
      const [of] = family;
      if (of === 'reports') return carryFigures(tx, month);
      const outcome = Object.keys(tableOfOutcome).find((one) => tableOfOutcome[one] === of);
      await carryLines(tx, month, outcome ? 'service' : (of as Line['kind']), outcome);
    },
  };
}

/** What a team classifies of a case is not published: who reported answered that once already. */
function isWork(kind: string): kind is (typeof worked)[number] {
  return (worked as readonly string[]).includes(kind);
}

/** A service is counted when it was done, and when it was not to be had; the steps between are not. */
const tableOfOutcome: Record<string, TableName> = {
  done: 'service',
  'not-available': 'not-available',
};

function tableOf(answer: FigureCount['answer']): TableName {
  if (answer === null) return 'reports';
  return answer === 'ageBand' ? 'age-band' : answer === 'placeKind' ? 'place' : answer;
}
