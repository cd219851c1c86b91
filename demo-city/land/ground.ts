// What lies at each place, on a fine raster, so that growing streets can ask a million times.
import { halfHeight, halfWidth, type Line, type Spot } from '../plane.ts';
import type { Hill } from './hills.ts';
import type { River } from './river.ts';
import type { Stream } from './streams.ts';

export const ground = { city: 0, outskirts: 1, water: 2, hill: 3, stream: 4, off: 5 } as const;
export type Ground = (typeof ground)[keyof typeof ground];

const cell = 60;
const columns = Math.ceil((2 * halfWidth) / cell);
const rows = Math.ceil((2 * halfHeight) / cell);

/** The raster as a question: what is at this spot? */
export type GroundAt = (x: number, y: number) => Ground;

/** Rasterises hull, hills, streams, river and islands, in this order. */
export function rasterise(hull: Line, river: River, hills: Hill[], streams: Stream[]): GroundAt {
  const cells = new Uint8Array(columns * rows).fill(ground.outskirts);
  fill(cells, hull, ground.city);
  for (const hill of hills) fill(cells, hill.ring, ground.hill);
  for (const stream of streams) fill(cells, stream.ring, ground.stream);
  fill(cells, river.ring, ground.water);
  for (const island of river.islands) {
    fill(cells, island.ring, island.inhabited ? ground.city : ground.hill);
  }
  return (x, y) => {
    const column = Math.floor((x + halfWidth) / cell);
    const row = Math.floor((y + halfHeight) / cell);
    if (column < 0 || row < 0 || column >= columns || row >= rows) return ground.off;
    return cells[row * columns + column] as Ground;
  };
}

/** Scanline fill by the even-odd rule at cell middles. */
function fill(cells: Uint8Array, ring: Line, value: Ground): void {
  const crossings: number[][] = [];
  let previous: Spot = ring[ring.length - 1]!;
  for (const spot of ring) {
    const [low, high] = previous[1] < spot[1] ? [previous, spot] : [spot, previous];
    const from = Math.max(0, Math.ceil((low[1] + halfHeight) / cell - 0.5));
    const to = Math.min(rows - 1, Math.ceil((high[1] + halfHeight) / cell - 0.5) - 1);
    for (let row = from; row <= to; row += 1) {
      const y = (row + 0.5) * cell - halfHeight;
      const x = low[0] + ((high[0] - low[0]) * (y - low[1])) / (high[1] - low[1]);
      const list = crossings[row] ?? [];
      list.push(x);
      crossings[row] = list;
    }
    previous = spot;
  }
  crossings.forEach((list, row) => {
    list.sort((a, b) => a - b);
    for (let i = 0; i + 1 < list.length; i += 2) {
      const from = Math.max(0, Math.ceil((list[i]! + halfWidth) / cell - 0.5));
      const to = Math.min(columns - 1, Math.ceil((list[i + 1]! + halfWidth) / cell - 0.5) - 1);
      for (let column = from; column <= to; column += 1) cells[row * columns + column] = value;
    }
  });
}
