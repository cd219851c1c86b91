// Where a call stands for her, for every mix of what the phone keeps and the city says.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delayOf, phaseOf } from './phase.ts';

const states = [
  'counting-down',
  'received',
  'acknowledged',
  'dispatched',
  'on-scene',
  'closed',
  'cancelled',
] as const;
const kept = fc.option(
  fc.record({
    stored: fc.boolean(),
    wish: fc.constantFrom<'send' | 'cancel' | null>('send', 'cancel', null),
  }),
);
const view = fc.option(fc.record({ state: fc.constantFrom(...states) }));

test('a call that the phone keeps is never shown as over before the city said so', () => {
  fc.assert(
    fc.property(kept, view, (phone, city) => {
      const phase = phaseOf(phone, city);
      if (phone === null) expect(['none', 'ended']).toContain(phase);
      else if (phase === 'ended') expect(['closed', 'cancelled']).toContain(city?.state);
      else expect(phase).not.toBe('none');
      // What may not have arrived is never shown as received.
      if (phone !== null && !phone.stored) expect(['sending', 'taking-back']).toContain(phase);
    }),
  );
});

test('the city is asked again within three seconds when it did not answer, at once again after the first time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.boolean(), (failures, hidden) => {
      const delay = delayOf({ failures, phase: 'live', hidden });
      expect(delay).toBeGreaterThanOrEqual(300);
      expect(delay).toBeLessThanOrEqual(3000);
    }),
  );
  expect(delayOf({ failures: 1, phase: 'sending', hidden: false })).toBe(300);
  expect(delayOf({ failures: 0, phase: 'live', hidden: false })).toBeLessThanOrEqual(2000);
});
