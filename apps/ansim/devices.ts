// `ansim devices`: every device with what it needs to speak; secrets leave in a demo city only.
import { networkSecret } from '#gateways/buttons/index.ts';
import { topicOf } from '#gateways/mqtt/index.ts';
import { system } from '#platform/db/index.ts';
import { readConfig } from '#programme/city/index.ts';
import { type Device, selectDevicesWithPlace } from '#programme/devices/index.ts';
import type { CommandContext } from './command.ts';

/** Prints the devices, each with where it speaks. */
export async function listDevices(context: CommandContext): Promise<boolean> {
  const { db, keyring, flags, print, settings } = context;
  const { config, devices } = await db.transaction(system, async (tx) => ({
    config: await readConfig(tx),
    devices: await selectDevicesWithPlace(tx),
  }));
  const open = config?.demo ?? false;
  const origin = settings.origin ?? `http://${settings.host}:${settings.port}`;
  if (flags.networks) {
    const networks = (['lorawan-chirpstack', 'lorawan-ttn'] as const).map((network) => ({
      network,
      url: urlOf(origin, network),
      secret: networkSecret(keyring, network),
    }));
    print(JSON.stringify(networks, null, 2));
    return true;
  }
  const items = devices.map((device) =>
    describeDevice(
      device,
      origin,
      open ? keyring.deviceSecret(device.id, device.secretVersion) : undefined,
    ),
  );
  if (flags.json) print(JSON.stringify(items, null, 2));
  else
    for (const item of items)
      print(
        `${item.id}  ${item.protocol.padEnd(20)} ${item.place.name}  ${item.mqtt?.topic ?? item.webhook?.url ?? item.page?.url ?? ''}`,
      );
  if (!open)
    process.stderr.write(
      'Secrets are shown when a device is enrolled, and never again in a real city.\n',
    );
  return true;
}

type Described = {
  id: string;
  protocol: string;
  label: string;
  place: { name: string };
  mqtt?: { topic: string; username: string; password?: string };
  webhook?: { url: string; secret?: string; devEui?: string };
  page?: { url: string };
};

/** A device as outsiders see it; with its secret where that may be shown. */
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
      url: urlOf(origin, device.protocol, device.id),
      ...(secret ? { secret } : {}),
      ...more,
    },
  };
}

function urlOf(origin: string, protocol: string, id = ''): string {
  if (protocol === 'lorawan-chirpstack') return `${origin}/api/webhooks/chirpstack?event=up`;
  if (protocol === 'lorawan-ttn') return `${origin}/api/webhooks/the-things-stack`;
  return `${origin}/api/webhooks/devices/${id}`;
}
