// What the people at a place may know of their own open call: that it was received, and who comes when. Nothing else.
import type { Tx } from '#platform/db/index.ts';
import { unitDistance } from '#programme/duty/index.ts';
import type { IncidentState } from './contract.ts';
import { minutesFor } from './rules.ts';

export type CallAtPlace = {
  state: IncidentState;
  raisedAt: string;
  /** The police confirmed the hand-over. */
  policeKnow: boolean;
  /** Call sign of the unit sent last, once it said that it comes. */
  unit: string | null;
  /** From where the unit is now; `null` when nobody knows. */
  etaMinutes: number | null;
};

/** The newest open call at a place of the register, such as a store's id; `null` without one. Run it as the system. */
export async function readCallAtPlace(tx: Tx, placeId: string): Promise<CallAtPlace | null> {
  const [row] = await tx.sql<{
    state: IncidentState;
    raised_at: Date;
    hand_over: string;
    lat: number | null;
    lon: number | null;
    unit_id: string | null;
    call_sign: string | null;
  }>`
    select i.state, i.raised_at, i.hand_over, i.lat, i.lon, a.unit_id, a.call_sign
    from incidents.incidents i
    left join lateral (
      select unit_id, call_sign from incidents.assignments a
      where a.incident_id = i.id and a.ended_at is null and a.state <> 'offered' order by a.sent_at desc limit 1) a on true
    where i.place_id = ${placeId} and i.closed_at is null order by i.raised_at desc limit 1`;
  if (!row) return null;
  return {
    state: row.state,
    raisedAt: row.raised_at.toISOString(),
    policeKnow: row.hand_over === 'confirmed',
    unit: row.call_sign,
    etaMinutes: row.state === 'dispatched' ? await minutesAway(tx, row) : null,
  };
}

export type CallPlace = {
  door: string;
  /** Of the register, such as a store's id; `null` for a place that nobody registered. */
  placeId: string | null;
  name: string;
  hint: string | null;
  district: string | null;
  lat: number | null;
  lon: number | null;
};

/** Where a call is or was; `undefined` when there is none that the actor may see. */
export async function readCallPlace(tx: Tx, id: string): Promise<CallPlace | undefined> {
  const [row] = await tx.sql<CallPlace>`
    select door, place_id as "placeId", place_name as name, place_hint as hint, district, lat, lon
    from incidents.incidents where id = ${id}`;
  return row;
}

async function minutesAway(
  tx: Tx,
  row: { lat: number | null; lon: number | null; unit_id: string | null },
): Promise<number | null> {
  if (row.lat === null || row.lon === null || row.unit_id === null) return null;
  const unit = await unitDistance(tx, row.unit_id, { lat: row.lat, lon: row.lon });
  return unit ? minutesFor(unit.kind, unit.metres) : null;
}
