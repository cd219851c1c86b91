// The river Gaon: its middle, its two banks, its islands, and what stands in its water.
import { curveThrough, ringHolds } from '../geometry.ts';
import { smoothNoise } from '../noise.ts';
import { halfWidth, type Line, type Spot } from '../plane.ts';
import { between, randomFor } from '../prng.ts';

export type Island = { name: string; ring: Line; inhabited: boolean };

export type River = {
  /** Northing of the middle, the north and the south bank at an easting, metres. */
  middle: (x: number) => number;
  north: (x: number) => number;
  south: (x: number) => number;
  /** Direction of the flow at an easting, radians. */
  course: (x: number) => number;
  /** Whole water area without the islands, from west to east and back. */
  ring: Line;
  islands: Island[];
  /** Whether the spot is wet. */
  holds: (spot: Spot) => boolean;
};

const step = 120;
const reach = halfWidth + 1_200;

function table(values: number[]): (x: number) => number {
  return (x) => {
    const at = Math.min(values.length - 1.001, Math.max(0, (x + reach) / step));
    const i = Math.floor(at);
    return values[i]! + (values[i + 1]! - values[i]!) * (at - i);
  };
}

/** A bump of height 1 at `at` that fades over `spread` metres. */
function swell(x: number, at: number, spread: number): number {
  return Math.exp(-(((x - at) / spread) ** 2));
}

/** The river for a seed. It crosses the map from west to east in three bends and never turns back. */
export function buildRiver(seed: number): River {
  const random = randomFor(seed, 'river');
  const noise = smoothNoise(Math.floor(random() * 1e9));
  const bends: Line = [
    [-24_000, 3_300],
    [-18_500, 1_500],
    [-13_200, -700],
    [-9_000, -2_900],
    [-4_600, -4_300],
    [-600, -3_800],
    [3_000, -1_900],
    [6_500, -150],
    [10_200, 500],
    [14_200, -700],
    [18_500, -2_600],
    [24_000, -3_100],
  ].map(([x, y]) => [x!, y! + between(random, -260, 260)]);
  const bigIsland = -7_300 + between(random, -300, 300);
  const curve = curveThrough(bends, 24);
  const middles: number[] = [];
  const norths: number[] = [];
  const souths: number[] = [];
  let i = 0;
  for (let x = -reach; x <= reach + step; x += step) {
    while (i < curve.length - 2 && curve[i + 1]![0] < x) i += 1;
    const a = curve[i]!;
    const b = curve[i + 1]!;
    const y = a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0]);
    const slant = Math.hypot(1, (b[1] - a[1]) / (b[0] - a[0]));
    const wide = 430 + 90 * noise(x / 5_000, 3.1);
    middles.push(y);
    norths.push(y + (wide + 60 * noise(x / 1_300, 9.7)) * slant);
    souths.push(
      y - (wide + 60 * noise(x / 1_300, 40.3) + 1_450 * swell(x, bigIsland, 2_300)) * slant,
    );
  }
  const middle = table(middles);
  const north = table(norths);
  const south = table(souths);
  const islands: Island[] = [
    { name: '너른섬', ring: mainIsland(bigIsland, middle, south), inhabited: true },
    {
      name: '밤나무섬',
      ring: sandbank(bigIsland + 3_350, middle, 560, 150, -40),
      inhabited: false,
    },
    { name: '갈대섬', ring: sandbank(11_700, middle, 780, 120, 130), inhabited: false },
  ];
  const ring: Spot[] = [];
  for (let x = -reach; x <= reach; x += step) ring.push([x, north(x)]);
  for (let x = reach; x >= -reach; x -= step) ring.push([x, south(x)]);
  function holds(spot: Spot): boolean {
    const [x, y] = spot;
    if (y >= north(x) || y <= south(x)) return false;
    return !islands.some((island) => ringHolds(island.ring, spot));
  }
  function course(x: number): number {
    return Math.atan2(middle(x + 300) - middle(x - 300), 600);
  }
  return { middle, north, south, course, ring, islands, holds };
}

function mainIsland(at: number, middle: (x: number) => number, south: (x: number) => number): Line {
  const upper: Spot[] = [];
  const lower: Spot[] = [];
  for (let x = at - 2_900; x <= at + 2_900; x += 150) {
    const top = middle(x) - 330;
    const bottom = south(x) + 150 + 90 * swell(x, at, 1_500);
    if (top - bottom < 110) continue;
    upper.push([x, top]);
    lower.push([x, bottom]);
  }
  const first = upper[0]!;
  const last = upper[upper.length - 1]!;
  const west: Spot = [first[0] - 130, (first[1] + lower[0]![1]) / 2];
  const east: Spot = [last[0] + 130, (last[1] + lower[lower.length - 1]![1]) / 2];
  return curveThrough([west, ...upper, east, ...lower.reverse()], 2, true).slice(0, -1);
}

function sandbank(
  at: number,
  middle: (x: number) => number,
  length: number,
  breadth: number,
  off: number,
): Line {
  const ring: Spot[] = [];
  for (let k = 0; k < 22; k += 1) {
    const angle = (k / 22) * 2 * Math.PI;
    const x = at + length * Math.cos(angle);
    const taper = Math.sin(angle) * (0.7 + 0.3 * Math.cos(angle));
    ring.push([x, middle(x) + off + breadth * taper]);
  }
  return ring;
}
