// `ansim staff`: people who work at the desks, the link by which each enrols a first passkey, and their leaving.
import { mark } from '#platform/audit/index.ts';
import {
  activeStaff,
  changeStaff,
  createEnrolment,
  disableStaff,
  enableStaff,
  enrolmentLink,
  type StaffEntry,
  selectStaff,
} from '#platform/auth/index.ts';
import { StartError, system, type Tx } from '#platform/db/index.ts';
import { cityWideRoles, type Role, roles } from '#programme/city/index.ts';
import type { CommandContext } from './command.ts';
import { refuseUnknownDistricts } from './districts.ts';

const usage = `Say one of:
  staff add --login NAME --name TEXT --role ROLE [--district CODE]… [--openid SUBJECT]
  staff change --login NAME [--role ROLE] [--district CODE]… [--name TEXT] [--openid SUBJECT]
  staff enrol --login NAME       a new link for a passkey
  staff disable --login NAME     they leave: nothing of theirs opens anything within two seconds
  staff enable --login NAME      they are back, with the passkeys they had
  staff list [--json]`;

/** Adds, changes, enrols, disables, enables or lists, by the word after `staff`. */
export async function staffCommand(context: CommandContext): Promise<boolean> {
  const { db, words, print } = context;
  switch (words[0]) {
    case 'list':
      return list(context);
    case 'add':
      return add(context);
    case 'change':
      return change(context);
    case 'enrol':
      return enrol(context);
    case 'disable': {
      const login = loginOf(context);
      await db.transaction(system, (tx) => disableStaff(tx, login));
      print(
        `${login} cannot sign in any more. Open desks close within two seconds; what ${login} did stays in the records.`,
      );
      return true;
    }
    case 'enable': {
      const login = loginOf(context);
      await db.transaction(system, (tx) => enableStaff(tx, login));
      print(`${login} may sign in again. Without a passkey: staff enrol --login ${login}`);
      return true;
    }
    default:
      throw new StartError(usage);
  }
}

async function list({ db, flags, print }: CommandContext): Promise<boolean> {
  const people = await db.transaction(system, selectStaff);
  if (flags.json) print(JSON.stringify(people, null, 2));
  else for (const person of people) print(lineOf(person));
  return true;
}

function lineOf({ login, name, role, districts, active, passkeys, openid }: StaffEntry): string {
  const where = districts.includes('*') ? 'every district' : districts.join(' ');
  const how = openid
    ? 'OpenID'
    : passkeys > 0
      ? `${passkeys} passkey${passkeys > 1 ? 's' : ''}`
      : 'no passkey yet';
  return `${login.padEnd(20)} ${role.padEnd(14)} ${active ? how : 'may not sign in'}  ${where}  ${name}`;
}

async function add(context: CommandContext): Promise<boolean> {
  const { db, flags, print, settings } = context;
  const login = loginOf(context);
  if (!/^[a-z0-9][a-z0-9.-]{1,39}$/.test(login))
    throw new StartError(
      '--login is 2 to 40 small letters, digits, "." and "-", beginning with a letter or digit.',
    );
  const name = String(flags.name ?? '').trim();
  const role = roleOf(flags.role);
  if (!name || !role) throw new StartError(usage);
  const districts = (flags.district as string[] | undefined) ?? ['*'];
  const openid = flags.openid as string | undefined;
  const link = await db.transaction(system, async (tx) => {
    await refuseUnknownDistricts(tx, districts);
    if (openid) await refuseTakenSubject(tx, openid, login);
    const [row] = await tx.sql<{ id: string }>`
      insert into platform.staff (login, name, role, districts, openid_subject)
      values (${login}, ${name}, ${role}, ${districts}, ${openid ?? null})
      on conflict (login) do nothing returning id`;
    if (!row) throw new StartError(`Somebody signs in as ${login} already. Choose another name.`);
    await mark(tx, 'staff.added', row.id, { role });
    return linkFor(tx, row.id, settings);
  });
  print(`${login} may enrol a passkey within 48 hours. Hand over this link in person:\n${link}`);
  return true;
}

async function change(context: CommandContext): Promise<boolean> {
  const { db, flags, print } = context;
  const login = loginOf(context);
  const role = roleOf(flags.role);
  const name = flags.name === undefined ? undefined : String(flags.name).trim();
  const districts = flags.district as string[] | undefined;
  const openid = flags.openid as string | undefined;
  if (!role && !name && !districts && !openid) throw new StartError(usage);
  const after = await db.transaction(system, async (tx) => {
    if (districts) await refuseUnknownDistricts(tx, districts);
    if (openid) await refuseTakenSubject(tx, openid, login);
    await changeStaff(tx, login, { role, name, districts, openid });
    return (await selectStaff(tx)).find((person) => person.login === login)!;
  });
  print(lineOf(after));
  if (cityWideRoles.includes(after.role as Role) && !after.districts.includes('*'))
    print(`A ${after.role} works for the whole city: add --district '*' if that is meant.`);
  print('Running servers follow within two seconds.');
  return true;
}

async function enrol(context: CommandContext): Promise<boolean> {
  const { db, print, settings } = context;
  const login = loginOf(context);
  const link = await db.transaction(system, async (tx) => {
    const id = await activeStaff(tx, login);
    await mark(tx, 'staff.enrolment-made', id);
    return linkFor(tx, id, settings);
  });
  print(`Good for 48 hours, once. Hand it over in person:\n${link}`);
  return true;
}

function loginOf({ flags, words }: CommandContext): string {
  const login = String(flags.login ?? words[1] ?? '')
    .trim()
    .toLowerCase();
  if (!login) throw new StartError(usage);
  return login;
}

function roleOf(flag: CommandContext['flags'][string]): Role | undefined {
  if (flag === undefined) return undefined;
  if (!roles.includes(flag as Role))
    throw new StartError(`--role must be one of: ${roles.join(', ')}.`);
  return flag as Role;
}

async function refuseTakenSubject(tx: Tx, subject: string, login: string): Promise<void> {
  const [taken] = await tx.sql<{ login: string }>`
    select login from platform.staff where openid_subject = ${subject} and login <> ${login}`;
  if (taken) throw new StartError(`That OpenID subject is ${taken.login} already.`);
}

async function linkFor(
  tx: Tx,
  staffId: string,
  settings: CommandContext['settings'],
): Promise<string> {
  // A passkey belongs to a name: on a machine of one's own that is localhost, never an address of digits.
  const origin = settings.origin ?? `http://localhost:${settings.port}`;
  return enrolmentLink(origin, await createEnrolment(tx, staffId));
}
