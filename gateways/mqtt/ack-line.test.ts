// The line of acknowledgements under every order in which commits can end.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAckLine } from './ack-line.ts';

type Item = { index: number; lane: string; acknowledged: boolean; fails: boolean };

const items = fc
  .array(
    fc.record({
      lane: fc.constantFrom('a', 'b', 'c'),
      acknowledged: fc.boolean(),
      fails: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
    }),
    { maxLength: 12 },
  )
  .map((list) => list.map((item, index): Item => ({ index, ...item })));

test('acknowledgements keep the order of arrival, lanes keep theirs, and nothing follows a failure', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), items, async (scheduler, list) => {
      const done: number[] = [];
      const failed: number[] = [];
      const finished: number[] = [];
      const running = new Set<string>();
      const line = createAckLine<Item>({
        laneOf: (item) => item.lane,
        acknowledged: (item) => item.acknowledged,
        async work(item) {
          expect(running.has(item.lane), 'two at once in one lane').toBe(false);
          running.add(item.lane);
          await scheduler.schedule(Promise.resolve());
          running.delete(item.lane);
          finished.push(item.index);
          if (item.fails) throw new Error('away');
        },
        done(item) {
          expect(finished, 'acknowledged before its work was done').toContain(item.index);
          done.push(item.index);
        },
        failed: (item) => failed.push(item.index),
      });
      for (const item of list) line.push(item);
      const idle = line.idle();
      await scheduler.waitFor(idle);
      expect(line.size()).toBe(0);
      const known = list.filter((item) => item.acknowledged);
      const firstFailure = known.find((item) => item.fails);
      const expected = known
        .filter((item) => firstFailure === undefined || item.index < firstFailure.index)
        .map((item) => item.index);
      expect(done).toEqual(expected);
      expect(failed).toEqual(firstFailure === undefined ? [] : [firstFailure.index]);
      // What the wire cannot acknowledge is worked on whatever happens to the connection.
      const alone = list.filter((item) => !item.acknowledged).map((item) => item.index);
      for (const index of alone) expect(finished).toContain(index);
    }),
  );
});
