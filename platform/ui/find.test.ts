// Finding by initial consonants, by part of a name and by telephone number.
import { expect, test } from 'vitest';
import { findable, matches } from './find.ts';

const store = findable('한별마트 무지개로점', '다솜구 무지개로 41', '02-000-0141');

test('initial consonants find a store, the beginning better than the middle', () => {
  expect(matches(store, 'ㅎㅂㅁㅌ')).toBeGreaterThan(matches(store, 'ㅁㅈㄱ'));
  expect(matches(store, 'ㅁㅈㄱ')).toBeGreaterThan(0);
  expect(matches(store, 'ㅋㅋ')).toBe(0);
});

test('names and addresses are found without their spaces', () => {
  expect(matches(store, '무지개로점')).toBeGreaterThan(0);
  expect(matches(store, '다솜구무지개')).toBeGreaterThan(0);
});

test('a telephone number is found with dashes or without', () => {
  expect(matches(store, '0000141')).toBeGreaterThan(0);
  expect(matches(store, '000-0141')).toBeGreaterThan(0);
  expect(matches(store, '41')).toBeGreaterThan(0);
  expect(matches(store, '9999')).toBe(0);
});

test('an empty query finds nothing', () => {
  expect(matches(store, '  ')).toBe(0);
});
