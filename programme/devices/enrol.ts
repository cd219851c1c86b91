// Taking a device into service, out of it, and giving it a new secret.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import type { Protocol } from './contract.ts';

export type NewDevice = {
  protocol: Protocol;
  /** Its name on the wire: friendly name, Shelly id, DevEUI. */
  externalId: string;
  label: string;
  place: { kind: string; id: string; district: string };
  silent: boolean;
  holdOnly: boolean;
  training: boolean;
};

/** Takes a device into service; answers its id. Refuses with `already-enrolled` when its name on that wire is taken. */
export async function enrolDevice(tx: Tx, device: NewDevice): Promise<string> {
  const kind = device.protocol === 'page' ? 'page' : 'button';
  const [row] = await tx.sql<{ id: string }>`
    insert into devices.devices (external_id, protocol, label, kind, place_kind, place_id, district, silent, hold_only, training)
    values (${device.externalId}, ${device.protocol}, ${device.label}, ${kind}, ${device.place.kind}, ${device.place.id},
      ${device.place.district}, ${device.silent}, ${device.holdOnly}, ${device.training})
    on conflict (protocol, external_id) do nothing returning id`;
  if (!row)
    throw new Refused(
      'already-enrolled',
      409,
      `A device named ${device.externalId} is enrolled on ${device.protocol} already. Retire it first, or name this one otherwise.`,
    );
  // Silent until it is heard: an enrolled button that never speaks must be seen.
  await tx.sql`
    insert into devices.vitals (device_id, due_at)
    select id, case when kind = 'page' then null else clock_timestamp() + make_interval(secs => interval_seconds) end
    from devices.devices where id = ${row.id}`;
  await mark(tx, 'device.enrolled', row.id, { protocol: device.protocol });
  return row.id;
}

/** Takes a device out of service: it is not heard any more and its name is free. Refuses with `unknown-device`. */
export async function retireDevice(tx: Tx, id: string): Promise<void> {
  const rows = await tx.sql`
    update devices.devices set active = false, external_id = external_id || ' retired ' || id
    where id::text = ${id} and active returning id`;
  if (rows.length === 0) throw unknown(id);
  await tx.sql`update devices.vitals set due_at = null, flagged = null, flagged_at = null where device_id::text = ${id}`;
  await mark(tx, 'device.retired', id);
}

/** Places that may have come to another district: their devices go with them, so that the right centre hears them. */
export async function moveDevices(
  tx: Tx,
  kind: string,
  places: readonly { id: string; district: string }[],
): Promise<void> {
  await tx.sql`
    update devices.devices d set district = p.district
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as p(id uuid, district text)
    where d.place_kind = ${kind} and d.place_id = p.id and d.district <> p.district`;
}

/** Makes the secret of a device worthless and gives it another. Refuses with `unknown-device`. */
export async function renewSecret(tx: Tx, id: string): Promise<void> {
  const rows = await tx.sql`
    update devices.devices set secret_version = secret_version + 1 where id::text = ${id} and active returning id`;
  if (rows.length === 0) throw unknown(id);
  await mark(tx, 'device.secret-renewed', id);
}

function unknown(id: string): Refused {
  return new Refused(
    'unknown-device',
    404,
    `No device ${id} is in service. See them with: npm run -s ansim -- devices`,
  );
}
