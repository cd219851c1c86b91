// What the map shows beside the calls: the facilities, and a place somebody points at.
import { signal } from '@preact/signals';
import type { UnitKind } from '../../contract.ts';

type Tuple = readonly [id: string, name: string, lon: number, lat: number, state: string];
export type MapPlaces = { stores: readonly Tuple[]; policeOffices: readonly Tuple[] };
/** Facilities as small tuples, as `GET /api/map` sends them. */
export const mapPlaces = signal<MapPlaces>({ stores: [], policeOffices: [] });

export type MapPlace = { name: string; lat: number; lon: number; side?: string };
/** A place found by search or chosen on the device board; null when the map belongs to the calls. */
export const pointed = signal<MapPlace | null>(null);

/** Points at a place: the map goes there and names it. */
export function flyTo(place: MapPlace | null): void {
  pointed.value = place;
}

/** Where the map looks; null until it has been opened. */
export const mapMiddle = signal<{ lat: number; lon: number } | null>(null);

/** Which of the two colours of helpers a unit wears. */
export function unitTone(kind: UnitKind): 'police' | 'helper' {
  return kind === 'patrol-car' || kind === 'foot-patrol' ? 'police' : 'helper';
}

/** What the keys of the map do; null while no map is open. */
export const mapHands = signal<{ zoom(by: number): void; showCity(): void } | null>(null);

/** What another room shows on the map: `tone` is what it is, `id` what a press on it chooses. */
export type MapGuest = {
  id: string;
  name: string;
  lat: number;
  lon: number;
  tone: 'point' | 'asked' | 'wanting' | 'pair' | 'busy';
};
export type MapGuests = {
  points: readonly MapGuest[];
  ways: readonly { from: readonly [number, number]; to: readonly [number, number] }[];
};
export const noGuests: MapGuests = { points: [], ways: [] };
/** Empty where the map belongs to the calls. */
export const mapGuests = signal<MapGuests>(noGuests);
