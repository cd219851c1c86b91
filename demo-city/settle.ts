// People move in: streets get names, the metro its stations, districts their police, and stores open.
import { pointInPolygon } from '#platform/geo/index.ts';
import { districtPlaces } from './districts/places.ts';
import { drawnPins, drawnStores, drawnWords, drawStation } from './drawn.ts';
import { along, areaOf, distance, lengthOf, ringHolds } from './geometry.ts';
import { ground } from './land/ground.ts';
import type { LaidOut } from './lay-out.ts';
import type { District, NamedStreet, Names, Station } from './model.ts';
import { nearby, nearest, place } from './near.ts';
import { type Lots, surveyLots } from './places/lots.ts';
import {
  buildMetro,
  type Metro,
  type MetroExit,
  type MetroStation,
  stationName,
  streetCorners,
} from './places/metro.ts';
import { type Neighbourhood, nameNeighbourhoods } from './places/neighbourhoods.ts';
import { phoneBook } from './places/phones.ts';
import { buildPolice, type PolicePlace } from './places/police.ts';
import { placeWords } from './places/words.ts';
import { type Line, onGlobeGrid, type Spot, toLonLat } from './plane.ts';
import { randomFor } from './prng.ts';
import { romanised } from './romanise.ts';
import { buildStores, type StorePlace } from './stores/build.ts';
import { nameStreets, type Street } from './streets/sections.ts';

export type Settled = {
  districts: District[];
  streets: Street[];
  namedStreets: NamedStreet[];
  metro: Metro;
  stations: Station[];
  neighbourhoods: Neighbourhood[];
  lots: Lots;
  police: PolicePlace[];
  stores: StorePlace[];
  /** Where the button of the drawings is pressed. */
  scene: Spot;
};

// The first three grown streets are laid by plan and named for what they are.
const laid: readonly Names[] = [
  { ko: '강변북대로', en: 'Gangbyeonbuk-daero' },
  { ko: '강변남대로', en: 'Gangbyeonnam-daero' },
  { ko: '두레순환로', en: 'Duresunhwan-ro' },
];

const stationAreas = { major: 2, main: 2.6, minor: 0.75 } as const;

/** Settles the land with `total` stores. */
export function settle(seed: number, land: LaidOut, total: number): Settled {
  const districts = foundDistricts(land);
  const rings = land.shapes.map((shape) => shape.ring);
  const indexOf = (name: string): number => districtPlaces.findIndex((one) => one.name === name);
  const seatOf = (name: string): Spot => districtPlaces[indexOf(name)]!.seat;
  const words = placeWords(randomFor(seed, 'words'), drawnWords);

  const metro = buildMetro(
    seed,
    new Map(districtPlaces.map(({ name, seat }) => [name, seat])),
    streetCorners(land.grown, land.at),
    land.field,
    placeWords(randomFor(seed, 'station words'), drawnWords),
  );
  const pins = drawnPins(
    seatOf,
    (spot, name) =>
      land.ownerAt(...spot) === indexOf(name) &&
      land.at(...spot) === ground.city &&
      ringHolds(rings[indexOf(name)]!, spot),
    metro.stations,
    ([x, y]) => Math.abs(land.river.south(x) - 450 - y),
  );
  const { streets, pinned } = nameStreets(randomFor(seed, 'names'), land.grown, laid, words, pins);

  const stops = nearby<null>(500);
  for (const { spot } of metro.stations) place(stops, spot, null);
  const lots = surveyLots(streets, rings, land.at, land.water, land.ownerAt, (street, spot) => {
    const away = nearest(stops, spot, 900)?.away ?? 900;
    return stationAreas[street.class] * (0.35 + 2.4 * Math.exp(-((away / 380) ** 2)));
  });
  const drawn = drawnStores(pinned, indexOf, lots);
  const scene = drawn[0]?.lot.spot ?? seatOf('다솜구');
  drawStation(metro.stations, scene);

  const neighbourhoods = nameNeighbourhoods(
    randomFor(seed, 'neighbourhoods'),
    lots.stretches.map(({ list }) => list.map(({ a }) => a)),
    placeWords(randomFor(seed, 'neighbourhood words'), []),
  );
  const homes = nearby<Neighbourhood>(1_000);
  for (const home of neighbourhoods) place(homes, home.spot, home);
  const exits = nearby<{ station: MetroStation; exit: MetroExit }>(350);
  for (const station of metro.stations) {
    for (const exit of station.exits) place(exits, exit.spot, { station, exit });
  }
  const phones = phoneBook();
  const police = buildPolice(
    seed,
    districts,
    rings.map(areaOf),
    lots,
    homes,
    phones.nextPolice,
    {
      word: '무지개',
      near: scene,
      district: indexOf('다솜구'),
    },
    placeWords(randomFor(seed, 'police words'), drawnWords),
  );
  const stores = buildStores(
    seed,
    total,
    {
      districts,
      lots,
      exits,
      neighbourhoods: homes,
      police,
      nextPhone: phones.next,
      takePhone: phones.take,
    },
    drawn,
  );
  // By the borders as they are drawn, which near them is not always as the land was shared out.
  const codeAt = (spot: Spot): string => {
    const [lon, lat] = toLonLat(spot);
    const within = districts.find(({ border }) => pointInPolygon({ lat, lon }, border));
    return (within ?? districts[Math.max(0, land.ownerAt(...spot))]!).code;
  };
  return {
    districts,
    streets,
    namedStreets: namedOf(streets, land, codeAt),
    metro,
    stations: metro.stations.map((station) => stationOf(station, codeAt)),
    neighbourhoods,
    lots,
    police,
    stores,
    scene,
  };
}

function foundDistricts(land: LaidOut): District[] {
  return districtPlaces.map(({ code, name }, index): District => {
    const { border, neighbours, ring } = land.shapes[index]!;
    const [lon, lat] = toLonLat(middleOf(ring));
    return {
      code,
      name: { ko: name, en: `${romanised(name.slice(0, -1))}-gu` },
      neighbours: neighbours.map((other) => districtPlaces[other]!.code),
      border,
      center: { lat, lon },
    };
  });
}

/** The place inside a ring farthest from its border, to within some 150 m: where a label sits best. */
function middleOf(ring: Line): Spot {
  const xs = ring.map(([x]) => x);
  const ys = ring.map(([, y]) => y);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  let best: Spot = ring[0]!;
  let clearest = -1;
  for (let i = 1; i < 14; i += 1) {
    for (let k = 1; k < 14; k += 1) {
      const spot: Spot = [west + ((east - west) * i) / 14, south + ((north - south) * k) / 14];
      if (!ringHolds(ring, spot)) continue;
      const clear = Math.min(...ring.map((corner) => distance(corner, spot)));
      if (clear > clearest) {
        clearest = clear;
        best = spot;
      }
    }
  }
  return onGlobeGrid(best);
}

function stationOf(
  { id, word, lines, spot, exits }: MetroStation,
  codeAt: (spot: Spot) => string,
): Station {
  const [lon, lat] = toLonLat(spot);
  return {
    id,
    name: stationName(word),
    lines,
    district: codeAt(spot),
    lat,
    lon,
    exits: exits.map((exit) => {
      const [exitLon, exitLat] = toLonLat(exit.spot);
      return { number: exit.number, lat: exitLat, lon: exitLon };
    }),
  };
}

function namedOf(
  streets: readonly Street[],
  land: LaidOut,
  codeAt: (spot: Spot) => string,
): NamedStreet[] {
  return streets.flatMap((street): NamedStreet[] => {
    if (street.class === 'minor') return [];
    const { spot } = along(street.line, lengthOf(street.line) / 2);
    if (land.ownerAt(...spot) < 0) return [];
    const [lon, lat] = toLonLat(spot);
    return [{ name: street.name, class: street.class, district: codeAt(spot), lat, lon }];
  });
}
