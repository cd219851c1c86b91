// Police stations and boxes (지구대, 파출소): one station or two per district and boxes spread over its streets.
import { distance } from '../geometry.ts';
import type { District, Names, PoliceOffice } from '../model.ts';
import type { Nearby } from '../near.ts';
import { nearest } from '../near.ts';
import { type Spot, toLonLat } from '../plane.ts';
import { type Random, randomFor } from '../prng.ts';
import { romanised } from '../romanise.ts';
import { shareOut } from '../share-out.ts';
import { addressOf, drawLot, type Lot, type Lots } from './lots.ts';
import type { Neighbourhood } from './neighbourhoods.ts';

export type PolicePlace = { office: PoliceOffice; spot: Spot };

// Seoul has 31 police stations in 25 districts and 453 offices in all.
const stations = 31;
const offices = 453;

/** Every office for a seed. `areas` are the districts' areas, which decide who gets more boxes. */
export function buildPolice(
  seed: number,
  districts: readonly District[],
  areas: readonly number[],
  lots: Lots,
  neighbourhoods: Nearby<Neighbourhood>,
  nextPhone: () => string,
  pinned: { word: string; near: Spot; district: number },
  words: string[],
): PolicePlace[] {
  const random = randomFor(seed, 'police');
  const boxes = shareOut(
    offices - stations,
    areas.map((area) => Math.sqrt(area)),
    6,
  );
  const doubled = new Set(
    areas
      .map((area, i) => [area, i] as const)
      .sort((a, b) => b[0] - a[0])
      .slice(0, stations - districts.length)
      .map(([, i]) => i),
  );
  const used = new Set<string>([pinned.word]);
  const places: PolicePlace[] = [];
  function open(kind: 'station' | 'box', index: number, name: Names, lot: Lot): void {
    const district = districts[index]!;
    const [lon, lat] = toLonLat(lot.spot);
    const office: PoliceOffice = {
      id: `police-${String(places.length + 1).padStart(3, '0')}`,
      name,
      kind,
      district: district.code,
      address: addressOf(lot, district.name),
      phone: nextPhone(),
      lat,
      lon,
    };
    places.push({ office, spot: lot.spot });
  }
  districts.forEach((district, index) => {
    const word = district.name.ko.slice(0, -1);
    const latin = district.name.en.replace('-gu', '');
    const taken: Spot[] = [];
    for (const part of doubled.has(index) ? ['동부', '서부'] : ['']) {
      const lot = apart(lots, index, random, taken, 8);
      const side = part === '' ? '' : part === '동부' ? ' East' : ' West';
      open(
        'station',
        index,
        { ko: `${word}${part}경찰서`, en: `${latin}${side} Police Station` },
        lot,
      );
    }
    for (let i = 0; i < boxes[index]!; i += 1) {
      const lot =
        index === pinned.district && i === 0
          ? nearTo(lots, index, random, pinned.near)
          : apart(lots, index, random, taken, 8);
      taken.push(lot.spot);
      const name =
        index === pinned.district && i === 0
          ? pinned.word
          : ownWord(lot, neighbourhoods, used, words);
      used.add(name);
      const division = i % 3 === 0;
      open(
        'box',
        index,
        {
          ko: `${word}서 ${name}${division ? '지구대' : '파출소'}`,
          en: `${romanised(name)} ${division ? 'Patrol Division' : 'Police Box'}, ${latin} Station`,
        },
        lot,
      );
    }
  });
  return places;
}

/** The one of several lots that is farthest from those taken. */
function apart(
  lots: Lots,
  district: number,
  random: Random,
  taken: readonly Spot[],
  tries: number,
): Lot {
  let best = drawLot(lots, district, random);
  let clearest = -1;
  for (let i = 0; i < tries; i += 1) {
    const lot = drawLot(lots, district, random);
    const clear = Math.min(99_999, ...taken.map((spot) => distance(spot, lot.spot)));
    if (clear > clearest) {
      clearest = clear;
      best = lot;
    }
  }
  return best;
}

function nearTo(lots: Lots, district: number, random: Random, near: Spot): Lot {
  let best = drawLot(lots, district, random);
  for (let i = 0; i < 400; i += 1) {
    const lot = drawLot(lots, district, random);
    // A box round the corner, not next door.
    if (Math.abs(distance(lot.spot, near) - 520) < Math.abs(distance(best.spot, near) - 520))
      best = lot;
  }
  return best;
}

/** A name nobody has: the neighbourhood's, else the street's, else one of the spare words, else one with a number. */
function ownWord(
  lot: Lot,
  neighbourhoods: Nearby<Neighbourhood>,
  used: Set<string>,
  words: string[],
): string {
  const home = nearest(neighbourhoods, lot.spot, 9_000)?.item.word ?? '새터';
  const street = lot.street.name.ko.replace(/(대로|로)(\d+길)?$/, '');
  for (const word of [home, street]) if (!used.has(word)) return word;
  for (let word = words.pop(); word !== undefined; word = words.pop())
    if (!used.has(word)) return word;
  for (let n = 2; ; n += 1) if (!used.has(`${home}${n}`)) return `${home}${n}`;
}
