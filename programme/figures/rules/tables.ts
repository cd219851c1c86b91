// What is published of a month, and of a half-year by district: each once, so that everything ever published stands in one network of sums.
import { answered, notSaid, type TableName, valuesOf, worked } from '../names.ts';
import { type Count, type HideWays, hideCounts } from './hide.ts';

/** How many lines there are of one kind. */
export type Tally = {
  of: TableName;
  /** First day of the month in which they are counted. */
  month: string;
  district: string;
  /** Null of reports, which are counted by district. */
  value: string | null;
  n: number;
};

/** A published count; `n` null: hidden. `months` 1: the whole city by value, or reports by district; 6: district by value. */
export type Cell = {
  of: TableName;
  month: string;
  months: 1 | 6;
  /** Null: the whole city. */
  district: string | null;
  /** Null: whatever it is. */
  value: string | null;
  n: number | null;
};

/** What stands together: reports with what was answered in them, and each kind of work alone. */
export const families: readonly (readonly TableName[])[] = [
  ['reports', ...answered],
  ...worked.map((name) => [name]),
];

/**
 * A month of one family; null where there are so few that even their number is small: they are counted with the next month.
 *
 * @param tallies of this family and this month
 */
export function monthOf(
  family: readonly TableName[],
  month: string,
  tallies: readonly Tally[],
  districts: readonly string[],
  ways: HideWays,
): Cell[] | null {
  const total = tallies.reduce((sum, { of, n }) => (of === family[0] ? sum + n : sum), 0);
  if (total > 0 && total < ways.below) return null;
  const cells: Cell[] = [
    { of: family[0]!, month, months: 1, district: null, value: null, n: total },
  ];
  for (const of of family) {
    const mine = tallies.filter((one) => one.of === of);
    const keys = of === 'reports' ? districts : valuesOf[of];
    const byKey = sums(mine, keyOf);
    const counts = keys.map(
      (key): Count => ({ from: 'all', to: 'month', n: byKey.get(key) ?? 0, state: 'open' }),
    );
    const hidden = hideCounts(counts, ways);
    if (!hidden) return null;
    keys.forEach((key, index) => {
      const n = hidden[index] ? null : counts[index]!.n;
      const [district, value] = of === 'reports' ? [key, null] : [null, key];
      cells.push({ of, month, months: 1, district, value, n });
    });
  }
  return cells;
}

/**
 * A half-year of one family by district and value: none of it gives away what its months hide. A table that cannot be shown is left out.
 *
 * @param tallies of this family and the months of the half-year
 * @param published what was published of those months
 */
export function halfOf(
  family: readonly TableName[],
  half: string,
  tallies: readonly Tally[],
  published: readonly Cell[],
  districts: readonly string[],
  ways: HideWays,
): Cell[] {
  const monthly = published.filter(({ months, of }) => months === 1 && family.includes(of));
  // Where a month of a district is hidden, its half-year is too: what moves there then moves in every table of the family.
  const hiddenRows = new Set(
    monthly.flatMap(({ of, n, district }) => (of === 'reports' && n === null ? [district] : [])),
  );
  return family.flatMap((of) => {
    if (of === 'reports') return [];
    const mine = tallies.filter((one) => one.of === of);
    if (mine.length === 0) return [];
    const counts: Count[] = [];
    const cells: Cell[] = [];
    const byCell = sums(mine, (one) => `${one.district} ${keyOf(one)}`);
    const byMonth = sums(mine, (one) => `${one.month} ${keyOf(one)}`);
    const byRow = sums(mine, ({ district }) => district);
    const add = (count: Count, cell: Omit<Cell, 'n'>) => {
      counts.push(count);
      cells.push({ ...cell, n: count.n });
    };
    for (const district of districts) {
      const cell = { of, month: half, months: 6, district } as const;
      // Of reports the sum of a row is known from its months.
      if (family[0] !== 'reports')
        add(
          { from: 'all', to: `d ${district}`, n: byRow.get(district) ?? 0, state: 'open' },
          { ...cell, value: null },
        );
      const state = hiddenRows.has(district) ? 'hidden' : 'open';
      for (const value of valuesOf[of]) {
        const n = byCell.get(`${district} ${value}`) ?? 0;
        add({ from: `d ${district}`, to: `v ${value}`, n, state }, { ...cell, value });
      }
    }
    const decided = counts.length;
    for (const cell of monthly) {
      if (cell.of !== of || cell.value === null || cell.n !== null) continue;
      const n = byMonth.get(`${cell.month} ${cell.value}`) ?? 0;
      counts.push({ from: `v ${cell.value}`, to: `m ${cell.month}`, n, state: 'hidden' });
    }
    const hidden = hideCounts(counts, ways);
    if (!hidden) return [];
    return cells
      .slice(0, decided)
      .map((cell, index) => (hidden[index] ? { ...cell, n: null } : cell));
  });
}

function keyOf({ of, district, value }: Tally): string {
  if (of === 'reports') return district;
  return value !== null && (valuesOf[of] as readonly string[]).includes(value) ? value : notSaid;
}

function sums(tallies: readonly Tally[], nameOf: (one: Tally) => string): Map<string, number> {
  const all = new Map<string, number>();
  for (const one of tallies) all.set(nameOf(one), (all.get(nameOf(one)) ?? 0) + one.n);
  return all;
}
