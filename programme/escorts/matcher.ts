// Matches a batch where it is quickest: small ones at once, large ones on a thread of their own, so that nobody's call waits.
import { Worker } from 'node:worker_threads';
import type { Batch } from './rules/batch.ts';
import { matchBatch } from './rules/matching.ts';

export type Matcher = {
  /** Pairs by request, as indices of the batch; -1 without one. Rejects when the thread died; the next call starts another. */
  match(batch: Batch): Promise<Int32Array>;
  close(): Promise<void>;
};

/** Requests × pairs above which a batch leaves the main thread: some 10 ms of work. */
export const largeBatch = 60_000;

type Answer = { id: number; chosen?: Int32Array; failed?: string };
type Waiting = { resolve(chosen: Int32Array): void; reject(error: Error): void };

/** Opens a matcher; the thread starts with the first large batch and stays. */
export function openMatcher(): Matcher {
  let worker: Worker | null = null;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  function start(): Worker {
    const started = new Worker(new URL('./match-worker.ts', import.meta.url));
    // A thread without work must not keep a process alive.
    started.unref();
    started.on('message', ({ id, chosen, failed }: Answer) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (chosen) one?.resolve(chosen);
      else one?.reject(new Error(failed ?? 'The matching thread answered nothing.'));
    });
    const lost = (error: Error) => {
      if (worker === started) worker = null;
      for (const [id, one] of waiting) {
        waiting.delete(id);
        one.reject(error);
      }
    };
    started.on('error', lost);
    started.on('exit', () => lost(new Error('The matching thread ended.')));
    return started;
  }

  return {
    match(batch) {
      if (batch.requests.length * batch.pairs.length <= largeBatch)
        return Promise.resolve(matchBatch(batch));
      worker ??= start();
      lastId += 1;
      const id = lastId;
      const { promise, resolve, reject } = Promise.withResolvers<Int32Array>();
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, batch });
      return promise;
    },
    async close() {
      await worker?.terminate();
    },
  };
}
