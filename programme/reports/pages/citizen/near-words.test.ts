// A mistyped word is named, and close words of the lists are offered; taken apart as `readReceipt` does.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadWordList, readReceipt } from '#platform/sealing/index.ts';
import { distance, nearWords, splitWords } from './near-words.ts';

const lists = await Promise.all([loadWordList('ko'), loadWordList('en')]);

test('one wrong letter finds the word, in jamo for Korean', () => {
  expect(nearWords('방손', lists)).toContain('방송');
  expect(nearWords('abandom', lists)).toContain('abandon');
  expect(nearWords('없는말입니다', lists)).toEqual([]);
});

test('a distance is nothing for the same, and the same both ways', () => {
  const words = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(words, words, (a, b) => {
      expect(distance(a, a, 2)).toBe(0);
      expect(distance(a, b, 8)).toBe(distance(b, a, 8));
    }),
  );
});

test('every word that readReceipt does not know has a place in the words that she sees', () => {
  const typed = fc.array(fc.constantFrom('방송', '풍속', 'abandon', 'x', '<b>', 'ㅏ'), {
    minLength: 7,
    maxLength: 7,
  });
  fc.assert(
    fc.property(typed, fc.constantFrom(' ', ', ', '\n', ' · '), (words, between) => {
      const text = ` ${words.join(between)} `;
      expect(splitWords(text)).toEqual(words);
      const read = readReceipt(text, lists);
      if ('unknown' in read)
        for (const at of read.unknown) expect(splitWords(text)[at]).toBe(words[at]);
    }),
  );
});
