// Our own map style in both themes: land, water, streets by class, districts as thin dashed lines, names small.
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { labelsOf, nothing, readable } from './shapes.ts';

export type MapColours = {
  land: string;
  park: string;
  water: string;
  street: string;
  street2: string;
  street3: string;
  district: string;
  label: string;
  halo: string;
  place: string;
};

/** GeoJSON layers of a city by name; a layer that a city lacks is simply not drawn. */
export type CityLayers = Readonly<Record<string, GeoJSON.GeoJSON | undefined>>;

export const mapFont = 'Noto Sans KR Variable';

/** Reads the colours of the theme now on the screen from tokens.css. */
export function readMapColours(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--map-${name}`).trim();
  return {
    land: read('land'),
    park: read('park'),
    water: read('water'),
    street: read('street'),
    street2: read('street-2'),
    street3: read('street-3'),
    district: read('district'),
    label: read('label'),
    halo: read('halo'),
    place: read('place'),
  };
}

/** The lowest layer of names: what is drawn before it lies under them. */
export const firstName = 'street-names';

type Width = [number, number][];
function byZoom(stops: Width) {
  return ['interpolate', ['exponential', 1.5], ['zoom'], ...stops.flat()] as unknown as number;
}

/** The layers of the ground in drawing order, in these colours and with names in this language. */
export function groundLayers(colours: MapColours, language: string): LayerSpecification[] {
  const name = [
    'coalesce',
    ['get', language],
    ['get', 'ko'],
    ['get', 'name'],
    '',
  ] as unknown as string;
  const text = (size: number, spacing = 0) => ({
    'text-field': name,
    'text-font': [mapFont],
    'text-size': size,
    'text-letter-spacing': spacing,
  });
  const paint = {
    'text-color': colours.label,
    'text-halo-color': colours.halo,
    'text-halo-width': 1.4,
  };
  const street = (
    id: string,
    kind: string,
    colour: string,
    width: Width,
    minzoom = 0,
  ): LayerSpecification => ({
    id,
    type: 'line',
    source: 'streets',
    minzoom,
    filter: ['==', ['get', 'class'], kind],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': colour, 'line-width': byZoom(width) },
  });
  return [
    { id: 'land', type: 'background', paint: { 'background-color': colours.land } },
    { id: 'parks', type: 'fill', source: 'parks', paint: { 'fill-color': colours.park } },
    street(
      'streets-minor',
      'minor',
      colours.street,
      [
        [11, 0.3],
        [13, 0.9],
        [15, 3],
        [17, 10],
      ],
      11.2,
    ),
    { id: 'water', type: 'fill', source: 'water', paint: { 'fill-color': colours.water } },
    street('streets-main', 'main', colours.street2, [
      [9, 0.4],
      [12, 1.3],
      [14, 3],
      [17, 16],
    ]),
    street('streets-major', 'major', colours.street3, [
      [9, 0.8],
      [12, 2.4],
      [14, 5],
      [17, 24],
    ]),
    {
      id: 'rails',
      type: 'line',
      source: 'stations',
      filter: ['==', ['get', 'kind'], 'line'],
      minzoom: 12,
      paint: {
        'line-color': colours.label,
        'line-width': 1,
        'line-opacity': 0.3,
        'line-dasharray': [4, 3],
      },
    },
    {
      id: 'districts',
      type: 'line',
      source: 'districts',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': colours.district,
        'line-width': 1,
        'line-opacity': 0.85,
        'line-dasharray': [4, 3],
      },
    },
    {
      id: 'street-names',
      type: 'symbol',
      source: 'streets',
      minzoom: 13.6,
      filter: ['!=', ['get', 'class'], 'minor'],
      layout: {
        ...text(12, 0.08),
        'symbol-placement': 'line',
        'symbol-spacing': 480,
        'text-max-angle': 28,
        'text-keep-upright': false,
        'text-padding': 12,
        'text-field': [
          'coalesce',
          ['get', language === 'ko' ? 'name' : language],
          ['get', 'name'],
          '',
        ] as unknown as string,
      },
      paint: { ...paint, 'text-opacity': 0.85 },
    },
    {
      id: 'neighbourhood-names',
      type: 'symbol',
      source: 'labels',
      minzoom: 13.2,
      filter: ['==', ['get', 'kind'], 'neighbourhood'],
      layout: text(12),
      paint: { ...paint, 'text-opacity': 0.7 },
    },
    {
      id: 'nature-names',
      type: 'symbol',
      source: 'labels',
      minzoom: 11.4,
      filter: ['in', ['get', 'kind'], ['literal', ['river', 'stream', 'hill', 'park', 'island']]],
      layout: text(12, 0.06),
      paint: { ...paint, 'text-opacity': 0.62 },
    },
    {
      id: 'station-dots',
      type: 'circle',
      source: 'stations',
      minzoom: 12.4,
      filter: ['==', ['get', 'kind'], 'station'],
      paint: {
        'circle-radius': 3,
        'circle-color': colours.halo,
        'circle-stroke-color': colours.label,
        'circle-stroke-width': 1.4,
      },
    },
    {
      id: 'station-names',
      type: 'symbol',
      source: 'stations',
      minzoom: 12.8,
      filter: ['==', ['get', 'kind'], 'station'],
      layout: { ...text(12), 'text-offset': [0, 0.9], 'text-anchor': 'top' },
      paint,
    },
    {
      id: 'exit-numbers',
      type: 'symbol',
      source: 'stations',
      minzoom: 15.4,
      filter: ['==', ['get', 'kind'], 'exit'],
      layout: { 'text-field': ['get', 'number'], 'text-font': [mapFont], 'text-size': 11 },
      paint,
    },
    {
      id: 'district-names',
      type: 'symbol',
      source: 'labels',
      maxzoom: 14.2,
      filter: ['==', ['get', 'kind'], 'district'],
      layout: { ...text(13, 0.04), 'text-padding': 6 },
      paint,
    },
  ];
}

/** A whole style without glyph or sprite addresses: every name is drawn with the page's own font. */
export function cityStyle(
  layers: CityLayers,
  colours: MapColours,
  language: string,
): StyleSpecification {
  const source = (name: string) => ({ type: 'geojson' as const, data: layers[name] ?? nothing });
  return {
    version: 8,
    // A theme is there at once: a map that fades from day to night dazzles, and lags behind the page around it.
    transition: { duration: 0, delay: 0 },
    sources: {
      parks: source('parks'),
      water: source('water'),
      streets: { type: 'geojson', data: readable(layers.streets), tolerance: 0.6 },
      districts: source('districts'),
      stations: source('stations'),
      labels: { type: 'geojson', data: layers.labels ?? labelsOf(layers.districts) },
    },
    layers: groundLayers(colours, language),
  };
}
