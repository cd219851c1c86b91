// The safe houses: convenience stores with their addresses, hours, clerks and buttons.
import type { District, Hours, Names, Store } from '../model.ts';
import { anyWithin, type Nearby, nearby, nearest, place } from '../near.ts';
import { personName } from '../people/names.ts';
import { addressOf, drawLot, type Lot, type Lots } from '../places/lots.ts';
import { type MetroExit, type MetroStation, stationName } from '../places/metro.ts';
import type { Neighbourhood } from '../places/neighbourhoods.ts';
import type { PolicePlace } from '../places/police.ts';
import { type Spot, toLonLat } from '../plane.ts';
import { pick, pickWeighted, type Random, randomFor, whole } from '../prng.ts';
import { romanised } from '../romanise.ts';
import { shareOut } from '../share-out.ts';
import { devicesOf } from './devices.ts';
import { approaches, chains, landmarks, sideOf } from './words.ts';

/** A store of the drawings, with everything that is drawn of it. */
export type DrawnStore = {
  number: number;
  name: Names;
  chain: Names;
  district: number;
  lot: Lot;
  hint: Names | null;
};

export type Surroundings = {
  districts: readonly District[];
  lots: Lots;
  exits: Nearby<{ station: MetroStation; exit: MetroExit }>;
  neighbourhoods: Nearby<Neighbourhood>;
  police: readonly PolicePlace[];
  nextPhone: () => string;
  takePhone: (line: number) => string;
};

export type StorePlace = { store: Store; spot: Spot; stationMetres: number };

/** Exactly `total` stores for a seed; the drawn ones keep their numbers, the rest fill the others. */
export function buildStores(
  seed: number,
  total: number,
  around: Surroundings,
  drawn: readonly DrawnStore[],
): StorePlace[] {
  const random = randomFor(seed, 'stores');
  const fixed = drawn.slice(0, total);
  const weights = around.lots.stretches.map(({ sums }) => (sums[sums.length - 1] ?? 0) ** 0.6);
  const shares = shareOut(total, weights, 1);
  const names = new Set(fixed.map((store) => store.name.ko));
  const phones = new Map(fixed.map((store) => [store.number, around.takePhone(store.number)]));
  const boxes = around.districts.map((district) => {
    const index = nearby<PolicePlace>(1_500);
    for (const police of around.police) {
      if (police.office.kind === 'box' && police.office.district === district.code) {
        place(index, police.spot, police);
      }
    }
    return index;
  });
  const crowd = nearby<null>(200);
  const clear = 170 / Math.sqrt(Math.max(1, total / 656));
  for (const store of fixed) place(crowd, store.lot.spot, null);

  function open(number: number, district: number, lot: Lot, own: DrawnStore | null): StorePlace {
    const exit = nearest(around.exits, lot.spot, 700);
    const home = nearest(around.neighbourhoods, lot.spot, 9_000)?.item ?? null;
    const chain = own?.chain ?? pickWeighted(random, chains);
    const name =
      own?.name ?? storeName(random, chain, lot, exit?.item.station ?? null, home, names);
    const address = addressOf(lot, around.districts[district]!.name);
    const id = `store-${String(number).padStart(5, '0')}`;
    const [lon, lat] = toLonLat(lot.spot);
    const fate = own ? 1 : random();
    const designated = day(random, own ? 2_018 : 2_013, 2_025);
    const box = nearest(boxes[district]!, lot.spot, 40_000);
    const store: Store = {
      id,
      name: name.ko,
      nameEn: name.en,
      chain,
      district: around.districts[district]!.code,
      address: { ko: `${address.ko}, 1층`, en: `1F, ${address.en}` },
      hint: own?.hint ?? hintOf(random, lot.spot, exit, home),
      phone: phones.get(number) ?? around.nextPhone(),
      lat,
      lon,
      hours: own || random() < 0.9 ? '24h' : hoursOf(random),
      status: fate < 0.011 ? 'closed' : fate < 0.026 ? 'suspended' : 'operating',
      designatedOn: designated,
      policeOfficeId: box?.item.office.id ?? around.police[0]!.office.id,
      clerks: clerksOf(random, Boolean(own)),
      buttons: devicesOf(random, id, !own && random() < 0.05),
    };
    if (own)
      store.buttons = [
        {
          ...store.buttons[0]!,
          protocol: 'mqtt-zigbee2mqtt',
          kind: 'pocket-button',
          batteryPercent: 82,
          lastSeenMinutesAgo: 2,
        },
      ];
    return { store, spot: lot.spot, stationMetres: exit?.away ?? 700 };
  }

  const stores: StorePlace[] = fixed.map((own) => open(own.number, own.district, own.lot, own));
  const numbers = freeNumbers(total, new Set(fixed.map((store) => store.number)));
  let next = 0;
  shares.forEach((share, district) => {
    const missing = share - fixed.filter((own) => own.district === district).length;
    for (let i = 0; i < missing && next < numbers.length; i += 1) {
      let lot = drawLot(around.lots, district, random);
      for (let k = 0; k < 12 && anyWithin(crowd, lot.spot, clear); k += 1) {
        lot = drawLot(around.lots, district, random);
      }
      place(crowd, lot.spot, null);
      stores.push(open(numbers[next]!, district, lot, null));
      next += 1;
    }
  });
  return stores.sort((a, b) => (a.store.id < b.store.id ? -1 : 1));
}

/** The first numbers from 1 that nobody has, enough to make `total` with the taken ones. */
function freeNumbers(total: number, taken: Set<number>): number[] {
  const numbers: number[] = [];
  for (let n = 1; numbers.length < total - taken.size; n += 1) if (!taken.has(n)) numbers.push(n);
  return numbers;
}

function storeName(
  random: Random,
  chain: Names,
  lot: Lot,
  station: MetroStation | null,
  home: Neighbourhood | null,
  used: Set<string>,
): Names {
  const { ko: street, en: streetEn } = lot.street.name;
  const bases: Names[] = [];
  if (lot.street.class !== 'minor') bases.push({ ko: street, en: streetEn });
  if (station) bases.push(stationName(station.word));
  if (home) {
    const latin = romanised(home.word);
    bases.push({ ko: home.word, en: latin }, { ko: `${home.word}중앙`, en: `${latin} Central` });
  }
  if (lot.street.class === 'minor') {
    const whole_ = street.replace(/\d+길$/, '');
    bases.push({ ko: whole_, en: streetEn.replace(/ \d+-gil$/, '') }, { ko: street, en: streetEn });
  }
  const start = random() < 0.6 ? 0 : Math.floor(random() * bases.length);
  for (let i = 0; i < bases.length; i += 1) {
    const base = bases[(start + i) % bases.length]!;
    const name = `${chain.ko} ${base.ko}점`;
    if (used.has(name)) continue;
    used.add(name);
    return { ko: name, en: `${chain.en} ${base.en}` };
  }
  const base = bases[start]!;
  for (let n = 2; ; n += 1) {
    const name = `${chain.ko} ${base.ko}${n}호점`;
    if (used.has(name)) continue;
    used.add(name);
    return { ko: name, en: `${chain.en} ${base.en} No. ${n}` };
  }
}

function hintOf(
  random: Random,
  spot: Spot,
  exit: { item: { station: MetroStation; exit: MetroExit }; spot: Spot; away: number } | null,
  home: Neighbourhood | null,
): Names {
  const approach = pick(random, approaches);
  const metres = exit ? Math.max(10, Math.round(exit.away / 10) * 10) : whole(random, 4, 38) * 10;
  const side = sideOf(exit?.spot ?? home?.spot ?? [0, 0], spot);
  if (exit) {
    const { ko, en } = stationName(exit.item.station.word);
    const { number } = exit.item.exit;
    return {
      ko: `${ko} ${number}번 출구에서 ${side.ko} ${metres} m · ${approach.ko}`,
      en: `${metres} m ${side.en} of ${en} exit ${number} · ${approach.en}`,
    };
  }
  const landmark = pick(random, landmarks);
  const word = home?.word ?? '새터';
  return {
    ko: `${word} ${landmark.ko}에서 ${side.ko} ${metres} m · ${approach.ko}`,
    en: `${metres} m ${side.en} of the ${romanised(word)} ${landmark.en} · ${approach.en}`,
  };
}

function hoursOf(random: Random): Hours {
  const late = pick(random, ['00:00', '01:00', '02:00'] as const);
  const early = pick(random, ['06:00', '07:00'] as const);
  if (random() < 0.5) return [{ days: [0, 1, 2, 3, 4, 5, 6], from: early, to: late }];
  return [
    { days: [1, 2, 3, 4], from: early, to: late },
    { days: [5, 6], from: early, to: '03:00' },
    { days: [0], from: '09:00', to: '23:00' },
  ];
}

function clerksOf(random: Random, drawn: boolean): { name: string; trainedOn: string }[] {
  const count = whole(random, 3, 5);
  return Array.from({ length: count }, (_, i) => ({
    name: drawn && i === 0 ? '오하늘' : personName(random),
    trainedOn: day(random, 2_025, 2_026),
  }));
}

/** A day of the years given, none later than October, so that it is past in the city's present. */
function day(random: Random, from: number, to: number): string {
  const month = String(whole(random, 1, 10)).padStart(2, '0');
  return `${whole(random, from, to)}-${month}-${String(whole(random, 1, 28)).padStart(2, '0')}`;
}
