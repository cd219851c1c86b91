// Decodes ChirpStack v4 HTTP events (https://www.chirpstack.io/docs/chirpstack/integrations/events.html).
import type { Decoded } from '#programme/devices/contract.ts';
import { decodeUplink, type LorawanMapping, readBase64 } from './lorawan.ts';
import {
  deliveryId,
  field,
  numberField,
  percent,
  readFields,
  refuse,
  signal,
  textField,
  time,
} from './payload.ts';

/**
 * Decodes one event. `event` is the query parameter of the same name (`up`, `join`, `status`, …).
 *
 * `up` carries the press: `object` if a codec decoded it, else base64 `data`, read by `mapping` or by the defaults in
 * lorawan.ts. `join` and `status` are signs of life. `deduplicationId` is the delivery id. Zero values may be missing.
 */
export function decodeChirpstack(
  payload: unknown,
  event = 'up',
  mapping?: LorawanMapping,
): Decoded {
  const read = readFields(payload);
  if (!read.ok) return read;
  const said = {
    deliveryId: deliveryId(field(read.value, 'deduplicationId')),
    occurredAt: time(field(read.value, 'time')),
  };
  switch (event) {
    case 'up': {
      const data = field(read.value, 'data');
      const bytes = data === undefined ? new Uint8Array() : readBase64(data);
      if (bytes === null) return refuse('malformed', 'The field "data" is not base64.');
      const fPort = numberField(read.value, 'fPort') ?? 0;
      return decodeUplink(
        { object: field(read.value, 'object'), data: bytes, fPort },
        said,
        mapping,
      );
    }
    case 'join':
      return signal('supervision', said);
    case 'status': {
      const unknown = field(read.value, 'batteryLevelUnavailable') === true;
      const external = field(read.value, 'externalPowerSource') === true;
      const level = unknown || external ? null : percent(field(read.value, 'batteryLevel') ?? 0);
      return signal('supervision', { ...said, batteryPercent: level });
    }
    default:
      return refuse('not-understood', 'Only the events up, join and status speak for a button.');
  }
}

/** The device's EUI as 16 lower-case hex digits, by which the register finds it; `null` when the event has none. */
export function chirpstackDevEui(payload: unknown): string | null {
  const read = readFields(payload);
  return read.ok ? readEui(textField(field(read.value, 'deviceInfo'), 'devEui')) : null;
}

/** An EUI-64 in any of the usual spellings, as 16 lower-case hex digits, or `null`. */
export function readEui(text: string | null): string | null {
  const digits = (text ?? '').slice(0, 32).replace(/[:-]/g, '').toLowerCase();
  return /^[0-9a-f]{16}$/.test(digits) ? digits : null;
}
