// What a phone is and its secret are found in the link in every form it is given.
import { expect, test } from 'vitest';
import { readLink } from './enrolled.ts';

test.each([
  ['#abc_DEF-123', 'store', 'abc_DEF-123'],
  ['#secret=abc', 'store', 'abc'],
  ['#key=a%2Fb', 'store', 'a/b'],
  ['#dGVzdA==', 'store', 'dGVzdA=='],
  ['#unit.1234.abcd', 'unit', '1234.abcd'],
  ['#scout.ab-CD_12', 'scout', 'ab-CD_12'],
])('%s enrols as a %s with %s', (fragment, as, secret) => {
  expect(readLink(fragment)).toEqual({ as, secret });
});

test.each(['#', '', '#other=1', '#%E0%A4%A'])('%s enrols as nothing', (fragment) => {
  expect(readLink(fragment)).toBeNull();
});
