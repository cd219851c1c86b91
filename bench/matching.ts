// Giving pairs to requests: the exact optimum of a batch beside a bare loop over the same costs.

import { openMatcher } from '#programme/escorts/matcher.ts';
import { assign } from '#programme/escorts/rules/assignment.ts';
import type { Batch } from '#programme/escorts/rules/batch.ts';
import { costsOf } from '#programme/escorts/rules/matching.ts';
import { scatteredBatch } from '#programme/escorts/scattered-for-test.ts';
import { type Line, ms, percentile } from './figures.ts';

const rounds = 15;

/** Needs no city. The floor reads every cost once, as any method must; on the thread it also counts the way there and back. */
export async function benchMatching(): Promise<Line[]> {
  const matcher = openMatcher();
  try {
    return [
      await measure(300, 330, '< 50 ms', async (batch) => {
        const { cost, leaveOut } = costsOf(batch);
        assign(batch.requests.length, batch.pairs.length, cost, leaveOut);
      }),
      await measure(1000, 1000, '< 500 ms', (batch) => matcher.match(batch), 'in a worker'),
    ];
  } finally {
    await matcher.close();
  }
}

async function measure(
  requests: number,
  pairs: number,
  target: string,
  solve: (batch: Batch) => Promise<unknown>,
  where = 'main thread',
): Promise<Line> {
  const took: number[] = [];
  const floor: number[] = [];
  for (let round = -3; round < rounds; round += 1) {
    const batch = scatteredBatch(requests, pairs, round + 10);
    const began = performance.now();
    await solve(batch);
    const spent = performance.now() - began;
    const least = readOnce(costsOf(batch).cost);
    // The first rounds are for the compiler and for starting the thread.
    if (round < 0) continue;
    took.push(spent);
    floor.push(least);
  }
  const median = percentile(took, 0.5);
  const bare = percentile(floor, 0.5);
  return {
    figure: `Exact assignment of ${requests} requests × ${pairs} pairs, costs included, ${where}`,
    measured: `p50 ${ms(median)}, most ${ms(Math.max(...took))}`,
    floor: `reading every cost once ${ms(bare)}`,
    ratio: `${(median / bare).toFixed(0)} ×`,
    target,
  };
}

let kept = 0;

function readOnce(cost: Float64Array): number {
  const began = performance.now();
  let least = Number.POSITIVE_INFINITY;
  for (const value of cost) if (value < least) least = value;
  kept += least;
  return performance.now() - began;
}

/** So that no compiler may leave the loop out. */
export const readTotal = (): number => kept;
