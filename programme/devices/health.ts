// Which devices need a person: the alarm-health board.
import type { Tx } from '#platform/db/index.ts';
import type { Problem } from './rules.ts';

type Row = {
  id: string;
  label: string;
  store_id: string;
  store: string | null;
  phone: string | null;
  district: string;
  lat: number | null;
  lon: number | null;
  problem: Problem;
  since: Date | null;
  battery: number | null;
  seen: Date | null;
};

export type Health = {
  devices: number;
  well: number;
  items: {
    id: string;
    label: string;
    storeId: string;
    store: string;
    storePhone: string | null;
    district: string;
    lat: number | null;
    lon: number | null;
    problem: Problem;
    since: string | null;
    batteryPercent: number | null;
    lastSeenAt: string | null;
  }[];
};

/** Counts the buttons the actor may see and lists those with a problem, the worst first. */
export async function selectHealth(tx: Tx): Promise<Health> {
  const [counts] = await tx.sql<{ devices: number; troubled: number }>`
    select count(*)::int as devices, count(v.flagged)::int as troubled
    from devices.devices d join devices.vitals v on v.device_id = d.id where d.active and d.protocol <> 'page'`;
  const rows = await tx.sql<Row>`
    select d.id, d.label, d.place_id as store_id, s.name as store, s.phone, d.district, s.lat, s.lon, v.flagged as problem,
      v.flagged_at as since, v.battery_percent as battery, v.last_seen_at as seen
    from devices.devices d join devices.vitals v on v.device_id = d.id
    left join safe_houses.stores s on s.id = d.place_id
    where d.active and v.flagged is not null
    order by array_position(array['tampered', 'silent', 'never-heard', 'battery'], v.flagged), v.flagged_at limit 2000`;
  return {
    devices: counts!.devices,
    well: counts!.devices - counts!.troubled,
    items: rows.map((row) => ({
      id: row.id,
      label: row.label,
      storeId: row.store_id,
      store: row.store ?? '',
      storePhone: row.phone,
      district: row.district,
      lat: row.lat,
      lon: row.lon,
      problem: row.problem,
      since: row.since?.toISOString() ?? null,
      batteryPercent: row.battery,
      lastSeenAt: row.seen?.toISOString() ?? null,
    })),
  };
}
