// Proves what the watch marks, that it forgets within the hour, and that it never grows.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf, openFloodWatch } from './flood.ts';

test('more than ten calls from one address are marked, others are not', () => {
  const watch = openFloodWatch();
  const answers = Array.from({ length: 12 }, () => watch('203.0.113.7'));
  expect(answers).toEqual([...Array(10).fill(false), true, true]);
  expect(watch('203.0.113.8')).toBe(false);
});

test('half an hour later the key and its counters are gone', () => {
  let now = 0;
  const watch = openFloodWatch(() => now);
  for (let count = 0; count < 20; count++) watch('203.0.113.7');
  now = 30 * 60_000;
  expect(watch('203.0.113.7')).toBe(false);
});

test('a flood from many addresses hides hardly anybody who is alone', () => {
  const watch = openFloodWatch();
  for (let at = 0; at < 5000; at++) watch(`198.51.${at >> 8}.${at & 255}`);
  const alone = Array.from({ length: 200 }, (_, at) => watch(`203.0.113.${at}`));
  expect(alone.filter(Boolean).length).toBeLessThan(10);
});

test('one household is one address: IPv4 whole, also as IPv6, and 64 bits of IPv6', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7');
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
  expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:0db8:0001:0002:bbbb:1:2:3'));
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0');
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
});

test('whatever stands in place of an address is counted without an error', () => {
  const watch = openFloodWatch();
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 80 }), (address) => {
      expect(typeof watch(address)).toBe('boolean');
    }),
  );
});
