// The outer border of the city before it is split: a rounded blob of Seoul's size with bays and noses.
import { smoothNoise } from '../noise.ts';
import type { Line, Spot } from '../plane.ts';
import { randomFor } from '../prng.ts';

export type Hull = {
  /** Counter-clockwise, about 620 square kilometres. */
  ring: Line;
  holds: (x: number, y: number) => boolean;
};

const corners = 360;

/** The hull for a seed. Every ray from the centre leaves it once. */
export function buildHull(seed: number): Hull {
  const noise = smoothNoise(Math.floor(randomFor(seed, 'hull')() * 1e9));
  const radii = Float64Array.from({ length: corners }, (_, k) => {
    const angle = (k / corners) * 2 * Math.PI;
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    // A superellipse between an oval and a rectangle.
    const base = (Math.abs(c / 15_900) ** 2.9 + Math.abs(s / 12_700) ** 2.9) ** (-1 / 2.9);
    const bays = 0.08 * noise(c * 1.9 + 3, s * 1.9) + 0.045 * noise(c * 5.5, s * 5.5 + 11);
    return base * (0.96 + bays + 0.018 * noise(c * 14, s * 14 + 5));
  });
  const ring: Spot[] = Array.from(radii, (r, k) => {
    const angle = (k / corners) * 2 * Math.PI;
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
  function holds(x: number, y: number): boolean {
    const turn = Math.atan2(y, x) / (2 * Math.PI);
    const at = (turn < 0 ? turn + 1 : turn) * corners;
    const i = Math.floor(at) % corners;
    const a = radii[i]!;
    const b = radii[(i + 1) % corners]!;
    return Math.hypot(x, y) < a + (b - a) * (at - Math.floor(at));
  }
  return { ring, holds };
}
