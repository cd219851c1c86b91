// The exact assignment of least cost: rows to columns, each at most once, with forbidden pairs and a price for leaving a row out.

/** A cost that must never be chosen. */
export const forbidden = Number.POSITIVE_INFINITY;

/**
 * Answers for each row its column, or -1 where leaving it out is cheaper or nothing is allowed, so that the sum of the
 * chosen costs and of the prices of the rows left out is the least there is. `cost` holds rows × columns, row by row;
 * `leaveOut` a finite price for each row. Whole numbers below 2^40 keep the sums, and so the optimum, exact.
 *
 * Jonker and Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
 * Computing 38 (1987): row reduction first, then one shortest path for each row that is still free. The place where a
 * row is left out is a column of its own that only this row may take; it needs no storage, because no path leads through it.
 */
export function assign(
  rows: number,
  columns: number,
  cost: Float64Array,
  leaveOut: Float64Array,
): Int32Array {
  const problem: Problem = {
    rows,
    columns,
    cost,
    leaveOut,
    columnOf: new Int32Array(rows).fill(-1),
    rowOf: new Int32Array(columns).fill(-1),
    price: new Float64Array(columns),
  };
  const free = reduceRows(
    problem,
    reduceRows(
      problem,
      Array.from({ length: rows }, (_, row) => row),
    ),
  );
  const paths = openPaths(columns);
  for (const row of free) augment(problem, paths, row);
  return problem.columnOf;
}

type Problem = {
  rows: number;
  columns: number;
  cost: Float64Array;
  leaveOut: Float64Array;
  columnOf: Int32Array;
  rowOf: Int32Array;
  /** What a column costs beside the pair itself; never above 0, and 0 for a column nobody wanted. */
  price: Float64Array;
};

/**
 * Gives each free row its best column and lowers that column's price by as much as it is better than the row's second
 * best; who held it becomes free again. Answers who is free at the end.
 */
function reduceRows(problem: Problem, free: readonly number[]): number[] {
  const { rows, columns, cost, leaveOut, columnOf, rowOf, price } = problem;
  const queue = [...free];
  const later: number[] = [];
  // Prices fall for ever where many rows want the same columns; the shortest paths settle what is left.
  let steps = 4 * rows;
  for (let at = 0; at < queue.length; ) {
    const row = queue[at]!;
    at += 1;
    if (steps === 0) {
      later.push(row);
      continue;
    }
    steps -= 1;
    let best = leaveOut[row]!;
    let second = Number.POSITIVE_INFINITY;
    let column = -1;
    for (let j = 0, k = row * columns; j < columns; j += 1, k += 1) {
      const value = cost[k]! - price[j]!;
      if (value >= second) continue;
      if (value < best) {
        second = best;
        best = value;
        column = j;
      } else second = value;
    }
    if (column === -1) continue;
    const before = rowOf[column]!;
    if (best === second && before !== -1) {
      later.push(row);
      continue;
    }
    price[column]! -= second - best;
    rowOf[column] = row;
    columnOf[row] = column;
    if (before === -1) continue;
    columnOf[before] = -1;
    // The one pushed out goes next: its second best is still warm, and chains end soonest so.
    at -= 1;
    queue[at] = before;
  }
  return later;
}

type Paths = {
  distance: Float64Array;
  cameFrom: Int32Array;
  waiting: Int32Array;
  settled: Int32Array;
};

function openPaths(columns: number): Paths {
  return {
    distance: new Float64Array(columns),
    cameFrom: new Int32Array(columns),
    waiting: new Int32Array(columns),
    settled: new Int32Array(columns),
  };
}

/** Finds the cheapest chain of changes that serves one more row, or leaves out whom it is cheapest to leave out. */
function augment(problem: Problem, paths: Paths, start: number): void {
  const { columns, cost, leaveOut, columnOf, rowOf, price } = problem;
  const { distance, cameFrom, waiting, settled } = paths;
  let left = columns;
  let done = 0;
  let outRow = start;
  let outAt = leaveOut[start]!;
  let end = -1;
  let shortest = 0;
  // The place in `waiting` of the nearest column, kept while distances are written: one pass a step instead of two.
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let j = 0, k = start * columns; j < columns; j += 1, k += 1) {
    const value = cost[k]! - price[j]!;
    distance[j] = value;
    cameFrom[j] = start;
    waiting[j] = j;
    if (value < least) {
      least = value;
      nearest = j;
    }
  }
  for (;;) {
    if (least >= outAt) {
      shortest = outAt;
      break;
    }
    shortest = least;
    const column = waiting[nearest]!;
    left -= 1;
    waiting[nearest] = waiting[left]!;
    const row = rowOf[column]!;
    if (row === -1) {
      end = column;
      break;
    }
    settled[done] = column;
    done += 1;
    // A matched pair costs its row nothing more, so all others of the row are measured from it.
    const base = row * columns;
    const shift = shortest - (cost[base + column]! - price[column]!);
    const out = leaveOut[row]! + shift;
    if (out < outAt) {
      outAt = out;
      outRow = row;
    }
    least = Number.POSITIVE_INFINITY;
    for (let at = 0; at < left; at += 1) {
      const j = waiting[at]!;
      let known = distance[j]!;
      const value = cost[base + j]! - price[j]! + shift;
      if (value < known) {
        known = value;
        distance[j] = value;
        cameFrom[j] = row;
      }
      if (known < least) {
        least = known;
        nearest = at;
      }
    }
  }
  for (let at = 0; at < done; at += 1) {
    const column = settled[at]!;
    price[column]! += distance[column]! - shortest;
  }
  let column = end === -1 ? columnOf[outRow]! : end;
  if (end === -1) columnOf[outRow] = -1;
  while (column !== -1) {
    const row = cameFrom[column]!;
    rowOf[column] = row;
    const next = columnOf[row]!;
    columnOf[row] = column;
    if (row === start) break;
    column = next;
  }
}
