// The flat plane on which the city is built, in metres, and its place on the globe.

/** Metres east and north of the city's centre. */
export type Spot = readonly [x: number, y: number];

/** A ring or an open line of spots. */
export type Line = readonly Spot[];

/**
 * The centre of the fictional city lies in the open Yellow Sea: within the range of Korean coordinates, so that
 * range checks accept it, and a hundred kilometres from any home, so that no dot of the demo is a real address.
 */
export const centre = { lat: 36.2, lon: 125.0 } as const;

/** Half the width and height in metres of the rectangle that the map covers. */
export const halfWidth = 21_000;
export const halfHeight = 17_000;

// Lengths of a degree at the centre's latitude, WGS 84.
const metresPerLat = 110_969;
const metresPerLon = 89_950;

function fiveDecimals(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}

/** Longitude and latitude in degrees, rounded to five decimals (about a metre). */
export function toLonLat([x, y]: Spot): [number, number] {
  return [fiveDecimals(centre.lon + x / metresPerLon), fiveDecimals(centre.lat + y / metresPerLat)];
}

/** The spot of a longitude and latitude in degrees. */
export function toSpot(lon: number, lat: number): Spot {
  return [(lon - centre.lon) * metresPerLon, (lat - centre.lat) * metresPerLat];
}

/** The spot as it will be after rounding to five decimals of a degree. */
export function onGlobeGrid(spot: Spot): Spot {
  const [lon, lat] = toLonLat(spot);
  return toSpot(lon, lat);
}

/** West, south, east, north in degrees. */
export function mapBounds(): [number, number, number, number] {
  const [west, south] = toLonLat([-halfWidth, -halfHeight]);
  const [east, north] = toLonLat([halfWidth, halfHeight]);
  return [west, south, east, north];
}
