// Areas with borders: what lies inside, how far they reach, and a point to put a name on.
import type { MultiPolygon, Polygon, Position } from 'geojson';

/** WGS 84 degrees. */
export type Point = { lat: number; lon: number };

/** RFC 7946 geometry in WGS 84: longitude before latitude, holes after the outer ring. */
export type Area = Polygon | MultiPolygon;

/** West, south, east, north in degrees. */
export type Bounds = [west: number, south: number, east: number, north: number];

/** Every ring of an area, outer ones and holes alike. */
export function ringsOf(area: Area): Position[][] {
  return area.type === 'Polygon' ? area.coordinates : area.coordinates.flat();
}

/**
 * Whether a point lies in an area; holes are outside. Of areas that share a border exactly, a point on it lies in one
 * only, since each crossing is computed from the same end whichever way round the ring runs.
 */
export function pointInPolygon(point: Point, area: Area): boolean {
  const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
  return polygons.some((rings) => rings.filter((ring) => inRing(point, ring)).length % 2 === 1);
}

function inRing({ lat, lon }: Point, ring: readonly Position[]): boolean {
  let inside = false;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    const a = ring[index] as [number, number];
    const b = ring[before] as [number, number];
    if (a[1] > lat === b[1] > lat) continue;
    const [low, high] = a[1] < b[1] ? [a, b] : [b, a];
    if (lon < low[0] + ((lat - low[1]) / (high[1] - low[1])) * (high[0] - low[0])) inside = !inside;
  }
  return inside;
}

/** The smallest box around areas. Throws a RangeError when there are none. */
export function bounds(areas: readonly Area[]): Bounds {
  const box: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const area of areas) {
    for (const ring of ringsOf(area)) {
      for (const [lon, lat] of ring as [number, number][]) {
        box[0] = Math.min(box[0], lon);
        box[1] = Math.min(box[1], lat);
        box[2] = Math.max(box[2], lon);
        box[3] = Math.max(box[3], lat);
      }
    }
  }
  if (box[0] > box[2]) throw new RangeError('There is no area to take the bounds of.');
  return box;
}

/** A point well inside an area, for its name: the middle of the widest of 15 east-west cuts. */
export function pointInside(area: Area): Point {
  const [, south, , north] = bounds([area]);
  let widest = { width: -1, point: { lat: south, lon: 0 } };
  for (let cut = 1; cut <= 15; cut++) {
    const lat = south + ((north - south) * cut) / 16;
    // Near the middle a slightly narrower cut reads better than the widest one at the edge.
    const favour = 1 - Math.abs(cut - 8) / 16;
    const crossings = crossingsAt(area, lat);
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const [from, to] = [crossings[index]!, crossings[index + 1]!];
      const width = (to - from) * favour;
      if (width > widest.width) widest = { width, point: { lat, lon: (from + to) / 2 } };
    }
  }
  return widest.point;
}

function crossingsAt(area: Area, lat: number): number[] {
  const found: number[] = [];
  for (const ring of ringsOf(area) as [number, number][][]) {
    for (let index = 1; index < ring.length; index++) {
      const a = ring[index - 1]!;
      const b = ring[index]!;
      if (a[1] > lat === b[1] > lat) continue;
      found.push(a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
    }
  }
  return found.sort((x, y) => x - y);
}
