// What must be typed into a device so that it speaks to this city: topic, user and secret, or address and secret, or a link.
import { create as createQr } from 'qrcode';
import { topicOf } from '#gateways/mqtt/index.ts';
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

/** A text as a QR code to scan: its width in modules, and the dark ones as a path of a drawing of that size. */
export function drawQr(text: string): { size: number; path: string } {
  const { modules } = createQr(text, { errorCorrectionLevel: 'M' });
  return { size: modules.size, path: drawModules(modules) };
}

function drawModules({ size, data }: { size: number; data: ArrayLike<number> }): string {
  let path = '';
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      let run = 0;
      while (x + run < size && data[y * size + x + run]) run += 1;
      if (run > 0) path += `M${x} ${y}h${run}v1h-${run}z`;
      x += run;
    }
  }
  return path;
}
