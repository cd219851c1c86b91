// Plane geometry on spots: lengths, areas, containment, smoothing and simplifying.
import type { Line, Spot } from './plane.ts';

/** Straight distance in metres. */
export function distance(a: Spot, b: Spot): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

/** Length of an open line in metres. */
export function lengthOf(line: Line): number {
  let sum = 0;
  for (let i = 1; i < line.length; i += 1) sum += distance(line[i - 1]!, line[i]!);
  return sum;
}

/** Signed area of a ring in square metres, positive when counter-clockwise. */
export function areaOf(ring: Line): number {
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    twice += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  }
  return twice / 2;
}

/** Whether the ring holds the spot (even-odd rule). */
export function ringHolds(ring: Line, [x, y]: Spot): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** The spot `metres` along the line and the unit direction there; clamped to the ends. */
export function along(line: Line, metres: number): { spot: Spot; direction: Spot } {
  let left = metres;
  for (let i = 1; i < line.length; i += 1) {
    const a = line[i - 1]!;
    const b = line[i]!;
    const step = distance(a, b);
    if (step > 0 && (left <= step || i === line.length - 1)) {
      const t = Math.min(1, Math.max(0, left / step));
      return {
        spot: [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t],
        direction: [(b[0] - a[0]) / step, (b[1] - a[1]) / step],
      };
    }
    left -= step;
  }
  return { spot: line[0]!, direction: [1, 0] };
}

/** The part of a line between two distances along it, in metres. */
export function portion(line: Line, from: number, to: number): Spot[] {
  const result: Spot[] = [along(line, from).spot];
  let walked = 0;
  for (let i = 1; i < line.length; i += 1) {
    walked += distance(line[i - 1]!, line[i]!);
    if (walked > from + 0.5 && walked < to - 0.5) result.push(line[i]!);
  }
  result.push(along(line, to).spot);
  return result;
}

/** The nearest place on a line: how far along it and how far away, in metres. */
export function nearestOn(line: Line, spot: Spot): { at: number; away: number } {
  let best = { at: 0, away: Number.POSITIVE_INFINITY };
  let walked = 0;
  for (let i = 1; i < line.length; i += 1) {
    const a = line[i - 1]!;
    const b = line[i]!;
    const dx = b[0] - a[0];
    const dy = b[1] - a[1];
    const step = Math.hypot(dx, dy);
    if (step === 0) continue;
    const dot = ((spot[0] - a[0]) * dx + (spot[1] - a[1]) * dy) / (step * step);
    const t = Math.min(1, Math.max(0, dot));
    const away = Math.hypot(a[0] + dx * t - spot[0], a[1] + dy * t - spot[1]);
    if (away < best.away) best = { at: walked + t * step, away };
    walked += step;
  }
  return best;
}

/** Where segment a–b crosses segment c–d, or null. */
export function crossing(a: Spot, b: Spot, c: Spot, d: Spot): Spot | null {
  const rx = b[0] - a[0];
  const ry = b[1] - a[1];
  const sx = d[0] - c[0];
  const sy = d[1] - c[1];
  const cross = rx * sy - ry * sx;
  if (cross === 0) return null;
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross;
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross;
  if (t < 0 || t > 1 || u < 0 || u > 1) return null;
  return [a[0] + rx * t, a[1] + ry * t];
}

/** The line with fewer spots, nowhere further than `tolerance` metres from the original (Douglas and Peucker, 1973). */
export function simplified(line: Line, tolerance: number): Spot[] {
  if (line.length < 3) return [...line];
  const keep = new Uint8Array(line.length);
  keep[0] = 1;
  keep[line.length - 1] = 1;
  const open: [number, number][] = [[0, line.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    const [ax, ay] = line[from]!;
    const dx = line[to]![0] - ax;
    const dy = line[to]![1] - ay;
    const size = dx * dx + dy * dy || 1;
    let worst = tolerance * tolerance;
    let at = -1;
    for (let i = from + 1; i < to; i += 1) {
      const px = line[i]![0] - ax;
      const py = line[i]![1] - ay;
      const t = Math.min(1, Math.max(0, (px * dx + py * dy) / size));
      const off = (px - t * dx) ** 2 + (py - t * dy) ** 2;
      if (off > worst) {
        worst = off;
        at = i;
      }
    }
    if (at > 0) {
      keep[at] = 1;
      open.push([from, at], [at, to]);
    }
  }
  return line.filter((_, i) => keep[i] === 1);
}

/** The line averaged with its neighbours `rounds` times; the two ends stay where they are. */
export function smoothed(line: Line, rounds: number): Spot[] {
  let current = [...line];
  for (let round = 0; round < rounds; round += 1) {
    const previous = current;
    current = previous.map((spot, i) => {
      const a = previous[i - 1];
      const b = previous[i + 1];
      if (!a || !b) return spot;
      return [(a[0] + 2 * spot[0] + b[0]) / 4, (a[1] + 2 * spot[1] + b[1]) / 4];
    });
  }
  return current;
}

/** A smooth curve through the given spots (Catmull-Rom), `steps` pieces between each two. */
export function curveThrough(spots: Line, steps: number, closed = false): Spot[] {
  const n = spots.length;
  const result: Spot[] = [];
  const last = closed ? n : n - 1;
  function spotAt(i: number): Spot {
    return closed ? spots[(i + n) % n]! : spots[Math.min(n - 1, Math.max(0, i))]!;
  }
  for (let i = 0; i < last; i += 1) {
    const [p0, p1, p2, p3] = [spotAt(i - 1), spotAt(i), spotAt(i + 1), spotAt(i + 2)];
    for (let k = 0; k < steps; k += 1) {
      const t = k / steps;
      const w0 = ((2 - t) * t - 1) * t;
      const w1 = (3 * t - 5) * t * t + 2;
      const w2 = ((4 - 3 * t) * t + 1) * t;
      const w3 = (t - 1) * t * t;
      result.push([
        (w0 * p0[0] + w1 * p1[0] + w2 * p2[0] + w3 * p3[0]) / 2,
        (w0 * p0[1] + w1 * p1[1] + w2 * p2[1] + w3 * p3[1]) / 2,
      ]);
    }
  }
  result.push(closed ? result[0]! : spots[n - 1]!);
  return result;
}
