// `ansim desks`: whom residents may choose for a sealed report, and who works there.
import { mark } from '#platform/audit/index.ts';
import { activeStaff } from '#platform/auth/index.ts';
import { StartError, system, type Tx } from '#platform/db/index.ts';
import {
  type DeskKind,
  deleteMember,
  deskKinds,
  insertDesk,
  insertMember,
  selectDesks,
} from '#programme/reports/index.ts';
import type { CommandContext } from './command.ts';
import { refuseUnknownDistricts } from './districts.ts';

const usage = `Say one of:
  desks list [--json]
  desks add --kind KIND [--district CODE]      without a district: for the whole city
  desks join DESK --login NAME                 on the list; a colleague at the desk hands on its key
  desks leave DESK --login NAME                sees nothing from now on; then: keys end, and the desk makes a new key
Kinds: ${deskKinds.join(', ')}`;

/** Lists, adds, joins or leaves, by the word after `desks`. */
export async function desksCommand(context: CommandContext): Promise<boolean> {
  const [verb, desk] = context.words;
  switch (verb) {
    case 'list':
      return list(context);
    case 'add':
      return add(context);
    case 'join':
    case 'leave':
      return changeMember(context, verb, desk);
    default:
      throw new StartError(usage);
  }
}

async function list({ db, flags, print }: CommandContext): Promise<boolean> {
  const desks = await db.transaction(system, selectDesks);
  if (flags.json) print(JSON.stringify(desks, null, 2));
  else
    for (const { id, kind, district, members, key } of desks)
      print(
        `${id}  ${kind.padEnd(14)} ${(district ?? 'city').padEnd(8)} ${key === null ? 'no key yet' : `key ${key}`}  ${members.join(' ') || 'nobody'}`,
      );
  return true;
}

async function add({ db, flags, print }: CommandContext): Promise<boolean> {
  const kind = deskKinds.find((one) => one === flags.kind);
  if (!kind) throw new StartError(usage);
  const district = (flags.district as string[] | undefined)?.[0] ?? null;
  const id = await db.transaction(system, async (tx) => {
    if (district !== null) await refuseUnknownDistricts(tx, [district]);
    return makeDesk(tx, kind, district);
  });
  print(`${id}\nPut people on its list: desks join ${id} --login NAME`);
  return true;
}

async function makeDesk(tx: Tx, kind: DeskKind, district: string | null): Promise<string> {
  const id = await insertDesk(tx, kind, district);
  if (!id) throw new StartError('There is such a desk already. See: desks list');
  await mark(tx, 'desk.added', id, { kind });
  return id;
}

async function changeMember(
  { db, flags, print }: CommandContext,
  verb: 'join' | 'leave',
  desk: string | undefined,
): Promise<boolean> {
  const login = String(flags.login ?? '').trim();
  if (!desk || !login) throw new StartError(usage);
  const changed = await db.transaction(system, async (tx) => {
    if (!(await selectDesks(tx)).some((one) => one.id === desk))
      throw new StartError('There is no such desk. See: desks list');
    const staff = await activeStaff(tx, login);
    const done = await (verb === 'join' ? insertMember : deleteMember)(tx, desk, staff);
    if (done) await mark(tx, `desk.${verb === 'join' ? 'joined' : 'left'}`, desk, { staff });
    return done;
  });
  if (!changed)
    print(`${login} ${verb === 'join' ? 'works there already' : 'did not work there'}.`);
  else if (verb === 'join')
    print(
      `${login} is on the list. A colleague at the desk hands on its key; until then nothing opens.`,
    );
  else
    print(
      `${login} sees nothing of this desk from now on. End the key (keys list, keys end ID), and the desk is asked to make a new one.`,
    );
  return true;
}
