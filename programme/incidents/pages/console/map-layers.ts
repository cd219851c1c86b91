// What the desk draws over the city: facilities as grey dots, open calls in their colour, the way of a unit.
import type { LayerSpecification } from 'maplibre-gl';
import { mapFont, readMapColours } from '#platform/ui/map/style.ts';

function read(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Layers that lie under the map's names: a dot never crosses a word out. */
export const belowNames: Readonly<Record<string, true>> = { stores: true, 'police-offices': true };

/** Layers in drawing order, in the colours of the theme now on the screen. */
export function deskLayers(): LayerSpecification[] {
  const colours = readMapColours();
  const tone = [
    'match',
    ['get', 'tone'],
    'waiting',
    read('--danger'),
    'acknowledged',
    read('--violet'),
    'dispatched',
    read('--info'),
    'on-scene',
    read('--good'),
    read('--grey'),
  ] as unknown as string;
  return [
    {
      id: 'stores',
      type: 'circle',
      source: 'places',
      filter: ['==', ['get', 'kind'], 'store'],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 0.9, 11, 1.9, 13, 2.6, 16, 4.5],
        'circle-color': colours.place,
        'circle-opacity': ['interpolate', ['linear'], ['zoom'], 9, 0.35, 11, 0.75, 14, 1],
      },
    },
    {
      id: 'police-offices',
      type: 'circle',
      source: 'places',
      minzoom: 12,
      filter: ['==', ['get', 'kind'], 'police'],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 12, 2.4, 16, 4.5],
        'circle-color': colours.halo,
        'circle-stroke-width': 1.4,
        'circle-stroke-color': read('--info'),
        'circle-opacity': 0.9,
        'circle-stroke-opacity': 0.75,
      },
    },
    {
      id: 'place-names',
      type: 'symbol',
      source: 'places',
      minzoom: 14.6,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [mapFont],
        'text-size': 11,
        'text-offset': [0, 0.8],
        'text-anchor': 'top',
        'text-optional': true,
      },
      paint: {
        'text-color': colours.label,
        'text-halo-color': colours.halo,
        'text-halo-width': 1.3,
        'text-opacity': 0.8,
      },
    },
    {
      id: 'accuracy',
      type: 'fill',
      source: 'accuracy',
      paint: { 'fill-color': read('--ink'), 'fill-opacity': 0.1 },
    },
    {
      id: 'accuracy-edge',
      type: 'line',
      source: 'accuracy',
      paint: { 'line-color': read('--ink'), 'line-width': 1.2, 'line-opacity': 0.6 },
    },
    {
      id: 'route',
      type: 'line',
      source: 'route',
      layout: { 'line-cap': 'round' },
      paint: {
        'line-color': ['match', ['get', 'tone'], 'helper', read('--good'), read('--info')],
        'line-width': 2.5,
        'line-dasharray': [0.4, 2],
      },
    },
    {
      id: 'guest-ways',
      type: 'line',
      source: 'guests',
      filter: ['==', ['geometry-type'], 'LineString'],
      layout: { 'line-cap': 'round' },
      paint: { 'line-color': read('--good'), 'line-width': 2, 'line-dasharray': [0.4, 2] },
    },
    {
      id: 'guests',
      type: 'circle',
      source: 'guests',
      filter: ['==', ['geometry-type'], 'Point'],
      paint: {
        'circle-radius': [
          'interpolate',
          ['linear'],
          ['zoom'],
          9,
          ['match', ['get', 'tone'], 'point', 2.4, 3.4],
          15,
          ['match', ['get', 'tone'], 'point', 5, 7],
        ],
        'circle-color': [
          'match',
          ['get', 'tone'],
          'wanting',
          read('--ink'),
          'asked',
          read('--info'),
          'busy',
          read('--good'),
          colours.halo,
        ],
        'circle-stroke-color': [
          'match',
          ['get', 'tone'],
          'pair',
          read('--good'),
          'point',
          read('--info'),
          colours.halo,
        ],
        'circle-stroke-width': 1.6,
      },
    },
    {
      id: 'guest-names',
      type: 'symbol',
      source: 'guests',
      minzoom: 12.5,
      filter: ['==', ['geometry-type'], 'Point'],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [mapFont],
        'text-size': 12,
        'text-offset': [0, 0.9],
        'text-anchor': 'top',
        'text-optional': true,
      },
      paint: {
        'text-color': colours.label,
        'text-halo-color': colours.halo,
        'text-halo-width': 1.4,
      },
    },
    {
      id: 'calls',
      type: 'circle',
      source: 'calls',
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 9, 3.4, 12, 5.5, 15, 7],
        'circle-color': tone,
        'circle-stroke-color': colours.halo,
        'circle-stroke-width': 1.6,
      },
    },
    {
      id: 'room',
      type: 'symbol',
      source: 'room',
      layout: {
        'text-field': ['get', 'text'],
        'text-font': [mapFont],
        'text-size': ['get', 'size'],
        'text-allow-overlap': true,
      },
      paint: { 'text-opacity': 0 },
    },
  ];
}
