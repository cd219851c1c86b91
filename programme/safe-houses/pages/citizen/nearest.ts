// The nearest places, computed on the phone: the city never learns where she is.

const metresPerDegree = 111_195;
const perDegree = 1e5;

/** Places in an order of the list, as columns of whole hundred-thousandths of a degree. */
export type Field = { lat: readonly number[]; lon: readonly number[] };
/** `bearing` in degrees from north, clockwise. */
export type Near = { index: number; metres: number; bearing: number };

/**
 * The `most` nearest places of a field, nearest first. Distances on a plane through her: within a city wrong by less
 * than a thousandth, and a thousand places take well under a millisecond.
 */
export function nearest(
  field: Field,
  at: { lat: number; lon: number },
  most: number,
  take: (index: number) => boolean = () => true,
): Near[] {
  const narrow = Math.cos((at.lat * Math.PI) / 180);
  const found: Near[] = [];
  let farthest = Number.POSITIVE_INFINITY;
  for (let index = 0; index < field.lat.length; index += 1) {
    const north = ((field.lat[index] ?? 0) / perDegree - at.lat) * metresPerDegree;
    const east = ((field.lon[index] ?? 0) / perDegree - at.lon) * metresPerDegree * narrow;
    const square = north * north + east * east;
    if (square >= farthest || !take(index)) continue;
    const metres = Math.sqrt(square);
    const bearing = ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
    let place = found.length;
    while (place > 0 && (found[place - 1]?.metres ?? 0) > metres) place -= 1;
    found.splice(place, 0, { index, metres, bearing });
    if (found.length > most) found.pop();
    if (found.length === most) farthest = (found[most - 1]?.metres ?? 0) ** 2;
  }
  return found;
}

export const directions = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Direction = (typeof directions)[number];

/** The eighth of the compass that a bearing lies in. */
export function directionOf(bearing: number): Direction {
  return directions[Math.round(bearing / 45) % 8] ?? 'n';
}
