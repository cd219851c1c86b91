// Cuts grown streets into stretches that carry one name each, and names the lanes after the street they leave.
import { distance, lengthOf, portion } from '../geometry.ts';
import type { Names, StreetClass } from '../model.ts';
import { nearby, nearest, place } from '../near.ts';
import type { Line, Spot } from '../plane.ts';
import type { Random } from '../prng.ts';
import { romanised } from '../romanise.ts';
import type { GrownStreet } from './grow.ts';

export type Street = { class: StreetClass; name: Names; line: Line };

/** A stretch that must carry a given name, with a building number at a given place. */
export type Pin = {
  name: Names;
  number: number;
  /** Lower is better; null where the building cannot stand. */
  score: (spot: Spot) => number | null;
};

/** Where a pinned building came to stand. */
export type Pinned = { street: Street; at: number };

/** Metres along a street of a building number: twenty metres a pair, odd left, even right (Road Name Address Act). */
export function metresOf(number: number): number {
  return Math.ceil(number / 2) * 20 - 10;
}

/** The building number at a distance along a street. */
export function numberAt(metres: number, left: boolean): number {
  return 2 * Math.floor(metres / 20) + (left ? 1 : 2);
}

export function streetName(word: string, kind: StreetClass): Names {
  return kind === 'major'
    ? { ko: `${word}대로`, en: `${romanised(word)}-daero` }
    : { ko: `${word}로`, en: `${romanised(word)}-ro` };
}

/** Names everything. `words` must hold one word for each stretch of about five kilometres. */
export function nameStreets(
  random: Random,
  grown: readonly GrownStreet[],
  fixed: readonly Names[],
  words: string[],
  pins: readonly Pin[],
): { streets: Street[]; pinned: Pinned[] } {
  const large = grown.filter((street) => street.class !== 'minor');
  const chosen = pins.map((pin) => choose(large, pin));
  const streets: Street[] = [];
  const pinned: Pinned[] = [];
  const spare = new Map<string, number>();
  function nextName(kind: StreetClass): Names {
    const word = words.pop();
    if (word !== undefined) return streetName(word, kind);
    // A city of many more streets than words numbers them, as real ones do.
    const number = (spare.get(kind) ?? 0) + 1;
    spare.set(kind, number);
    return kind === 'major'
      ? { ko: `새길${number}대로`, en: `Saegil ${number}-daero` }
      : { ko: `새길${number}로`, en: `Saegil ${number}-ro` };
  }
  large.forEach((street, index) => {
    let { line } = street;
    const own = chosen.findIndex((choice) => choice?.index === index);
    const choice = own >= 0 ? chosen[own] : undefined;
    if (choice) {
      if (choice.backwards) line = [...line].reverse();
      const to = Math.min(lengthOf(line), choice.start + 3_600);
      const pin = pins[own]!;
      const stretch: Street = {
        class: street.class,
        name: pin.name,
        line: portion(line, choice.start, to),
      };
      streets.push(stretch);
      pinned[own] = { street: stretch, at: metresOf(pin.number) };
      if (choice.start > 60) cut(street.class, portion(line, 0, choice.start));
      if (lengthOf(line) - to > 60) cut(street.class, portion(line, to, lengthOf(line)));
      return;
    }
    cut(street.class, line, fixed[index]);
  });
  function cut(kind: StreetClass, line: Line, name?: Names): void {
    const length = lengthOf(line);
    const pieces = name ? 1 : Math.max(1, Math.round(length / (kind === 'major' ? 6_500 : 4_500)));
    for (let i = 0; i < pieces; i += 1) {
      const stretch =
        pieces === 1 ? line : portion(line, (length * i) / pieces, (length * (i + 1)) / pieces);
      streets.push({ class: kind, name: name ?? nextName(kind), line: stretch });
    }
  }
  const lanes = grown.filter((street) => street.class === 'minor').map((street) => street.line);
  return { streets: [...streets, ...namedLanes(streets, lanes, random)], pinned };
}

function choose(
  streets: readonly GrownStreet[],
  pin: Pin,
): { index: number; start: number; backwards: boolean } | null {
  const before = metresOf(pin.number);
  let best: { index: number; start: number; backwards: boolean } | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  streets.forEach(({ class: kind, line }, index) => {
    if (kind !== 'main') return;
    const length = lengthOf(line);
    let walked = 0;
    for (let i = 1; i < line.length; i += 1) {
      const a = line[i - 1]!;
      const b = line[i]!;
      const step = distance(a, b);
      for (let t = 0; t < step; t += 90) {
        const at = walked + t;
        const forwards = at >= before && length - at > 250;
        const backwards = length - at >= before && at > 250;
        if (!forwards && !backwards) continue;
        const score = pin.score([
          a[0] + ((b[0] - a[0]) * t) / step,
          a[1] + ((b[1] - a[1]) * t) / step,
        ]);
        if (score === null || score >= lowest) continue;
        lowest = score;
        best = forwards
          ? { index, start: at - before, backwards: false }
          : { index, start: length - at - before, backwards: true };
      }
      walked += step;
    }
  });
  return best;
}

/** "무지개로12길" is the twelfth lane off 무지개로, counted from its beginning. */
function namedLanes(streets: readonly Street[], lanes: readonly Line[], random: Random): Street[] {
  const spots = nearby<{ street: Street; at: number }>(400);
  for (const street of streets) {
    let walked = 0;
    for (let i = 0; i < street.line.length; i += 1) {
      const b = street.line[i]!;
      const a = street.line[i - 1] ?? b;
      const step = distance(a, b);
      const parts = Math.max(1, Math.ceil(step / 220));
      for (let k = 1; k <= parts; k += 1) {
        const t = k / parts;
        place(spots, [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t], {
          street,
          at: walked + step * t,
        });
      }
      walked += step;
    }
  }
  const off = new Map<Street, { line: Line; at: number }[]>();
  for (const line of lanes) {
    const parent = nearest(spots, line[0]!, 2_000)?.item ?? { street: streets[0]!, at: random() };
    const list = off.get(parent.street);
    if (list) list.push({ line, at: parent.at });
    else off.set(parent.street, [{ line, at: parent.at }]);
  }
  const named: Street[] = [];
  for (const [street, list] of off) {
    list.sort((a, b) => a.at - b.at);
    list.forEach(({ line }, i) => {
      named.push({
        class: 'minor',
        name: { ko: `${street.name.ko}${i + 1}길`, en: `${street.name.en} ${i + 1}-gil` },
        line,
      });
    });
  }
  return named;
}
