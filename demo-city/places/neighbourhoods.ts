// The neighbourhoods (동) of each district: names and middles, for labels, store names and hints.
import { distance } from '../geometry.ts';
import type { Spot } from '../plane.ts';
import type { Random } from '../prng.ts';

export type Neighbourhood = { word: string; district: number; spot: Spot };

/** Spreads about ten names over the streets of every district, each as far from the others as can be. */
export function nameNeighbourhoods(
  random: Random,
  streetSpots: readonly (readonly Spot[])[],
  words: string[],
): Neighbourhood[] {
  return streetSpots.flatMap((spots, district) => {
    if (spots.length === 0) return [];
    const chosen: Spot[] = [];
    const count = Math.min(12, Math.max(5, Math.round(spots.length / 60)));
    for (let i = 0; i < count; i += 1) {
      let best = spots[0]!;
      let clearest = -1;
      for (let k = 0; k < 24; k += 1) {
        const spot = spots[Math.floor(random() * spots.length)]!;
        const clear = Math.min(9_999, ...chosen.map((other) => distance(other, spot)));
        if (clear > clearest) {
          clearest = clear;
          best = spot;
        }
      }
      chosen.push(best);
    }
    return chosen.map((spot): Neighbourhood => {
      const word = words.pop() ?? `새마을${district + 1}`;
      return { word, district, spot };
    });
  });
}
