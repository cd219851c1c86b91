// Decodes The Things Stack v3 webhooks (https://www.thethingsindustries.com/docs/integrations/data-formats/).
import type { Decoded } from '#programme/devices/contract.ts';
import { readEui } from './chirpstack.ts';
import { decodeUplink, type LorawanMapping, readBase64 } from './lorawan.ts';
import {
  deliveryId,
  type Fields,
  field,
  isFields,
  numberField,
  percent,
  readFields,
  refuse,
  signal,
  textField,
  time,
} from './payload.ts';

/**
 * Decodes one webhook: `uplink_message` (the press) or `join_accept` (a sign of life).
 *
 * The stack omits zero and false fields, so a missing `f_cnt` is 0. It delivers again after 4 and 8 minutes when it saw no
 * 2xx, and `session_key_id` with `f_cnt` names the same frame each time; where the session is missing, the stack's own time
 * of reception does. Simulated uplinks are refused: nobody pressed.
 */
export function decodeTheThingsStack(payload: unknown, mapping?: LorawanMapping): Decoded {
  const read = readFields(payload);
  if (!read.ok) return read;
  if (field(read.value, 'simulated') === true) {
    return refuse(
      'not-understood',
      'A simulated uplink is no press. Use the test mode of the device.',
    );
  }
  const join = field(read.value, 'join_accept');
  if (isFields(join)) {
    const session = textField(join, 'session_key_id');
    return signal('supervision', {
      deliveryId: session === null ? null : deliveryId(`join:${session}`),
      occurredAt: time(field(join, 'received_at')),
    });
  }
  const uplink = field(read.value, 'uplink_message');
  if (!isFields(uplink)) {
    return refuse('not-understood', 'Only uplink and join messages speak for a button.');
  }
  return decodeUplinkMessage(read.value, uplink, mapping);
}

/** The device's EUI as 16 lower-case hex digits, by which the register finds it; `null` when the message has none. */
export function theThingsStackDevEui(payload: unknown): string | null {
  const read = readFields(payload);
  return read.ok ? readEui(textField(field(read.value, 'end_device_ids'), 'dev_eui')) : null;
}

function decodeUplinkMessage(message: Fields, uplink: Fields, mapping?: LorawanMapping): Decoded {
  const data = field(uplink, 'frm_payload');
  const bytes = data === undefined || data === null ? new Uint8Array() : readBase64(data);
  if (bytes === null) return refuse('malformed', 'The field "frm_payload" is not base64.');
  const receivedAt = field(uplink, 'received_at') ?? field(message, 'received_at');
  const session = textField(uplink, 'session_key_id');
  const id = session === null ? receivedAt : `${session}:${numberField(uplink, 'f_cnt') ?? 0}`;
  const decoded = decodeUplink(
    {
      object: field(uplink, 'decoded_payload'),
      data: bytes,
      fPort: numberField(uplink, 'f_port') ?? 0,
    },
    { deliveryId: typeof id === 'string' ? deliveryId(id) : null, occurredAt: time(receivedAt) },
    mapping,
  );
  if (!decoded.ok || decoded.signal.batteryPercent !== null) return decoded;
  const battery = percent(field(field(uplink, 'last_battery_percentage'), 'value'));
  return { ok: true, signal: { ...decoded.signal, batteryPercent: battery } };
}
