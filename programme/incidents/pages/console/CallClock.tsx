// The running figure of a call: how long since it was raised, or how long it took when it is over.
import { now } from '#platform/ui/clock.ts';
import { elapsed } from '#platform/ui/format.ts';
import type { Incident } from '../../contract.ts';

/** Renewed once a second by the one clock of the screen; a finished call no longer listens to it. */
export function CallClock({ row }: { row: Pick<Incident, 'raisedAt' | 'closedAt'> }) {
  const until = row.closedAt === null ? now.value : Date.parse(row.closedAt);
  return <>{elapsed((until - Date.parse(row.raisedAt)) / 1000)}</>;
}
