// The other thread that matches large batches; it answers one message with one message.
import { parentPort } from 'node:worker_threads';
import type { Batch } from './rules/batch.ts';
import { matchBatch } from './rules/matching.ts';

parentPort?.on('message', ({ id, batch }: { id: number; batch: Batch }) => {
  try {
    parentPort?.postMessage({ id, chosen: matchBatch(batch) });
  } catch (error) {
    parentPort?.postMessage({ id, failed: (error as Error).message });
  }
});
