// Proves that the assignment is the cheapest there is: against trying everything, with forbidden pairs and any shape.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign, forbidden } from './assignment.ts';

type Table = { rows: number; columns: number; cost: number[]; leaveOut: number[] };

const table: fc.Arbitrary<Table> = fc
  .record({ rows: fc.integer({ min: 0, max: 8 }), columns: fc.integer({ min: 0, max: 8 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      cost: fc.array(
        fc.oneof(
          { weight: 3, arbitrary: fc.integer({ min: -50, max: 1000 }) },
          { weight: 2, arbitrary: fc.integer({ min: 0, max: 4 }) },
          { weight: 1, arbitrary: fc.constant(forbidden) },
        ),
        { minLength: rows * columns, maxLength: rows * columns },
      ),
      leaveOut: fc.array(
        fc.oneof(fc.integer({ min: 0, max: 1200 }), fc.constant(1_000_000), fc.constant(2)),
        { minLength: rows, maxLength: rows },
      ),
    }),
  );

/** Tries every way, column sets as bits. */
function cheapest({ rows, columns, cost, leaveOut }: Table): number {
  let best = new Map<number, number>([[0, 0]]);
  for (let row = 0; row < rows; row += 1) {
    const next = new Map<number, number>();
    const offer = (taken: number, sum: number) => {
      if (sum < (next.get(taken) ?? Number.POSITIVE_INFINITY)) next.set(taken, sum);
    };
    for (const [taken, sum] of best) {
      offer(taken, sum + leaveOut[row]!);
      for (let column = 0; column < columns; column += 1)
        if (!(taken & (1 << column)))
          offer(taken | (1 << column), sum + cost[row * columns + column]!);
    }
    best = next;
  }
  return Math.min(...best.values());
}

function costOf({ columns, cost, leaveOut }: Table, columnOf: Int32Array): number {
  return columnOf.reduce(
    (sum, column, row) => sum + (column < 0 ? leaveOut[row]! : cost[row * columns + column]!),
    0,
  );
}

function solve(of: Table): Int32Array {
  return assign(of.rows, of.columns, Float64Array.from(of.cost), Float64Array.from(of.leaveOut));
}

test('the cost equals the best of all ways, no column is given twice and nothing forbidden is chosen', () => {
  fc.assert(
    fc.property(table, (given) => {
      const columnOf = solve(given);
      const used = columnOf.filter((column) => column >= 0);
      expect(new Set(used).size).toBe(used.length);
      expect(costOf(given, columnOf)).toBe(cheapest(given));
    }),
    { numRuns: 3000 },
  );
});

test('equal costs, nothing allowed, no columns and no rows are tables too', () => {
  expect([...solve({ rows: 2, columns: 2, cost: [1, 1, 1, 1], leaveOut: [9, 9] })].sort()).toEqual([
    0, 1,
  ]);
  const closed = { rows: 2, columns: 1, cost: [forbidden, forbidden], leaveOut: [5, 5] };
  expect([...solve(closed)]).toEqual([-1, -1]);
  expect([...solve({ rows: 2, columns: 0, cost: [], leaveOut: [1, 2] })]).toEqual([-1, -1]);
  expect([...solve({ rows: 0, columns: 3, cost: [], leaveOut: [] })]).toEqual([]);
});

test('a large table is as good as its dual says: no assignment could be cheaper', () => {
  // Weak duality: any row and column prices that nowhere exceed a cost bound the optimum from below. Here the table is made
  // from such prices, so that the optimum is known without solving it.
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 - 1 }), (seed) => {
      const size = 60;
      let state = seed;
      const random = (below: number) => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
        return state % below;
      };
      const u = Array.from({ length: size }, () => random(500));
      const v = Array.from({ length: size }, () => random(500));
      const hidden = Array.from({ length: size }, (_, i) => i).sort(() => random(3) - 1);
      const cost = Array.from({ length: size * size }, (_, k) => {
        const row = Math.floor(k / size);
        const column = k % size;
        return u[row]! + v[column]! + (hidden[row] === column ? 0 : random(400));
      });
      const given = { rows: size, columns: size, cost, leaveOut: Array(size).fill(1e6) };
      const known = u.reduce((a, b) => a + b, 0) + v.reduce((a, b) => a + b, 0);
      expect(costOf(given, solve(given))).toBe(known);
    }),
    { numRuns: 50 },
  );
});
