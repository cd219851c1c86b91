// An incident as the table has it, and as the contract shows it.
import type { Disposition, Door, Incident, IncidentState, UnitKind } from './contract.ts';
import { placeKept } from './rules.ts';

export type IncidentRow = {
  id: string;
  version: number;
  acted_version: number;
  door: Door;
  state: IncidentState;
  drill: boolean;
  test: boolean;
  verified: boolean;
  silent: boolean;
  urgency: number;
  presses: number;
  district: string | null;
  audience: string[];
  join_key: string | null;
  place_id: string | null;
  place_name: string;
  place_address: string;
  place_hint: string | null;
  place_phone: string | null;
  lat: number | null;
  lon: number | null;
  accuracy: number | null;
  position_at: Date | null;
  sharing: boolean | null;
  suspected_flood: boolean;
  device_id: string | null;
  callback_number: string | null;
  language: string | null;
  two_way_text: boolean;
  raised_at: Date;
  acknowledged_at: Date | null;
  dispatched_at: Date | null;
  on_scene_at: Date | null;
  closed_at: Date | null;
  updated_at: Date;
  escalation: number;
  due_at: Date | null;
  operator_id: string | null;
  operator_name: string | null;
  disposition: Disposition | null;
  hand_over: Incident['handOver'];
  merged_into: string | null;
};

/** A row of the queue, with the unit that was sent last. */
export type QueueRow = IncidentRow & {
  unit_id: string | null;
  unit_call_sign: string | null;
  unit_kind: UnitKind | null;
};

/** Nothing of where she was: a call of a resident leaves its district only once it is over. */
export const withoutPlace = {
  place_name: '',
  place_address: '',
  place_hint: null,
  lat: null,
  lon: null,
  accuracy: null,
  position_at: null,
};

/** What changes in the place of a call that ends. */
export function placeAfter(door: Door): Partial<typeof withoutPlace> {
  const kept = placeKept(door);
  if (kept === 'all') return {};
  const { place_name, place_address, ...where } = withoutPlace;
  return kept === 'name' ? where : withoutPlace;
}

/** The row as a screen may see it. */
export function toIncident(row: QueueRow): Incident {
  return {
    id: row.id,
    version: row.version,
    door: row.door,
    state: row.state,
    drill: row.drill,
    test: row.test,
    verified: row.verified,
    silent: row.silent,
    urgency: row.urgency,
    presses: row.presses,
    raisedAt: row.raised_at.toISOString(),
    acknowledgedAt: toText(row.acknowledged_at),
    dispatchedAt: toText(row.dispatched_at),
    onSceneAt: toText(row.on_scene_at),
    closedAt: toText(row.closed_at),
    updatedAt: row.updated_at.toISOString(),
    escalation: row.escalation,
    disposition: row.disposition,
    language: row.language,
    operator: row.operator_id ? { id: row.operator_id, name: row.operator_name ?? '' } : null,
    unit: row.unit_id
      ? { id: row.unit_id, callSign: row.unit_call_sign!, kind: row.unit_kind! }
      : null,
    handOver: row.hand_over,
    suspectedFlood: row.suspected_flood,
    place: {
      id: row.place_id,
      name: row.place_name,
      address: row.place_address,
      hint: row.place_hint,
      phone: row.place_phone,
      lat: row.lat,
      lon: row.lon,
      district: row.district,
    },
  };
}

/** A time as ISO 8601 text. */
export function toText(at: Date | null): string | null {
  return at ? at.toISOString() : null;
}
