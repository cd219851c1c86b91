// `ansim staff`: people who work at the desks, and the link by which each enrols a first passkey.
import { mark } from '#platform/audit/index.ts';
import { createEnrolment, enrolmentLink } from '#platform/auth/index.ts';
import { StartError, system, type Tx } from '#platform/db/index.ts';
import { type Role, roles } from '#programme/city/index.ts';
import type { CommandContext } from './command.ts';

/** Adds somebody, makes a new link for somebody, or lists. */
export async function staffCommand(context: CommandContext): Promise<boolean> {
  const { db, words, print } = context;
  if (words[0] === 'list') {
    const rows = await db.transaction(
      system,
      (tx) =>
        tx.sql`select login, name, role, districts, active from platform.staff order by login`,
    );
    print(JSON.stringify(rows, null, 2));
    return true;
  }
  if (words[0] === 'enrol') return enrol(context);
  if (words[0] === 'add') return add(context);
  throw new StartError(
    'Say: staff add --login NAME --name TEXT --role ROLE [--district CODE], staff enrol --login NAME, or staff list',
  );
}

async function add({ db, flags, print, settings }: CommandContext): Promise<boolean> {
  const login = String(flags.login ?? '')
    .trim()
    .toLowerCase();
  const name = String(flags.name ?? '').trim();
  const role = String(flags.role ?? '');
  if (!login || !name)
    throw new StartError('Say: staff add --login NAME --name TEXT --role ROLE [--district CODE]');
  if (!roles.includes(role as Role))
    throw new StartError(`--role must be one of: ${roles.join(', ')}.`);
  const districts = (flags.district as string[] | undefined) ?? ['*'];
  const link = await db.transaction(system, async (tx) => {
    await refuseUnknownDistricts(tx, districts);
    const [row] = await tx.sql<{ id: string }>`
      insert into platform.staff (login, name, role, districts, openid_subject)
      values (${login}, ${name}, ${role}, ${districts}, ${(flags.openid as string | undefined) ?? null})
      on conflict (login) do nothing returning id`;
    if (!row) throw new StartError(`Somebody signs in as ${login} already. Choose another name.`);
    await mark(tx, 'staff.added', row.id, { role });
    return linkFor(tx, row.id, settings);
  });
  print(`${login} may enrol a passkey within 48 hours. Hand over this link in person:\n${link}`);
  return true;
}

async function enrol({ db, flags, print, settings }: CommandContext): Promise<boolean> {
  const login = String(flags.login ?? '')
    .trim()
    .toLowerCase();
  const link = await db.transaction(system, async (tx) => {
    const [row] = await tx.sql<{ id: string }>`
      select id from platform.staff where login = ${login} and active`;
    if (!row)
      throw new StartError(
        `Nobody signs in as "${login}". See the names with: npm run -s ansim -- staff list`,
      );
    await mark(tx, 'staff.enrolment-made', row.id);
    return linkFor(tx, row.id, settings);
  });
  print(`Good for 48 hours, once. Hand it over in person:\n${link}`);
  return true;
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

async function refuseUnknownDistricts(tx: Tx, districts: readonly string[]): Promise<void> {
  const known = await tx.sql<{ code: string }>`select code from city.districts order by code`;
  const unknown = districts.filter(
    (code) => code !== '*' && !known.some((district) => district.code === code),
  );
  if (unknown.length > 0)
    throw new StartError(
      `There is no district ${unknown.join(', ')}. Codes: ${known.map(({ code }) => code).join(' ')}`,
    );
}
