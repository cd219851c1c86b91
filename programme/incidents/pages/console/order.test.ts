// The queue's order is the same whether it is sorted whole or kept row by row.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Incident } from '../../contract.ts';
import { busyNight, exampleIncident, floodedNight } from '../../examples.ts';
import { compareCalls, reorder } from './order.ts';

const at = new Date('2026-11-24T14:00:00Z');

test('who waits stands first, drills and tests after the real ones', () => {
  const order = [...busyNight(at)].reverse().sort(compareCalls);
  expect(
    order.map((row) => `${row.state}${row.drill ? ' drill' : ''}${row.test ? ' test' : ''}`),
  ).toEqual([
    'raised',
    'acknowledged',
    'dispatched',
    'on-scene',
    'raised test',
    'acknowledged drill',
  ]);
});

test('among those who wait the more urgent stands first, then the longer waiting', () => {
  const calm = exampleIncident(1, at, 60, { urgency: 2 });
  const late = exampleIncident(2, at, 10, { urgency: 5 });
  const early = exampleIncident(3, at, 30, { urgency: 5 });
  expect([calm, late, early].sort(compareCalls)).toEqual([early, late, calm]);
});

test('kept row by row, the order equals a full sort', () => {
  const base = floodedNight(at, 60);
  const change = fc.record({
    index: fc.nat(59),
    state: fc.constantFrom('raised', 'acknowledged', 'dispatched', 'on-scene', 'closed'),
    urgency: fc.integer({ min: 1, max: 5 }),
    gone: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 8 }), { maxLength: 12 }), (bursts) => {
      const rows = new Map(base.map((row) => [row.id, row]));
      let order = reorder([], new Set(rows.keys()), rows, compareCalls);
      for (const burst of bursts) {
        const moved = new Set<string>();
        for (const { index, state, urgency, gone } of burst) {
          const row = base[index] as Incident;
          moved.add(row.id);
          if (gone) rows.delete(row.id);
          else
            rows.set(row.id, {
              ...row,
              state: state as Incident['state'],
              urgency,
              closedAt: state === 'closed' ? row.raisedAt : null,
            });
        }
        order = reorder(order, moved, rows, compareCalls);
        expect(order.map((row) => row.id)).toEqual(
          [...rows.values()].sort(compareCalls).map((row) => row.id),
        );
      }
    }),
  );
});
