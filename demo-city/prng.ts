// The only source of chance in the demo city: a small seeded generator, one independent stream per purpose.

/** A stream of numbers in [0, 1). */
export type Random = () => number;

/**
 * A stream that depends on `seed` and `purpose` alone, so that a change in one part of the city
 * leaves the others as they were. The generator is sfc32 (Chris Doty-Humphrey, PractRand),
 * seeded from a 32-bit FNV-1a hash of the purpose.
 */
export function randomFor(seed: number, purpose: string): Random {
  let hash = 0x811c9dc5 ^ Math.trunc(seed);
  for (let i = 0; i < purpose.length; i += 1) {
    hash = Math.imul(hash ^ purpose.charCodeAt(i), 0x01000193);
  }
  let a = hash | 0;
  let b = (hash ^ 0x9e3779b9) | 0;
  let c = Math.imul(Math.trunc(seed) | 0, 0x85ebca6b) | 0;
  let counter = 1;
  function next(): number {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  }
  for (let i = 0; i < 15; i += 1) next();
  return next;
}

/** A number in [from, to). */
export function between(random: Random, from: number, to: number): number {
  return from + (to - from) * random();
}

/** A whole number from `from` to `to`, both included. */
export function whole(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

/** One of the items. The list must not be empty. */
export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)]!;
}

/** One of the items, each as likely as its weight. */
export function pickWeighted<T>(random: Random, items: readonly (readonly [T, number])[]): T {
  let total = 0;
  for (const [, weight] of items) total += weight;
  let left = random() * total;
  for (const [item, weight] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  return items[items.length - 1]![0];
}

/** The items in a new order. */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

/** A count with the given mean (Knuth's method, meant for means below about 20). */
export function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}
