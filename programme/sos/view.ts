// What a caller sees of her own call, and what the people she trusts see of it.
import { distanceMetres } from '#platform/geo/index.ts';
import { minutesFor } from '#programme/incidents/index.ts';
import type { SharedView, SosView } from './contract.ts';
import { isOver, stateForCaller } from './rules.ts';
import type { ViewRow } from './store.ts';

/** The row as her phone shows it. `id` is the phone's own. */
export function toSosView(id: string, row: ViewRow): SosView {
  const counting = row.state === 'counting-down';
  const raised = !counting && row.state !== 'cancelled';
  return {
    id,
    state: stateForCaller(row.state),
    secondsLeft:
      counting && row.due_at
        ? Math.max(0, (row.due_at.getTime() - row.now.getTime()) / 1000)
        : null,
    silent: row.silent,
    raisedAt: raised ? row.raised_at.toISOString() : null,
    policeKnow: row.hand_over === 'confirmed',
    unit: row.unit_call_sign ? { callSign: row.unit_call_sign, kind: row.unit_kind! } : null,
    etaMinutes: minutesAway(row),
    sharing: row.sharing === true,
    positionAt: row.position_at?.toISOString() ?? null,
    callback: row.callback,
    links: row.links,
    messages: row.messages.map((message) => ({
      ...message,
      at: new Date(message.at).toISOString(),
    })),
  };
}

/** The row as a trusted person sees it; `null` when the call is over or not raised yet. */
export function toSharedView(row: ViewRow): SharedView | null {
  const state = stateForCaller(row.state);
  if (isOver(row.state) || state === 'counting-down' || state === 'closed' || state === 'cancelled')
    return null;
  const known = row.sharing === true && row.lat !== null && row.lon !== null && row.position_at;
  return {
    state,
    raisedAt: row.raised_at.toISOString(),
    policeKnow: row.hand_over === 'confirmed',
    etaMinutes: minutesAway(row),
    position: known
      ? {
          lat: row.lat!,
          lon: row.lon!,
          accuracy: row.accuracy ?? 0,
          at: row.position_at!.toISOString(),
        }
      : null,
  };
}

function minutesAway(row: ViewRow): number | null {
  if (row.state !== 'dispatched' || row.unit_kind === null) return null;
  if (row.lat === null || row.lon === null || row.unit_lat === null || row.unit_lon === null)
    return null;
  const from = { lat: row.unit_lat, lon: row.unit_lon };
  return minutesFor(row.unit_kind, distanceMetres(from, { lat: row.lat, lon: row.lon }));
}
