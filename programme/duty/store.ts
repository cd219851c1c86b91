// All SQL of the units on duty: who is near, who is busy, where they are now, and the shift log.
import type { Tx } from '#platform/db/index.ts';

export type UnitKind = 'patrol-car' | 'foot-patrol' | 'guards' | 'scouts';
export type Unit = {
  id: string;
  callSign: string;
  kind: UnitKind;
  district: string;
  incidentId: string | null;
  dutyBy: 'desk' | 'phone' | null;
};
export type NearUnit = {
  id: string;
  callSign: string;
  kind: UnitKind;
  lat: number;
  lon: number;
  metres: number;
  busy: boolean;
  /** Seconds since it was there. */
  ageSeconds: number;
};

/** Units on duty nearest to a point, free ones and busy ones alike; metres on the sphere. */
export async function nearestUnits(
  tx: Tx,
  at: { lat: number; lon: number },
  limit: number,
): Promise<NearUnit[]> {
  return tx.sql<NearUnit>`
    with near as materialized (
      select * from duty.units
      where on_duty and lat is not null
      order by point(lon, lat) <-> point(${at.lon}, ${at.lat}) limit ${limit * 3}
    )
    select id, call_sign as "callSign", kind, lat, lon, incident_id is not null as busy,
      greatest(0, extract(epoch from clock_timestamp() - position_at))::int as "ageSeconds",
      round(2 * 6371008.8 * asin(sqrt(sin(radians(lat - ${at.lat}) / 2) ^ 2
        + cos(radians(lat)) * cos(radians(${at.lat})) * sin(radians(lon - ${at.lon}) / 2) ^ 2)))::int as metres
    from near order by metres limit ${limit}`;
}

/** Units on duty in a district of whom nobody knows where they are: a phone whose owner does not share its place still hears. */
export async function unitsWithoutPlace(
  tx: Tx,
  district: string,
  limit: number,
): Promise<Pick<NearUnit, 'id' | 'callSign' | 'kind' | 'busy'>[]> {
  return tx.sql`
    select id, call_sign as "callSign", kind, incident_id is not null as busy from duty.units
    where on_duty and lat is null and district = ${district} order by incident_id is not null, call_sign limit ${limit}`;
}

/** How far a unit that is on duty is from a point, in metres on the sphere; `undefined` when its place is not known. */
export async function unitDistance(
  tx: Tx,
  id: string,
  at: { lat: number; lon: number },
): Promise<{ kind: UnitKind; metres: number } | undefined> {
  const [row] = await tx.sql<{ kind: UnitKind; metres: number }>`
    select kind, round(2 * 6371008.8 * asin(sqrt(sin(radians(lat - ${at.lat}) / 2) ^ 2
        + cos(radians(lat)) * cos(radians(${at.lat})) * sin(radians(lon - ${at.lon}) / 2) ^ 2)))::int as metres
    from duty.units where id = ${id} and on_duty and lat is not null`;
  return row;
}

/** Locks a unit that is on duty. */
export async function lockUnit(tx: Tx, id: string): Promise<Unit | undefined> {
  const [row] = await tx.sql<Unit>`
    select id, call_sign as "callSign", kind, district, incident_id as "incidentId", duty_by as "dutyBy"
    from duty.units where id = ${id} and on_duty for update`;
  return row;
}

/** Keeps what a unit is busy with; `null` frees it. */
export async function occupyUnit(tx: Tx, id: string, incidentId: string | null): Promise<void> {
  await tx.sql`update duty.units set incident_id = ${incidentId} where id = ${id}`;
}

/** Ends what a unit's shift left: off duty it has no shift, no position and no time of one. */
export async function leaveDuty(tx: Tx, id: string): Promise<void> {
  await tx.sql`
    update duty.units set on_duty = false, duty_by = null, on_duty_since = null, on_duty_until = null,
      lat = null, lon = null, position_at = null
    where id = ${id}`;
}

/** Frees every unit of an incident. */
export async function freeUnits(tx: Tx, incidentId: string): Promise<void> {
  await tx.sql`update duty.units set incident_id = null where incident_id = ${incidentId}`;
}

export type ToldPosition = { callSign: string; lat: number; lon: number; at: string };

/**
 * Keeps where units are now; only the newest, never a history. What is older than the kept one is left, and a clock
 * that runs ahead counts as now. Answers how many were kept and which call signs are not on duty.
 */
export async function keepPositions(
  tx: Tx,
  told: readonly ToldPosition[],
): Promise<{ kept: number; unknown: string[] }> {
  const [row] = await tx.sql<{ kept: number; unknown: string[] }>`
    with told as (
      select distinct on (t."callSign") t."callSign" as call_sign, t.lat, t.lon, least(t.at, clock_timestamp()) as at
      from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as t ("callSign" text, lat float8, lon float8, at timestamptz)
      order by t."callSign", t.at desc
    ), kept as (
      update duty.units u set lat = t.lat, lon = t.lon, position_at = t.at
      from told t where u.call_sign = t.call_sign and u.on_duty and (u.position_at is null or u.position_at < t.at)
        and (u.on_duty_since is null or u.on_duty_since <= t.at)
      returning u.id
    )
    select (select count(*) from kept)::int as kept,
      array(select call_sign from told t
        where not exists (select 1 from duty.units u where u.call_sign = t.call_sign and u.on_duty)
        order by call_sign) as unknown`;
  return row!;
}

/** Latest positions of units on duty that moved since a time. */
export async function movedSince(
  tx: Tx,
  since: Date,
): Promise<{ id: string; lat: number; lon: number; at: Date }[]> {
  return tx.sql`select id, lat, lon, position_at as at from duty.units where on_duty and position_at > ${since} and lat is not null`;
}

export type ShiftNote = { id: string; at: Date; author: string; text: string; open: number };

/** The last notes from shift to shift that the actor may see. */
export async function selectShiftLog(tx: Tx): Promise<ShiftNote[]> {
  return tx.sql<ShiftNote>`select id, at, author, text, open_incidents as open from duty.shift_log order by at desc limit 50`;
}

/** Writes what the next shift must know. */
export async function insertShiftNote(
  tx: Tx,
  note: { text: string; district: string | null; open: number },
): Promise<string> {
  const [row] = await tx.sql<{ id: string }>`
    insert into duty.shift_log (author_id, author, district, text, open_incidents)
    values (${tx.actor.id}, ${tx.actor.name ?? tx.actor.id}, ${note.district}, ${note.text}, ${note.open}) returning id`;
  return row!.id;
}
