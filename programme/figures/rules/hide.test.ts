// Proves by trying every table there could be that no hidden count can be worked out, also by somebody who knows the rule.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Count, hideCounts, isSmall, knownOf } from './hide.ts';

const below = 5;

/** Dice for a run that can be played again. */
function diceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const lineOf = (numbers: readonly number[]): Count[] =>
  numbers.map((n) => ({ from: 'all', to: 'month', n, state: 'open' }));
const gridOf = (rows: readonly (readonly number[])[]): Count[] =>
  rows.flatMap((row, r) =>
    row.map((n, c): Count => ({ from: `row ${r}`, to: `column ${c}`, n, state: 'open' })),
  );

/** Every table that agrees with what is shown: what each count is in each of them. */
function everyTable(counts: readonly Count[], hidden: readonly boolean[]): number[][] {
  const nodes = [...new Set(counts.flatMap(({ from, to }) => [from, to]))];
  const left = new Map(nodes.map((node) => [node, 0]));
  counts.forEach(({ from, to, n }, index) => {
    if (!hidden[index]) return;
    left.set(from, left.get(from)! + n);
    left.set(to, left.get(to)! + n);
  });
  const places = counts.flatMap((_, index) => (hidden[index] ? [index] : []));
  const lastAt = new Map<string, number>();
  places.forEach((index, at) => {
    for (const node of [counts[index]!.from, counts[index]!.to]) lastAt.set(node, at);
  });
  const found: number[][] = [];
  const table = counts.map(({ n }) => n);
  const place = (at: number): void => {
    if (at === places.length) {
      found.push([...table]);
      return;
    }
    const index = places[at]!;
    const { from, to } = counts[index]!;
    const most = Math.min(left.get(from)!, left.get(to)!);
    for (let n = 0; n <= most; n += 1) {
      if (lastAt.get(from) === at && left.get(from)! !== n) continue;
      if (lastAt.get(to) === at && left.get(to)! !== n) continue;
      table[index] = n;
      left.set(from, left.get(from)! - n);
      left.set(to, left.get(to)! - n);
      place(at + 1);
      left.set(from, left.get(from)! + n);
      left.set(to, left.get(to)! + n);
    }
  };
  place(0);
  return found;
}

const small = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) },
  fc.integer({ min: 5, max: 9 }),
);
const tables = fc.oneof(
  fc.array(small, { minLength: 1, maxLength: 5 }).map(lineOf),
  fc
    .array(fc.array(small, { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 4 })
    .map(gridOf),
  fc
    .array(fc.array(small, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 3 })
    .map(gridOf),
);

test('every small count is hidden, none of 1 to 4 can be excluded for it, and no hidden count has fewer candidates', () => {
  let shown = 0;
  fc.assert(
    fc.property(tables, fc.nat(), (counts, seed) => {
      const hidden = hideCounts(counts, { below, dice: diceOf(seed) });
      if (!hidden) return;
      for (const [index, { n }] of counts.entries())
        expect(hidden[index] || !isSmall(n, below)).toBe(true);
      if (!hidden.includes(true)) return;
      shown += 1;
      const all = everyTable(counts, hidden);
      // What the rule tells: where something is hidden, something is small.
      const byRule = all.filter((table) =>
        table.some((n, index) => hidden[index] && isSmall(n, below)),
      );
      counts.forEach(({ n }, index) => {
        if (!hidden[index]) return;
        const candidates = new Set(all.map((table) => table[index]!));
        // The interval that the rule works with is the attacker's, to the number.
        expect(knownOf(counts, hidden, index)).toEqual({
          least: Math.min(...candidates),
          most: Math.max(...candidates),
        });
        const knowing = new Set(byRule.map((table) => table[index]!));
        if (isSmall(n, below))
          for (let one = 1; one < below; one += 1) expect(knowing).toContain(one);
        else expect(candidates.size).toBeGreaterThanOrEqual(below - 1);
        expect(knowing.size).toBeGreaterThan(1);
      });
    }),
    { numRuns: 400 },
  );
  expect(shown).toBeGreaterThan(100);
});

test('counts of which nothing is small are all shown, noughts with them; a table that small counts alone fill is not', () => {
  const ways = { below, dice: () => 0.9 };
  expect(hideCounts(lineOf([0, 5, 12]), ways)).toEqual([false, false, false]);
  expect(hideCounts(lineOf([3]), ways)).toBeNull();
  expect(hideCounts(lineOf([1, 1]), ways)).toBeNull();
  // One and nought would tell each other apart too well: the twelve goes with the one.
  expect(hideCounts(lineOf([1, 0, 12]), ways)![2]).toBe(true);
});

test('what was hidden before stays so, and what was shown is not used to hide', () => {
  const counts: Count[] = [
    { from: 'a', to: 'b', n: 30, state: 'shown' },
    { from: 'a', to: 'b', n: 2, state: 'hidden' },
    { from: 'a', to: 'b', n: 8, state: 'open' },
    { from: 'a', to: 'b', n: 900, state: 'open' },
  ];
  const hidden = hideCounts(counts, { below, dice: () => 0.9 });
  expect(hidden![0]).toBe(false);
  expect(hidden![1]).toBe(true);
});
