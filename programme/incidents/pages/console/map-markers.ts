// The few large things on the map, as elements of the page so that they wear its type: the chosen call, units near it, a place pointed at.
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { MapLibrary } from '#platform/ui/map/load.ts';
import type { Incident, NearbyUnit } from '../../contract.ts';
import { type MapPlace, unitTone } from './map-state.ts';
import { placeName } from './words.ts';

function element(name: string, ...children: HTMLElement[]): HTMLElement {
  const made = document.createElement('div');
  made.className = name;
  made.append(...children);
  return made;
}

function named(name: string, text: string): HTMLElement {
  const made = element(name);
  made.textContent = text;
  return made;
}

/** The chosen call: a dot, two breathing rings and its name. */
export function callMarker(library: MapLibrary) {
  const label = element('pin-name');
  const root = element(
    'pin',
    element('pin-ring pin-ring-far'),
    element('pin-ring'),
    element('pin-dot'),
    label,
  );
  root.setAttribute('aria-hidden', 'true');
  const marker = new library.Marker({ element: root, anchor: 'center' });
  let shown = false;
  return {
    show(map: MapLibreMap, row: Incident | null, tone: string) {
      if (row === null || row.place.lat === null || row.place.lon === null) {
        marker.remove();
        shown = false;
        return;
      }
      label.textContent = placeName(row);
      root.dataset.tone = tone;
      root.dataset.live = String(row.closedAt === null);
      marker.setLngLat([row.place.lon, row.place.lat]);
      if (!shown) marker.addTo(map);
      shown = true;
    },
    /** Keeps the name off the nearest unit: it stands on the other side of the dot. */
    turn(side: 'left' | 'right') {
      root.dataset.side = side;
    },
  };
}

/** A place found by search or on the device board. */
export function placeMarker(library: MapLibrary) {
  const label = element('place-name');
  const root = element('place-pin', element('place-dot'), label);
  root.setAttribute('aria-hidden', 'true');
  const marker = new library.Marker({ element: root, anchor: 'center' });
  return {
    show(map: MapLibreMap, place: MapPlace | null) {
      if (place === null) {
        marker.remove();
        return;
      }
      label.textContent = place.name;
      marker.setLngLat([place.lon, place.lat]).addTo(map);
    },
  };
}

/** A unit near the chosen call; `sent` ones stand out. */
export function unitMarker(library: MapLibrary, map: MapLibreMap, unit: NearbyUnit, sent: boolean) {
  const tone = unitTone(unit.kind);
  const root = element(
    `unit-pin unit-pin-${tone}${sent ? ' unit-pin-sent' : ''}`,
    element('unit-dot'),
    named('unit-label', unit.callSign),
  );
  root.setAttribute('aria-hidden', 'true');
  const marker = new library.Marker({ element: root, anchor: 'center' })
    .setLngLat([unit.lon, unit.lat])
    .addTo(map);
  return {
    id: unit.id,
    sent,
    tone,
    at: (): [number, number] => [marker.getLngLat().lng, marker.getLngLat().lat],
    move: (lon: number, lat: number) => void marker.setLngLat([lon, lat]),
    remove: () => void marker.remove(),
  };
}
