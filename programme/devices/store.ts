// All SQL of the devices: what they said, how they are, which messages nobody understood.
import type { Tx } from '#platform/db/index.ts';
import type { Press, Protocol } from './contract.ts';
import { silenceGraceSeconds } from './rules.ts';

export type Device = {
  id: string;
  externalId: string;
  protocol: Protocol;
  label: string;
  placeKind: string;
  placeId: string;
  district: string;
  secretVersion: number;
  silent: boolean;
  holdOnly: boolean;
  training: boolean;
  active: boolean;
};

export type Heard = Device & {
  /** A press of it may be taken back for so long. */
  countdownSeconds: number;
  fresh: boolean;
  inTestMode: boolean;
  testedInThisWindow: boolean;
};

export type NewPress = {
  deviceId: string;
  key: { prefix: string; whole: string; withinSeconds: number | null };
  press: Press;
  batteryPercent: number | null;
  linkQuality: number | null;
};

/**
 * Keeps presses once, each with its sign of life, in one round trip (`devices.hear_presses`); at most one of each device.
 * `fresh` is false for a redelivery: the whole key was kept before, or one of the same prefix `withinSeconds` ago. By device;
 * one that is not in service is missing.
 */
export async function keepPresses(
  tx: Tx,
  presses: readonly NewPress[],
): Promise<Map<string, Heard>> {
  const p = toColumns(presses);
  const rows = await tx.sql<Heard>`
    select d.id, external_id as "externalId", protocol, label, place_kind as "placeKind", place_id as "placeId", district,
      secret_version as "secretVersion", silent, hold_only as "holdOnly", training, active,
      countdown_seconds as "countdownSeconds", h.fresh, h.in_test_mode as "inTestMode", h.tested_in_this_window as "testedInThisWindow"
    from devices.hear_presses(${p.devices}, ${p.prefixes}, ${p.within}, ${p.keys}, ${p.presses}, ${p.batteries}, ${p.links}, ${p.grace}) h
    join devices.devices d on d.id = h.device`;
  return new Map(rows.map((row) => [row.id, row]));
}

/** Presses column by column, as `devices.hear_presses` takes them. */
export function toColumns(presses: readonly NewPress[]) {
  return {
    devices: presses.map(({ deviceId }) => deviceId),
    prefixes: presses.map(({ key }) => key.prefix),
    within: presses.map(({ key }) => key.withinSeconds),
    keys: presses.map(({ key }) => key.whole),
    presses: presses.map(({ press }) => press),
    batteries: presses.map(({ batteryPercent }) => batteryPercent),
    links: presses.map(({ linkQuality }) => linkQuality),
    grace: silenceGraceSeconds,
  };
}

/** Keeps what became of a press; a test is the device's self-test of the month as well. */
export async function keepOutcome(
  tx: Tx,
  deviceId: string,
  deliveryKey: string,
  outcome: string,
): Promise<void> {
  await tx.sql`
    with tested as (
      update devices.vitals set tested_at = clock_timestamp() where device_id = ${deviceId} and ${outcome} = 'test'
    )
    update devices.signals set outcome = ${outcome} where device_id = ${deviceId} and delivery_key = ${deliveryKey}`;
}

/** Keeps a sign of life; clears what it mends. Answers the device and what was mended. */
export async function keepVitals(
  tx: Tx,
  life: {
    deviceId: string;
    batteryPercent: number | null;
    linkQuality: number | null;
    tampered: boolean;
    lowBatteryPercent: number;
    graceSeconds: number;
  },
): Promise<{ district: string; flagged: string | null; before: string | null } | undefined> {
  const [row] = await tx.sql<{ district: string; flagged: string | null; before: string | null }>`
    with before as materialized (
      select v.device_id, v.flagged, d.district, d.interval_seconds
      from devices.vitals v join devices.devices d on d.id = v.device_id and d.active
      where v.device_id = ${life.deviceId} for update of v
    )
    update devices.vitals v set
      last_seen_at = clock_timestamp(),
      battery_percent = coalesce(${life.batteryPercent}::smallint, v.battery_percent),
      link_quality = coalesce(${life.linkQuality}::smallint, v.link_quality),
      tampered = ${life.tampered},
      due_at = clock_timestamp() + make_interval(secs => before.interval_seconds + ${life.graceSeconds}),
      flagged = case when ${life.tampered} then 'tampered'
        when coalesce(${life.batteryPercent}::smallint, v.battery_percent) <= ${life.lowBatteryPercent} then 'battery' end,
      flagged_at = case when ${life.tampered} or coalesce(${life.batteryPercent}::smallint, v.battery_percent) <= ${life.lowBatteryPercent}
        then coalesce(v.flagged_at, clock_timestamp()) end
    from before where v.device_id = before.device_id
    returning before.district, v.flagged, before.flagged as before`;
  return row;
}

/** Flags devices that were not heard in time; answers them, so that desks are told. */
export async function flagSilent(tx: Tx): Promise<{ id: string; district: string }[]> {
  return tx.sql<{ id: string; district: string }>`
    with due as (
      select device_id from devices.vitals where due_at <= clock_timestamp() for update skip locked limit 2000
    ), flagged as (
      update devices.vitals v set
        flagged = case when last_seen_at is null then 'never-heard' else 'silent' end,
        flagged_at = clock_timestamp(), due_at = null
      from due where v.device_id = due.device_id
      returning v.device_id, v.flagged
    ), event as (
      insert into platform.events (type, subject_id, audience, payload)
      select 'device.health', d.id, array[d.district], jsonb_build_object('device', d.id, 'problem', f.flagged)
      from flagged f join devices.devices d on d.id = f.device_id
    )
    select d.id, d.district from flagged f join devices.devices d on d.id = f.device_id`;
}

/** Devices that speak a protocol under a name on the wire. */
export async function findDevice(
  tx: Tx,
  protocols: readonly string[],
  externalId: string,
): Promise<Device | undefined> {
  const [row] = await tx.sql<Device>`
    select id, external_id as "externalId", protocol, label, place_kind as "placeKind", place_id as "placeId", district,
      secret_version as "secretVersion", silent, hold_only as "holdOnly", training, active
    from devices.devices where protocol = any (${protocols}) and external_id = ${externalId} and active`;
  return row;
}

/** One device. */
export async function readDevice(tx: Tx, id: string): Promise<Device | undefined> {
  const [row] = await tx.sql<Device>`
    select id, external_id as "externalId", protocol, label, place_kind as "placeKind", place_id as "placeId", district,
      secret_version as "secretVersion", silent, hold_only as "holdOnly", training, active
    from devices.devices where id = ${id} and active`;
  return row;
}

/** Every device. */
export async function selectDevices(tx: Tx): Promise<Device[]> {
  return tx.sql<Device>`
    select id, external_id as "externalId", protocol, label, place_kind as "placeKind", place_id as "placeId", district,
      secret_version as "secretVersion", silent, hold_only as "holdOnly", training, active
    from devices.devices order by label, id`;
}

/** Puts a device into test mode for some minutes. */
export async function startTest(
  tx: Tx,
  deviceId: string,
  minutes: number,
): Promise<Date | undefined> {
  const [row] = await tx.sql<{ test_until: Date }>`
    update devices.vitals set test_until = clock_timestamp() + make_interval(secs => ${minutes * 60}), last_test_at = clock_timestamp()
    where device_id = ${deviceId} returning test_until`;
  return row?.test_until;
}

/** Until when a device is in test mode (`null` when it is not), and for how many seconds it was silent (`null` for ever). */
export async function readTestUntil(
  tx: Tx,
  deviceId: string,
): Promise<{ testUntil: Date | null; secondsSilent: number | null }> {
  const [row] = await tx.sql<{ test_until: Date | null; silent: number | null }>`
    select case when test_until > clock_timestamp() then test_until end as test_until,
      extract(epoch from clock_timestamp() - last_seen_at)::float8 as silent
    from devices.vitals where device_id = ${deviceId}`;
  return { testUntil: row?.test_until ?? null, secondsSilent: row?.silent ?? null };
}

export type Unreadable = {
  protocol: string;
  deviceId: string | null;
  reason: string;
  detail: string;
  payload: Uint8Array;
};

/** Keeps a message nobody understood, where the operators of its device's district see it (all, for an unknown one). At most its first kilobyte. */
export async function insertQuarantine(tx: Tx, message: Unreadable): Promise<void> {
  await tx.sql`
    with kept as (
      insert into devices.quarantine (protocol, device_id, district, reason, detail, payload)
      values (${message.protocol}, ${message.deviceId}, (select district from devices.devices where id = ${message.deviceId}),
        ${message.reason}, ${message.detail.slice(0, 300)}, ${Buffer.from(message.payload.subarray(0, 1024))})
      returning id, district
    )
    insert into platform.events (type, subject_id, audience, payload)
    select 'quarantine.added', ${message.deviceId}, array[coalesce(district, '*')],
      jsonb_build_object('id', id, 'reason', ${message.reason}::text) from kept`;
}

/** The devices of one place. */
export async function selectDevicesOfPlace(
  tx: Tx,
  placeKind: string,
  placeId: string,
): Promise<Device[]> {
  return tx.sql<Device>`
    select id, external_id as "externalId", protocol, label, place_kind as "placeKind", place_id as "placeId", district,
      secret_version as "secretVersion", silent, hold_only as "holdOnly", training, active
    from devices.devices where place_kind = ${placeKind} and place_id = ${placeId} and active`;
}

/** Every device with the name of where it hangs, which its door keeps under the same id. */
export async function selectDevicesWithPlace(
  tx: Tx,
): Promise<(Device & { placeName: string | null })[]> {
  return tx.sql<Device & { placeName: string | null }>`
    select d.id, external_id as "externalId", protocol, label, place_kind as "placeKind", place_id as "placeId", d.district,
      secret_version as "secretVersion", silent, hold_only as "holdOnly", training, active, s.name as "placeName"
    from devices.devices d left join safe_houses.stores s on s.id = d.place_id
    where active order by protocol = 'page', d.label, d.id`;
}
