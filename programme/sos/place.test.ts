// Proves that a place is said as people would say it, in both languages, wherever the point lies.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sayWhere } from './place.ts';

const mart = { name: '한별마트', lat: 37.5, lon: 127 };
/** Degrees of latitude for metres. */
const north = (metres: number) => metres / 111_195;

test('the nearest landmark, which way and how far', () => {
  const at = { lat: 37.5 + north(183), lon: 127 };
  expect(sayWhere([mart], at, 'ko')).toBe('한별마트에서 북쪽 180 m');
  expect(sayWhere([mart], at, 'en')).toBe('180 m north of 한별마트');
  expect(sayWhere([mart], { lat: 37.5 + north(8), lon: 127 }, 'ko')).toBe('한별마트 앞');
  expect(sayWhere([mart], { lat: 37.5 - north(1240), lon: 127 }, 'ko')).toBe(
    '한별마트에서 남쪽 1200 m',
  );
  const nearer = { name: '은솔역 3번 출구', lat: 37.5 + north(100), lon: 127 };
  expect(sayWhere([mart, nearer], at, 'ko')).toBe('은솔역 3번 출구에서 북쪽 80 m');
});

test('with nothing near, the coordinates', () => {
  expect(sayWhere([], { lat: 37.123456, lon: 127.1 }, 'ko')).toBe('37.12346, 127.10000');
  expect(sayWhere([mart], { lat: 38, lon: 127 }, 'ko')).toBe('38.00000, 127.00000');
});

test('any point is said in words, and never as not a number', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -90, max: 90, noNaN: true }),
      fc.double({ min: -180, max: 180, noNaN: true }),
      fc.constantFrom('ko', 'en', 'vi'),
      (lat, lon, language) => {
        const words = sayWhere([mart], { lat, lon }, language);
        expect(words).not.toMatch(/NaN|undefined/);
        expect(words.length).toBeGreaterThan(5);
      },
    ),
  );
});
