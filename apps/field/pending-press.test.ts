// Proves that a press that was not sent is taken up again for ten minutes, and that rubbish is no press.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFresh, pressLives, readPress } from './pending-press.ts';

const press = { pressId: 'a', kind: 'single' as const, at: 1_000_000 };

test('what was kept is read again; anything else is no press', () => {
  expect(readPress(JSON.stringify(press))).toEqual(press);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      const read = readPress(text);
      expect(read === null || ['single', 'long'].includes(read.kind)).toBe(true);
    }),
  );
  expect(readPress(null)).toBeNull();
});

test('a press is sent by itself for ten minutes, also when the clock was put back', () => {
  expect(isFresh(press, press.at + pressLives)).toBe(true);
  expect(isFresh(press, press.at + pressLives + 1)).toBe(false);
  expect(isFresh(press, press.at - 3_600_000)).toBe(true);
});
