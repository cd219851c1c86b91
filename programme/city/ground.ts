// Where in the city a point lies and what people would find it by; borders and stations are remembered for a minute.
import type { Feature, FeatureCollection, Point as GeoPoint, MultiPolygon, Polygon } from 'geojson';
import type { Tx } from '#platform/db/index.ts';
import {
  type Bounds,
  bounds,
  distanceMetres,
  type Point,
  pointInPolygon,
} from '#platform/geo/index.ts';
import { nearestOffice } from './store.ts';

export type Landmark = { name: string; lat: number; lon: number };

/** Thousands of phones move at once; reading every border for each of them would be most of the work. */
const rememberMilliseconds = 60_000;

export type Ground = {
  /** Code of the district that holds a point (WGS 84 degrees), or `null` outside the city. */
  districtAt(tx: Tx, at: Point): Promise<string | null>;
  /** The nearest exit of a station, or station, and the nearest police office; either may be missing. */
  landmarksNear(tx: Tx, at: Point): Promise<Landmark[]>;
};

type Known = {
  districts: { code: string; border: Polygon | MultiPolygon; box: Bounds }[];
  stations: Landmark[];
};

/** Opens a memory of the ground, one for each process; `language` is that of the names. */
export function rememberGround(language: () => string): Ground {
  let known: Promise<Known> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;

  function recall(tx: Tx): Promise<Known> {
    if (known && performance.now() - readAt < rememberMilliseconds) return known;
    readAt = performance.now();
    known = readGround(tx, language());
    known.catch(() => {
      known = undefined;
    });
    return known;
  }

  return {
    async districtAt(tx, at) {
      const { districts } = await recall(tx);
      const found = districts.find(
        ({ border, box: [west, south, east, north] }) =>
          at.lon >= west &&
          at.lon <= east &&
          at.lat >= south &&
          at.lat <= north &&
          pointInPolygon(at, border),
      );
      return found?.code ?? null;
    },
    async landmarksNear(tx, at) {
      const { stations } = await recall(tx);
      const station = nearest(stations, at);
      const office = await nearestOffice(tx, at);
      return [station, office].filter((one) => one !== undefined);
    },
  };
}

function nearest(places: readonly Landmark[], at: Point): Landmark | undefined {
  let best: Landmark | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const metres = distanceMetres(place, at);
    if (metres < least) [best, least] = [place, metres];
  }
  return best;
}

async function readGround(tx: Tx, language: string): Promise<Known> {
  const rows = await tx.sql<{ code: string; border: Polygon | MultiPolygon }>`
    select code, border from city.districts`;
  const [layer] = await tx.sql<{ geojson: FeatureCollection }>`
    select geojson from city.map_layers where name = 'stations'`;
  return {
    districts: rows.map((row) => ({ ...row, box: bounds([row.border]) })),
    stations: layer ? stationsOf(layer.geojson, language) : [],
  };
}

type Shape = { kind?: string; id?: string; stationId?: string; number?: number } & Record<
  string,
  unknown
>;

/** Stations and their numbered exits as points with names. */
function stationsOf(layer: FeatureCollection, language: string): Landmark[] {
  const points = layer.features.filter(
    (one): one is Feature<GeoPoint, Shape> => one.geometry.type === 'Point',
  );
  const names = new Map<string, string>();
  for (const { properties } of points) {
    const name = properties[language] ?? properties.ko;
    if (properties.kind === 'station' && typeof name === 'string')
      names.set(String(properties.id), name);
  }
  return points.flatMap(({ properties, geometry }) => {
    const [lon, lat] = geometry.coordinates as [number, number];
    const station = names.get(String(properties.stationId ?? properties.id));
    if (station === undefined) return [];
    if (properties.kind === 'station') return [{ name: station, lat, lon }];
    if (properties.kind !== 'exit') return [];
    const exit = language === 'ko' ? `${properties.number}번 출구` : `exit ${properties.number}`;
    return [{ name: `${station} ${exit}`, lat, lon }];
  });
}
