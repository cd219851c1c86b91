// The map as GeoJSON layers: districts, water, streets, parks, stations and labels.
import type {
  Feature,
  FeatureCollection,
  Geometry,
  LineString,
  Point,
  Polygon,
  Position,
} from 'geojson';
import { areaOf, simplified } from './geometry.ts';
import type { Hill } from './land/hills.ts';
import type { Park } from './land/parks.ts';
import type { River } from './land/river.ts';
import type { WaterBody } from './land/water.ts';
import type {
  CityMap,
  District,
  LabelShape,
  Names,
  ParkShape,
  StationShape,
  StreetShape,
  WaterShape,
} from './model.ts';
import { type Metro, stationName } from './places/metro.ts';
import type { Neighbourhood } from './places/neighbourhoods.ts';
import { type Line, type Spot, toLonLat } from './plane.ts';
import { romanised } from './romanise.ts';
import type { Street } from './streets/sections.ts';

type Land = {
  river: River;
  water: readonly WaterBody[];
  hills: readonly Hill[];
  parks: readonly Park[];
};

function feature<G extends Geometry, P>(geometry: G, properties: P): Feature<G, P> {
  return { type: 'Feature', properties, geometry };
}

function collection<G extends Geometry, P>(features: Feature<G, P>[]): FeatureCollection<G, P> {
  return { type: 'FeatureCollection', features };
}

function point(spot: Spot): Point {
  return { type: 'Point', coordinates: toLonLat(spot) };
}

function lineString(line: Line): LineString {
  return { type: 'LineString', coordinates: line.map(toLonLat) };
}

/** Outer rings counter-clockwise, holes clockwise (RFC 7946, section 3.1.6). */
function polygon(outer: Line, holes: readonly Line[] = []): Polygon {
  function closed(ring: Line, positive: boolean): Position[] {
    const turned = areaOf(ring) > 0 === positive ? ring : [...ring].reverse();
    const positions = turned.map(toLonLat);
    return [...positions, positions[0]!];
  }
  return {
    type: 'Polygon',
    coordinates: [closed(outer, true), ...holes.map((hole) => closed(hole, false))],
  };
}

/** A geographic name with its kind in English: "가온강" → "Gaongang River". */
function withKind(ko: string, kind: string): Names {
  return { ko, en: `${romanised(ko)} ${kind}` };
}

/** All layers of the map. */
export function drawLayers(
  districts: readonly District[],
  land: Land,
  streets: readonly Street[],
  metro: Metro,
  neighbourhoods: readonly Neighbourhood[],
): CityMap {
  return {
    districts: collection(
      districts.map(({ code, name, border }) => feature(border, { code, ...name })),
    ),
    water: collection(
      land.water.map(({ kind, name, outer, islands }) =>
        feature<Polygon, WaterShape>(polygon(outer, islands), {
          kind,
          ...withKind(name, kind === 'river' ? 'River' : 'Stream'),
        }),
      ),
    ),
    streets: collection(
      streets.map(({ class: kind, name, line }) =>
        feature<LineString, StreetShape>(
          lineString(line),
          kind === 'minor'
            ? { class: kind, name: name.ko }
            : { class: kind, name: name.ko, en: name.en },
        ),
      ),
    ),
    parks: collection([
      ...land.hills.map(({ name, ring }) =>
        feature<Polygon, ParkShape>(polygon(simplified(ring, 8)), {
          kind: 'hill',
          ...withKind(name, 'Hill'),
        }),
      ),
      ...land.river.islands
        .filter((island) => !island.inhabited)
        .map(({ name, ring }) =>
          feature<Polygon, ParkShape>(polygon(simplified(ring, 4)), {
            kind: 'park',
            ...withKind(name, 'Island'),
          }),
        ),
      ...land.parks.map(({ name, ring }) =>
        feature<Polygon, ParkShape>(polygon(simplified(ring, 5)), {
          kind: 'park',
          ...parkName(name),
        }),
      ),
    ]),
    stations: drawMetro(metro),
    labels: collection(labels(districts, land, neighbourhoods)),
  };
}

function parkName(ko: string): Names {
  return { ko, en: `${romanised(ko.replace(/공원$/, ''))} Park` };
}

function drawMetro({ lines, stations }: Metro): CityMap['stations'] {
  const features: Feature<Point | LineString, StationShape>[] = [];
  for (const { number, track } of lines) {
    const shape: StationShape = {
      kind: 'line',
      line: number,
      ko: `${number}호선`,
      en: `Line ${number}`,
    };
    features.push(feature(lineString(simplified(track, 8)), shape));
  }
  for (const { id, word, spot, lines: served, exits } of stations) {
    features.push(
      feature(point(spot), { kind: 'station', id, ...stationName(word), lines: served }),
    );
    for (const exit of exits) {
      features.push(
        feature(point(exit.spot), { kind: 'exit', stationId: id, number: exit.number }),
      );
    }
  }
  return collection(features);
}

function labels(
  districts: readonly District[],
  { river, water, hills, parks }: Land,
  neighbourhoods: readonly Neighbourhood[],
): Feature<Point, LabelShape>[] {
  const result: Feature<Point, LabelShape>[] = districts.map(({ name, center }) =>
    feature(
      { type: 'Point', coordinates: [center.lon, center.lat] },
      { kind: 'district', ...name },
    ),
  );
  function put(kind: LabelShape['kind'], name: Names, spot: Spot): void {
    result.push(feature(point(spot), { kind, ...name }));
  }
  for (const { word, spot } of neighbourhoods) {
    put('neighbourhood', { ko: `${word}동`, en: `${romanised(word)}-dong` }, spot);
  }
  for (const x of [-12_600, 700, 13_400])
    put('river', withKind('가온강', 'River'), [x, river.middle(x)]);
  for (const { kind, name, outer } of water) {
    if (kind === 'stream')
      put('stream', withKind(name, 'Stream'), outer[Math.floor(outer.length / 4)]!);
  }
  for (const { name, center } of hills) put('hill', withKind(name, 'Hill'), center);
  for (const { name, ring } of parks)
    put('park', parkName(name), ring[Math.floor(ring.length / 4)]!);
  for (const { name, ring } of river.islands) {
    const x = ring.reduce((sum, spot) => sum + spot[0], 0) / ring.length;
    const y = ring.reduce((sum, spot) => sum + spot[1], 0) / ring.length;
    put('island', withKind(name, 'Island'), [x, y]);
  }
  return result;
}
