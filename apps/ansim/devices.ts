// `ansim devices`: every device with what it needs to speak; secrets leave in a demo city only.
import { networkSecret } from '#gateways/buttons/index.ts';
import { describeDevice, webhookUrl } from '#gateways/enrolment/index.ts';
import { system } from '#platform/db/index.ts';
import { readConfig } from '#programme/city/index.ts';
import { selectDevicesWithPlace } from '#programme/devices/index.ts';
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
      url: webhookUrl(origin, network),
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
