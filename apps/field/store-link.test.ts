// The store's secret is found in the link in every form it is given.
import { expect, test } from 'vitest';
import { secretOf } from './store-link.ts';

test.each([
  ['#abc_DEF-123', 'abc_DEF-123'],
  ['#secret=abc', 'abc'],
  ['#key=a%2Fb', 'a/b'],
  ['#dGVzdA==', 'dGVzdA=='],
  ['#', null],
  ['', null],
  ['#other=1', null],
])('%s holds %s', (fragment, secret) => {
  expect(secretOf(fragment)).toBe(secret);
});
