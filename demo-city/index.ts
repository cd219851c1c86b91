// The demo city: a fictional Gaon at Seoul's scale, the same for the same seed, with nothing real in it.
import { districtPlaces } from './districts/places.ts';
import { toldYear } from './drawn.ts';
import { groundOf } from './lay-out.ts';
import { drawLayers } from './layers.ts';
import type { DemoCity } from './model.ts';
import { buildStaff } from './people/staff.ts';
import { buildUnits } from './people/units.ts';
import { centre, mapBounds } from './plane.ts';
import { settle } from './settle.ts';
import { buildHistory } from './stores/history.ts';

export type * from './model.ts';
export { momentOf } from './stores/history.ts';

/**
 * Builds the whole city as plain data.
 *
 * `scale` multiplies stores (656 at 1), units, staff and history; the map, its 25 districts and its 453 police
 * offices stay the same. The same `seed` and `scale` give the same city, byte for byte, on the same version of Node.
 * Throws a `RangeError` when scale is not a positive number up to 1,000 or the seed is not a whole number.
 */
export function buildDemoCity({
  seed = 1,
  scale = 1,
}: {
  seed?: number;
  scale?: number;
} = {}): DemoCity {
  if (!Number.isSafeInteger(seed))
    throw new RangeError(`The seed must be a whole number, not ${seed}.`);
  if (!(scale > 0 && scale <= 1_000)) {
    throw new RangeError(`The scale must be above 0 and at most 1000, not ${scale}.`);
  }
  const ground = groundOf(seed);
  const city = settle(seed, ground, Math.max(districtPlaces.length, Math.round(656 * scale)));
  const { districts, stores, police, scene, lots } = city;
  return {
    city: {
      name: { ko: '가온시', en: 'Gaon' },
      center: { ...centre },
      bounds: mapBounds(),
      languages: ['ko', 'en'],
      numbers: { emergency: '112', hotline: '120', womensHotline: '1366', fire: '119' },
      timeZone: 'Asia/Seoul',
    },
    districts,
    map: drawLayers(districts, ground, city.streets, city.metro, city.neighbourhoods),
    stations: city.stations,
    streets: city.namedStreets,
    stores: stores.map(({ store }) => store),
    policeOffices: police.map(({ office }) => office),
    units: buildUnits(seed, districts, lots, scale, scene),
    staff: buildStaff(seed, districts, scale),
    history: buildHistory(seed, stores, [toldYear]),
  };
}
