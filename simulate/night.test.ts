// Proves that an evening is the same for the same seed, that nobody is lost in it, and that matching keeps its promise over the usual way.
import { expect, test } from 'vitest';
import { walksPolicySchema } from '#programme/city/index.ts';
import { drawEvening } from './evening.ts';
import { type Policy, playEvening } from './play.ts';
import { exactBatches, firstComeNearest } from './policies.ts';

const policy = walksPolicySchema.parse({});
const evening = { requests: 200, pairs: 100 };

function play(by: Policy, seed: number) {
  return playEvening(drawEvening({ seed, ...evening }), by, {
    seed,
    weights: policy.matching,
    pace: policy.pace,
    reachMetres: 3000,
    offerAheadSeconds: policy.matching.aheadMinutes * 60,
  });
}

test('the same seed plays the same evening, another one another, and everybody is accounted for', () => {
  const first = play(exactBatches, 7);
  expect(play(exactBatches, 7)).toEqual(first);
  expect(play(exactBatches, 8)).not.toEqual(first);
  for (const outcome of [first, play(firstComeNearest, 7)])
    expect(outcome.walked + outcome.cancelled + outcome.unserved).toBe(outcome.asked);
});

test('waiting and lateness lie at least a fifth below first come, nearest', () => {
  const total = (by: Policy, key: 'meanWait' | 'meanLate') =>
    [1, 2, 3].reduce((sum, seed) => sum + play(by, seed)[key], 0);
  for (const key of ['meanWait', 'meanLate'] as const)
    expect(total(exactBatches, key)).toBeLessThan(0.8 * total(firstComeNearest, key));
});
