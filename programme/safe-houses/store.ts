// SQL of the register of safe houses as the doors, the phones and the desks read it.
import type { Tx } from '#platform/db/index.ts';
import { uuidv7 } from '#platform/ids/uuid.ts';
import { type NewPress, toColumns } from '#programme/devices/index.ts';
import type { PlaceFacts } from '#programme/incidents/index.ts';

export type CallPlace = {
  id: string;
  name: string;
  address: string;
  hint: string | null;
  phone: string | null;
  lat: number | null;
  lon: number | null;
  district: string;
};

/** Where buttons hang, by the store's id. */
export async function readCallPlaces(
  tx: Tx,
  storeIds: readonly string[],
): Promise<Map<string, CallPlace>> {
  const rows = await tx.sql<CallPlace>`
    select id, name, address, hint, phone, lat, lon, district from safe_houses.stores where id = any (${storeIds}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Keeps presses and raises their calls (`safe_houses.answer_presses`); the incident by device, `null` for a redelivery. Nothing is kept of
 * a device that is missing in the answer.
 */
export async function insertPlainPresses(
  tx: Tx,
  given: {
    presses: readonly NewPress[];
    template: Record<string, unknown>;
    receiptWithinSeconds: number;
  },
): Promise<Map<string, string | null>> {
  const p = toColumns(given.presses);
  const rows = await tx.sql<{ device: string; incident: string | null }>`
    select device, incident from safe_houses.answer_presses(
      ${p.devices}, ${p.prefixes}, ${p.within}, ${p.keys}, ${p.presses}, ${p.batteries}, ${p.links}, ${p.grace},
      ${given.presses.map(() => uuidv7())}, ${JSON.stringify(given.template)}, ${tx.actor.id}, ${tx.actor.name}, ${given.receiptWithinSeconds})`;
  return new Map(rows.map(({ device, incident }) => [device, incident]));
}

/** Where a button hangs. */
export async function readCallPlace(tx: Tx, storeId: string): Promise<CallPlace | undefined> {
  return (await readCallPlaces(tx, [storeId])).get(storeId);
}

/** The operating store nearest to a point, for saying where it is. */
export async function nearestStore(
  tx: Tx,
  at: { lat: number; lon: number },
): Promise<{ name: string; lat: number; lon: number } | undefined> {
  const [row] = await tx.sql<{ name: string; lat: number; lon: number }>`
    select name, lat, lon from safe_houses.stores where state = 'operating' and lat is not null
    order by point(lon, lat) <-> point(${at.lon}, ${at.lat}) limit 1`;
  return row;
}

/** What the desk wants to know of a store: its police box, who is at the till, how past calls ended. */
export async function readPlaceFacts(tx: Tx, storeId: string): Promise<PlaceFacts> {
  const [row] = await tx.sql<{
    office_name: string | null;
    office_phone: string | null;
    shift_name: string | null;
    accepted_at: Date | null;
    knows_button: boolean | null;
    past: NonNullable<PlaceFacts['pastYear']>;
  }>`
    select coalesce(o.name, s.police_office_name) as office_name, o.phone as office_phone,
      w.name as shift_name, w.accepted_at, w.knows_button,
      (select jsonb_build_object(
          'calls', coalesce(sum(count) filter (where disposition <> 'test'), 0),
          'real', coalesce(sum(count) filter (where disposition not in ('test', 'accidental', 'false', 'merged')), 0),
          'falseAlarms', coalesce(sum(count) filter (where disposition in ('accidental', 'false')), 0),
          'tests', coalesce(sum(count) filter (where disposition = 'test'), 0))
        from safe_houses.past_calls p where p.store_id = s.id and p.month > now() - interval '1 year') as past
    from safe_houses.stores s
    left join city.police_offices o on o.id = s.police_office_id
    left join lateral (
      select name, accepted_at, knows_button from safe_houses.shifts w
      where w.store_id = s.id and w.accepted_at > now() - interval '14 hours' order by accepted_at desc limit 1) w on true
    where s.id = ${storeId}`;
  if (!row) return { policeOffice: null, onDuty: null, pastYear: null };
  return {
    policeOffice: row.office_name ? { name: row.office_name, phone: row.office_phone } : null,
    onDuty: row.shift_name
      ? {
          name: row.shift_name,
          acceptedAt: row.accepted_at!.toISOString(),
          knowsButton: row.knows_button ?? false,
        }
      : null,
    pastYear: row.past,
  };
}

export type MapRow = { id: string; name: string; lon: number; lat: number; tag: string };

/** Every store with a place on the map. */
export async function selectMapStores(tx: Tx): Promise<MapRow[]> {
  return tx.sql<MapRow>`select id, name, lon, lat, state as tag from safe_houses.stores where lat is not null`;
}

/** Every police office. */
export async function selectMapOffices(tx: Tx): Promise<MapRow[]> {
  return tx.sql<MapRow>`select id, name, lon, lat, kind as tag from city.police_offices`;
}

/** Stores by id, or by a part of their name; at most 20. */
export async function findStores(
  tx: Tx,
  text: string,
): Promise<{ id: string; name: string; address: string; district: string }[]> {
  return tx.sql`
    select id, name, address, district from safe_houses.stores
    where id::text = ${text} or position(lower(${text}) in lower(name)) > 0
    order by name = ${text} desc, name limit 20`;
}
