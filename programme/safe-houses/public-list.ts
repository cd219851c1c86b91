// What residents' phones keep: open stores, those that answered first, and police boxes in the same list.
import type { Tx } from '#platform/db/index.ts';

export type PublicRow = {
  id: string;
  kind: 'store' | 'police';
  name: string;
  name_en: string | null;
  address: string;
  phone: string | null;
  lat: number;
  lon: number;
  district: string;
  hours: '24h' | { days: number[]; from: string; to: string }[];
  confirmed: boolean;
  answered_at: Date | null;
};

/**
 * The public list: confirmed stores, then unconfirmed ones, then police offices. A store is confirmed when one of its
 * buttons was heard within its own interval, or when it answered the last roll call. Closed, suspended, lapsed and
 * destroyed stores are not in it (row-level security hides them from residents as well).
 */
export async function selectPublicPlaces(tx: Tx): Promise<PublicRow[]> {
  return tx.sql<PublicRow>`
    with alive as materialized (
      select d.place_id, max(v.last_seen_at) as seen,
        bool_or(v.last_seen_at > clock_timestamp() - make_interval(secs => d.interval_seconds)) as fresh
      from devices.devices d join devices.vitals v on v.device_id = d.id
      where d.active and d.place_kind = 'store' group by d.place_id
    ), last_call as materialized (select max(started_at) as at from safe_houses.roll_calls)
    select s.id, 'store' as kind, s.name, s.name_en, s.address, s.phone, s.lat, s.lon, s.district, s.hours,
      coalesce(a.fresh, false) or coalesce(s.confirmed_at >= last_call.at, false) as confirmed,
      greatest(a.seen, s.confirmed_at) as answered_at
    from safe_houses.stores s left join alive a on a.place_id = s.id cross join last_call
    where s.state = 'operating' and s.lat is not null
    union all
    select id, 'police', name, name_en, address, phone, lat, lon, district, '"24h"', true, null from city.police_offices
    order by kind desc, confirmed desc, district, name`;
}

export type RollCallRow = {
  id: string;
  started_at: Date;
  finished_at: Date | null;
  answered: number;
  total: number;
  signature: string | null;
};

/** The latest roll call. */
export async function selectLastRollCall(tx: Tx): Promise<RollCallRow | undefined> {
  const [row] = await tx.sql<RollCallRow>`
    select id, started_at, finished_at, answered, total, signature from safe_houses.roll_calls order by started_at desc limit 1`;
  return row;
}
