// Grows the street network the way a city does: riverside roads, ring and bridges first, then main streets, then lanes.
import { lengthOf, simplified } from '../geometry.ts';
import { type GroundAt, ground } from '../land/ground.ts';
import type { River } from '../land/river.ts';
import type { StreetClass } from '../model.ts';
import { smoothNoise } from '../noise.ts';
import { halfHeight, halfWidth, type Line, type Spot } from '../plane.ts';
import { between, type Random, randomFor } from '../prng.ts';
import { centres, type Field, planned } from './field.ts';
import {
  addWall,
  crowded,
  follow,
  forgetBack,
  type Grown,
  headingAt,
  nothingGrown,
  noWalls,
  remember,
  type Walls,
  type Way,
  wallBetween,
} from './trace.ts';

export type GrownStreet = { class: StreetClass; line: Line };

type Site = {
  random: Random;
  river: River;
  at: GroundAt;
  field: Field;
  grown: Grown;
  walls: Walls;
  streets: GrownStreet[];
  /** How built-up a place is, 0 to 1. */
  dense: Patches;
  /** Metres between lanes. */
  laneApart: Patches;
};

const quarter = Math.PI / 2;

/** All streets for a seed, each a line that turns gently. */
export function growStreets(seed: number, river: River, at: GroundAt, field: Field): GrownStreet[] {
  const random = randomFor(seed, 'streets');
  const noise = smoothNoise(Math.floor(random() * 1e9));
  const dense = patches((x, y) => {
    let sum = 0.42 + 0.3 * noise(x / 2_400, y / 2_400);
    for (const { spot, spread } of centres) {
      sum += 0.4 * Math.exp(-(((x - spot[0]) ** 2 + (y - spot[1]) ** 2) / (spread * 1.5) ** 2));
    }
    return Math.min(1, Math.max(0, sum));
  });
  const laneApart = patches((x, y) =>
    planned.some(({ spot, spread }) => Math.hypot(x - spot[0], y - spot[1]) < spread)
      ? 225
      : 240 - 125 * dense(x, y),
  );
  const site: Site = {
    random,
    river,
    at,
    field,
    grown: nothingGrown(),
    walls: noWalls(),
    streets: [],
    dense,
    laneApart,
  };
  layRiverside(site);
  layRing(site);
  growMajor(site);
  growMain(site);
  closeEnds(site);
  growLanes(site);
  return site.streets;
}

const patch = 300;
const patchColumns = Math.ceil((2 * halfWidth) / patch) + 1;
const patchRows = Math.ceil((2 * halfHeight) / patch) + 1;

type Patches = (x: number, y: number) => number;

/** A value worked out once for each patch of 300 m, because growing streets ask it hundreds of thousands of times. */
function patches(value: (x: number, y: number) => number): Patches {
  const values = new Float32Array(patchColumns * patchRows);
  for (let row = 0; row < patchRows; row += 1) {
    for (let column = 0; column < patchColumns; column += 1) {
      const x = (column + 0.5) * patch - halfWidth;
      const y = (row + 0.5) * patch - halfHeight;
      values[row * patchColumns + column] = value(x, y);
    }
  }
  return (x, y) => {
    const column = Math.min(patchColumns - 1, Math.max(0, Math.floor((x + halfWidth) / patch)));
    const row = Math.min(patchRows - 1, Math.max(0, Math.floor((y + halfHeight) / patch)));
    return values[row * patchColumns + column]!;
  };
}

function keep(site: Site, streetClass: StreetClass, line: Line): void {
  if (streetClass === 'minor') {
    site.streets.push({ class: streetClass, line: simplified(line, 5) });
    return;
  }
  site.streets.push({ class: streetClass, line });
  for (let i = 1; i < line.length; i += 1) addWall(site.walls, line[i - 1]!, line[i]!);
}

function lay(site: Site, line: Line): void {
  for (let i = 1; i < line.length; i += 1) {
    const [x, y] = line[i]!;
    remember(site.grown, x, y, Math.atan2(y - line[i - 1]![1], x - line[i - 1]![0]));
  }
  keep(site, 'major', line);
}

function layRiverside(site: Site): void {
  const { river } = site;
  const north: Spot[] = [];
  const south: Spot[] = [];
  for (let x = -halfWidth; x <= halfWidth; x += 90) {
    north.push([x, river.north(x) + 120]);
    south.push([x, river.south(x) - 120]);
  }
  lay(site, north);
  lay(site, south);
}

function layRing(site: Site): void {
  const wobble = smoothNoise(Math.floor(site.random() * 1e9));
  const ring: Spot[] = [];
  for (let k = 0; k <= 400; k += 1) {
    const angle = (k / 400) * 2 * Math.PI;
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    const r = 7_300 * (1 + 0.12 * wobble(c * 1.4, s * 1.4) - 0.16 * Math.abs(s));
    ring.push([1_000 + r * c * 1.05, -300 + r * s]);
  }
  lay(site, ring);
}

/** Traces both ways from a seed; keeps the street when it is long enough and tells its line. */
function tryStreet(
  site: Site,
  streetClass: StreetClass,
  way: Way,
  start: Spot,
  heading: number,
  shortest: number,
): Line | null {
  const [x, y] = start;
  const first = headingAt(site.field, x, y, heading);
  // The country beyond the border has only roads that come from the city.
  if (!way.passable(x, y, first) || site.at(x, y) === ground.outskirts) return null;
  if (crowded(site.grown, x, y, first, way.apart(x, y) * 0.86)) return null;
  const mark = site.grown.count;
  const ahead = follow(site.grown, way, start, first);
  const behind = follow(site.grown, way, start, first + Math.PI);
  const line = [...behind.reverse(), ...ahead.slice(1)];
  if (lengthOf(line) < shortest) {
    forgetBack(site.grown, mark);
    return null;
  }
  remember(site.grown, x, y, first);
  keep(site, streetClass, line);
  return line;
}

/** Sows seeds beside and across every street of a level until nothing more fits (after Jobard and Lefer, 1997). */
function sow(
  site: Site,
  streetClass: StreetClass,
  way: Way,
  parents: Line[],
  shortest: number,
): void {
  for (let i = 0; i < parents.length; i += 1) {
    const line = parents[i]!;
    stroll(line, way.apart(...line[0]!) * between(site.random, 0.2, 0.8), (x, y, heading) => {
      const apart = way.apart(x, y);
      const across = tryStreet(site, streetClass, way, [x, y], heading + quarter, shortest);
      if (across) parents.push(across);
      for (const side of [quarter, -quarter]) {
        const off = apart * between(site.random, 0.95, 1.25);
        const seed: Spot = [x + Math.cos(heading + side) * off, y + Math.sin(heading + side) * off];
        const beside = tryStreet(site, streetClass, way, seed, heading, shortest);
        if (beside) parents.push(beside);
      }
      return apart * between(site.random, 0.45, 0.75);
    });
  }
}

/** Walks along a line and stops after `due` metres; `visit` says how far to go on. */
function stroll(
  line: Line,
  due: number,
  visit: (x: number, y: number, heading: number) => number,
): void {
  let left = due;
  for (let i = 1; i < line.length; i += 1) {
    const [ax, ay] = line[i - 1]!;
    const [bx, by] = line[i]!;
    const step = Math.hypot(bx - ax, by - ay);
    if (left > step) {
      left -= step;
      continue;
    }
    const heading = Math.atan2(by - ay, bx - ax);
    let at = left;
    while (at <= step) {
      at += visit(ax + ((bx - ax) * at) / step, ay + ((by - ay) * at) / step, heading);
    }
    left = at - step;
  }
}

/** A bridge crosses the water squarely or not at all. */
function bridges(site: Site, x: number, heading: number): boolean {
  return Math.abs(Math.sin(heading - site.river.course(x))) > 0.86;
}

function growMajor(site: Site): void {
  const way: Way = {
    field: site.field,
    stride: 90,
    passable(x, y, heading) {
      const here = site.at(x, y);
      if (here === ground.off || here === ground.hill) return false;
      return here !== ground.water || bridges(site, x, heading);
    },
    apart: (x, y) => 2_350 - 750 * site.dense(x, y),
    meets: () => null,
    longest: 22_000,
  };
  const lines: Line[] = [];
  for (let x = -15_500; x < 16_500; x += between(site.random, 1_450, 2_300)) {
    const start: Spot = [x, site.river.middle(x)];
    const line = tryStreet(site, 'major', way, start, site.river.course(x) + quarter, 2_600);
    if (line) lines.push(line);
  }
  sow(site, 'major', way, [...site.streets.map((street) => street.line), ...lines], 2_600);
}

function growMain(site: Site): void {
  const way: Way = {
    field: site.field,
    stride: 70,
    passable(x, y) {
      const here = site.at(x, y);
      return here === ground.city || here === ground.stream;
    },
    apart: (x, y) => 720 - 290 * site.dense(x, y),
    meets: () => null,
    longest: 9_000,
  };
  const parents = site.streets.map((street) => street.line);
  sow(site, 'main', way, parents, 800);
}

/** Lengthens streets that end between two others until they meet one, or cuts them back to the last they met. */
function closeEnds(site: Site): void {
  for (const street of site.streets) {
    const { line } = street;
    // The ring has no ends.
    if (line[0]![0] === line[line.length - 1]![0]) continue;
    const tail = closed(site, line);
    street.line = closed(site, [...tail].reverse()).reverse();
  }
  for (const street of site.streets) street.line = simplified(street.line, 5);
}

function closed(site: Site, line: Line): Spot[] {
  const end = line[line.length - 1]!;
  const before = line[line.length - 2]!;
  let [x, y] = end;
  if (site.at(x, y) === ground.outskirts || site.at(x, y) === ground.off) return [...line];
  let heading = Math.atan2(y - before[1], x - before[0]);
  const more: Spot[] = [];
  for (let gone = 0; gone < 1_100; gone += 60) {
    heading = headingAt(site.field, x, y, heading);
    const next: Spot = [x + Math.cos(heading) * 60, y + Math.sin(heading) * 60];
    const here = site.at(...next);
    if (here !== ground.city && here !== ground.stream) break;
    const met = gone > 0 ? wallBetween(site.walls, [x, y], next) : null;
    if (met) {
      more.push(met);
      [end, ...more].forEach((spot, i, all) => {
        if (i > 0) addWall(site.walls, all[i - 1]!, spot);
      });
      return [...line, ...more];
    }
    more.push(next);
    [x, y] = next;
  }
  let tail = 0;
  for (let i = line.length - 1; i > 1 && tail < 1_400; i -= 1) {
    const a = line[i]!;
    const b = line[i - 1]!;
    const met = wallBetween(site.walls, a, b);
    if (met) return [...line.slice(0, i), met];
    tail += Math.hypot(a[0] - b[0], a[1] - b[1]);
  }
  return [...line];
}

function growLanes(site: Site): void {
  const way: Way = {
    field: site.field,
    stride: 52,
    passable: (x, y) => site.at(x, y) === ground.city,
    apart: site.laneApart,
    // Three lanes in four end on the street they reach, so that blocks do not line up across it.
    meets(a, b) {
      const met = wallBetween(site.walls, a, b);
      return met && site.random() < 0.75 ? met : null;
    },
    longest: 1_700,
  };
  const parents = site.streets.map((street) => street.line);
  for (let i = 0; i < parents.length; i += 1) {
    const line = parents[i]!;
    stroll(line, way.apart(...line[0]!) * site.random(), (x, y, heading) => {
      const side = site.random() < 0.5 ? quarter : -quarter;
      const one = branch(site, way, x, y, heading + side);
      if (one) parents.push(one);
      const other = branch(site, way, x, y, heading - side);
      if (other) parents.push(other);
      return way.apart(x, y) * between(site.random, 0.42, 0.7);
    });
  }
}

/** A lane that leaves a street to one side. */
function branch(site: Site, way: Way, fromX: number, fromY: number, heading: number): Line | null {
  const x = fromX + Math.cos(heading) * way.stride;
  const y = fromY + Math.sin(heading) * way.stride;
  if (!way.passable(x, y, heading)) return null;
  const first = headingAt(site.field, fromX, fromY, heading);
  // Where the field does not leave the street there is no turning.
  if (Math.cos(first - heading) < 0.75) return null;
  if (crowded(site.grown, fromX, fromY, first, way.apart(fromX, fromY) * 0.86)) return null;
  const mark = site.grown.count;
  const line = follow(site.grown, way, [fromX, fromY], first);
  if (lengthOf(line) < 130) {
    forgetBack(site.grown, mark);
    return null;
  }
  keep(site, 'minor', line);
  return line;
}
