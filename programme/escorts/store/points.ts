// All SQL of the meeting points and of how much is taken at them.
import type { Tx } from '#platform/db/index.ts';

export type PointRow = {
  id: string;
  district: string;
  name: Record<string, string>;
  station: string | null;
  exit: string | null;
  hint: Record<string, string>;
  lat: number;
  lon: number;
  reachMetres: number;
  perSlot: number;
  active: boolean;
  updatedAt: Date;
};

/** Meeting points by station and exit: all, those on the list, those that are offered (on the list and in service), or some. */
export async function selectPoints(
  tx: Tx,
  of: { active?: boolean; listed?: boolean; ids?: readonly string[] } = {},
): Promise<PointRow[]> {
  return tx.sql<PointRow>`
    select id, district, name, station, exit, hint, lat, lon, reach_metres as "reachMetres", per_slot as "perSlot", active,
      updated_at as "updatedAt"
    from escorts.meeting_points
    where (not ${of.active ?? false} or (active and listed)) and (not ${of.listed ?? false} or listed) and (${of.ids ?? null}::uuid[] is null or id = any (${of.ids ?? null}))
    order by station nulls last, exit, id`;
}

/** One meeting point, whether in service or not. */
export async function readPoint(tx: Tx, id: string): Promise<PointRow | undefined> {
  return (await selectPoints(tx, { ids: [id] }))[0];
}

/** Bookings of one district wait for each other here, so that the last free place is given once. */
export async function lockBookings(tx: Tx, district: string): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtext('walks'), hashtext(${district}))`;
}

export type Taken = { pointId: string; wantedAt: Date };

/** Open walks of a district that were asked for between two moments. */
export async function selectTaken(
  tx: Tx,
  of: { district: string; from: Date; to: Date; but?: string | undefined },
): Promise<Taken[]> {
  return tx.sql<Taken>`
    select point_id as "pointId", wanted_at as "wantedAt" from escorts.walks
    where district = ${of.district} and closed_at is null and wanted_at >= ${of.from} and wanted_at <= ${of.to}
      and id is distinct from ${of.but ?? null}::uuid`;
}

export type PointWrite = Omit<PointRow, 'id' | 'updatedAt'>;

/** Adds a meeting point. */
export async function insertPoint(tx: Tx, p: PointWrite): Promise<string> {
  const [row] = await tx.sql<{ id: string }>`
    insert into escorts.meeting_points (district, name, station, exit, hint, lat, lon, reach_metres, per_slot, active)
    values (${p.district}, ${JSON.stringify(p.name)}, ${p.station}, ${p.exit}, ${JSON.stringify(p.hint)}, ${p.lat}, ${p.lon},
      ${p.reachMetres}, ${p.perSlot}, ${p.active}) returning id`;
  return row!.id;
}

/** A store as a meeting point off the list: the one that is there already, or a new one. */
export async function keepPointOffList(
  tx: Tx,
  p: Pick<PointRow, 'district' | 'name' | 'hint' | 'lat' | 'lon' | 'reachMetres' | 'perSlot'>,
): Promise<string> {
  await lockBookings(tx, p.district);
  const name = JSON.stringify(p.name);
  const [known] = await tx.sql<{ id: string }>`
    select id from escorts.meeting_points
    where not listed and active and district = ${p.district} and name = ${name}::jsonb and lat = ${p.lat} and lon = ${p.lon}`;
  if (known) return known.id;
  const [row] = await tx.sql<{ id: string }>`
    insert into escorts.meeting_points (district, name, hint, lat, lon, reach_metres, per_slot, active, listed)
    values (${p.district}, ${name}, ${JSON.stringify(p.hint)}, ${p.lat}, ${p.lon}, ${p.reachMetres}, ${p.perSlot}, true, false)
    returning id`;
  return row!.id;
}

/** Replaces a meeting point; false when it is not the actor's to keep. */
export async function updatePoint(tx: Tx, id: string, p: PointWrite): Promise<boolean> {
  const rows = await tx.sql`
    update escorts.meeting_points set district = ${p.district}, name = ${JSON.stringify(p.name)}, station = ${p.station},
      exit = ${p.exit}, hint = ${JSON.stringify(p.hint)}, lat = ${p.lat}, lon = ${p.lon}, reach_metres = ${p.reachMetres},
      per_slot = ${p.perSlot}, active = ${p.active}, updated_at = clock_timestamp()
    where id = ${id} returning id`;
  return rows.length > 0;
}

/** Counts one who asked and found everything taken. */
export async function countFull(tx: Tx, district: string, day: string): Promise<void> {
  await tx.sql`
    insert into escorts.full_evenings (district, day, asked) values (${district}, ${day}, 1)
    on conflict (district, day) do update set asked = full_evenings.asked + 1`;
}
