// The facilities of the map as places that can be found by name without asking the server.

import { type KnownPlace, known } from '#programme/hotline/pages/console/index.ts';
import { mapPlaces } from '#programme/incidents/pages/console/index.ts';

let prepared: { from: unknown; places: KnownPlace[] } = { from: null, places: [] };

/** Prepared once per list of facilities: initials of a hundred thousand names are not taken at each key. */
export function knownPlaces(): KnownPlace[] {
  const from = mapPlaces.value;
  if (prepared.from === from) return prepared.places;
  const places: KnownPlace[] = [];
  for (const [id, name, lon, lat, state] of from.stores) {
    if (state === 'operating')
      places.push(known({ kind: 'store', id, name, address: '', lat, lon, district: '' }));
  }
  for (const [id, name, lon, lat] of from.policeOffices)
    places.push(known({ kind: 'police', id, name, address: '', lat, lon, district: '' }));
  prepared = { from, places };
  return places;
}
