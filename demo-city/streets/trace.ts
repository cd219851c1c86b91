// Grows one street at a time along the field and keeps parallel streets apart.
import { crossing } from '../geometry.ts';
import { halfHeight, halfWidth, type Spot } from '../plane.ts';
import type { Field } from './field.ts';

const cell = 160;
const columns = Math.ceil((2 * halfWidth) / cell) + 1;
const rows = Math.ceil((2 * halfHeight) / cell) + 1;

/** Spots of grown streets with their headings, found by place. */
export type Grown = {
  count: number;
  x: Float64Array;
  y: Float64Array;
  /** Cosine and sine of the heading. */
  cos: Float64Array;
  sin: Float64Array;
  next: Int32Array;
  first: Int32Array;
};

// Enough for twice the streets of the densest city that the levels can grow.
const room = 160_000;

export function nothingGrown(): Grown {
  return {
    count: 0,
    x: new Float64Array(room),
    y: new Float64Array(room),
    cos: new Float64Array(room),
    sin: new Float64Array(room),
    next: new Int32Array(room),
    first: new Int32Array(columns * rows).fill(-1),
  };
}

function cellOf(x: number, y: number): number {
  const column = Math.min(columns - 1, Math.max(0, Math.floor((x + halfWidth) / cell)));
  const row = Math.min(rows - 1, Math.max(0, Math.floor((y + halfHeight) / cell)));
  return row * columns + column;
}

export function remember(grown: Grown, x: number, y: number, heading: number): void {
  const at = cellOf(x, y);
  const i = grown.count;
  grown.next[i] = grown.first[at]!;
  grown.first[at] = i;
  grown.x[i] = x;
  grown.y[i] = y;
  grown.cos[i] = Math.cos(heading);
  grown.sin[i] = Math.sin(heading);
  grown.count += 1;
}

/** Forgets everything remembered since there were `count` spots. */
export function forgetBack(grown: Grown, count: number): void {
  for (let i = grown.count - 1; i >= count; i -= 1) {
    grown.first[cellOf(grown.x[i]!, grown.y[i]!)] = grown.next[i]!;
  }
  grown.count = count;
}

// Streets within about 45 degrees of each other count as parallel.
const parallel = 0.7;

/** Whether a street of this heading would run closer than `metres` beside another. */
export function crowded(
  grown: Grown,
  x: number,
  y: number,
  heading: number,
  metres: number,
): boolean {
  const fromColumn = Math.max(0, Math.floor((x - metres + halfWidth) / cell));
  const toColumn = Math.min(columns - 1, Math.floor((x + metres + halfWidth) / cell));
  const fromRow = Math.max(0, Math.floor((y - metres + halfHeight) / cell));
  const toRow = Math.min(rows - 1, Math.floor((y + metres + halfHeight) / cell));
  const limit = metres * metres;
  const c = Math.cos(heading);
  const s = Math.sin(heading);
  for (let row = fromRow; row <= toRow; row += 1) {
    for (let column = fromColumn; column <= toColumn; column += 1) {
      let i = grown.first[row * columns + column]!;
      while (i >= 0) {
        const dx = grown.x[i]! - x;
        const dy = grown.y[i]! - y;
        if (dx * dx + dy * dy < limit) {
          if (Math.abs(grown.cos[i]! * c + grown.sin[i]! * s) > parallel) return true;
        }
        i = grown.next[i]!;
      }
    }
  }
  return false;
}

/** The heading of the field nearest to the given one: streets go on and do not turn corners. */
export function headingAt(field: Field, x: number, y: number, heading: number): number {
  const angle = field(x, y);
  return angle + Math.round((heading - angle) / (Math.PI / 2)) * (Math.PI / 2);
}

/** Pieces of streets by cell, to end a street where it meets another. */
export type Walls = ([Spot, Spot][] | undefined)[];

export function noWalls(): Walls {
  return new Array<[Spot, Spot][] | undefined>(columns * rows).fill(undefined);
}

function addTo(walls: Walls, key: number, piece: [Spot, Spot]): void {
  const list = walls[key];
  if (list) list.push(piece);
  else walls[key] = [piece];
}

/** Remembers a piece no longer than a cell. */
export function addWall(walls: Walls, a: Spot, b: Spot): void {
  const piece: [Spot, Spot] = [a, b];
  const here = cellOf(a[0], a[1]);
  const there = cellOf(b[0], b[1]);
  const between = cellOf((a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
  addTo(walls, here, piece);
  if (there !== here) addTo(walls, there, piece);
  if (between !== here && between !== there) addTo(walls, between, piece);
}

/** Where the way from `a` to `b` meets another street, or null; pieces that begin or end in `a` or `b` are its own. */
export function wallBetween(walls: Walls, a: Spot, b: Spot): Spot | null {
  const here = cellOf(a[0], a[1]);
  const there = cellOf(b[0], b[1]);
  const met = firstMet(walls[here], a, b);
  return met ?? (there === here ? null : firstMet(walls[there], a, b));
}

function firstMet(pieces: [Spot, Spot][] | undefined, a: Spot, b: Spot): Spot | null {
  if (!pieces) return null;
  for (const [c, d] of pieces) {
    if (c === a || c === b || d === a || d === b) continue;
    const met = crossing(a, b, c, d);
    if (met) return met;
  }
  return null;
}

export type Way = {
  field: Field;
  /** Metres a step. */
  stride: number;
  /** Whether a street may stand here, going that way. */
  passable: (x: number, y: number, heading: number) => boolean;
  /** Metres to keep from parallel streets. */
  apart: (x: number, y: number) => number;
  /** Where the street ends between two spots because it met something, or null. */
  meets: (a: Spot, b: Spot) => Spot | null;
  longest: number;
};

/** Follows the field from a spot one way until something stops it. The start is included. */
export function follow(grown: Grown, way: Way, start: Spot, heading: number): Spot[] {
  const line: Spot[] = [start];
  let [x, y] = start;
  let at = heading;
  const turns: number[] = [];
  let waiting = 0;
  for (let gone = 0; gone < way.longest; gone += way.stride) {
    const half = headingAt(
      way.field,
      x + (Math.cos(at) * way.stride) / 2,
      y + (Math.sin(at) * way.stride) / 2,
      at,
    );
    // A sharper bend than a street makes: the field has a knot here.
    if (Math.abs(half - at) > 0.6) break;
    const nx = x + Math.cos(half) * way.stride;
    const ny = y + Math.sin(half) * way.stride;
    if (!way.passable(nx, ny, half)) break;
    const apart = way.apart(nx, ny);
    if (crowded(grown, nx, ny, half, apart * 0.6)) break;
    const met = line.length > 1 ? way.meets([x, y], [nx, ny]) : null;
    if (met) {
      line.push(met);
      break;
    }
    x = nx;
    y = ny;
    at = half;
    line.push([x, y]);
    turns.push(half);
    // Its own beginning counts as another street once it is far enough behind, so that no street spirals.
    if ((line.length - waiting) * way.stride > apart * 1.5) {
      const [ox, oy] = line[waiting]!;
      remember(grown, ox, oy, turns[waiting]!);
      waiting += 1;
    }
  }
  for (; waiting < turns.length; waiting += 1) {
    const [ox, oy] = line[waiting]!;
    remember(grown, ox, oy, turns[waiting]!);
  }
  return line;
}
