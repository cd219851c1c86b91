// Proves that an evening is the same for the same seed, that nobody is lost in it, and that matching keeps its promise over the usual way.
import { expect, test } from 'vitest';
import { walksPolicySchema } from '#programme/city/index.ts';
import { drawEvening } from './evening.ts';
import { type Policy, playEvening } from './play.ts';
import { exactBatches, firstComeNearest } from './policies.ts';

const policy = walksPolicySchema.parse({});
type Size = { requests: number; pairs: number };
// Seoul's own scale: fewer pairs stand farther apart, and there is less to choose from.
const usualEvening: Size = { requests: 313, pairs: 165 };
const smallEvening: Size = { requests: 80, pairs: 50 };

function play(by: Policy, seed: number, evening: Size) {
  return playEvening(drawEvening({ seed, ...evening }), by, {
    seed,
    weights: policy.matching,
    pace: policy.pace,
    reachMetres: 3000,
    offerAheadSeconds: policy.matching.aheadMinutes * 60,
  });
}

test('the same seed plays the same evening, another one another, and everybody is accounted for', {
  timeout: 60_000,
}, () => {
  const first = play(exactBatches, 7, smallEvening);
  expect(play(exactBatches, 7, smallEvening)).toEqual(first);
  expect(play(exactBatches, 8, smallEvening)).not.toEqual(first);
  for (const outcome of [first, play(firstComeNearest, 7, smallEvening)])
    expect(outcome.walked + outcome.cancelled + outcome.unserved).toBe(outcome.asked);
});

test('waiting and lateness lie at least a fifth below first come, nearest', {
  timeout: 60_000,
}, () => {
  const ours = [1, 2].map((seed) => play(exactBatches, seed, usualEvening));
  const usual = [1, 2].map((seed) => play(firstComeNearest, seed, usualEvening));
  for (const key of ['meanWait', 'meanLate'] as const) {
    const total = (of: typeof ours) => of.reduce((sum, outcome) => sum + outcome[key], 0);
    expect(total(ours), key).toBeLessThan(0.8 * total(usual));
  }
});
