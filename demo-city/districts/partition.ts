// Who owns which cell: districts spread from their seats, slowed by hills and noise and stopped by the river.
import type { Hill } from '../land/hills.ts';
import type { River } from '../land/river.ts';
import { fractalNoise } from '../noise.ts';
import { between, randomFor } from '../prng.ts';
import type { Hull } from './hull.ts';
import { districtPlaces } from './places.ts';

export const cellSize = 180;
export const columns = 206;
export const rows = 170;
export const west = (-columns * cellSize) / 2;
export const south = (-rows * cellSize) / 2;

/** Index of the owning district by cell, row by row from the south-west; -1 outside the city. */
export type Owners = Int16Array;

type Open = { cells: Int32Array; costs: Float64Array; size: number };

function push(open: Open, cell: number, cost: number): void {
  let i = open.size;
  open.size += 1;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if (open.costs[parent]! <= cost) break;
    open.costs[i] = open.costs[parent]!;
    open.cells[i] = open.cells[parent]!;
    i = parent;
  }
  open.costs[i] = cost;
  open.cells[i] = cell;
}

function pop(open: Open): [cell: number, cost: number] {
  const top: [number, number] = [open.cells[0]!, open.costs[0]!];
  open.size -= 1;
  const cell = open.cells[open.size]!;
  const cost = open.costs[open.size]!;
  let i = 0;
  for (;;) {
    let child = 2 * i + 1;
    if (child >= open.size) break;
    if (child + 1 < open.size && open.costs[child + 1]! < open.costs[child]!) child += 1;
    if (open.costs[child]! >= cost) break;
    open.costs[i] = open.costs[child]!;
    open.cells[i] = open.cells[child]!;
    i = child;
  }
  open.costs[i] = cost;
  open.cells[i] = cell;
  return top;
}

const steps: readonly (readonly [dx: number, dy: number, metres: number])[] = [
  [1, 0, 1],
  [-1, 0, 1],
  [0, 1, 1],
  [0, -1, 1],
  [1, 1, Math.SQRT2],
  [1, -1, Math.SQRT2],
  [-1, 1, Math.SQRT2],
  [-1, -1, Math.SQRT2],
];

/** Which district owns which cell of the hull, for a seed. Every district is one piece. */
export function partition(seed: number, hull: Hull, river: River, hills: Hill[]): Owners {
  const random = randomFor(seed, 'districts');
  const rough = fractalNoise(Math.floor(random() * 1e9), 2);
  const owners: Owners = new Int16Array(columns * rows).fill(-1);
  const toll = new Float32Array(columns * rows);
  const bank = new Int8Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    const y = south + (row + 0.5) * cellSize;
    for (let column = 0; column < columns; column += 1) {
      const x = west + (column + 0.5) * cellSize;
      if (!hull.holds(x, y)) continue;
      const at = row * columns + column;
      toll[at] = Math.max(0.25, 1 + 1.5 * rough(x / 3_600, y / 3_600));
      bank[at] = y > river.middle(x) ? 1 : -1;
    }
  }
  for (const hill of hills) climb(toll, hill);
  const open: Open = {
    cells: new Int32Array(columns * rows * 4),
    costs: new Float64Array(columns * rows * 4),
    size: 0,
  };
  const costs = new Float64Array(columns * rows).fill(Number.POSITIVE_INFINITY);
  districtPlaces.forEach((place, index) => {
    const x = place.seat[0] + between(random, -500, 500);
    const y = place.seat[1] + between(random, -400, 400);
    const at = Math.floor((y - south) / cellSize) * columns + Math.floor((x - west) / cellSize);
    owners[at] = index;
    costs[at] = between(random, 0, 3);
    push(open, at, costs[at]!);
  });
  while (open.size > 0) {
    const [at, cost] = pop(open);
    if (cost > costs[at]!) continue;
    const column = at % columns;
    for (const [dx, dy, metres] of steps) {
      if (column + dx < 0 || column + dx >= columns) continue;
      const to = at + dx + dy * columns;
      // Nobody crosses the middle of the river: it is the border, as in most cities on one.
      if (!(toll[to]! > 0) || bank[to] !== bank[at]) continue;
      const next = cost + (metres * (toll[at]! + toll[to]!)) / 2;
      if (next < costs[to]!) {
        costs[to] = next;
        owners[to] = owners[at]!;
        push(open, to, next);
      }
    }
  }
  return tidied(owners);
}

/** Hills cost more the higher one climbs, so that borders run along their ridges. */
function climb(toll: Float32Array, hill: Hill): void {
  const span = hill.radius * 1.8;
  const fromRow = Math.max(0, Math.floor((hill.center[1] - span - south) / cellSize));
  const toRow = Math.min(rows - 1, Math.floor((hill.center[1] + span - south) / cellSize));
  const fromColumn = Math.max(0, Math.floor((hill.center[0] - span - west) / cellSize));
  const toColumn = Math.min(columns - 1, Math.floor((hill.center[0] + span - west) / cellSize));
  for (let row = fromRow; row <= toRow; row += 1) {
    for (let column = fromColumn; column <= toColumn; column += 1) {
      const x = west + (column + 0.5) * cellSize;
      const y = south + (row + 0.5) * cellSize;
      const height = 1 - hill.reach([x, y]);
      const at = row * columns + column;
      if (height > 0 && toll[at]! > 0) toll[at] = toll[at]! + 3 * height;
    }
  }
}

/** Gives cells that hang on by one side only, and pieces cut off, to the neighbour that holds them most. */
function tidied(owners: Owners): Owners {
  const sides = [-1, 1, -columns, columns] as const;
  for (let round = 0; round < 4; round += 1) {
    const home = mainPieces(owners);
    let changed = false;
    for (let at = columns; at < owners.length - columns; at += 1) {
      const owner = owners[at]!;
      if (owner < 0) continue;
      let same = 0;
      for (const side of sides) if (owners[at + side] === owner) same += 1;
      if (home[at] === 1 && same > 1) continue;
      let winner = -1;
      for (const side of sides) {
        const other = owners[at + side]!;
        if (other === owner || other < 0) continue;
        if (winner < 0 || sides.filter((s) => owners[at + s] === other).length > 1) winner = other;
      }
      owners[at] = winner;
      changed = true;
    }
    if (!changed) break;
  }
  for (let at = 0; at + columns + 1 < owners.length; at += 1) {
    const a = owners[at]!;
    const b = owners[at + 1]!;
    const c = owners[at + columns]!;
    const d = owners[at + columns + 1]!;
    // Two districts that touch crosswise at a corner would make a border cross itself.
    if (a === d && a !== b && a !== c && a >= 0) owners[at + 1] = a;
    else if (b === c && b !== a && b !== d && b >= 0) owners[at] = b;
  }
  return owners;
}

/** 1 for every cell that belongs to its district's largest piece. */
function mainPieces(owners: Owners): Uint8Array {
  const piece = new Int32Array(owners.length).fill(-1);
  const stack = new Int32Array(owners.length);
  const sizes: number[] = [];
  const largest = new Map<number, number>();
  for (let start = 0; start < owners.length; start += 1) {
    const owner = owners[start]!;
    if (owner < 0 || piece[start] !== -1) continue;
    const id = sizes.length;
    let open = 1;
    let size = 0;
    stack[0] = start;
    piece[start] = id;
    function visit(to: number): void {
      if (owners[to] !== owner || piece[to] !== -1) return;
      piece[to] = id;
      stack[open] = to;
      open += 1;
    }
    while (open > 0) {
      open -= 1;
      const at = stack[open]!;
      size += 1;
      visit(at - 1);
      visit(at + 1);
      visit(at - columns);
      visit(at + columns);
    }
    sizes.push(size);
    const best = largest.get(owner);
    if (best === undefined || size > sizes[best]!) largest.set(owner, id);
  }
  const home = new Uint8Array(owners.length);
  for (let at = 0; at < home.length; at += 1) {
    if (piece[at]! >= 0 && largest.get(owners[at]!) === piece[at]) home[at] = 1;
  }
  return home;
}

/** Index of the district at a place, or -1. */
export function ownerAt(owners: Owners, x: number, y: number): number {
  const column = Math.floor((x - west) / cellSize);
  const row = Math.floor((y - south) / cellSize);
  if (column < 0 || row < 0 || column >= columns || row >= rows) return -1;
  return owners[row * columns + column]!;
}
