// Smooth seeded noise over the plane, for everything that should look grown and not drawn.

/** A value in about [-1, 1] that varies smoothly with x and y; one unit is one wavelength. */
export type Noise = (x: number, y: number) => number;

function latticeValue(seed: number, x: number, y: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ seed;
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2147483648 - 1;
}

/** Value noise with quintic fading, one octave. */
export function smoothNoise(seed: number): Noise {
  return (x, y) => {
    const ix = Math.floor(x);
    const iy = Math.floor(y);
    const u = x - ix;
    const v = y - iy;
    const fu = u * u * u * (u * (u * 6 - 15) + 10);
    const fv = v * v * v * (v * (v * 6 - 15) + 10);
    const a = latticeValue(seed, ix, iy);
    const b = latticeValue(seed, ix + 1, iy);
    const c = latticeValue(seed, ix, iy + 1);
    const d = latticeValue(seed, ix + 1, iy + 1);
    return a + (b - a) * fu + (c - a + (a - b - c + d) * fu) * fv;
  };
}

/** Octaves of value noise, each twice as fine and half as strong. */
export function fractalNoise(seed: number, octaves: number): Noise {
  const layers = Array.from({ length: octaves }, (_, i) => smoothNoise(seed + i * 7919));
  return (x, y) => {
    let sum = 0;
    let strength = 0.5;
    let scale = 1;
    for (const layer of layers) {
      sum += strength * layer(x * scale, y * scale);
      strength /= 2;
      scale *= 2;
    }
    return sum;
  };
}
