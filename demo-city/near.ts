// Finds the nearest of many spots quickly: a grid of buckets.
import type { Spot } from './plane.ts';

export type Nearby<T> = { cell: number; buckets: Map<number, { spot: Spot; item: T }[]> };

function keyOf(column: number, row: number): number {
  return (column + 4_096) * 8_192 + row + 4_096;
}

/** An empty index whose buckets are `cell` metres wide. */
export function nearby<T>(cell: number): Nearby<T> {
  return { cell, buckets: new Map() };
}

export function place<T>(index: Nearby<T>, spot: Spot, item: T): void {
  const key = keyOf(Math.floor(spot[0] / index.cell), Math.floor(spot[1] / index.cell));
  const bucket = index.buckets.get(key);
  if (bucket) bucket.push({ spot, item });
  else index.buckets.set(key, [{ spot, item }]);
}

/** The nearest item within `within` metres that `wanted` accepts, with its distance, or null. */
export function nearest<T>(
  index: Nearby<T>,
  spot: Spot,
  within: number,
  wanted: (item: T) => boolean = () => true,
): { item: T; spot: Spot; away: number } | null {
  const { cell, buckets } = index;
  const column = Math.floor(spot[0] / cell);
  const row = Math.floor(spot[1] / cell);
  let best: { item: T; spot: Spot; away: number } | null = null;
  let limit = within * within;
  // Square rings of buckets outwards; beyond ring r nothing is nearer than r - 1 buckets.
  for (let ring = 0; ring <= Math.ceil(within / cell); ring += 1) {
    if (best && (ring - 1) * cell > best.away) break;
    for (let dr = -ring; dr <= ring; dr += 1) {
      const step = Math.abs(dr) === ring ? 1 : 2 * ring || 1;
      for (let dc = -ring; dc <= ring; dc += step) {
        const bucket = buckets.get(keyOf(column + dc, row + dr));
        if (!bucket) continue;
        for (const entry of bucket) {
          const away = (entry.spot[0] - spot[0]) ** 2 + (entry.spot[1] - spot[1]) ** 2;
          if (away >= limit || !wanted(entry.item)) continue;
          limit = away;
          best = { item: entry.item, spot: entry.spot, away: Math.sqrt(away) };
        }
      }
    }
  }
  return best;
}

/** How many items lie within `metres`. */
export function anyWithin<T>(index: Nearby<T>, spot: Spot, metres: number): boolean {
  return nearest(index, spot, metres) !== null;
}
