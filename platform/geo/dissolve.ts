// Joins areas that share borders exactly into one, such as the neighbourhoods of a district.
import type { Polygon, Position } from 'geojson';
import { type Area, pointInPolygon } from './area.ts';

/**
 * The union of areas whose common borders have the same corners on both sides, as published boundary files do. An edge
 * that two areas share runs once each way and vanishes; what remains is stitched into rings. Rings come back as RFC 7946
 * wants them: outer ones counterclockwise, holes clockwise and with the ring around them. Throws a RangeError when the
 * remaining edges do not close.
 */
export function dissolve(areas: readonly Area[]): Area {
  const edges = new Map<string, [Position, Position]>();
  for (const area of areas) {
    for (const ring of oriented(area)) {
      for (let index = 1; index < ring.length; index++) {
        const from = ring[index - 1]!;
        const to = ring[index]!;
        const back = `${to[0]},${to[1]} ${from[0]},${from[1]}`;
        if (!edges.delete(back)) edges.set(`${from[0]},${from[1]} ${to[0]},${to[1]}`, [from, to]);
      }
    }
  }
  return assemble(stitch([...edges.values()]));
}

/** Rings with the area on their left: outer ones counterclockwise, holes clockwise. */
function oriented(area: Area): Position[][] {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  return polygons.flatMap((rings) =>
    rings.map((ring, index) =>
      signedSize(ring) > 0 === (index === 0) ? ring : [...ring].reverse(),
    ),
  );
}

/** Twice the enclosed size in square degrees; positive when counterclockwise. */
function signedSize(ring: readonly Position[]): number {
  let sum = 0;
  for (let index = 1; index < ring.length; index++) {
    const [ax, ay] = ring[index - 1] as [number, number];
    const [bx, by] = ring[index] as [number, number];
    sum += ax * by - bx * ay;
  }
  return sum;
}

function stitch(edges: readonly [Position, Position][]): Position[][] {
  const leaving = new Map<string, [Position, Position][]>();
  for (const edge of edges) {
    const key = edge[0].join();
    leaving.set(key, [...(leaving.get(key) ?? []), edge]);
  }
  const rings: Position[][] = [];
  for (const start of edges) {
    let next = take(leaving, start[0], undefined);
    if (!next) continue;
    const ring = [next[0]];
    while (next) {
      ring.push(next[1]);
      if (next[1].join() === ring[0]!.join()) break;
      next = take(leaving, next[1], next[0]);
      if (!next)
        throw new RangeError('The borders do not close: two areas disagree about a corner.');
    }
    rings.push(ring);
  }
  return rings;
}

/** Takes the edge that leaves `at`; where several do, the sharpest left turn keeps rings from crossing at a corner. */
function take(
  leaving: Map<string, [Position, Position][]>,
  at: Position,
  from: Position | undefined,
) {
  const choices = leaving.get(at.join());
  if (!choices || choices.length === 0) return undefined;
  let best = 0;
  if (from && choices.length > 1) {
    const turns = choices.map(([, to]) => turn(from, at, to));
    best = turns.indexOf(Math.max(...turns));
  }
  return choices.splice(best, 1)[0];
}

/** Angle by which the way turns left at a corner, radians from −π to π. */
function turn(from: Position, at: Position, to: Position): number {
  const before = Math.atan2(at[1]! - from[1]!, at[0]! - from[0]!);
  const after = Math.atan2(to[1]! - at[1]!, to[0]! - at[0]!);
  return ((after - before + 3 * Math.PI) % (2 * Math.PI)) - Math.PI;
}

function assemble(rings: readonly Position[][]): Area {
  const polygons = rings.filter((ring) => signedSize(ring) > 0).map((outer) => [outer]);
  for (const hole of rings.filter((ring) => signedSize(ring) < 0)) {
    const home = polygons.find(([outer]) => around(outer!, hole)) ?? polygons[0];
    home?.push(hole);
  }
  if (polygons.length === 1) return { type: 'Polygon', coordinates: polygons[0]! };
  return { type: 'MultiPolygon', coordinates: polygons };
}

function around(outer: Position[], hole: readonly Position[]): boolean {
  const area: Polygon = { type: 'Polygon', coordinates: [outer] };
  const [a, b] = [hole[0]!, hole[1]!];
  // The middle of an edge: a corner of the hole may touch the outer ring.
  return pointInPolygon({ lat: (a[1]! + b[1]!) / 2, lon: (a[0]! + b[0]!) / 2 }, area);
}
