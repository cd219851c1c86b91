// Proves that hand-made changes survive a file, and that values of official files are read as they are meant.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNone, mergeByHand, plainText, readNumber } from './index.ts';

type Place = { name: string; lat: number; lon: number };
const groups = { name: ['name'], place: ['lat', 'lon'] } as const;
const place = fc.record({
  name: fc.constantFrom('A', 'B', 'C'),
  lat: fc.constantFrom(1, 2, 3),
  lon: fc.constantFrom(1, 2, 3),
});

test('what nobody touched follows the file; what a hand touched stays and is named', () => {
  fc.assert(
    fc.property(place, place, place, (base, now, file) => {
      const merged = mergeByHand<Place>(base, now, file, groups);
      for (const [group, keys] of Object.entries(groups) as [string, readonly (keyof Place)[]][]) {
        const same = (a: Place, b: Place) => keys.every((key) => a[key] === b[key]);
        const expected = same(base, now) ? file : now;
        expect(same(merged.fields, expected)).toBe(true);
        expect(merged.changed.includes(group)).toBe(same(base, now) && !same(now, file));
        const kept = merged.kept.find((entry) => entry.field === group);
        expect(kept !== undefined).toBe(!same(base, now) && !same(now, file));
        if (kept) expect(kept.contested).toBe(!same(base, file));
      }
    }),
  );
});

test('taking the same file in twice changes nothing the second time', () => {
  fc.assert(
    fc.property(place, place, place, (base, now, file) => {
      const first = mergeByHand<Place>(base, now, file, groups);
      const second = mergeByHand<Place>(file, first.fields, file, groups);
      expect(second.changed).toEqual([]);
      expect(second.fields).toEqual(first.fields);
    }),
  );
});

test('a record that was never imported keeps everything that its own hands wrote', () => {
  const merged = mergeByHand<Place>(
    null,
    { name: 'A', lat: 1, lon: 1 },
    { name: 'B', lat: 1, lon: 2 },
    groups,
  );
  expect(merged.changed).toEqual([]);
  expect(merged.kept.map((entry) => entry.field)).toEqual(['name', 'place']);
});

test('objects are compared by content, whatever the order of their keys, and null means absent', () => {
  const now = { value: { a: 1, b: [1, 2] }, other: null };
  const file = { value: { b: [1, 2], a: 1 }, other: null };
  expect(
    mergeByHand<Record<string, unknown>>({ value: now.value }, now, file, {
      v: ['value'],
      o: ['other'],
    }).changed,
  ).toEqual([]);
});

test.each(['', '-', ' – ', '--', '없음', '해당 없음', 'NULL', 'N/A', '.'])(
  '%j stands for none',
  (text) => {
    expect(isNone(text)).toBe(true);
    expect(plainText(text)).toBe('');
  },
);

test.each([
  ['2,816', 2816],
  ['1,234,567.5', 1234567.5],
  ['37.5326', 37.5326],
  ['37,5326', 37.5326],
  ['126,842359', 126.842359],
  ['１２６.5', 126.5],
  ['-3', -3],
  ['2014.', 2014],
])('%s is read as %d', (text, value) => {
  expect(readNumber(text)).toBe(value);
});

test.each(['', '-', '37.5N', '1e3', '12 34', 'NaN', '37.5.3', '0x10'])(
  '%j is no number',
  (text) => {
    expect(readNumber(text)).toBeUndefined();
  },
);
