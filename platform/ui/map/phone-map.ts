// The city's map on a phone, opened only when somebody asks for it: north up, no turning, words in the language of the screen.
import type { Map as MapLibreMap } from 'maplibre-gl';
import { ask } from '../phone/ask.ts';
import { spoken } from '../phone/words.ts';
import { loadMapLibrary, type MapLibrary } from './load.ts';
import { type CityLayers, cityStyle, readMapColours } from './style.ts';

export type PhoneMap = { map: MapLibreMap; library: MapLibrary };

/** Resolves when the map is drawn; rejects where the browser or the network cannot. `label` names it for a screen reader. */
export async function openPhoneMap(element: HTMLElement, label: string): Promise<PhoneMap> {
  const [library, told] = await Promise.all([
    loadMapLibrary(),
    ask<{ layers: CityLayers }>('GET /api/city/map', { timeout: 60_000 }),
  ]);
  const layers = told.ok ? told.value.layers : {};
  const map: MapLibreMap = new library.Map({
    container: element,
    style: cityStyle(layers, readMapColours(), spoken.peek().language),
    center: [0, 0],
    zoom: 14,
    maxPitch: 0,
    attributionControl: false,
    localIdeographFontFamily: 'sans-serif',
    dragRotate: false,
    touchPitch: false,
    cooperativeGestures: false,
    renderWorldCopies: false,
  });
  map.touchZoomRotate.disableRotation();
  await new Promise<void>((done, fail) => {
    map.once('load', () => done());
    map.once('error', (event) => (map.isStyleLoaded() ? undefined : fail(event.error)));
  });
  map.getCanvas().setAttribute('aria-label', label);
  return { map, library };
}
