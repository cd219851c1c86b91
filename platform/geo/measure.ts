// Distances and directions on the globe, in metres and degrees.
import { type Area, bounds, type Point, pointInPolygon, ringsOf } from './area.ts';

/** Mean radius of the earth (IUGG), metres. */
const earth = 6_371_008.8;
const radians = Math.PI / 180;

/** Great-circle distance in metres by the haversine formula; within 0.6 % of the ellipsoid. */
export function distanceMetres(a: Point, b: Point): number {
  const north = ((b.lat - a.lat) * radians) / 2;
  const east = ((b.lon - a.lon) * radians) / 2;
  const chord =
    Math.sin(north) ** 2 +
    Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(east) ** 2;
  return 2 * earth * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Direction in which to set out from `a` to reach `b`: degrees from north, clockwise, 0 up to but not including 360. */
export function bearing(a: Point, b: Point): number {
  const east = (b.lon - a.lon) * radians;
  const y = Math.sin(east) * Math.cos(b.lat * radians);
  const x =
    Math.cos(a.lat * radians) * Math.sin(b.lat * radians) -
    Math.sin(a.lat * radians) * Math.cos(b.lat * radians) * Math.cos(east);
  const degrees = Math.atan2(y, x) / radians;
  // A tiny negative angle plus 360 rounds to 360 itself.
  return (degrees + 360) % 360;
}

/** Metres from a point to the nearest border of an area, inside or out; flat-earth, for distances within a city. */
export function metresToBorder(point: Point, area: Area): number {
  const perLat = earth * radians;
  const perLon = perLat * Math.cos(point.lat * radians);
  let nearest = Infinity;
  for (const ring of ringsOf(area) as [number, number][][]) {
    for (let index = 1; index < ring.length; index++) {
      const a = ring[index - 1]!;
      const b = ring[index]!;
      const squared = squareToSegment(
        (a[0] - point.lon) * perLon,
        (a[1] - point.lat) * perLat,
        (b[0] - point.lon) * perLon,
        (b[1] - point.lat) * perLat,
      );
      if (squared < nearest) nearest = squared;
    }
  }
  return Math.sqrt(nearest);
}

/** Square of the distance from the origin to the segment from (ax, ay) to (bx, by). */
function squareToSegment(ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  return (ax + along * dx) ** 2 + (ay + along * dy) ** 2;
}

/**
 * Whether two areas have a stretch of border in common, at least 50 m of it, and not just a corner. Borders that were
 * simplified apart count when they run within 25 m of each other.
 */
export function shareBorder(a: Area, b: Area): boolean {
  const [west, south, east, north] = bounds([a]);
  const other = bounds([b]);
  const margin = 0.0005;
  const apart =
    other[0] > east + margin ||
    other[2] < west - margin ||
    other[1] > north + margin ||
    other[3] < south - margin;
  if (apart) return false;
  const common = [...cornersNear(a, b), ...cornersNear(b, a)];
  return common.some((point) => distanceMetres(point, common[0]!) >= 50);
}

function cornersNear(of: Area, to: Area): Point[] {
  return ringsOf(of)
    .flat()
    .map(([lon, lat]) => ({ lat: lat!, lon: lon! }))
    .filter((corner) => metresToBorder(corner, to) <= 25);
}

/** Metres from a point to an area: 0 inside it. */
export function metresToArea(point: Point, area: Area): number {
  return pointInPolygon(point, area) ? 0 : metresToBorder(point, area);
}
