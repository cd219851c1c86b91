// What an event says about a call, laid over the row that the screen already has.
import type { Door, Incident, IncidentState } from '../../contract.ts';

/** The summary that every incident event carries: ids and states, no people. */
export type Summary = {
  id: string;
  version: number;
  state: IncidentState;
  door: Door;
  district: string | null;
  drill: boolean;
  test: boolean;
  urgency: number;
  presses: number;
  escalation: number;
  handOver: Incident['handOver'];
  operatorId: string | null;
  unitId: string | null;
  placeId: string | null;
};

/**
 * The row after the event, or null when the row is already newer. `incomplete` when the event names somebody
 * whose name the row does not hold yet, so that it must be fetched. `at` is the event's time.
 */
export function patchRow(
  row: Incident,
  event: Summary,
  at: string,
): { row: Incident; incomplete: boolean } | null {
  if (event.version <= row.version) return null;
  const entered = event.state !== row.state;
  const next: Incident = {
    ...row,
    version: event.version,
    state: event.state,
    drill: event.drill,
    test: event.test,
    urgency: event.urgency,
    presses: event.presses,
    escalation: event.escalation,
    handOver: event.handOver,
    updatedAt: at,
    acknowledgedAt:
      entered && event.state === 'acknowledged' ? (row.acknowledgedAt ?? at) : row.acknowledgedAt,
    dispatchedAt:
      entered && event.state === 'dispatched' ? (row.dispatchedAt ?? at) : row.dispatchedAt,
    onSceneAt: entered && event.state === 'on-scene' ? (row.onSceneAt ?? at) : row.onSceneAt,
    closedAt: event.state === 'closed' || event.state === 'cancelled' ? (row.closedAt ?? at) : null,
    operator: event.operatorId === (row.operator?.id ?? null) ? row.operator : null,
    unit: event.unitId === (row.unit?.id ?? null) ? row.unit : null,
  };
  const incomplete =
    (event.operatorId !== null && next.operator === null) ||
    (event.unitId !== null && next.unit === null) ||
    (entered && event.state === 'raised') ||
    event.placeId !== row.place.id ||
    event.district !== row.place.district ||
    next.closedAt !== null ||
    event.version > row.version + 1;
  return { row: next, incomplete };
}
