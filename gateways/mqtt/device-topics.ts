// Under which topic a device of each MQTT protocol speaks.
import type { Protocol } from '#programme/devices/index.ts';

/** First part of the topic, by protocol. */
export const topicRoots: Partial<Record<Protocol, string>> = {
  'mqtt-zigbee2mqtt': 'zigbee2mqtt',
  'mqtt-shelly': 'shellies',
  'mqtt-plain': 'ansim',
};

/** Topic under which a device publishes; `undefined` for devices that do not speak MQTT. */
export function topicOf(device: { protocol: Protocol; externalId: string }): string | undefined {
  const root = topicRoots[device.protocol];
  return root && `${root}/${device.externalId}`;
}
