// `ansim token`: service tokens of machines; shown once, scoped, revocable.

import { mark } from '#platform/audit/index.ts';
import { activeStaff, createToken, revokeToken } from '#platform/auth/index.ts';
import { StartError, system } from '#platform/db/index.ts';
import { type Role, roles } from '#programme/city/index.ts';
import type { CommandContext } from './command.ts';
import { refuseUnknownDistricts } from './districts.ts';

/** Creates, lists or revokes. */
export async function tokenCommand({ db, words, flags, print }: CommandContext): Promise<boolean> {
  const [verb, id] = words;
  if (verb === 'create') {
    const role = String(flags.role ?? '');
    if (!roles.includes(role as Role))
      throw new StartError(`--role must be one of: ${roles.join(', ')}.`);
    const days = flags.days === undefined ? null : Number(flags.days);
    if (days !== null && !(Number.isInteger(days) && days > 0))
      throw new StartError('--days must be a whole number above 0.');
    const districts = (flags.district as string[] | undefined) ?? ['*'];
    const login = flags.login === undefined ? undefined : String(flags.login).trim().toLowerCase();
    const made = await db.transaction(system, async (tx) => {
      await refuseUnknownDistricts(tx, districts);
      const token = await createToken(tx, {
        name: String(flags.name ?? 'command line'),
        role,
        districts,
        days,
        ...(login === undefined ? {} : { staffId: await activeStaff(tx, login) }),
      });
      await mark(tx, 'token.created', token.id, { role });
      return token;
    });
    print(flags.json ? JSON.stringify(made) : made.token);
    return true;
  }
  if (verb === 'list') {
    const rows = await db.transaction(
      system,
      (tx) =>
        tx.sql`
          select t.id, t.name, t.role, t.districts, s.login, t.created_at, t.expires_at, t.revoked_at
          from platform.tokens t left join platform.staff s on s.id = t.staff_id order by t.created_at`,
    );
    print(JSON.stringify(rows, null, 2));
    return true;
  }
  if (verb === 'revoke' && id) {
    const done = await db.transaction(system, async (tx) => {
      await mark(tx, 'token.revoked', id);
      return revokeToken(tx, id);
    });
    print(
      done
        ? 'Revoked; it stops working within two seconds.'
        : 'There is no such token, or it was revoked already.',
    );
    return done;
  }
  throw new StartError(
    'Say create, list or revoke ID. Example: npm run -s ansim -- token create --role operator --json',
  );
}
