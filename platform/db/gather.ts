// Gathers work: what comes while earlier work is being committed goes together with the next, and a bad one never spoils the others.

/** What `together` answers for an item that must be done by itself. */
export const byItself = Symbol('by itself');

export type Gatherer<Item, Result> = (item: Item) => Promise<Result>;

type Waiting<Item, Result> = {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

/**
 * Answers a function that does one item and gives its result, while items are really done in batches: nothing waits for
 * a batch to fill (decision 0015). Of items with one key the next is begun only when the one before is done, and a batch has
 * each key once. What `together` leaves undone (`byItself`) is done by `alone`; when a batch fails, all of its items are, so
 * `together` must undo what it began.
 *
 * `lanes` is how many batches may be under way, `most` how many items one may have.
 */
export function gather<Item, Result>(options: {
  keyOf(item: Item): string;
  lanes: number;
  most: number;
  /** Does the items and answers their results in their order, or does nothing and rejects. */
  together(items: readonly Item[]): Promise<readonly (Result | typeof byItself)[]>;
  alone(item: Item): Promise<Result>;
}): Gatherer<Item, Result> {
  let queue: Waiting<Item, Result>[] = [];
  const busy = new Set<string>();
  let lanes = 0;

  function next(): Waiting<Item, Result>[] {
    const batch: Waiting<Item, Result>[] = [];
    const rest: Waiting<Item, Result>[] = [];
    for (const waiting of queue) {
      const key = options.keyOf(waiting.item);
      if (batch.length === options.most || busy.has(key)) rest.push(waiting);
      else {
        busy.add(key);
        batch.push(waiting);
      }
    }
    queue = rest;
    return batch;
  }

  async function alone({ item, resolve, reject }: Waiting<Item, Result>): Promise<void> {
    await options.alone(item).then(resolve, reject);
    busy.delete(options.keyOf(item));
    start();
  }

  async function run(batch: Waiting<Item, Result>[]): Promise<void> {
    const results = await options
      .together(batch.map(({ item }) => item))
      .catch(() => batch.map((): typeof byItself => byItself));
    for (const [index, waiting] of batch.entries()) {
      const result = results[index]!;
      // Side by side and outside the lanes: one that hangs holds up itself only.
      if (result === byItself) void alone(waiting);
      else {
        busy.delete(options.keyOf(waiting.item));
        waiting.resolve(result);
      }
    }
    lanes -= 1;
    start();
  }

  function start(): void {
    while (lanes < options.lanes && queue.length > 0) {
      const batch = next();
      if (batch.length === 0) return;
      lanes += 1;
      void run(batch);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject });
      start();
    });
}
