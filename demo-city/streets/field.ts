// Which way streets run at each place: a field of right-angled crosses bent by river, hills, old centres and chance.
import type { Hill } from '../land/hills.ts';
import type { River } from '../land/river.ts';
import type { Stream } from '../land/streams.ts';
import { fractalNoise, smoothNoise } from '../noise.ts';
import { halfHeight, halfWidth, type Spot } from '../plane.ts';
import { between, randomFor } from '../prng.ts';

/** Angle in radians of the streets at a place, up to quarter turns. */
export type Field = (x: number, y: number) => number;

const cell = 240;
const columns = Math.ceil((2 * halfWidth) / cell) + 2;
const rows = Math.ceil((2 * halfHeight) / cell) + 2;

/** Where the city grew from: wheels of streets around an old centre. */
export const centres: readonly { spot: Spot; spread: number; weight: number }[] = [
  { spot: [-1_300, 2_600], spread: 2_400, weight: 2.2 },
  { spot: [7_600, 2_300], spread: 1_500, weight: 1.5 },
  { spot: [-9_900, -5_700], spread: 1_500, weight: 1.4 },
  { spot: [-9_200, 7_400], spread: 1_300, weight: 1.2 },
  { spot: [4_300, 9_500], spread: 1_400, weight: 1.2 },
];

/** Where the city was laid out at one stroke: straight wide blocks. */
export const planned: readonly { spot: Spot; spread: number; angle: number }[] = [
  { spot: [5_300, -4_700], spread: 3_300, angle: 0.33 },
  { spot: [-12_600, 1_900], spread: 2_000, angle: -0.35 },
  { spot: [11_000, 8_200], spread: 1_900, angle: 0.62 },
  { spot: [-3_300, -8_200], spread: 1_900, angle: 0.08 },
];

/** The field for a seed. */
export function buildField(seed: number, river: River, hills: Hill[], streams: Stream[]): Field {
  const random = randomFor(seed, 'field');
  const drift = fractalNoise(Math.floor(random() * 1e9), 2);
  const sway = smoothNoise(Math.floor(random() * 1e9));
  const waver = smoothNoise(Math.floor(random() * 1e9));
  const cos4 = new Float64Array(columns * rows);
  const sin4 = new Float64Array(columns * rows);
  const calm = new Float64Array(columns * rows);

  function spread(
    [cx, cy]: Spot,
    radius: number,
    cross: (x: number, y: number, away: number) => readonly [angle: number, weight: number],
    order = 0,
  ): void {
    const fromColumn = Math.max(0, Math.floor((cx - radius + halfWidth) / cell));
    const toColumn = Math.min(columns - 1, Math.ceil((cx + radius + halfWidth) / cell));
    const fromRow = Math.max(0, Math.floor((cy - radius + halfHeight) / cell));
    const toRow = Math.min(rows - 1, Math.ceil((cy + radius + halfHeight) / cell));
    for (let row = fromRow; row <= toRow; row += 1) {
      for (let column = fromColumn; column <= toColumn; column += 1) {
        const x = column * cell - halfWidth;
        const y = row * cell - halfHeight;
        const away = Math.hypot(x - cx, y - cy);
        if (away > radius) continue;
        const [angle, weight] = cross(x, y, away);
        const at = row * columns + column;
        cos4[at] = cos4[at]! + weight * Math.cos(4 * angle);
        sin4[at] = sin4[at]! + weight * Math.sin(4 * angle);
        calm[at] = calm[at]! + weight * order;
      }
    }
  }

  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = column * cell - halfWidth;
      const y = row * cell - halfHeight;
      const at = row * columns + column;
      const angle = 0.12 + 0.55 * drift(x / 9_000, y / 9_000);
      cos4[at] = 0.35 * Math.cos(4 * angle);
      sin4[at] = 0.35 * Math.sin(4 * angle);
      const wet = Math.max(0, y - river.north(x), river.south(x) - y);
      const pull = 3.2 * Math.exp(-((wet / 1_150) ** 2));
      if (pull > 0.01) {
        const course = river.course(x);
        cos4[at] = cos4[at]! + pull * Math.cos(4 * course);
        sin4[at] = sin4[at]! + pull * Math.sin(4 * course);
      }
    }
  }
  // Villages that grew together, each with its own idea of north.
  for (let i = 0; i < 130; i += 1) {
    const at: Spot = [between(random, -18_500, 18_500), between(random, -15_000, 15_000)];
    const size = between(random, 900, 2_300);
    const own = 0.12 + 0.55 * drift(at[0] / 9_000, at[1] / 9_000) + between(random, -0.6, 0.6);
    spread(at, size * 1.9, (_x, _y, away) => [own, Math.exp(-((away / size) ** 2))]);
  }
  for (const { spot, spread: size, weight } of centres) {
    spread(spot, size * 2.2, (x, y, away) => [
      Math.atan2(y - spot[1], x - spot[0]),
      weight * Math.exp(-((away / size) ** 2)),
    ]);
  }
  for (const { spot, spread: size, angle } of planned) {
    spread(spot, size * 1.8, (_x, _y, away) => [angle, 4 * Math.exp(-((away / size) ** 4))], 1);
  }
  for (const { line } of streams) {
    for (let i = 4; i + 3 < line.length; i += 3) {
      const [ax, ay] = line[i - 3]!;
      const [bx, by] = line[i + 3]!;
      const run = Math.atan2(by - ay, bx - ax);
      spread(line[i]!, 800, (_x, _y, away) => [run, 0.9 * Math.exp(-((away / 420) ** 2))]);
    }
  }
  for (const hill of hills) {
    spread(hill.center, hill.radius * 2 + 900, (x, y, away) => {
      const past = Math.max(0, away - away / hill.reach([x, y]));
      return [
        Math.atan2(y - hill.center[1], x - hill.center[0]),
        2.6 * Math.exp(-((past / 520) ** 2)),
      ];
    });
  }

  return (x, y) => {
    const u = Math.min(columns - 1.001, Math.max(0, (x + halfWidth) / cell));
    const v = Math.min(rows - 1.001, Math.max(0, (y + halfHeight) / cell));
    const column = Math.floor(u);
    const row = Math.floor(v);
    const at = row * columns + column;
    const fu = u - column;
    const fv = v - row;
    const c = mix(cos4, at, fu, fv);
    const s = mix(sin4, at, fu, fv);
    const order = Math.min(1, mix(calm, at, fu, fv) / 2);
    const wobble = 0.2 * sway(x / 1_500, y / 1_500) + 0.17 * waver(x / 520, y / 520);
    return Math.atan2(s, c) / 4 + (1 - 0.92 * order) * wobble;
  };
}

function mix(values: Float64Array, at: number, fu: number, fv: number): number {
  const low = values[at]! + (values[at + 1]! - values[at]!) * fu;
  const up = values[at + columns]!;
  const high = up + (values[at + columns + 1]! - up) * fu;
  return low + (high - low) * fv;
}
