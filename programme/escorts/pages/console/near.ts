// How a place is said at the desk by what lies near it.
import { distance } from '#platform/ui/format.ts';
import { metresApart, type Place } from '../../rules/travel.ts';
import { t } from './words.ts';

export type Landmark = Place & { name: string };

/** Farther away than this nothing says where a place is. Metres. */
const nearEnough = 400;

/** `한별마트에서 180 m`; empty where nothing is near. */
export function sayNear(at: Place, landmarks: readonly Landmark[]): string {
  let best: { place: string; metres: number } | null = null;
  for (const { name, ...there } of landmarks) {
    const metres = metresApart(at, there);
    if (metres <= nearEnough && metres < (best?.metres ?? Number.POSITIVE_INFINITY))
      best = { place: name, metres };
  }
  return best === null
    ? ''
    : t('seen.near', { place: best.place, distance: distance(Math.round(best.metres / 10) * 10) });
}
