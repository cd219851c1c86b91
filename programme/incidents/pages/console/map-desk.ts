// Drives the map from the desk's state: every change of the queue is drawn at most a few times a second, and only what changed.
import { effect } from '@preact/signals';
import type { GeoJSONSource, Map as MapLibreMap } from 'maplibre-gl';
import { language } from '#platform/ui/language.ts';
import { loadMapLibrary } from '#platform/ui/map/load.ts';
import type { Box } from '#platform/ui/map/place-labels.ts';
import { boxOf, nothing } from '#platform/ui/map/shapes.ts';
import {
  type CityLayers,
  cityStyle,
  firstName,
  groundLayers,
  mapFont,
  readMapColours,
} from '#platform/ui/map/style.ts';
import { highContrast, theme } from '#platform/ui/theme.ts';
import type { City } from '#programme/city/contract.ts';
import type { IncidentDetail } from '../../contract.ts';
import { call } from './api.ts';
import { positions } from './follow.ts';
import { callsData, drawChanges, guestsData, placesData } from './map-data.ts';
import { belowNames, deskLayers } from './map-layers.ts';
import { placeMarker } from './map-markers.ts';
import { nearChosen } from './map-near.ts';
import { mapGuests, mapMiddle, mapPlaces, pointed } from './map-state.ts';
import { revision, rows } from './queue-state.ts';
import { choose, detail, selected } from './selection.ts';
import { t, toneOf } from './words.ts';

export type MapDesk = { close(): void; zoom(by: number): void; showCity(): void };

/** Milliseconds between two drawings of the calls; with a crowd of them each drawing costs the worker more. */
const redrawEvery = 120;
const redrawCrowd = 400;
const crowd = 2000;

/** Opens the map in an element; rejects where the browser has no WebGL. */
export async function openMap(
  element: HTMLElement,
  city: City,
  onGuest: (id: string) => void = () => {},
): Promise<MapDesk> {
  const [library, answer] = await Promise.all([
    loadMapLibrary(),
    call('GET /api/city/map', {}),
    document.fonts.load(`400 24px "${mapFont}"`, '가나다구동역'),
  ]);
  const layers = (answer.ok ? answer.value.layers : {}) as CityLayers;
  const box = boxOf(layers.districts) ?? city.bounds;
  const bounds: [[number, number], [number, number]] = [
    [box[0], box[1]],
    [box[2], box[3]],
  ];
  const map: MapLibreMap = new library.Map({
    container: element,
    style: cityStyle(layers, readMapColours(), language.peek()),
    bounds,
    fitBoundsOptions: { padding: 36 },
    maxPitch: 0,
    minZoom: 8,
    maxZoom: 18,
    attributionControl: false,
    localIdeographFontFamily: `"${mapFont}"`,
    fadeDuration: 150,
    dragRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disable();
  await new Promise<void>((done, fail) => {
    map.once('load', () => done());
    map.once('error', (event) => (map.isStyleLoaded() ? undefined : fail(event.error)));
  });
  map.addSource('places', { type: 'geojson', data: placesData(mapPlaces.peek()) });
  map.addSource('calls', { type: 'geojson', data: callsData() });
  map.addSource('guests', { type: 'geojson', data: guestsData(mapGuests.peek()) });
  map.addSource('route', { type: 'geojson', data: nothing });
  map.addSource('accuracy', { type: 'geojson', data: nothing });
  map.addSource('room', { type: 'geojson', data: nothing });
  for (const layer of deskLayers())
    map.addLayer(layer, layer.id in belowNames ? firstName : undefined);

  /** The boxes of what lies over the map: names keep clear of them. */
  function covered(): Box[] {
    const { left, top } = element.getBoundingClientRect();
    return [...(element.parentElement?.querySelectorAll('.map-tools, .map-legend') ?? [])].map(
      (over) => {
        const box = over.getBoundingClientRect();
        return [box.left - left, box.top - top, box.right - left, box.bottom - top];
      },
    );
  }
  const near = nearChosen(library, map, covered);
  const place = placeMarker(library);
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

  map.on('click', 'calls', (event) => {
    const id = event.features?.[0]?.properties.id;
    if (typeof id === 'string') choose(id);
  });
  map.on('click', 'guests', (event) => {
    const id = event.features?.[0]?.properties.id;
    if (typeof id === 'string') onGuest(id);
  });
  for (const layer of ['calls', 'guests']) {
    map.on('mouseenter', layer, () => {
      map.getCanvas().style.cursor = 'pointer';
    });
    map.on('mouseleave', layer, () => {
      map.getCanvas().style.cursor = '';
    });
  }
  function keepMiddle(): void {
    const middle = map.getCenter();
    mapMiddle.value = { lat: middle.lat, lon: middle.lng };
  }
  map.on('moveend', () => {
    keepMiddle();
    near.turnNames();
  });
  keepMiddle();

  function source(name: string): GeoJSONSource | undefined {
    return map.getSource<GeoJSONSource>(name);
  }

  let redraw: ReturnType<typeof setTimeout> | undefined;
  let centredOn: string | null = null;
  const stops = [
    effect(() => {
      void revision.value;
      redraw ??= setTimeout(
        () => {
          redraw = undefined;
          const calls = source('calls');
          if (calls !== undefined) drawChanges(calls);
        },
        rows.size > crowd ? redrawCrowd : redrawEvery,
      );
    }),
    effect(() => {
      source('places')?.setData(placesData(mapPlaces.value));
    }),
    effect(() => {
      source('guests')?.setData(guestsData(mapGuests.value));
    }),
    effect(() => {
      // Both choose the colours that are read next.
      void theme.value;
      void highContrast.value;
      for (const layer of [...groundLayers(readMapColours(), language.value), ...deskLayers()]) {
        for (const [name, value] of Object.entries(layer.paint ?? {}))
          map.setPaintProperty(layer.id, name as never, value as never);
        if (layer.type === 'symbol')
          map.setLayoutProperty(layer.id, 'text-field', layer.layout?.['text-field']);
      }
    }),
    effect(() => {
      map.getCanvas().setAttribute('aria-label', t('map.label'));
    }),
    effect(() => {
      const found = pointed.value;
      place.show(map, found);
      if (found !== null)
        map.easeTo({
          center: [found.lon, found.lat],
          zoom: Math.max(map.getZoom(), 15),
          duration: calm ? 0 : 600,
        });
    }),
    effect(() => {
      near.showCall(selected.value, selected.value === null ? 'quiet' : toneOf(selected.value));
    }),
    effect(() => {
      const whole = detail.value;
      near.show(whole);
      if (whole === null) centredOn = null;
      else if (centredOn !== whole.id && whole.place.lat !== null && whole.place.lon !== null) {
        centredOn = whole.id;
        frame(whole, [whole.place.lon, whole.place.lat]);
      }
    }),
    effect(() => {
      near.move(positions.value);
    }),
  ];

  /** Brings the place to the middle with its nearest helpers around it. */
  function frame(whole: IncidentDetail, centre: [number, number]): void {
    let [across, along] = [0.0035, 0.0028];
    for (const unit of whole.nearby.slice(0, 3)) {
      across = Math.max(across, Math.abs(unit.lon - centre[0]));
      along = Math.max(along, Math.abs(unit.lat - centre[1]));
    }
    const box: [[number, number], [number, number]] = [
      [centre[0] - across, centre[1] - along],
      [centre[0] + across, centre[1] + along],
    ];
    // Room for the names beside the outermost units, the tools on the right and the legend below.
    const { clientWidth, clientHeight } = element;
    const padding = {
      left: Math.min(110, clientWidth / 6),
      right: Math.min(140, clientWidth / 6),
      top: Math.min(64, clientHeight / 6),
      bottom: Math.min(104, clientHeight / 5),
    };
    map.fitBounds(box, { padding, maxZoom: 15.4, duration: calm ? 0 : 700, essential: false });
  }

  const watch = new ResizeObserver(() => map.resize());
  watch.observe(element);
  return {
    close() {
      clearTimeout(redraw);
      for (const stop of stops) stop();
      watch.disconnect();
      map.remove();
    },
    zoom: (by) => void map.easeTo({ zoom: map.getZoom() + by, duration: calm ? 0 : 200 }),
    showCity: () => void map.fitBounds(bounds, { padding: 36, duration: calm ? 0 : 600 }),
  };
}
