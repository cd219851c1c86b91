// Proves that an evening is the same for the same seed, that nobody is lost in it, and that matching keeps its promise over the usual way.
import { expect, test } from 'vitest';
import { walksPolicySchema } from '#programme/city/index.ts';
import { drawEvening } from './evening.ts';
import { type Policy, playEvening } from './play.ts';
import { exactBatches, firstComeNearest } from './policies.ts';

const policy = walksPolicySchema.parse({});
// Seoul's own scale: fewer pairs stand farther apart, and there is less to choose from.
const evening = { requests: 313, pairs: 165 };

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
  const ours = [1, 2].map((seed) => play(exactBatches, seed));
  const usual = [1, 2].map((seed) => play(firstComeNearest, seed));
  for (const key of ['meanWait', 'meanLate'] as const) {
    const total = (of: typeof ours) => of.reduce((sum, outcome) => sum + outcome[key], 0);
    expect(total(ours), key).toBeLessThan(0.8 * total(usual));
  }
});
