// What may be set of a device in service, and of a model: silent, hold, training, countdown, interval, label, mapping.
import { z } from 'zod';
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { type Mapping, mappingSchema } from './shapes.ts';

/** A countdown is for places where an accidental press is likely and somebody can take it back; a store button has none. */
export const devicePolicySchema = z.strictObject({
  label: z.string().trim().min(1).max(80).optional(),
  silent: z.boolean().optional().describe('Operators must not telephone the place'),
  holdOnly: z.boolean().optional().describe('Only a long or a multiple press is a call'),
  training: z.boolean().optional().describe('May raise drills in a real city'),
  countdownSeconds: z.number().int().min(0).max(60).optional(),
  intervalSeconds: z
    .number()
    .int()
    .min(60)
    .max(7 * 86_400)
    .optional()
    .describe('Silent when it was not heard for so long, and some grace'),
  model: z.string().nullable().optional(),
  mapping: mappingSchema.nullable().optional(),
});
export type DevicePolicy = z.infer<typeof devicePolicySchema>;

/** Sets what is given and leaves the rest; answers the device's name. Refuses with `unknown-device`, `unknown-model` or `no-mapping`. */
export async function setDevicePolicy(tx: Tx, id: string, policy: DevicePolicy): Promise<string> {
  const [device] = await tx.sql<{ id: string; protocol: string }>`
    select id, protocol from devices.devices where id::text = ${id} and active for update`;
  if (!device) throw new Refused('unknown-device', 404, `No device ${id} is in service.`);
  const mapped = policy.model ?? policy.mapping ?? null;
  if (mapped !== null && !device.protocol.startsWith('lorawan'))
    throw new Refused(
      'no-mapping',
      409,
      `A mapping is for LoRaWAN devices; ${device.protocol} says itself what a press is.`,
    );
  if (policy.model && !(await readModel(tx, policy.model)))
    throw new Refused('unknown-model', 404, `There is no model "${policy.model}".`);
  const [row] = await tx.sql<{ label: string }>`
    update devices.devices set
      label = coalesce(${policy.label ?? null}, label), silent = coalesce(${policy.silent ?? null}, silent),
      hold_only = coalesce(${policy.holdOnly ?? null}, hold_only), training = coalesce(${policy.training ?? null}, training),
      countdown_seconds = coalesce(${policy.countdownSeconds ?? null}::smallint, countdown_seconds),
      interval_seconds = coalesce(${policy.intervalSeconds ?? null}::int, interval_seconds),
      model = case when ${policy.model !== undefined} then ${policy.model ?? null} else model end,
      mapping = case when ${policy.mapping !== undefined} then ${policy.mapping ? JSON.stringify(policy.mapping) : null}::jsonb else mapping end
    where id = ${device.id} returning label`;
  await mark(tx, 'device.policy-set', device.id, { set: Object.keys(policy).sort().join(' ') });
  return row!.label;
}

/** What is set of a device, for people to read. Refuses with `unknown-device`. */
export async function readDevicePolicy(
  tx: Tx,
  id: string,
): Promise<Required<DevicePolicy> & { id: string; protocol: string }> {
  const [row] = await tx.sql<Required<DevicePolicy> & { id: string; protocol: string }>`
    select id, protocol, label, silent, hold_only as "holdOnly", training, countdown_seconds as "countdownSeconds",
      interval_seconds as "intervalSeconds", model, mapping
    from devices.devices where id::text = ${id} and active`;
  if (!row) throw new Refused('unknown-device', 404, `No device ${id} is in service.`);
  return row;
}

/** How a device speaks, where that was written down for it or for its model; `undefined` where the known layouts hold. */
export async function readMapping(tx: Tx, deviceId: string): Promise<Mapping | undefined> {
  const [row] = await tx.sql<{ mapping: unknown }>`
    select coalesce(d.mapping, m.mapping) as mapping from devices.devices d
    left join devices.models m on m.name = d.model where d.id = ${deviceId}`;
  return row?.mapping ? mappingSchema.parse(row.mapping) : undefined;
}

async function readModel(tx: Tx, name: string): Promise<Mapping | undefined> {
  const [row] = await tx.sql<{ mapping: unknown }>`
    select mapping from devices.models where name = ${name}`;
  return row ? mappingSchema.parse(row.mapping) : undefined;
}

/** Keeps how a model speaks; its devices follow with the next message. */
export async function keepModel(tx: Tx, name: string, mapping: Mapping): Promise<void> {
  if (!/^[A-Za-z0-9][\w .-]{0,59}$/.test(name))
    throw new Refused(
      'invalid-input',
      400,
      'A model is named with letters, digits, spaces, ".", "_" and "-", at most 60.',
    );
  await tx.sql`
    insert into devices.models (name, mapping) values (${name}, ${JSON.stringify(mapping)})
    on conflict (name) do update set mapping = excluded.mapping, updated_at = now()`;
  await mark(tx, 'device.model-kept', name);
}

/** Models by name, with how many devices in service are one. */
export function selectModels(
  tx: Tx,
): Promise<{ name: string; mapping: Mapping; devices: number }[]> {
  return tx.sql`
    select m.name, m.mapping, count(d.id)::int as devices from devices.models m
    left join devices.devices d on d.model = m.name and d.active group by m.name order by m.name`;
}
