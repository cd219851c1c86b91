// Proves that a large batch comes back from its own thread with what the rules answer, several at a time, and that closing ends it.
import { expect, test } from 'vitest';
import { largeBatch, openMatcher } from './matcher.ts';
import type { Batch } from './rules/batch.ts';
import { matchBatch } from './rules/matching.ts';
import { scatteredBatch } from './scattered-for-test.ts';

test('the thread answers as the rules do, and small batches need none', async () => {
  const matcher = openMatcher();
  const batches: Batch[] = [
    scatteredBatch(260, 250, 1),
    scatteredBatch(250, 260, 2),
    scatteredBatch(9, 8, 3),
  ];
  expect(260 * 250).toBeGreaterThan(largeBatch);
  const answers = await Promise.all(batches.map((batch) => matcher.match(batch)));
  expect(answers).toEqual(batches.map((batch) => matchBatch(batch)));
  const cut = matcher.match(batches[0]!);
  await matcher.close();
  await expect(cut).rejects.toThrow('thread');
});
