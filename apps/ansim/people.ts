// `ansim people`: scouts and volunteers and their phones; what a phone needs is shown when it is enrolled, and never again.
import { toString as toQr } from 'qrcode';
import { describePersonPhone } from '#gateways/enrolment/people.ts';
import { StartError, system } from '#platform/db/index.ts';
import { endPhone, enrolPhone, selectPeople } from '#programme/network/index.ts';
import type { CommandContext } from './command.ts';

const usage = 'Say: people [--district CODE] [--json] | people enrol|revoke STAFF-NUMBER';

/** Lists, enrols a phone or ends it, by the word after `people`. */
export async function peopleCommand(context: CommandContext): Promise<boolean> {
  const { db, words, flags, print } = context;
  const [verb, staffNumber] = words;
  if (verb === undefined) return list(context);
  if (!['enrol', 'revoke'].includes(verb) || !staffNumber) throw new StartError(usage);
  const people = await db.transaction(system, (tx) => selectPeople(tx));
  const person = people.find((one) => one.staffNumber === staffNumber);
  if (!person) throw new StartError(`Nobody has the staff number "${staffNumber}". ${usage}`);
  if (verb === 'revoke') {
    await db.transaction(system, (tx) => endPhone(tx, person.id));
    print(`The phone of ${person.staffNumber} opens nothing any more.`);
    return true;
  }
  const key = await db.transaction(system, (tx) => enrolPhone(tx, person.id));
  const page = describePersonPhone(key, originOf(context));
  if (flags.json) {
    print(JSON.stringify({ id: person.id, staffNumber, page }, null, 2));
    return true;
  }
  print(`${person.staffNumber} ${person.name}\n  page  ${page.url}\n`);
  print(await toQr(page.url, { type: 'utf8' }));
  print('The secret is not shown again; "people enrol" makes a new one.');
  return true;
}

function originOf({ settings }: CommandContext): string {
  return settings.origin ?? `http://${settings.host}:${settings.port}`;
}

async function list(context: CommandContext): Promise<boolean> {
  const { db, flags, print } = context;
  const [district] = (flags.district as string[] | undefined) ?? [];
  const items = await db.transaction(system, (tx) => selectPeople(tx, { district }));
  if (flags.json) print(JSON.stringify(items, null, 2));
  else
    for (const one of items)
      print(
        `${one.staffNumber.padEnd(8)} ${one.kind.padEnd(9)} ${one.district}  ${one.hasPhone ? 'phone' : '     '}  ${one.name}${one.active ? '' : ' (not active)'}`,
      );
  return true;
}
