// What her answers mean: for statistics the first that is true counts, and what she did not say is not said.
import { beforeEach, expect, test } from 'vitest';
import { answers, clearAnswers, figuresOf, flip, isMinor, put } from './answers.ts';

beforeEach(() => clearAnswers());

test('nothing is chosen beforehand, and nothing said is nothing sent', () => {
  const { who, identity, services, violences, nobody } = answers.value;
  expect({ who, identity, services, violences, nobody }).toEqual({
    who: [],
    identity: [],
    services: [],
    violences: [],
    nobody: false,
  });
  expect(figuresOf(answers.value)).toBeNull();
  expect(isMinor(answers.value)).toBeNull();
});

test('the first in the order of classification counts, whatever was touched first', () => {
  put({ violences: ['psychological-abuse', 'physical-assault'], age: '13-18' });
  expect(figuresOf(answers.value)).toEqual({
    violence: 'physical-assault',
    relation: null,
    ageBand: '13-18',
    placeKind: null,
  });
  expect(isMinor(answers.value)).toBe(true);
  put({ age: '19-29' });
  expect(isMinor(answers.value)).toBe(false);
});

test('a second touch takes back', () => {
  expect(flip(flip<string>([], 'a'), 'a')).toEqual([]);
});
