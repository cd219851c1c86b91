// A made-up city of 25 square districts for tests of geography, with names and codes that collide as real ones do.
import type { Polygon, Position } from 'geojson';

const columns = 5;
const west = 126.8;
const south = 37.4;
/** Degrees: about 3.5 by 3.3 km. */
const wide = 0.04;
const high = 0.03;

export type SquareDistrict = {
  index: number;
  ko: string;
  en: string;
  mois: string;
  kostat: string;
};

/** The second is 중구, whose own code is another district's in the other scheme, as in Seoul. */
export const squareDistricts: readonly SquareDistrict[] = Array.from(
  { length: 25 },
  (_, index) => ({
    index,
    ko: index === 1 ? '중구' : `${'가나다라마바사아자차카타파하거너더러머버서어저처커'[index]}온구`,
    en: index === 1 ? 'Jung-gu' : `Example ${index + 1}-gu`,
    mois: String(11110 + index * 30),
    kostat: String(11010 + index * 10),
  }),
);

/** A point in a district; `x` and `y` run from 0 (west, south) to 1. */
export function squarePoint(district: number, x: number, y: number): { lat: number; lon: number } {
  const [lon, lat] = corner((district % columns) + x, Math.floor(district / columns) + y, 0);
  return { lat: lat!, lon: lon! };
}

/** Border of a district. `coarse` moves every inner corner by as many degrees, as simplified borders do. */
export function squareBorder(district: number, coarse = 0): Polygon {
  return square(district % columns, Math.floor(district / columns), 1, coarse);
}

function corner(x: number, y: number, coarse: number): Position {
  const rim = x === 0 || y === 0 || x === columns || y === columns;
  const shift = rim ? 0 : coarse;
  return [west + x * wide + shift, south + y * high - shift];
}

/** A square of the grid of districts; `size` is in districts. */
export function square(x: number, y: number, size: number, coarse: number): Polygon {
  const corners: [number, number][] = [
    [0, 0],
    [size, 0],
    [size, size],
    [0, size],
    [0, 0],
  ];
  return {
    type: 'Polygon',
    coordinates: [corners.map(([dx, dy]) => corner(x + dx, y + dy, coarse))],
  };
}
