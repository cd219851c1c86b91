// Proves that a position is kept on duty, from within the shift, newest first, and never else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isStale, judgeFix, reachedBy, type Shift } from './rules.ts';

const time = fc.integer({ min: 0, max: 1000 });
const shift: fc.Arbitrary<Shift> = fc.record({
  onDuty: fc.boolean(),
  since: fc.option(time),
  by: fc.constantFrom('desk', 'phone', null),
});

test('nothing is kept off duty or from before the shift, and the kept one is always the newest', () => {
  fc.assert(
    fc.property(shift, fc.array(time), (is, fixes) => {
      let kept: number | null = null;
      for (const at of fixes) {
        if (judgeFix(is, at, kept) !== 'kept') continue;
        expect(is.onDuty).toBe(true);
        expect(at).toBeGreaterThanOrEqual(is.since ?? 0);
        expect(at).toBeGreaterThan(kept ?? -1);
        kept = at;
      }
      const allowed = is.onDuty ? fixes.filter((at) => at >= (is.since ?? 0)) : [];
      expect(kept).toBe(allowed.length > 0 ? Math.max(...allowed) : null);
    }),
  );
});

test('a unit is asked on its phone only in a shift that it began there', () => {
  expect(reachedBy({ onDuty: true, by: 'phone' })).toBe('phone');
  expect(reachedBy({ onDuty: true, by: 'desk' })).toBe('radio');
  expect(reachedBy({ onDuty: false, by: 'phone' })).toBe('radio');
});

test('a position is old after as long as the city says, and not before', () => {
  expect(isStale(180, 180)).toBe(false);
  expect(isStale(181, 180)).toBe(true);
});
