// The land before anybody lives on it: water, hills, borders, and the streets that grow between them.
import { joinBorders, outline, type Shape, traceBorders } from './districts/borders.ts';
import { buildHull } from './districts/hull.ts';
import { ownerAt, partition } from './districts/partition.ts';
import { districtPlaces } from './districts/places.ts';
import { type GroundAt, rasterise } from './land/ground.ts';
import { buildHills, type Hill } from './land/hills.ts';
import { buildParks, type Park } from './land/parks.ts';
import { buildRiver, type River } from './land/river.ts';
import { buildStreams } from './land/streams.ts';
import { type WaterBody, waterBodies } from './land/water.ts';
import type { Line } from './plane.ts';
import { buildField, type Field } from './streets/field.ts';
import { type GrownStreet, growStreets } from './streets/grow.ts';

export type LaidOut = {
  river: River;
  hills: Hill[];
  parks: Park[];
  water: WaterBody[];
  at: GroundAt;
  /** One per district, in their order. */
  shapes: Shape[];
  outline: Line;
  /** Index of the district at a place, about to the nearest 160 m; -1 outside. */
  ownerAt: (x: number, y: number) => number;
  field: Field;
  grown: GrownStreet[];
};

/** The land and the streets for a seed. */
export function groundOf(seed: number): LaidOut {
  const river = buildRiver(seed);
  const hills = buildHills(seed, river);
  const streams = buildStreams(seed, river);
  const hull = buildHull(seed);
  const at = rasterise(hull.ring, river, hills, streams);
  const owners = partition(seed, hull, river, hills);
  const borders = traceBorders(owners, river);
  const field = buildField(seed, river, hills, streams);
  return {
    river,
    hills,
    parks: buildParks(seed, river),
    water: waterBodies(river, streams),
    at,
    shapes: joinBorders(borders, districtPlaces.length),
    outline: outline(borders),
    ownerAt: (x, y) => ownerAt(owners, x, y),
    field,
    grown: growStreets(seed, river, at, field),
  };
}
