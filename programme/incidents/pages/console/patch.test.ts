// An event laid over a row gives the row the server has, and says when a name is missing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Incident } from '../../contract.ts';
import { exampleIncident } from '../../examples.ts';
import { patchRow, type Summary } from './patch.ts';

const at = new Date('2026-11-24T14:00:00Z');
const when = '2026-11-24T14:00:09.000Z';

function summaryOf(row: Incident, differs: Partial<Summary>): Summary {
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    door: row.door,
    district: row.place.district,
    drill: row.drill,
    test: row.test,
    urgency: row.urgency,
    presses: row.presses,
    escalation: row.escalation,
    handOver: row.handOver,
    operatorId: row.operator?.id ?? null,
    unitId: row.unit?.id ?? null,
    placeId: row.place.id,
    ...differs,
  };
}

test('an older or equal version changes nothing', () => {
  const row = exampleIncident(1, at, 5, { version: 4 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4 }), (version) => {
      expect(patchRow(row, summaryOf(row, { version, state: 'closed' }), when)).toBeNull();
    }),
  );
});

test('an acknowledgement takes its time from the event and asks for the name', () => {
  const row = exampleIncident(1, at, 5);
  const patched = patchRow(
    row,
    summaryOf(row, { version: 2, state: 'acknowledged', operatorId: 'someone' }),
    when,
  );
  expect(patched?.row).toMatchObject({
    state: 'acknowledged',
    acknowledgedAt: when,
    operator: null,
    version: 2,
  });
  expect(patched?.incomplete).toBe(true);
});

test('a further press is complete as it is', () => {
  const row = exampleIncident(1, at, 5);
  const patched = patchRow(row, summaryOf(row, { version: 2, presses: 2, urgency: 4 }), when);
  expect(patched).toMatchObject({ incomplete: false, row: { presses: 2, urgency: 4 } });
});

test('a version that was skipped is fetched, because a step between is unknown', () => {
  const row = exampleIncident(1, at, 5);
  expect(patchRow(row, summaryOf(row, { version: 3 }), when)?.incomplete).toBe(true);
});

test('a call that is opened again is no longer closed', () => {
  const row = exampleIncident(1, at, 500, { state: 'closed', closedAt: when });
  expect(
    patchRow(row, summaryOf(row, { version: 2, state: 'acknowledged' }), when)?.row.closedAt,
  ).toBeNull();
});
