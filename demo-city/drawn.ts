// What the design drawings show by name, so that the demo city tells the same story as they do.

import { distance } from './geometry.ts';
import type { Names } from './model.ts';
import { type Lots, lotAt, stands } from './places/lots.ts';
import { type MetroStation, stationName } from './places/metro.ts';
import type { Spot } from './plane.ts';
import { onGlobeGrid } from './plane.ts';
import type { DrawnStore } from './stores/build.ts';
import { metresOf, type Pin, type Pinned } from './streets/sections.ts';

export const drawnWords = ['무지개', '은하수', '솔밭', '강변'] as const;

type DrawnPlace = {
  number: number;
  name: Names;
  chain: Names;
  district: string;
  street: Names;
  building: number;
};

/** The stores of the drawings: the first is the one whose button is pressed. */
const places: readonly DrawnPlace[] = [
  {
    number: 141,
    name: { ko: '한별마트 무지개로점', en: 'Hanbyeol Mart Mujigae-ro' },
    chain: { ko: '한별마트', en: 'Hanbyeol Mart' },
    district: '다솜구',
    street: { ko: '무지개로', en: 'Mujigae-ro' },
    building: 41,
  },
  {
    number: 118,
    name: { ko: '초록편의점 은하수점', en: 'Chorok Convenience Eunhasu' },
    chain: { ko: '초록편의점', en: 'Chorok Convenience' },
    district: '은하구',
    street: { ko: '은하수로', en: 'Eunhasu-ro' },
    building: 118,
  },
  {
    number: 107,
    name: { ko: '새봄마트 강변점', en: 'Saebom Mart Gangbyeon' },
    chain: { ko: '새봄마트', en: 'Saebom Mart' },
    district: '새봄구',
    street: { ko: '강변길', en: 'Gangbyeon-gil' },
    building: 7,
  },
];

/** The number of the store whose year the drawing tells. */
export const toldYear = { storeId: 'store-00141', real: 2, accidental: 1, tests: 12 } as const;

/** Streets that must carry the drawn addresses, scored by where the drawings put them. */
export function drawnPins(
  seatOf: (district: string) => Spot,
  inDistrict: (spot: Spot, district: string) => boolean,
  stations: readonly MetroStation[],
  shore: (spot: Spot) => number,
): Pin[] {
  return places.map(({ street, building, district }, i): Pin => {
    const own = stations.filter((station) => inDistrict(station.spot, district));
    const near = [
      (spot: Spot) =>
        Math.min(9_000, ...own.map((station) => southOf(spot, station.spot))) +
        distance(spot, seatOf(district)) / 25,
      (spot: Spot) => distance(spot, seatOf(district)),
      (spot: Spot) => shore(spot),
    ][i]!;
    return {
      name: street,
      number: building,
      score: (spot) => (inDistrict(spot, district) ? near(spot) : null),
    };
  });
}

/** How badly a station lies for "exit 3, 180 m north": best when it is some 250 m south. */
function southOf(spot: Spot, station: Spot): number {
  return Math.abs(spot[0] - station[0]) + Math.abs(spot[1] - station[1] - 250);
}

/** Names the station south of the first drawn store 솔밭역 and puts its exit 3 exactly 180 m south of the door. */
export function drawStation(stations: readonly MetroStation[], door: Spot): void {
  let station = stations[0]!;
  for (const other of stations)
    if (southOf(door, other.spot) < southOf(door, station.spot)) station = other;
  station.word = '솔밭';
  const exit = station.exits.find(({ number }) => number === '3')!;
  exit.spot = onGlobeGrid([door[0], door[1] - 180]);
}

/** The drawn stores on their lots; those that found no street in their district are left out. */
export function drawnStores(
  pinned: readonly (Pinned | undefined)[],
  indexOf: (district: string) => number,
  lots: Lots,
): DrawnStore[] {
  return places.flatMap((place, i): DrawnStore[] => {
    const pin = pinned[i];
    if (!pin) return [];
    const lot = lotAt(pin.street, metresOf(place.building), place.building % 2 === 1);
    const district = indexOf(place.district);
    if (!stands(lots, district, lot.spot)) return [];
    const solbat = stationName('솔밭');
    const hint = {
      ko: `${solbat.ko} 3번 출구에서 북쪽 180 m · 뒷문 골목길`,
      en: `180 m north of ${solbat.en} exit 3 · back door to the alley`,
    };
    return [
      {
        number: place.number,
        name: place.name,
        chain: place.chain,
        district,
        lot,
        hint: i === 0 ? hint : null,
      },
    ];
  });
}
