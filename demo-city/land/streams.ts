// The streams that come down from the mountains and join the river, as narrow tapering water.
import { curveThrough } from '../geometry.ts';
import { smoothNoise } from '../noise.ts';
import type { Line, Spot } from '../plane.ts';
import { between, randomFor } from '../prng.ts';
import type { River } from './river.ts';

export type Stream = { name: string; line: Line; ring: Line };

// From the mouth at an easting upwards through a few places to the spring; the mouth itself lies on the bank.
const courses: readonly (readonly [
  name: string,
  north: boolean,
  mouth: number,
  way: Line,
  width: number,
])[] = [
  [
    '버들내',
    true,
    6_900,
    [
      [6_200, 2_600],
      [6_700, 5_600],
      [5_700, 8_700],
      [6_900, 12_200],
      [6_400, 16_600],
    ],
    62,
  ],
  [
    '맑은내',
    true,
    4_700,
    [
      [3_900, 1_300],
      [3_300, 3_100],
      [700, 3_500],
      [-2_600, 4_200],
      [-3_900, 6_300],
      [-3_100, 9_600],
    ],
    30,
  ],
  [
    '큰여울',
    true,
    -9_900,
    [
      [-9_000, 600],
      [-8_200, 3_000],
      [-8_700, 6_400],
      [-8_300, 9_800],
      [-8_900, 13_300],
    ],
    38,
  ],
  [
    '쇠내',
    false,
    -10_700,
    [
      [-11_300, -5_900],
      [-10_600, -8_600],
      [-11_700, -11_900],
      [-10_900, -16_400],
    ],
    58,
  ],
  [
    '숲내',
    false,
    2_900,
    [
      [2_700, -4_700],
      [3_100, -7_300],
      [2_300, -9_900],
      [2_700, -12_600],
    ],
    34,
  ],
  [
    '은빛내',
    false,
    10_000,
    [
      [9_500, -1_900],
      [9_900, -4_700],
      [10_700, -7_500],
      [10_300, -11_600],
      [11_300, -16_500],
    ],
    44,
  ],
];

/** The streams for a seed. */
export function buildStreams(seed: number, river: River): Stream[] {
  const random = randomFor(seed, 'streams');
  return courses.map(([name, north, mouth, way, width]) => {
    const noise = smoothNoise(Math.floor(random() * 1e9));
    const bank = north ? river.north(mouth) - 90 : river.south(mouth) + 90;
    const spots = way.map(
      ([x, y]): Spot => [x + between(random, -220, 220), y + between(random, -160, 160)],
    );
    const line = curveThrough([[mouth, bank], ...spots], 12).map(([x, y], i): Spot => {
      const sway = Math.min(1, i / 6) * 170;
      return [x + sway * noise(y / 1_100, 1), y + sway * 0.6 * noise(x / 1_100, 8)];
    });
    return { name, line, ring: ribbon(line, width) };
  });
}

function ribbon(line: Line, width: number): Line {
  const left: Spot[] = [];
  const right: Spot[] = [];
  line.forEach(([x, y], i) => {
    const a = line[Math.max(0, i - 1)]!;
    const b = line[Math.min(line.length - 1, i + 1)]!;
    const size = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
    const half = (width / 2) * (1.5 - 1.25 * (i / (line.length - 1)));
    const nx = (-(b[1] - a[1]) / size) * half;
    const ny = ((b[0] - a[0]) / size) * half;
    left.push([x + nx, y + ny]);
    right.push([x - nx, y - ny]);
  });
  return [...left, ...right.reverse()];
}
