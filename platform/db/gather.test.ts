// Proves that gathered work is done once for each item and in the order of its key, that a bad one fails alone, and that a batch which fails is done one by one.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byItself, gather } from './gather.ts';

type Item = { key: string; number: number; isBad: boolean };

/** Gathers over work that ends when it is told to, and keeps what was done. */
function stage(lanes: number, most: number) {
  const done: number[] = [];
  const batches: Item[][] = [];
  const under: { keys: string[]; end: () => void }[] = [];
  async function work(items: readonly Item[]): Promise<void> {
    const keys = items.map(({ key }) => key);
    const all = [...under.flatMap((each) => each.keys), ...keys];
    expect(new Set(all).size).toBe(all.length);
    await new Promise<void>((resolve) => under.push({ keys, end: resolve }));
    if (items.length > 1 && items.some(({ number }) => number % 5 === 4)) throw new Error('all');
    done.push(...items.filter(({ isBad }) => !isBad).map(({ number }) => number));
  }
  const add = gather<Item, number>({
    keyOf: ({ key }) => key,
    lanes,
    most,
    async together(items) {
      batches.push([...items]);
      await work(items);
      return items.map(({ number, isBad }) => (isBad ? byItself : number * 2));
    },
    async alone(item) {
      await work([item]);
      if (item.isBad) throw new Error('bad');
      return item.number * 2;
    },
  });
  const endOne = (at: number) => under.splice(at % under.length, 1)[0]?.end();
  return { add, done, batches, under, endOne };
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test('every item has its own result, once; a bad one rejects alone; a key keeps its order', async () => {
  const items = fc.array(
    fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd'),
      isBad: fc.boolean(),
      wait: fc.boolean(),
    }),
    { minLength: 1, maxLength: 25 },
  );
  const sizes = fc.record({
    lanes: fc.integer({ min: 1, max: 3 }),
    most: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(items, sizes, fc.infiniteStream(fc.nat(9)), async (given, size, order) => {
      const on = stage(size.lanes, size.most);
      const results: Promise<PromiseSettledResult<number>>[] = [];
      for (const [number, { key, isBad, wait }] of given.entries()) {
        const result = on.add({ key, number, isBad });
        results.push(Promise.allSettled([result]).then(([settled]) => settled!));
        if (wait) await turn();
        if (wait && on.under.length > 0) on.endOne(order.next().value as number);
      }
      let open = true;
      const settled = Promise.all(results).finally(() => {
        open = false;
      });
      while (open) {
        await turn();
        if (on.under.length > 0) on.endOne(order.next().value as number);
      }
      for (const [number, result] of (await settled).entries()) {
        if (given[number]!.isBad) expect(result.status).toBe('rejected');
        else expect(result).toEqual({ status: 'fulfilled', value: number * 2 });
      }
      expect(on.batches.every((batch) => batch.length <= size.most)).toBe(true);
      for (const key of ['a', 'b', 'c', 'd']) {
        const own = on.done.filter((number) => given[number]!.key === key);
        expect(own).toEqual(
          given.flatMap((item, at) => (item.key === key && !item.isBad ? [at] : [])),
        );
      }
    }),
    { numRuns: 200 },
  );
});

test('what comes while one is under way goes together, and nothing waits when none is', async () => {
  const on = stage(1, 100);
  const first = on.add({ key: 'a', number: 1, isBad: false });
  const rest = [2, 3, 5].map((number) => on.add({ key: `k${number}`, number, isBad: false }));
  expect(on.batches.map((batch) => batch.length)).toEqual([1]);
  on.endOne(0);
  expect(await first).toBe(2);
  await turn();
  expect(on.batches.map((batch) => batch.length)).toEqual([1, 3]);
  on.endOne(0);
  expect(await Promise.all(rest)).toEqual([4, 6, 10]);
});

test('one that hangs by itself holds up its own key only', async () => {
  const on = stage(1, 100);
  const batch = [
    on.add({ key: 'a', number: 0, isBad: false }),
    on.add({ key: 'bad', number: 1, isBad: true }),
    on.add({ key: 'b', number: 2, isBad: false }),
  ];
  on.endOne(0);
  await batch[0];
  await turn();
  on.endOne(0);
  await turn();
  // The bad one was left out of its batch and hangs by itself.
  expect(await batch[2]).toBe(4);
  const next = on.add({ key: 'c', number: 3, isBad: false });
  expect(on.under.map(({ keys }) => keys)).toEqual([['bad'], ['c']]);
  on.endOne(1);
  expect(await next).toBe(6);
  on.endOne(0);
  await expect(batch[1]).rejects.toThrow('bad');
});
