// Reports stand in the order in which somebody must look at them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueOf, inOrder, isWaiting, levelOf, type Standing, silentDesks } from './order.ts';

const time = fc
  .integer({ min: 0, max: 1_000_000 })
  .map((seconds) => new Date(1_790_000_000_000 + seconds * 1000).toISOString());
const delivery = fc.record({
  id: fc.uuid(),
  kind: fc.constantFrom('crisis-team' as const, 'city' as const),
  district: fc.constant(null),
  sentAt: time,
  dueAt: fc.option(time),
  level: fc.integer({ min: 0, max: 2 }),
  acknowledgedAt: fc.option(time),
});
const report: fc.Arbitrary<Standing> = fc.record({
  sentAt: time,
  deliveries: fc.array(delivery, { maxLength: 3 }),
});

test('whoever waits stands above whoever does not, the longest waiting on top, and nobody is lost', () => {
  fc.assert(
    fc.property(fc.array(report, { maxLength: 12 }), (reports) => {
      const ordered = inOrder(reports);
      expect(new Set(ordered)).toEqual(new Set(reports));
      const waiting = ordered.filter(isWaiting);
      expect(ordered.slice(0, waiting.length)).toEqual(waiting);
      expect(waiting.map(({ sentAt }) => sentAt)).toEqual(
        waiting.map(({ sentAt }) => sentAt).sort(),
      );
      const taken = ordered.slice(waiting.length).map(({ sentAt }) => sentAt);
      expect(taken).toEqual([...taken].sort().reverse());
    }),
  );
});

test('a desk that acknowledged has neither a clock nor a level', () => {
  fc.assert(
    fc.property(report, (one) => {
      const deliveries = one.deliveries.map((each) => ({ ...each, acknowledgedAt: one.sentAt }));
      expect(isWaiting({ ...one, deliveries })).toBe(false);
      expect(dueOf({ ...one, deliveries })).toBe(null);
      expect(levelOf({ ...one, deliveries })).toBe(0);
    }),
  );
});

test('of several desks the first clock counts, and the furthest told', () => {
  const base = {
    kind: 'city' as const,
    district: null,
    sentAt: '2026-11-24T14:00:00.000Z',
    acknowledgedAt: null,
  };
  const two = {
    sentAt: base.sentAt,
    deliveries: [
      { ...base, id: 'a', level: 0, dueAt: '2026-11-24T14:20:00.000Z' },
      { ...base, id: 'b', level: 1, dueAt: '2026-11-24T14:15:00.000Z' },
    ],
  };
  expect(dueOf(two)).toBe('2026-11-24T14:15:00.000Z');
  expect(levelOf(two)).toBe(1);
});

test('a silent desk stands once, with its longest wait and how many wait there', () => {
  const alert = fc.record({ desk: fc.constantFrom('a', 'b', 'c'), waitsSince: time });
  fc.assert(
    fc.property(fc.array(alert, { maxLength: 20 }), (alerts) => {
      const desks = silentDesks(alerts);
      expect(new Set(desks.map(({ desk }) => desk)).size).toBe(desks.length);
      expect(desks.reduce((sum, { count }) => sum + count, 0)).toBe(alerts.length);
      for (const { desk, waitsSince } of desks)
        for (const one of alerts.filter((each) => each.desk === desk))
          expect(waitsSince <= one.waitsSince).toBe(true);
    }),
  );
});
