// `ansim staff`: people who work at the desks.
import { mark } from '#platform/audit/index.ts';
import { StartError, system } from '#platform/db/index.ts';
import { type Role, roles } from '#programme/city/index.ts';
import type { CommandContext } from './command.ts';

/** Adds or lists. */
export async function staffCommand({ db, words, flags, print }: CommandContext): Promise<boolean> {
  if (words[0] === 'list') {
    const rows = await db.transaction(
      system,
      (tx) =>
        tx.sql`select login, name, role, districts, active from platform.staff order by login`,
    );
    print(JSON.stringify(rows, null, 2));
    return true;
  }
  const role = String(flags.role ?? '');
  if (words[0] !== 'add' || !flags.login || !flags.name)
    throw new StartError('Say: staff add --login NAME --name TEXT --role ROLE [--district CODE]');
  if (!roles.includes(role as Role))
    throw new StartError(`--role must be one of: ${roles.join(', ')}.`);
  const districts = (flags.district as string[] | undefined) ?? ['*'];
  await db.transaction(system, async (tx) => {
    const [row] = await tx.sql<{ id: string }>`
      insert into platform.staff (login, name, role, districts) values (${String(flags.login)}, ${String(flags.name)}, ${role}, ${districts})
      on conflict (login) do nothing returning id`;
    if (!row)
      throw new StartError(`Somebody signs in as ${flags.login} already. Choose another name.`);
    await mark(tx, 'staff.added', row.id, { role });
  });
  print(`${flags.login} may sign in.`);
  return true;
}
