// The water as it is drawn: simplified rings with their islands cut out, and the question whether a spot is wet.
import { ringHolds, simplified } from '../geometry.ts';
import { type Line, onGlobeGrid, type Spot } from '../plane.ts';
import type { River } from './river.ts';
import type { Stream } from './streams.ts';

export type WaterBody = {
  kind: 'river' | 'stream';
  name: string;
  outer: Line;
  islands: Line[];
  west: number;
  east: number;
  south: number;
  north: number;
};

function body(
  kind: 'river' | 'stream',
  name: string,
  ring: Line,
  islands: readonly Line[],
): WaterBody {
  const outer = simplified(ring, 5).map(onGlobeGrid);
  const xs = outer.map(([x]) => x);
  const ys = outer.map(([, y]) => y);
  return {
    kind,
    name,
    outer,
    islands: islands.map((island) => simplified(island, 4).map(onGlobeGrid)),
    west: Math.min(...xs),
    east: Math.max(...xs),
    south: Math.min(...ys),
    north: Math.max(...ys),
  };
}

/** All water of the map, the river first. */
export function waterBodies(river: River, streams: readonly Stream[]): WaterBody[] {
  return [
    body(
      'river',
      '가온강',
      river.ring,
      river.islands.map((island) => island.ring),
    ),
    ...streams.map((stream) => body('stream', stream.name, stream.ring, [])),
  ];
}

/** Whether a spot lies in drawn water. */
export function isWet(bodies: readonly WaterBody[], spot: Spot): boolean {
  const [x, y] = spot;
  return bodies.some(
    (water) =>
      x > water.west &&
      x < water.east &&
      y > water.south &&
      y < water.north &&
      ringHolds(water.outer, spot) &&
      !water.islands.some((island) => ringHolds(island, spot)),
  );
}
