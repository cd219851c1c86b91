// What is said of a point is read again as it was meant, and said in the other language.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNearby, sayNearby, sayWay } from './where.ts';

const nearby = fc.record({
  place: fc.constantFrom(
    '한별마트',
    '은솔역 3번 출구',
    'Hanbyeol Mart',
    '강변 공원 앞 매점',
    'At Home 24',
  ),
  way: fc.integer({ min: 0, max: 7 }),
  metres: fc.integer({ min: 30, max: 2000 }),
});

test('read as it was written, in both languages', () => {
  fc.assert(
    fc.property(nearby, fc.constantFrom('ko', 'en', 'vi'), (meant, language) => {
      expect(readNearby(sayNearby(meant, language))).toEqual(meant);
    }),
  );
  for (const language of ['ko', 'en'])
    expect(readNearby(sayNearby({ place: '한별마트', way: null, metres: 0 }, language))).toEqual({
      place: '한별마트',
      way: null,
      metres: 0,
    });
});

test('anything else is left as it is', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = readNearby(text);
      if (read !== null) expect([sayNearby(read, 'ko'), sayNearby(read, 'en')]).toContain(text);
    }),
  );
  expect(readNearby('37.50000, 127.00000')).toBeNull();
  expect(readNearby('한별마트 무지개로점')).toBeNull();
});

test('the other language', () => {
  const read = readNearby('은솔역 3번 출구에서 남서쪽 120 m')!;
  expect(sayNearby(read, 'en')).toBe('120 m south-west of 은솔역 3번 출구');
  expect(sayWay(read, 'ko')).toBe('남서쪽 120 m');
  expect(sayWay(read, 'en')).toBe('120 m south-west');
});
