// Calls and facilities as the map's own data, with updates that touch only what changed.
import type { GeoJSONSource } from 'maplibre-gl';
import type { Incident } from '../../contract.ts';
import type { MapGuests, MapPlaces } from './map-state.ts';
import { rows, takeChanged } from './queue-state.ts';
import { toneOf } from './words.ts';

/** The map wants numbers as feature ids; each call keeps its number for the life of the page. */
const numbers = new Map<string, number>();
/** What is drawn now, by number: a further press changes a row but nothing on the map. */
const drawn = new Map<number, string>();

function numberOf(id: string): number {
  const known = numbers.get(id) ?? numbers.size + 1;
  numbers.set(id, known);
  return known;
}

/** A call as a point, or null when it is over or nobody knows where it is. */
export function callFeature(row: Incident): GeoJSON.Feature | null {
  if (row.closedAt !== null || row.place.lat === null || row.place.lon === null) return null;
  return {
    type: 'Feature',
    id: numberOf(row.id),
    properties: { id: row.id, tone: toneOf(row) },
    geometry: { type: 'Point', coordinates: [row.place.lon, row.place.lat] },
  };
}

/** All open calls, for a map that has just been opened. */
export function callsData(): GeoJSON.FeatureCollection {
  drawn.clear();
  takeChanged();
  const features: GeoJSON.Feature[] = [];
  for (const row of rows.values()) {
    const feature = callFeature(row);
    if (feature === null) continue;
    features.push(feature);
    drawn.set(numberOf(row.id), JSON.stringify(feature));
  }
  return { type: 'FeatureCollection', features };
}

/** Draws the calls that look different since the last time. */
export function drawChanges(source: GeoJSONSource): void {
  const remove: number[] = [];
  const add: GeoJSON.Feature[] = [];
  for (const id of takeChanged()) {
    const row = rows.get(id);
    const number = numberOf(id);
    const feature = row === undefined ? null : callFeature(row);
    const looks = feature === null ? undefined : JSON.stringify(feature);
    if (drawn.get(number) === looks) continue;
    if (drawn.delete(number)) remove.push(number);
    if (feature === null || looks === undefined) continue;
    drawn.set(number, looks);
    add.push(feature);
  }
  if (remove.length + add.length > 0) void source.updateData({ remove, add });
}

/** Facilities as points; only those that are open to the city's people are drawn. */
export function placesData(places: MapPlaces): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = [];
  for (const [id, name, lon, lat, state] of places.stores) {
    if (state !== 'operating') continue;
    features.push({
      type: 'Feature',
      properties: { id, name, kind: 'store' },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    });
  }
  for (const [id, name, lon, lat] of places.policeOffices) {
    features.push({
      type: 'Feature',
      properties: { id, name, kind: 'police' },
      geometry: { type: 'Point', coordinates: [lon, lat] },
    });
  }
  return { type: 'FeatureCollection', features };
}

/** What another room shows, and the ways between. */
export function guestsData({ points, ways }: MapGuests): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: [
      ...ways.map(
        ({ from, to }): GeoJSON.Feature => ({
          type: 'Feature',
          properties: {},
          geometry: { type: 'LineString', coordinates: [[...from], [...to]] },
        }),
      ),
      ...points.map(
        ({ id, name, tone, lon, lat }): GeoJSON.Feature => ({
          type: 'Feature',
          properties: { id, name, tone },
          geometry: { type: 'Point', coordinates: [lon, lat] },
        }),
      ),
    ],
  };
}
