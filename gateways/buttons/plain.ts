// Decodes our own small MQTT message, for hardware that a city builds or flashes itself.
import type { Decoded } from '#programme/devices/contract.ts';
import { deliveryId, field, percent, readFields, readText, refuse, signal } from './payload.ts';

/**
 * Decodes `{"event":"press"|"long"|"alive","battery"?:82,"id"?:"42"}` or the bare word `press`, `long` or `alive`.
 *
 * `battery` is in percent. `id` (text of 1 to 128 characters, or a whole number) is the device's own id for this message; the
 * same id again is the same message, so a counter must not start over.
 */
export function decodePlain(payload: unknown): Decoded {
  const text = readText(payload);
  if (text.ok && !text.value.trimStart().startsWith('{')) return decodeEvent(text.value.trim(), {});
  const read = readFields(payload);
  if (!read.ok) return read;
  const said = field(read.value, 'id');
  const id = deliveryId(said);
  if (said !== undefined && said !== null && id === null) {
    return refuse('malformed', 'The field "id" is neither a short text nor a whole number.');
  }
  return decodeEvent(field(read.value, 'event'), {
    batteryPercent: percent(field(read.value, 'battery')),
    deliveryId: id,
  });
}

/** The three events that the plain message and the plain webhook share. */
export function decodeEvent(
  event: unknown,
  said: { batteryPercent?: number | null; deliveryId?: string | null; occurredAt?: Date | null },
): Decoded {
  switch (event) {
    case 'press':
      return signal('alarm', { press: 'single', ...said });
    case 'long':
      return signal('alarm', { press: 'long', ...said });
    case 'alive':
      return signal('supervision', said);
    default:
      return typeof event === 'string' && /^[a-z-]{1,32}$/.test(event)
        ? refuse('not-understood', 'The event is none of press, long, alive.')
        : refuse('malformed', 'The message has no event. Send press, long or alive.');
  }
}
