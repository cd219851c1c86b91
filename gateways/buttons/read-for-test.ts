// Short ways to say what a decoded message must be, for the tests beside this file.
import type { Decoded, DeviceSignal } from '#programme/devices/contract.ts';

/** A payload as it comes over the wire. */
export function bytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
}

/** The signal of a message that must not be refused. */
export function signalOf(decoded: Decoded): DeviceSignal {
  if (!decoded.ok) throw new Error(`refused: ${decoded.reason}, ${decoded.detail}`);
  return decoded.signal;
}

/** The reason of a message that must be refused. */
export function reasonOf(decoded: Decoded): string {
  return decoded.ok ? `accepted as ${decoded.signal.kind}` : decoded.reason;
}
