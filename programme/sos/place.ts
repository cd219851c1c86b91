// Says where a phone is: the district it lies in, and the nearest thing people know, with how far and which way.
import type { Tx } from '#platform/db/index.ts';
import { bearing, distanceMetres, type Point } from '#platform/geo/index.ts';
import type { Ground, Landmark } from '#programme/city/index.ts';
import { sayNearby } from '#programme/incidents/index.ts';
import { nearestStore } from '#programme/safe-houses/index.ts';

/** Beyond this nobody would look for the place by a landmark. */
const farMetres = 2000;
/** Nearer than a phone can tell. */
const atMetres = 30;

export type FoundPlace = { district: string | null; words: string };
export type FindPlace = (tx: Tx, at: Point) => Promise<FoundPlace>;

/** Finds places on this ground; `language` is that of the words. */
export function placeFinder(ground: Ground, language: () => string): FindPlace {
  return async (tx, at) => {
    const [district, landmarks, store] = [
      await ground.districtAt(tx, at),
      await ground.landmarksNear(tx, at),
      await nearestStore(tx, at),
    ];
    return { district, words: sayWhere(store ? [store, ...landmarks] : landmarks, at, language()) };
  };
}

/** A point to the centimetre: more is noise, and numbers next to nothing break the database's arithmetic. */
export function toCentimetre({ lat, lon }: Point): Point {
  return { lat: Math.round(lat * 1e7) / 1e7, lon: Math.round(lon * 1e7) / 1e7 };
}

/**
 * The nearest of some landmarks in words, such as 한별마트에서 북쪽 180 m; coordinates where nothing is near. Distances are
 * rounded to ten metres, and to a hundred from one kilometre on.
 */
export function sayWhere(landmarks: readonly Landmark[], at: Point, language: string): string {
  const [near] = landmarks
    .map((place) => ({ place, metres: distanceMetres(place, at) }))
    .sort((a, b) => a.metres - b.metres);
  if (near === undefined || near.metres > farMetres)
    return `${at.lat.toFixed(5)}, ${at.lon.toFixed(5)}`;
  const { name: place } = near.place;
  if (near.metres < atMetres) return sayNearby({ place, way: null, metres: 0 }, language);
  const step = near.metres < 1000 ? 10 : 100;
  const metres = Math.round(near.metres / step) * step;
  const way = Math.round(bearing(near.place, at) / 45) % 8;
  return sayNearby({ place, way, metres }, language);
}
