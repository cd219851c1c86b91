// `ansim units`: the register of units and their phones; what a phone needs is shown when it is enrolled, and never again in a real city.
import { toString as toQr } from 'qrcode';
import { describeUnitPhone } from '#gateways/enrolment/units.ts';
import { StartError, system } from '#platform/db/index.ts';
import { readConfig } from '#programme/city/index.ts';
import {
  addUnit,
  enrolPhone,
  listUnits,
  listUnitsWithVersion,
  putInService,
  revokePhone,
  type UnitKind,
} from '#programme/duty/index.ts';
import type { CommandContext } from './command.ts';

const kinds: readonly string[] = ['patrol-car', 'foot-patrol', 'guards', 'scouts'];
const usage =
  'Say: units [--json] | units add --call-sign TEXT --kind patrol-car|foot-patrol|guards|scouts --district CODE [--organisation TEXT] | units enrol|revoke|retire|restore UNIT';

/** Lists, adds, enrols, revokes, retires or restores, by the word after `units`. UNIT is an id or a call sign. */
export async function unitsCommand(context: CommandContext): Promise<boolean> {
  const { db, words, flags, print } = context;
  const [verb, ...named] = words;
  if (verb === undefined) return list(context);
  if (verb === 'add') {
    const id = await db.transaction(system, (tx) => addUnit(tx, unitOf(flags)));
    print(flags.json ? JSON.stringify({ id }) : id);
    return true;
  }
  const id = await find(context, named.join(' '));
  switch (verb) {
    case 'enrol':
    case 'renew': {
      const { callSign, version } = await db.transaction(system, (tx) => enrolPhone(tx, id));
      await show(context, id, callSign, version);
      return true;
    }
    case 'revoke':
      await db.transaction(system, (tx) => revokePhone(tx, id));
      print(`The phone of ${id} opens nothing any more.`);
      return true;
    case 'retire':
    case 'restore':
      await db.transaction(system, (tx) => putInService(tx, id, verb === 'restore'));
      print(`${id} is ${verb === 'restore' ? 'in service; enrol its phone' : 'out of service'}.`);
      return true;
    default:
      throw new StartError(usage);
  }
}

function unitOf(flags: CommandContext['flags']) {
  const callSign = String(flags['call-sign'] ?? '').trim();
  const kind = String(flags.kind ?? '');
  const [district = ''] = (flags.district as string[] | undefined) ?? [];
  if (!callSign || !district || !kinds.includes(kind)) throw new StartError(usage);
  const organisation = String(flags.organisation ?? '').trim() || null;
  return { callSign, kind: kind as UnitKind, district, organisation };
}

async function find({ db }: CommandContext, named: string): Promise<string> {
  const units = await db.transaction(system, listUnits);
  const unit = units.find((one) => one.id === named || one.callSign === named);
  if (!unit) throw new StartError(`No unit is called "${named}", and none has that id. ${usage}`);
  return unit.id;
}

function reached({ settings }: CommandContext) {
  const origin = settings.origin ?? `http://${settings.host}:${settings.port}`;
  return { origin, mqttPort: settings.mqttPort };
}

async function list(context: CommandContext): Promise<boolean> {
  const { db, keyring, flags, print } = context;
  const { config, units } = await db.transaction(system, async (tx) => ({
    config: await readConfig(tx),
    units: await listUnitsWithVersion(tx),
  }));
  const open = config?.demo ?? false;
  const items = units.map(({ secretVersion, ...unit }) => ({
    ...unit,
    ...(open && unit.phone
      ? describeUnitPhone(unit.id, keyring.unitSecret(unit.id, secretVersion), reached(context))
      : {}),
  }));
  if (flags.json) print(JSON.stringify(items, null, 2));
  else
    for (const unit of items)
      print(
        `${unit.id}  ${unit.kind.padEnd(11)} ${unit.district}  ${unit.onDuty ? 'on duty ' : '        '} ${unit.callSign}${unit.organisation ? ` · ${unit.organisation}` : ''}${unit.active ? '' : ' (out of service)'}`,
      );
  if (!open)
    process.stderr.write(
      'Secrets are shown when a phone is enrolled, and never again in a real city.\n',
    );
  return true;
}

async function show(
  context: CommandContext,
  id: string,
  callSign: string,
  version: number,
): Promise<void> {
  const { keyring, flags, print } = context;
  const phone = describeUnitPhone(id, keyring.unitSecret(id, version), reached(context));
  if (flags.json) return print(JSON.stringify({ id, callSign, ...phone }, null, 2));
  print(`${callSign}\n  page       ${phone.page.url}`);
  print(
    `  owntracks  ${phone.owntracks.http.url}  user ${id}  password ${phone.owntracks.http.password}\n`,
  );
  print(await toQr(phone.page.url, { type: 'utf8' }));
  print('The secret is not shown again; "units enrol" makes a new one.');
}
