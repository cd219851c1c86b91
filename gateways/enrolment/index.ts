// What must be typed into a device so that it speaks to this city: topic, user and secret, or address and secret, or a link.
import { topicOf } from '#gateways/mqtt/index.ts';
import { drawQr } from '#platform/ui/qr/draw-qr.ts';
import type { Device } from '#programme/devices/index.ts';

export type Described = {
  id: string;
  protocol: string;
  label: string;
  place: { name: string };
  mqtt?: { topic: string; username: string; password?: string };
  webhook?: { url: string; secret?: string; devEui?: string };
  page?: { url: string };
};

/** A device as outsiders see it; with its secret where that may be shown. `origin` is the city's address. */
export function describeDevice(
  device: Device & { placeName: string | null },
  origin: string,
  secret: string | undefined,
): Described {
  const topic = topicOf(device);
  const base = {
    id: device.id,
    protocol: device.protocol,
    label: device.label,
    place: { name: device.placeName ?? '' },
  };
  if (topic) {
    const button = device.protocol === 'mqtt-shelly' ? `${topic}/input_event/0` : topic;
    return {
      ...base,
      mqtt: { topic: button, username: device.externalId, ...(secret ? { password: secret } : {}) },
    };
  }
  if (device.protocol === 'page')
    return {
      ...base,
      ...(secret ? { page: { url: `${origin}/field#${device.id}.${secret}` } } : {}),
    };
  const more = device.protocol.startsWith('lorawan') ? { devEui: device.externalId } : {};
  return {
    ...base,
    webhook: {
      url: webhookUrl(origin, device.protocol, device.id),
      ...(secret ? { secret } : {}),
      ...more,
    },
  };
}

/** Where a protocol's webhook comes in; a network server has one address for all its devices. */
export function webhookUrl(origin: string, protocol: string, id = ''): string {
  if (protocol === 'lorawan-chirpstack') return `${origin}/api/webhooks/chirpstack?event=up`;
  if (protocol === 'lorawan-ttn') return `${origin}/api/webhooks/the-things-stack`;
  return `${origin}/api/webhooks/devices/${id}`;
}

/** The same as lines to type, and as a QR code to scan: the link of a page, or the lines themselves. */
export function sheetOf(device: Device, origin: string, secret: string) {
  const { mqtt, webhook, page } = describeDevice({ ...device, placeName: null }, origin, secret);
  const lines = Object.entries({ ...mqtt, ...webhook, ...page }).map(([name, value]) => ({
    name,
    value,
  }));
  return {
    id: device.id,
    label: device.label,
    protocol: device.protocol,
    lines,
    qr: drawQr(page?.url ?? lines.map(({ name, value }) => `${name} ${value}`).join('\n')),
  };
}
