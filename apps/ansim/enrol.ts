// `ansim devices enrol|renew|retire`: what must be typed into a new device is shown now and never again.

import { toString as toQr } from 'qrcode';
import { describeDevice } from '#gateways/enrolment/index.ts';
import { StartError, system } from '#platform/db/index.ts';
import {
  enrolDevice,
  type Protocol,
  protocols,
  readDevice,
  renewSecret,
  retireDevice,
} from '#programme/devices/index.ts';
import { findStores } from '#programme/safe-houses/index.ts';
import type { CommandContext } from './command.ts';
import { policyCommand } from './device-policy.ts';

/** Enrols, renews the secret, retires, shows or sets a policy, or keeps a model, by the word after `devices`. */
export async function enrolCommand(context: CommandContext): Promise<boolean> {
  const { db, words, print } = context;
  const [verb, id = ''] = words;
  if (['set', 'show', 'model', 'models'].includes(verb ?? '')) return policyCommand(context);
  if (verb !== 'enrol' && verb !== 'renew' && verb !== 'retire')
    throw new StartError(
      `There is no "devices ${verb}". There are: devices enrol, renew, retire, set, show, model, models.`,
    );
  if (verb === 'retire') {
    await db.transaction(system, (tx) => retireDevice(tx, id));
    print(`${id} is out of service.`);
    return true;
  }
  if (verb === 'renew') {
    await db.transaction(system, (tx) => renewSecret(tx, id));
    await show(context, id);
    return true;
  }
  await show(context, await enrol(context));
  return true;
}

async function enrol({ db, flags }: CommandContext): Promise<string> {
  const protocol = String(flags.protocol ?? '') as Protocol;
  const wanted = String(flags.store ?? '').trim();
  if (!protocols.includes(protocol) || !wanted)
    throw new StartError(
      `Say: devices enrol --store NAME --protocol PROTOCOL [--name ON-THE-WIRE]. Protocols: ${protocols.join(', ')}.`,
    );
  const name = String(flags.name ?? '').trim();
  const isNamed = protocol !== 'page' && protocol !== 'webhook';
  if (isNamed && !/^[\w.:-]{1,60}$/.test(name))
    throw new StartError(
      'Say with --name what the device is called on the wire (friendly name, Shelly id, DevEUI): letters, digits, "_", "-", "." and ":".',
    );
  return db.transaction(system, async (tx) => {
    const stores = await findStores(tx, wanted);
    const [store] = stores;
    if (!store) throw new StartError(`No store is called "${wanted}", and none has that id.`);
    if (stores.length > 1 && store.name !== wanted && store.id !== wanted)
      throw new StartError(
        `More than one store fits "${wanted}". Say one of these ids:\n${stores.map((one) => `  ${one.id}  ${one.name}  ${one.address}`).join('\n')}`,
      );
    return enrolDevice(tx, {
      protocol,
      externalId: isNamed ? name : `${protocol}-${crypto.randomUUID()}`,
      label: String(flags.label ?? `${store.name} ${protocol}`),
      place: { kind: 'store', id: store.id, district: store.district },
      silent: flags.silent === true,
      holdOnly: flags.hold === true,
      training: flags.training === true,
    });
  });
}

async function show(context: CommandContext, id: string): Promise<void> {
  const { db, keyring, flags, print, settings } = context;
  const device = await db.transaction(system, (tx) => readDevice(tx, id));
  if (!device) throw new StartError(`No device ${id} is in service.`);
  const origin = settings.origin ?? `http://${settings.host}:${settings.port}`;
  const secret = keyring.deviceSecret(device.id, device.secretVersion);
  const { mqtt, webhook, page } = describeDevice({ ...device, placeName: null }, origin, secret);
  const shown = { id: device.id, protocol: device.protocol, mqtt, webhook, page };
  if (flags.json) return print(JSON.stringify(shown, null, 2));
  const lines = Object.entries({ ...mqtt, ...webhook, ...page }).map(
    ([word, value]) => `  ${word.padEnd(10)} ${value}`,
  );
  print(`${device.label}\n${lines.join('\n')}\n`);
  print(await toQr(page?.url ?? lines.map((line) => line.trim()).join('\n'), { type: 'utf8' }));
  print('The secret is not shown again; "devices renew" makes a new one.');
}
