// What a device can tell the city, whatever its maker and whatever wire it came over.

/** How a button was pressed. `hold` is a press longer than the maker's long-press threshold. */
export type Press = 'single' | 'double' | 'triple' | 'long';

/** The wires a device may speak. */
export const protocols = [
  'mqtt-zigbee2mqtt',
  'mqtt-shelly',
  'mqtt-plain',
  'lorawan-chirpstack',
  'lorawan-ttn',
  'webhook',
  'page',
] as const;
export type Protocol = (typeof protocols)[number];

/**
 * One message of a device after decoding.
 *
 * `alarm`: somebody pressed for help. `supervision`: the device proves that it lives (battery, link).
 * `deliveryId` is the sender's own identity for this message (a LoRaWAN deduplication id, an event
 * counter, a webhook's message id) and `null` where the wire has none; the same id from the same device is the same message.
 */
export type DeviceSignal = {
  kind: 'alarm' | 'supervision';
  press: Press | null;
  batteryPercent: number | null;
  linkQuality: number | null;
  tampered: boolean;
  deliveryId: string | null;
  occurredAt: Date | null;
};

/** What a decoder makes of the bytes. A refusal carries a code that operators see translated, never the payload. */
export type Decoded =
  | { ok: true; signal: DeviceSignal }
  | { ok: false; reason: 'malformed' | 'not-understood' | 'too-large'; detail: string };
