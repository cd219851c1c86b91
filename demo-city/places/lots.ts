// Building lots: places beside a street of a given district, each with its address.
import { distance, ringHolds } from '../geometry.ts';
import { type GroundAt, ground } from '../land/ground.ts';
import { isWet, type WaterBody } from '../land/water.ts';
import type { Names } from '../model.ts';
import { type Line, onGlobeGrid, type Spot } from '../plane.ts';
import type { Random } from '../prng.ts';
import { numberAt, type Street } from '../streets/sections.ts';

export type Lot = { spot: Spot; street: Street; number: number };

type Stretch = { street: Street; a: Spot; b: Spot; from: number };

export type Lots = {
  /** Stretches of street by district, with the sum of weights up to and including each. */
  stretches: { list: Stretch[]; sums: number[] }[];
  rings: readonly Line[];
  at: GroundAt;
  water: readonly WaterBody[];
};

const setBack = { major: 22, main: 14, minor: 7 } as const;

/** Sorts the streets by district. `weigh` says how likely a building of interest stands there, a metre. */
export function surveyLots(
  streets: readonly Street[],
  rings: readonly Line[],
  at: GroundAt,
  water: readonly WaterBody[],
  ownerAt: (x: number, y: number) => number,
  weigh: (street: Street, spot: Spot) => number,
): Lots {
  const stretches: Lots['stretches'] = rings.map(() => ({ list: [], sums: [] }));
  for (const street of streets) {
    let walked = 0;
    for (let i = 1; i < street.line.length; i += 1) {
      const a = street.line[i - 1]!;
      const b = street.line[i]!;
      const step = distance(a, b);
      const middle: Spot = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
      const owner = ownerAt(middle[0], middle[1]);
      if (owner >= 0 && at(middle[0], middle[1]) === ground.city) {
        const { list, sums } = stretches[owner]!;
        list.push({ street, a, b, from: walked });
        sums.push((sums[sums.length - 1] ?? 0) + step * weigh(street, middle));
      }
      walked += step;
    }
  }
  return { stretches, rings, at, water };
}

/** The lot beside a street at a distance along one of its stretches. */
function lotOn(stretch: Stretch, share: number, left: boolean): Lot {
  const { street, a, b, from } = stretch;
  const step = distance(a, b) || 1;
  const off = setBack[street.class] * (left ? 1 : -1);
  const x = a[0] + (b[0] - a[0]) * share - ((b[1] - a[1]) / step) * off;
  const y = a[1] + (b[1] - a[1]) * share + ((b[0] - a[0]) / step) * off;
  return { spot: onGlobeGrid([x, y]), street, number: numberAt(from + step * share, left) };
}

/** The lot of a street at so many metres from its beginning. */
export function lotAt(street: Street, metres: number, left: boolean): Lot {
  let from = 0;
  for (let i = 1; i < street.line.length; i += 1) {
    const a = street.line[i - 1]!;
    const b = street.line[i]!;
    const step = distance(a, b);
    if (metres <= from + step) return lotOn({ street, a, b, from }, (metres - from) / step, left);
    from += step;
  }
  throw new Error(
    `${street.name.ko} is only ${Math.round(from)} m long, so nothing stands ${metres} m along it.`,
  );
}

/** Whether a lot lies in its district and on dry, flat land. */
export function stands(lots: Lots, district: number, spot: Spot): boolean {
  return (
    lots.at(spot[0], spot[1]) === ground.city &&
    ringHolds(lots.rings[district]!, spot) &&
    !isWet(lots.water, spot)
  );
}

/** A random lot of a district; it always stands in it and never in water. */
export function drawLot(lots: Lots, district: number, random: Random): Lot {
  const { list, sums } = lots.stretches[district]!;
  const total = sums[sums.length - 1] ?? 0;
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const wanted = random() * total;
    let low = 0;
    let high = sums.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! < wanted) low = middle + 1;
      else high = middle;
    }
    const stretch = list[low];
    if (!stretch) break;
    const lot = lotOn(stretch, random(), random() < 0.5);
    if (stands(lots, district, lot.spot)) return lot;
  }
  throw new Error(
    `District ${district} of the demo city has no street to build on; try another seed.`,
  );
}

/** "다솜구 무지개로 41" and "41 Mujigae-ro, Dasom-gu". */
export function addressOf(lot: Lot, district: Names): Names {
  return {
    ko: `${district.ko} ${lot.street.name.ko} ${lot.number}`,
    en: `${lot.number} ${lot.street.name.en}, ${district.en}`,
  };
}
