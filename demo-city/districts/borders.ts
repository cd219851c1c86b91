// Turns owned cells into border lines that neighbours share spot for spot, and these into polygons.
import type { Polygon, Position } from 'geojson';
import { areaOf, simplified, smoothed } from '../geometry.ts';
import type { River } from '../land/river.ts';
import { type Line, onGlobeGrid, type Spot, toLonLat } from '../plane.ts';
import { cellSize, columns, type Owners, rows, south, west } from './partition.ts';

/** A stretch of border between two owners; `right` is -1 where the city ends. */
export type Border = { line: Line; left: number; right: number };

export type Shape = { ring: Line; border: Polygon; neighbours: number[] };

// Corners of the cells, one more each way than cells.
const across = columns + 1;

type Crack = { to: number; left: number; right: number };

/** Every border of the partition, smoothed; those in the river lie on its middle. */
export function traceBorders(owners: Owners, river: River): Border[] {
  const cracks = findCracks(owners);
  const used = new Set<number>();
  const borders: Border[] = [];
  function isNode(corner: number): boolean {
    return (cracks.get(corner)?.length ?? 0) !== 2;
  }
  function follow(start: number, first: Crack): void {
    const corners = [start];
    let at = start;
    let crack: Crack | undefined = first;
    while (crack) {
      used.add(edgeKey(at, crack.to));
      corners.push(crack.to);
      const from = at;
      at = crack.to;
      if (isNode(at) || at === start) break;
      crack = cracks.get(at)!.find((next) => next.to !== from);
    }
    borders.push(drawn(corners, first, river, at === start));
  }
  for (const [corner, list] of cracks) {
    if (list.length === 2) continue;
    for (const crack of list) if (!used.has(edgeKey(corner, crack.to))) follow(corner, crack);
  }
  return borders;
}

function edgeKey(a: number, b: number): number {
  return Math.min(a, b) * 4 + (Math.abs(a - b) === 1 ? 1 : 2);
}

function findCracks(owners: Owners): Map<number, Crack[]> {
  const cracks = new Map<number, Crack[]>();
  function add(from: number, to: number, left: number, right: number): void {
    const list = cracks.get(from);
    if (list) list.push({ to, left, right });
    else cracks.set(from, [{ to, left, right }]);
  }
  function ownerAt(column: number, row: number): number {
    if (column < 0 || row < 0 || column >= columns || row >= rows) return -1;
    return owners[row * columns + column]!;
  }
  for (let row = 0; row <= rows; row += 1) {
    for (let column = 0; column <= columns; column += 1) {
      const corner = row * across + column;
      const here = ownerAt(column, row);
      const below = ownerAt(column, row - 1);
      if (here !== below) {
        add(corner, corner + 1, here, below);
        add(corner + 1, corner, below, here);
      }
      const before = ownerAt(column - 1, row);
      if (here !== before) {
        add(corner, corner + across, before, here);
        add(corner + across, corner, here, before);
      }
    }
  }
  return cracks;
}

function drawn(corners: number[], sides: Crack, river: River, closed: boolean): Border {
  const { left, right } = sides;
  const spots = corners.map(
    (corner): Spot => [
      west + (corner % across) * cellSize,
      south + Math.floor(corner / across) * cellSize,
    ],
  );
  // Where three owners meet at the river they meet on its middle.
  const ends = [spots[0]!, spots[spots.length - 1]!];
  const [first, last] = ends.map((spot) => onMiddle(spot, river));
  const straddles = left >= 0 && right >= 0 && spots.every((spot) => nearMiddle(spot, river));
  let line: Spot[];
  if (straddles) {
    line = [];
    const step = first![0] < last![0] ? 200 : -200;
    for (let x = first![0]; (last![0] - x) * step > 0; x += step) line.push([x, river.middle(x)]);
    line.push(last!);
  } else {
    line = smoothed([first!, ...spots.slice(1, -1), last!], closed ? 4 : 7);
  }
  return { line: simplified(line, 22).map(onGlobeGrid), left, right };
}

function nearMiddle([x, y]: Spot, river: River): boolean {
  return Math.abs(y - river.middle(x)) < cellSize * 1.5;
}

function onMiddle(spot: Spot, river: River): Spot {
  return nearMiddle(spot, river) ? [spot[0], river.middle(spot[0])] : spot;
}

/** Joins borders into one counter-clockwise ring per district (RFC 7946, section 3.1.6). */
export function joinBorders(borders: Border[], count: number): Shape[] {
  return Array.from({ length: count }, (_, owner) => {
    const pieces = borders
      .filter((border) => border.left === owner || border.right === owner)
      .map((border) => (border.left === owner ? border.line : [...border.line].reverse()));
    const ring = joined(pieces);
    const neighbours = borders
      .filter((border) => border.left === owner || border.right === owner)
      .map((border) => (border.left === owner ? border.right : border.left))
      .filter((other) => other >= 0);
    const positions: Position[] = ring.map(toLonLat);
    return {
      ring,
      border: { type: 'Polygon', coordinates: [[...positions, positions[0]!]] },
      neighbours: [...new Set(neighbours)].sort((a, b) => a - b),
    };
  });
}

function spotKey(spot: Spot): string {
  return toLonLat(spot).join();
}

/** Follows pieces end to start; keeps the largest ring. */
function joined(pieces: Line[]): Line {
  const byStart = new Map<string, Line[]>();
  for (const piece of pieces) {
    const key = spotKey(piece[0]!);
    byStart.set(key, [...(byStart.get(key) ?? []), piece]);
  }
  let best: Spot[] = [];
  for (const piece of pieces) {
    if (!byStart.get(spotKey(piece[0]!))?.includes(piece)) continue;
    const ring: Spot[] = [];
    let current: Line | undefined = piece;
    while (current) {
      const key: string = spotKey(current[0]!);
      const rest: Line[] = (byStart.get(key) ?? []).filter((other) => other !== current);
      byStart.set(key, rest);
      ring.push(...current.slice(0, -1));
      current = byStart.get(spotKey(current[current.length - 1]!))?.[0];
    }
    if (Math.abs(areaOf(ring)) > Math.abs(areaOf(best))) best = ring;
  }
  return best;
}

/** Rings of the whole city: the borders that have nobody beyond them. */
export function outline(borders: Border[]): Line {
  return joined(
    borders
      .filter((border) => border.left < 0 || border.right < 0)
      .map((border) => (border.right < 0 ? border.line : [...border.line].reverse())),
  );
}
