// SQL of what hangs on a store: devices, clerks, shifts, inspections, the history of its designation.
import type { Tx } from '#platform/db/index.ts';
import { type ChecklistPoint, checklistPoints } from '../names.ts';
import type { Store } from '../shapes.ts';

type Parts = Pick<
  Store,
  'devices' | 'clerks' | 'shifts' | 'inspections' | 'history' | 'officesNear'
>;

/** Everything that hangs on a store, the latest first where it has a time. */
export async function readParts(
  tx: Tx,
  store: { id: string; lat: number | null; lon: number | null; district: string },
): Promise<Parts> {
  const devices = await tx.sql<{
    id: string;
    label: string;
    protocol: string;
    name: string;
    silent: boolean;
    holdOnly: boolean;
    training: boolean;
    problem: string | null;
    batteryPercent: number | null;
    seen: Date | null;
    tested: Date | null;
  }>`
    select d.id, d.label, d.protocol, d.external_id as name, d.silent, d.hold_only as "holdOnly", d.training,
      v.flagged as problem, v.battery_percent as "batteryPercent", v.last_seen_at as seen, v.tested_at as tested
    from devices.devices d left join devices.vitals v on v.device_id = d.id
    where d.active and d.place_kind = 'store' and d.place_id = ${store.id} order by d.protocol = 'page', d.label, d.id`;
  const clerks = await tx.sql<Store['clerks'][number]>`
    select id, name, trained_on::text as "trainedOn" from safe_houses.clerks
    where store_id = ${store.id} and active order by name, id`;
  const shifts = await tx.sql<{ name: string; at: Date; knows: boolean }>`
    select name, accepted_at as at, knows_button as knows from safe_houses.shifts
    where store_id = ${store.id} order by accepted_at desc limit 8`;
  const inspections = await tx.sql<{
    at: Date;
    inspector: string;
    passed: boolean;
    checklist: Partial<Record<ChecklistPoint, boolean | null>>;
    note: string | null;
  }>`
    select at, inspector, passed, checklist, note from safe_houses.inspections
    where store_id = ${store.id} order by at desc limit 12`;
  const history = await tx.sql<Omit<Store['history'][number], 'at'> & { at: Date }>`
    select at, step, state, until::text, reason, actor_name as by from safe_houses.designations
    where store_id = ${store.id} order by id desc limit 50`;
  const officesNear = await tx.sql<Parts['officesNear'][number]>`
    select id, name from city.police_offices
    where lat is not null
    order by case when ${store.lat}::float8 is null then (district <> ${store.district})::int::float8
      else point(lon, lat) <-> point(${store.lon}::float8, ${store.lat}::float8) end limit 12`;
  return {
    devices: devices.map(({ seen, tested, ...device }) => ({
      ...device,
      lastSeenAt: seen?.toISOString() ?? null,
      testedAt: tested?.toISOString() ?? null,
    })),
    clerks,
    shifts: shifts.map(({ name, at, knows }) => ({
      name,
      acceptedAt: at.toISOString(),
      knowsButton: knows,
    })),
    inspections: inspections.map(({ at, checklist, ...inspection }) => ({
      ...inspection,
      at: at.toISOString(),
      failed: checklistPoints.filter((point) => checklist[point] === false),
    })),
    history: history.map((step) => ({ ...step, at: step.at.toISOString() })),
    officesNear,
  };
}

/** Adds a clerk. */
export async function insertClerk(
  tx: Tx,
  storeId: string,
  clerk: { name: string; trainedOn: string | null },
): Promise<void> {
  await tx.sql`
    insert into safe_houses.clerks (store_id, name, trained_on) values (${storeId}, ${clerk.name}, ${clerk.trainedOn}::date)`;
}

/** Changes a clerk; who left is forgotten, because nobody needs the name any more. False when there is none. */
export async function changeClerk(
  tx: Tx,
  storeId: string,
  clerkId: string,
  change: { trainedOn: string | null; leaves: boolean },
): Promise<boolean> {
  const rows = change.leaves
    ? await tx.sql`delete from safe_houses.clerks where id = ${clerkId} and store_id = ${storeId} returning id`
    : await tx.sql`
        update safe_houses.clerks set trained_on = coalesce(${change.trainedOn}::date, trained_on)
        where id = ${clerkId} and store_id = ${storeId} returning id`;
  return rows.length > 0;
}

/** Keeps an inspection. */
export async function insertInspection(
  tx: Tx,
  storeId: string,
  inspection: {
    checklist: Record<string, boolean | null>;
    passed: boolean;
    note: string | null;
  },
): Promise<void> {
  await tx.sql`
    insert into safe_houses.inspections (store_id, inspector, checklist, passed, note)
    values (${storeId}, ${tx.actor.name ?? tx.actor.id}, ${JSON.stringify(inspection.checklist)}, ${inspection.passed}, ${inspection.note})`;
}
