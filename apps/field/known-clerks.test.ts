// Proves that the names on a store's phone are few, each once, latest first, and that rubbish is nobody.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNames, withLatest } from './known-clerks.ts';

test('the latest is first, each is there once, and no more than four', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('가', '나', '다', '라', '마', '바')), (came) => {
      const names = came.reduce<readonly string[]>(withLatest, []);
      expect(names[0]).toBe(came.at(-1));
      expect(new Set(names).size).toBe(names.length);
      expect(names.length).toBeLessThanOrEqual(4);
    }),
  );
});

test('whatever was kept, only names come out', () => {
  expect(readNames('["가", 3, "", null, "나"]')).toEqual(['가', '나']);
  for (const rubbish of [null, '', '{', '{"a":1}', '"가"']) expect(readNames(rubbish)).toEqual([]);
});
