// Turns untrusted bytes into text or JSON with a bound on size, and reads fields out of it without trusting their types.
import type { Decoded, DeviceSignal } from '#programme/devices/contract.ts';

/** Largest payload that a decoder looks at, in bytes. A LoRaWAN webhook with many gateways stays under 32 KiB. */
export const maxPayloadBytes = 65_536;

/** Longest delivery id that is kept, in UTF-16 units; a longer one would only serve to fill the register. */
export const maxDeliveryIdLength = 128;

/** Battery figure given to a device that only says "low", so that supervision flags it. Percent. */
export const lowBatteryPercent = 10;

export type Refusal = Extract<Decoded, { ok: false }>;
export type Read<T> = { ok: true; value: T } | Refusal;
export type Fields = { readonly [key: string]: unknown };

/** A refusal; `detail` is for operators, says what is wrong and what to do, and never quotes the payload. */
export function refuse(reason: Refusal['reason'], detail: string): Refusal {
  return { ok: false, reason, detail };
}

/** A decoded signal; everything that the wire did not say stays `null`. */
export function signal(kind: DeviceSignal['kind'], said: Partial<DeviceSignal> = {}): Decoded {
  return {
    ok: true,
    signal: {
      kind,
      press: null,
      batteryPercent: null,
      linkQuality: null,
      tampered: false,
      deliveryId: null,
      occurredAt: null,
      ...said,
    },
  };
}

/** Reads a payload as UTF-8 text without a byte-order mark. Never throws; refuses what is too large or not UTF-8. */
export function readText(payload: unknown): Read<string> {
  if (typeof payload === 'string') {
    return payload.length > maxPayloadBytes ? tooLarge() : { ok: true, value: payload };
  }
  if (!(payload instanceof Uint8Array)) {
    return refuse('malformed', 'The message carries no text. Check what the device publishes.');
  }
  if (payload.byteLength > maxPayloadBytes) return tooLarge();
  try {
    return { ok: true, value: new TextDecoder('utf-8', { fatal: true }).decode(payload) };
  } catch {
    return refuse('malformed', 'The message is not UTF-8 text. Check what the device publishes.');
  }
}

/** Reads a payload as one JSON object. Bytes and text are parsed; an object already parsed by the HTTP server passes. */
export function readFields(payload: unknown): Read<Fields> {
  let value: unknown = payload;
  if (payload instanceof Uint8Array || typeof payload === 'string') {
    const text = readText(payload);
    if (!text.ok) return text;
    try {
      value = JSON.parse(text.value);
    } catch {
      return refuse('malformed', 'The message is not JSON. Set the sender to publish JSON.');
    }
  }
  return isFields(value)
    ? { ok: true, value }
    : refuse(
        'malformed',
        'The message is not a JSON object. Set the sender to publish one object.',
      );
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own field, so that a payload cannot borrow one from the prototype. */
export function field(fields: unknown, name: string): unknown {
  return isFields(fields) && Object.hasOwn(fields, name) ? fields[name] : undefined;
}

export function textField(fields: unknown, name: string): string | null {
  const value = field(fields, name);
  return typeof value === 'string' ? value : null;
}

export function numberField(fields: unknown, name: string): number | null {
  const value = field(fields, name);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A battery figure in whole percent, or `null` when it is not one; 255 and other codes for "unknown" are `null`. */
export function percent(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= 100 ? Math.round(value) : null;
}

/** Zigbee link quality, 0 to 255, or `null`. */
export function linkQuality(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= 255 ? Math.round(value) : null;
}

/**
 * A time as a sender writes it: ISO 8601 with an offset, or seconds or milliseconds since 1970.
 * Years outside 2000 to 2099 are a clock that was never set: `null`.
 */
export function time(value: unknown): Date | null {
  let milliseconds: number;
  if (typeof value === 'number') {
    milliseconds = value < 1e11 ? value * 1000 : value;
  } else if (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT[\d:.]{5,18}(Z|[+-]\d\d:?\d\d)$/.test(value)
  ) {
    milliseconds = Date.parse(value);
  } else {
    return null;
  }
  return milliseconds >= Date.UTC(2000, 0) && milliseconds < Date.UTC(2100, 0)
    ? new Date(milliseconds)
    : null;
}

/** A sender's own id for a message, trimmed to nothing but itself: text or a number, within bounds, else `null`. */
export function deliveryId(value: unknown): string | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : null;
  if (typeof value !== 'string' || value === '' || value.length > maxDeliveryIdLength) return null;
  // PostgreSQL refuses U+0000 in text, and lone surrogates are not UTF-8.
  return value.includes('\u0000') || !value.isWellFormed() ? null : value;
}

function tooLarge(): Refusal {
  return refuse(
    'too-large',
    `The message is larger than ${maxPayloadBytes / 1024} KiB. Remove what the button does not need to say.`,
  );
}
