// The face of the button gateway: one door to every decoder, by the protocol that a device was enrolled with.
import type { Decoded, Protocol } from '#programme/devices/contract.ts';
import { decodeChirpstack } from './chirpstack.ts';
import type { LorawanMapping } from './lorawan.ts';
import { refuse } from './payload.ts';
import { decodePlain } from './plain.ts';
import { decodeShelly } from './shelly.ts';
import { decodeTheThingsStack } from './the-things-stack.ts';
import { decodeWebhook } from './webhook.ts';
import { decodeZigbee2mqtt } from './zigbee2mqtt.ts';

export { chirpstackDevEui, decodeChirpstack } from './chirpstack.ts';
export type { LorawanMapping } from './lorawan.ts';
export { type LorawanNetwork, networkSecret } from './network.ts';
export { maxPayloadBytes } from './payload.ts';
export { decodePlain } from './plain.ts';
export { decodeShelly } from './shelly.ts';
export { decodeTheThingsStack, theThingsStackDevEui } from './the-things-stack.ts';
export {
  decodeWebhook,
  signatureWindowSeconds,
  signWebhook,
  verifyWebhook,
  type WebhookCall,
  type WebhookVerdict,
} from './webhook.ts';
export { decodeZigbee2mqtt } from './zigbee2mqtt.ts';

/**
 * For how long, since it was last heard, the same delivery id from the same device is the same message, in seconds; `null`
 * for ever. Shelly counters start again at zero after a loss of power: an old id must not swallow a new call for help.
 */
export const deliveryIdLifetimeSeconds: Readonly<Record<Protocol, number | null>> = {
  'mqtt-zigbee2mqtt': null,
  'mqtt-shelly': 120,
  'mqtt-plain': null,
  'lorawan-chirpstack': null,
  'lorawan-ttn': null,
  webhook: null,
  page: null,
};

export type DecodeOptions = {
  /** How this LoRaWAN model speaks, where the defaults do not fit. */
  mapping?: LorawanMapping;
  /** The message is a stored or last-will one and nobody pressed just now: an alarm in it counts as supervision only. */
  replayed?: boolean;
};

/**
 * Decodes one message of a device enrolled with `protocol`. `topic` is the MQTT topic, or ChirpStack's `event` parameter,
 * and is ignored elsewhere. Never throws, whatever the payload.
 */
export function decodeButton(
  protocol: Protocol,
  topic: string,
  payload: unknown,
  options: DecodeOptions = {},
): Decoded {
  const decoded = decode(protocol, topic, payload, options.mapping);
  if (options.replayed !== true || !decoded.ok || decoded.signal.kind === 'supervision')
    return decoded;
  return { ok: true, signal: { ...decoded.signal, kind: 'supervision', press: null } };
}

function decode(
  protocol: Protocol,
  topic: string,
  payload: unknown,
  mapping: LorawanMapping | undefined,
): Decoded {
  switch (protocol) {
    case 'mqtt-zigbee2mqtt':
      return decodeZigbee2mqtt(payload, topic);
    case 'mqtt-shelly':
      return decodeShelly(payload, topic);
    case 'mqtt-plain':
      return decodePlain(payload);
    case 'lorawan-chirpstack':
      return decodeChirpstack(payload, topic, mapping);
    case 'lorawan-ttn':
      return decodeTheThingsStack(payload, mapping);
    case 'webhook':
      return decodeWebhook(payload);
    case 'page':
      return refuse(
        'not-understood',
        'The clerk’s page calls the server itself and sends no message.',
      );
  }
}
