// Proves that two months and their half-year, read together in all their tables, tell of no small count which it is.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TableName } from '../names.ts';
import { findTable, type Sum } from './attacker-for-test.ts';
import { isSmall } from './hide.ts';
import { type Cell, halfOf, monthOf, type Tally } from './tables.ts';

const below = 5;
const months = ['2026-01-01', '2026-02-01'];
const districts = ['a', 'b', 'c'];
const violence = ['rape', 'sexual-assault', 'physical-assault'];
const relation = ['partner', 'stranger'];

type Report = { month: string; district: string; violence: string; relation: string };

const reports = fc.array(
  fc.record({
    month: fc.constantFrom(...months),
    district: fc.constantFrom('a', 'a', 'a', 'b', 'b', 'c'),
    violence: fc.constantFrom(
      'rape',
      'sexual-assault',
      'sexual-assault',
      'physical-assault',
      'physical-assault',
    ),
    relation: fc.constantFrom(...relation),
  }),
  { minLength: 10, maxLength: 90 },
);

function tally(
  of: TableName,
  all: readonly Report[],
  answer: (one: Report) => string | null,
): Tally[] {
  const counts = new Map<string, Tally>();
  for (const one of all) {
    const { month, district } = one;
    const value = answer(one);
    const key = `${month} ${district} ${value}`;
    const known = counts.get(key) ?? { of, month, district, value, n: 0 };
    counts.set(key, { ...known, n: known.n + 1 });
  }
  return [...counts.values()];
}

/** Publishes months and half-year as the city does; the true number of each cell beside what is shown. */
function publish(family: readonly TableName[], tallies: readonly Tally[], dice: () => number) {
  const ways = { below, dice };
  const monthly = months.map((month) =>
    monthOf(
      family,
      month,
      tallies.filter((one) => one.month === month),
      districts,
      ways,
    ),
  );
  if (monthly.some((cells) => cells === null)) return null;
  const cells = monthly.flatMap((one) => one ?? []);
  const half = halfOf(family, months[0]!, tallies, cells, districts, ways);
  return [...cells, ...half].map((cell) => ({
    ...cell,
    truth: tallies
      .filter(
        (one) =>
          one.of === cell.of &&
          (cell.months === 6 || one.month === cell.month) &&
          (cell.district === null || one.district === cell.district) &&
          (cell.value === null || one.value === cell.value),
      )
      .reduce((all, { n }) => all + n, 0),
  }));
}

const nameOf = ({ of, month, months: span, district, value }: Omit<Cell, 'n'>) =>
  `${of} ${span === 6 ? 'half' : month} ${district ?? '*'} ${value ?? '*'}`;

/** Every sum that holds between the tables of a family, shown or not, as anybody can write them down. */
function sumsOf(cells: readonly Cell[], family: readonly TableName[]): Sum[] {
  const known = new Set(cells.map(nameOf));
  const at = (of: TableName, month: string, district: string | null, value: string | null) =>
    nameOf({ of, month, months: month === 'half' ? 6 : 1, district, value });
  const sums: Sum[] = [];
  const whole = family[0]!;
  for (const of of family) {
    const values = [
      ...new Set(
        cells.flatMap((cell) => (cell.of === of && cell.value !== null ? [cell.value] : [])),
      ),
    ];
    for (const month of months) {
      const plus =
        of === 'reports'
          ? districts.map((d) => at(of, month, d, null))
          : values.map((v) => at(of, month, null, v));
      sums.push({ plus, minus: [at(whole, month, null, null)], sum: 0 });
    }
    if (of === 'reports' || !known.has(at(of, 'half', districts[0]!, values[0]!))) continue;
    for (const value of values)
      sums.push({
        plus: districts.map((d) => at(of, 'half', d, value)),
        minus: months.map((month) => at(of, month, null, value)),
        sum: 0,
      });
    for (const district of districts)
      sums.push({
        plus: values.map((v) => at(of, 'half', district, v)),
        minus:
          whole === 'reports'
            ? months.map((month) => at('reports', month, district, null))
            : [at(of, 'half', district, null)],
        sum: 0,
      });
  }
  return sums;
}

function attack(
  cells: NonNullable<ReturnType<typeof publish>>,
  family: readonly TableName[],
): number {
  const truth = new Map(cells.map((cell) => [nameOf(cell), cell.truth]));
  const shown = new Map(
    cells.flatMap((cell) => (cell.n === null ? [] : [[nameOf(cell), cell.n] as const])),
  );
  for (const cell of cells) if (cell.n !== null) expect(cell.n).toBe(cell.truth);
  const sums = sumsOf(cells, family);
  const may = (name: string, n: number) =>
    findTable(sums, new Map(shown).set(name, n), (one) => truth.get(one) ?? 0) !== null;
  let tried = 0;
  for (const cell of cells) {
    const name = nameOf(cell);
    if (cell.n !== null) {
      expect(isSmall(cell.n, below)).toBe(false);
      continue;
    }
    tried += 1;
    const wanted = isSmall(cell.truth, below) ? [1, 2, 3, 4] : [];
    for (const n of wanted)
      expect(may(name, n), `${name} is ${cell.truth}, could be ${n}`).toBe(true);
    if (wanted.length === 0)
      expect(may(name, cell.truth + 1) || may(name, cell.truth - 1), name).toBe(true);
  }
  return tried;
}

test('of reports: months by district, months by answer, half-years by both, two questions at once', () => {
  const family = ['reports', 'violence', 'relation'] as const;
  let tried = 0;
  fc.assert(
    fc.property(
      reports,
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      (all, dice) => {
        const cells = publish(
          family,
          [
            ...tally('reports', all, () => null),
            ...tally('violence', all, (one) => one.violence),
            ...tally('relation', all, (one) => one.relation),
          ],
          () => dice.next().value ?? 0.5,
        );
        if (cells) tried += attack(cells, family);
      },
    ),
    { numRuns: 60 },
  );
  expect(tried).toBeGreaterThan(200);
});

test('of work: months by value, half-years by district and value with their sums', () => {
  const family = ['closing'] as const;
  let tried = 0;
  fc.assert(
    fc.property(
      reports,
      fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
      (all, dice) => {
        const values: Record<string, string> = { rape: 'helped', 'sexual-assault': 'her-wish' };
        const cells = publish(
          family,
          tally('closing', all, (one) => values[one.violence] ?? 'other'),
          () => dice.next().value ?? 0.5,
        );
        if (cells) tried += attack(cells, family);
      },
    ),
    { numRuns: 60 },
  );
  expect(tried).toBeGreaterThan(200);
});

test('a month with so few that their number is small is not published; one with none is', () => {
  const ways = { below, dice: () => 0.5 };
  const [month] = months;
  const one: Report = { month: month!, district: 'a', violence: violence[0]!, relation: 'partner' };
  const four = tally('closing', [one, one, one, one], () => 'helped');
  expect(monthOf(['closing'], month!, four, districts, ways)).toBeNull();
  const none = monthOf(['closing'], month!, [], districts, ways)!;
  expect(none.every(({ n }) => n === 0)).toBe(true);
});
