// Green strips along the river banks, between the water and the riverside roads.
import type { Line, Spot } from '../plane.ts';
import { between, randomFor } from '../prng.ts';
import type { River } from './river.ts';

export type Park = { name: string; ring: Line };

const stretches: readonly (readonly [name: string, from: number, to: number, north: boolean])[] = [
  ['노을나루공원', -14_300, -11_600, true],
  ['버들나루공원', -4_900, -2_300, true],
  ['달빛나루공원', 2_900, 5_200, true],
  ['새벽나루공원', 8_000, 11_200, true],
  ['갈대나루공원', -13_900, -11_900, false],
  ['반달나루공원', -2_300, 900, false],
  ['은모래공원', 4_600, 8_300, false],
  ['물새공원', 11_900, 14_400, false],
];

/** The riverside parks for a seed. */
export function buildParks(seed: number, river: River): Park[] {
  const random = randomFor(seed, 'parks');
  return stretches.map(([name, west, east, north]) => {
    const from = west + between(random, -300, 300);
    const to = east + between(random, -300, 300);
    const bank: Spot[] = [];
    const road: Spot[] = [];
    for (let x = from; x <= to; x += 120) {
      const edge = north ? river.north(x) : river.south(x);
      const wide = 100 * Math.sin((Math.PI * (x - from)) / (to - from)) ** 0.4;
      bank.push([x, edge]);
      road.push([x, edge + (north ? wide : -wide)]);
    }
    const ring = [...bank, ...road.reverse()];
    return { name, ring: north ? ring : ring.reverse() };
  });
}
