// The server's clocks: each runs again after it has ended, a failure is told and tried again, and stopping waits for the last one.

export type Timer = { name: string; everyMilliseconds: number; run(): Promise<unknown> };

/** Starts the timers; answers how to stop them. */
export function startTimers(
  timers: readonly Timer[],
  log: (entry: Record<string, unknown>) => void,
): () => Promise<void> {
  const abort = new AbortController();
  const loops = timers.map((timer) => keepRunning(timer, abort.signal, log));
  return async () => {
    abort.abort();
    await Promise.all(loops);
  };
}

async function keepRunning(
  timer: Timer,
  stop: AbortSignal,
  log: (entry: Record<string, unknown>) => void,
): Promise<void> {
  while (!stop.aborted) {
    const started = performance.now();
    try {
      await timer.run();
    } catch (error) {
      if (!stop.aborted)
        log({ level: 'error', timer: timer.name, error: (error as Error).message });
    }
    await wait(Math.max(1, timer.everyMilliseconds - (performance.now() - started)), stop);
  }
}

function wait(milliseconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stop.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      stop.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    stop.addEventListener('abort', done);
  });
}
