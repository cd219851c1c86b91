// The contract of figures bound to what is published.
import { type Handlers, Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import type { figuresContract } from './contract.ts';
import { answered, tableNames, valuesOf } from './names.ts';
import { monthAfter } from './rules/spans.ts';
import type { Cell } from './rules/tables.ts';
import type { Beside, Shown } from './shapes.ts';
import { selectCells, selectHalves, selectMonths } from './store.ts';

const monthsBack = 24;

/** Handlers of `figuresContract`. */
export function figuresRoutes(ports: { config(): CityConfig }): Handlers<typeof figuresContract> {
  const rule = () => {
    const { smallBelow, surveys } = ports.config().figures;
    return { smallBelow, beside: besideOf(surveys) };
  };
  return {
    async 'GET /api/figures'(tx) {
      const shared = rule();
      const months = await selectMonths(tx, monthsBack);
      const cells = months.length === 0 ? [] : await selectCells(tx, 1, months[0]!, months.at(-1)!);
      const at = new Map(cells.map((cell) => [keyOf(cell), shownOf(cell)]));
      const districts = [
        ...new Set(
          cells.flatMap(({ of, district }) => (of === 'reports' && district ? [district] : [])),
        ),
      ].sort();
      const tables = tableNames.map((of) => {
        const keys = of === 'reports' ? districts : [...valuesOf[of]];
        const whole = (answered as readonly string[]).includes(of) ? 'reports' : of;
        return {
          of,
          keys,
          cells: keys.map((key) =>
            months.map((month) => {
              const [district, value] = of === 'reports' ? [key, null] : [null, key];
              return at.get(keyOf({ of, month, district, value })) ?? 'none';
            }),
          ),
          totals: months.map(
            (month) => at.get(keyOf({ of: whole, month, district: null, value: null })) ?? 'none',
          ),
        };
      });
      return { ...shared, months, halves: await selectHalves(tx), tables };
    },

    async 'GET /api/figures/half'(tx, _actor, { query: { of, half } }) {
      const shared = rule();
      const keys = [...valuesOf[of]];
      const cells = await selectCells(tx, 6, half, half, of);
      // Reports by district are not published a second time: they are the sum of their months.
      const monthly = (answered as readonly string[]).includes(of)
        ? await selectCells(tx, 1, half, monthAfter(half, 5), 'reports')
        : [];
      const at = new Map(cells.map((cell) => [keyOf(cell), shownOf(cell)]));
      const districts = [...new Set(cells.flatMap(({ district }) => district ?? []))].sort();
      const rows = districts.map((district) => {
        const shown = keys.map(
          (value) => at.get(keyOf({ of, month: half, district, value })) ?? 'none',
        );
        const known = at.get(keyOf({ of, month: half, district, value: null }));
        return {
          district,
          cells: shown,
          total: known ?? sumOf(monthly.filter((cell) => cell.district === district)),
        };
      });
      return { ...shared, of, half, keys, rows };
    },
  };
}

function keyOf({ of, month, district, value }: Omit<Cell, 'n' | 'months'>): string {
  return `${of} ${month} ${district} ${value}`;
}

function shownOf({ n }: Cell): Shown {
  return n ?? 'hidden';
}

function sumOf(cells: readonly Cell[]): Shown {
  if (cells.length === 0) return 'none';
  return cells.every(({ n }) => n !== null)
    ? cells.reduce((sum, { n }) => sum + (n ?? 0), 0)
    : 'hidden';
}

/** What stands beside every figure. Refuses with `no-survey`: recorded figures are never shown alone. */
function besideOf(surveys: CityConfig['figures']['surveys']): Beside {
  if (surveys.length === 0)
    throw new Refused(
      'no-survey',
      409,
      'Enter a survey of what is not reported (figures.surveys in the city’s configuration): recorded figures are never shown alone.',
    );
  const percents = surveys.map(({ reportedPercent }) => reportedPercent);
  return {
    reportedPercent: {
      from: Math.min(...percents.map(({ from }) => from)),
      to: Math.max(...percents.map(({ to }) => to)),
    },
    surveys,
  };
}
