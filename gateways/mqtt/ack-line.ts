// Keeps the acknowledgements of one connection in the order of its messages while the work behind them runs side by side.

export type AckLine<T> = {
  /** Starts the work as soon as earlier work of the same lane is done, and acknowledges when its turn has come. */
  push(item: T): void;
  /** Messages whose work or acknowledgement is outstanding. */
  size(): number;
  /** Resolves when nothing is outstanding. */
  idle(): Promise<void>;
};

/**
 * A line for one connection.
 *
 * `laneOf` names the device: work within a lane is in order, lanes do not wait for each other. `acknowledged` says whether the
 * wire knows an acknowledgement for the item; for these `done` is called in the order of `push` (MQTT 3.1.1, 4.6), and the
 * first that fails calls `failed` once, after which nothing of this connection is acknowledged any more: the sender will
 * deliver it all again. Work of other items must not reject.
 */
export function createAckLine<T>(options: {
  laneOf(item: T): string;
  acknowledged(item: T): boolean;
  work(item: T): Promise<void>;
  done(item: T): void;
  failed(item: T, error: unknown): void;
  /** Called when an item has left the line. */
  left?(): void;
}): AckLine<T> {
  const lanes = new Map<string, Promise<void>>();
  let tail: Promise<void> = Promise.resolve();
  let broken = false;
  let size = 0;
  let idle: PromiseWithResolvers<void> | null = null;

  function leave(): void {
    size -= 1;
    if (size === 0) {
      idle?.resolve();
      idle = null;
    }
    options.left?.();
  }

  function startInLane(item: T, mayBeSkipped: boolean): Promise<void> {
    const name = options.laneOf(item);
    const work = (lanes.get(name) ?? Promise.resolve()).then(() => {
      if (broken && mayBeSkipped) throw new Error('The connection is being dropped.');
      return options.work(item);
    });
    const settled: Promise<void> = work
      .catch(() => undefined)
      .then(() => {
        if (lanes.get(name) === settled) lanes.delete(name);
      });
    lanes.set(name, settled);
    return work;
  }

  function push(item: T): void {
    size += 1;
    const acknowledged = options.acknowledged(item);
    const work = startInLane(item, acknowledged);
    if (!acknowledged) {
      void work.catch(() => undefined).then(leave);
      return;
    }
    tail = tail
      .then(() => work)
      .then(() => {
        if (!broken) options.done(item);
      })
      .catch((error: unknown) => {
        if (broken) return;
        broken = true;
        options.failed(item, error);
      })
      .then(leave);
    // The tail handles a failure when its turn comes; until then it must not count as unhandled.
    work.catch(() => undefined);
  }

  return {
    push,
    size: () => size,
    idle: () => {
      if (size === 0) return Promise.resolve();
      idle ??= Promise.withResolvers<void>();
      return idle.promise;
    },
  };
}
