// The mountains around and the hills inside the city: outlines with ridges and valleys, where no street climbs.
import { smoothNoise } from '../noise.ts';
import type { Line, Spot } from '../plane.ts';
import { between, randomFor } from '../prng.ts';
import type { River } from './river.ts';

export type Hill = {
  name: string;
  center: Spot;
  /** Mean radius in metres. */
  radius: number;
  ring: Line;
  /** 1 on the outline, less inside, more outside. */
  reach: (spot: Spot) => number;
};

// Where mountains stand, as in most Korean cities: a wall in the north, another in the south, small hills between.
const summits: readonly (readonly [name: string, x: number, y: number, rx: number, ry: number])[] =
  [
    ['한솔산', -3_900, 13_400, 3_600, 3_100],
    ['너울산', 3_600, 14_300, 2_300, 1_900],
    ['해오름산', 14_200, 9_600, 2_000, 2_900],
    ['노을산', -15_600, 8_200, 1_900, 2_700],
    ['큰바위산', -2_600, -12_600, 3_300, 2_600],
    ['구름산', 6_600, -12_400, 2_700, 1_900],
    ['새벽산', 15_300, -8_300, 1_900, 2_600],
    ['가람산', -14_800, -7_500, 2_000, 1_900],
    ['달마산', 1_700, 1_350, 900, 700],
    ['솔봉', -5_600, 4_700, 1_150, 850],
    ['매봉', 8_600, 5_000, 1_000, 800],
    ['까치산', -8_600, -6_900, 750, 600],
    ['반달산', 5_200, -6_600, 850, 640],
    ['안산', -10_600, 3_700, 700, 850],
    ['용머리산', 11_500, -3_800, 760, 560],
    ['청솔산', 300, 7_700, 800, 620],
    ['학산', 12_300, 3_600, 520, 640],
    ['동그라미산', -11_900, 8_900, 720, 520],
    ['옥빛산', 700, -7_600, 560, 440],
    ['초승산', -6_300, 9_000, 620, 480],
  ];

const foothill = 56;
const turns = 180;

/** The hills for a seed. */
export function buildHills(seed: number, river: River): Hill[] {
  const random = randomFor(seed, 'hills');
  return summits.map(([name, x, y, rx, ry], index) => {
    const center: Spot = [x + between(random, -250, 250), y + between(random, -250, 250)];
    const tilt = between(random, 0, Math.PI);
    const size = between(random, 0.92, 1.1);
    const noise = smoothNoise(Math.floor(random() * 1e9) + index);
    const large = rx > 1_500;
    function outline(angle: number): number {
      const c = Math.cos(angle - tilt * (large ? 0 : 1));
      const s = Math.sin(angle - tilt * (large ? 0 : 1));
      const base = size / Math.hypot(c / rx, s / ry);
      const u = Math.cos(angle);
      const v = Math.sin(angle);
      // Valleys cut in sharply between broad ridges: the absolute value of noise gives the sharp side.
      const broad = 0.2 * noise(u * 1.3 + 7, v * 1.3);
      const valleys = (large ? 0.3 : 0.2) * (0.4 - Math.abs(noise(u * 2.2, v * 2.2 + 31)) * 1.4);
      const fine = 0.045 * noise(u * 5, v * 5 + 90);
      return base * (1 + broad + valleys + fine);
    }
    const table = Float64Array.from({ length: turns + 1 }, (_, k) =>
      outline((k / turns) * 2 * Math.PI),
    );
    function reach([px, py]: Spot): number {
      const dx = px - center[0];
      const dy = py - center[1];
      const turn = Math.atan2(dy, dx) / (2 * Math.PI);
      return Math.hypot(dx, dy) / table[Math.round((turn < 0 ? turn + 1 : turn) * turns)]!;
    }
    const ring: Spot[] = [];
    const corners = large ? foothill * 2 : foothill;
    for (let k = 0; k < corners; k += 1) {
      const angle = (k / corners) * 2 * Math.PI;
      const r = outline(angle);
      const px = center[0] + r * Math.cos(angle);
      let py = center[1] + r * Math.sin(angle);
      // No hill stands in the river: its foot stops short of the bank.
      const middle = river.middle(px);
      if (center[1] > middle) py = Math.max(py, river.north(px) + 220);
      else py = Math.min(py, river.south(px) - 220);
      ring.push([px, py]);
    }
    return { name, center, radius: Math.sqrt(rx * ry), ring, reach };
  });
}
