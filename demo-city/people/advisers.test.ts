// Proves that the demo city's Advisory Group serves every district with both specialties and within their fields.
import { expect, test } from 'vitest';
import { fieldsOf, specialties } from '#programme/advisers/index.ts';
import { buildAdvisers } from './advisers.ts';

test('170 advisers: every district has both specialties, everybody a field of their own, and the seed decides', () => {
  const districts = Array.from({ length: 25 }, (_, index) => `D${index}`);
  const all = buildAdvisers(1, 170, districts);
  expect(all).toHaveLength(170);
  expect(buildAdvisers(1, 170, districts)).toEqual(all);
  for (const district of districts)
    for (const specialty of specialties)
      expect(
        all.some((one) => one.specialty === specialty && one.districts.includes(district)),
      ).toBe(true);
  for (const { specialty, fields, capacity } of all) {
    const own: readonly string[] = fieldsOf[specialty];
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.every((field) => own.includes(field))).toBe(true);
    expect(capacity).toBeGreaterThan(0);
  }
});
