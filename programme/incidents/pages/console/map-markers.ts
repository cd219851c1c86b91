// The few large things on the map, as elements of the page so that they wear its type: the chosen call, units near it, a place pointed at.
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { MapLibrary } from '#platform/ui/map/load.ts';
import type { Named, Side } from '#platform/ui/map/place-labels.ts';
import type { Incident, NearbyUnit } from '../../contract.ts';
import { type MapPlace, unitTone } from './map-state.ts';
import { placeName } from './place-words.ts';

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

/** Puts the name on a side of its dot; null hides it. */
function turnTo(root: HTMLElement, side: Side | null): void {
  root.dataset.side = side ?? 'none';
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
  /** Measured once a name, because reading it makes the browser lay the page out. */
  let size: [number, number] | null = null;
  return {
    show(map: MapLibreMap, row: Incident | null, tone: string) {
      if (row === null || row.place.lat === null || row.place.lon === null) {
        if (shown) marker.remove();
        shown = false;
        return;
      }
      const name = placeName(row);
      if (label.textContent !== name) {
        label.textContent = name;
        size = null;
      }
      root.dataset.tone = tone;
      root.dataset.live = String(row.closedAt === null);
      // Louder and wider: the rings reach further while nobody answers.
      root.dataset.wider = String(row.state === 'raised' ? Math.min(row.escalation, 2) : 0);
      marker.setLngLat([row.place.lon, row.place.lat]);
      if (!shown) marker.addTo(map);
      shown = true;
    },
    get text(): string | null {
      return shown ? label.textContent : null;
    },
    named(map: MapLibreMap): Named {
      const { x, y } = map.project(marker.getLngLat());
      size ??= [label.offsetWidth, label.offsetHeight];
      return { x, y, radius: 13, width: size[0], height: size[1] };
    },
    turn: (side: Side | null) => turnTo(root, side),
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
  const label = named('unit-label', unit.callSign);
  const root = element(
    `unit-pin unit-pin-${tone}${sent ? ' unit-pin-sent' : ''}`,
    element('unit-dot'),
    label,
  );
  root.setAttribute('aria-hidden', 'true');
  const marker = new library.Marker({ element: root, anchor: 'center' })
    .setLngLat([unit.lon, unit.lat])
    .addTo(map);
  let size: [number, number] | null = null;
  return {
    id: unit.id,
    sent,
    tone,
    text: unit.callSign,
    at: (): [number, number] => [marker.getLngLat().lng, marker.getLngLat().lat],
    move: (lon: number, lat: number) => void marker.setLngLat([lon, lat]),
    remove: () => void marker.remove(),
    named(): Named {
      const { x, y } = map.project(marker.getLngLat());
      size ??= [label.offsetWidth, label.offsetHeight];
      return { x, y, radius: sent ? 11 : 8, width: size[0], height: size[1] };
    },
    turn: (side: Side | null) => turnTo(root, side),
  };
}
export type UnitMarker = ReturnType<typeof unitMarker>;
