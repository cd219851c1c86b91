// One function for each thing that is done with the register of advisers; each leaves a mark.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import type { Adviser } from './contract.ts';
import { fieldsOf } from './names.ts';
import * as store from './store/register.ts';

type Changes = { [K in keyof store.AdviserWrite]?: store.AdviserWrite[K] | undefined };

/** One adviser as everybody who may see them sees them. */
export function toAdviser(row: store.AdviserRow): Adviser {
  return {
    ...row,
    awayFrom: row.awayFrom?.toISOString() ?? null,
    awayUntil: row.awayUntil?.toISOString() ?? null,
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** One adviser. Refuses with `no-adviser`. */
export async function showAdviser(tx: Tx, id: string): Promise<Adviser> {
  const [row] = await store.selectAdvisers(tx, { id });
  if (!row) throw new Refused('no-adviser', 404, 'There is no such adviser here.');
  return toAdviser(row);
}

/** Takes a sign-in into the register. Refuses with `no-adviser-account`, `adviser-known`, `other-specialty`, `other-district`. */
export async function addAdviser(
  tx: Tx,
  account: { id: string; name: string } | undefined,
  write: Omit<store.AdviserWrite, 'active' | 'awayFrom' | 'awayUntil'>,
): Promise<string> {
  if (!account)
    throw new Refused(
      'no-adviser-account',
      404,
      'There is no sign-in of an adviser with this name. The administrator makes one first.',
    );
  const whole = { ...write, active: true, awayFrom: null, awayUntil: null };
  check(tx, whole);
  if (!(await store.insertAdviser(tx, account, whole)))
    throw new Refused('adviser-known', 409, 'They are in the register already.');
  await mark(tx, 'adviser.added', account.id);
  return account.id;
}

/** Changes what is written. Refuses with `no-adviser`, `changed-meanwhile`, `odd-absence` and the codes of adding. */
export async function changeAdviser(
  tx: Tx,
  id: string,
  changes: Changes,
  seenAt: string,
): Promise<void> {
  const row = await adviserOrRefuse(tx, id);
  if (row.updatedAt.toISOString() !== seenAt)
    throw new Refused(
      'changed-meanwhile',
      409,
      'Somebody changed this adviser meanwhile. Look again.',
    );
  const said = Object.entries(changes).filter(([, value]) => value !== undefined);
  const whole = { ...row, ...(Object.fromEntries(said) as Partial<store.AdviserWrite>) };
  if (tx.actor.role !== 'adviser') check(tx, whole);
  const { awayFrom, awayUntil } = whole;
  if (awayUntil !== null && (awayFrom === null || awayUntil <= awayFrom))
    throw new Refused('odd-absence', 400, 'An absence ends after it begins.');
  await store.updateAdviser(tx, id, whole);
  await mark(tx, 'adviser.changed', id, { fields: said.map(([key]) => key).sort() });
}

/** Declares conflicts and takes them back. Refuses with `no-adviser` and `no-desk`; nothing is kept then. */
export async function changeConflicts(
  tx: Tx,
  id: string,
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
): Promise<void> {
  await adviserOrRefuse(tx, id);
  if ((await store.insertConflicts(tx, id, add)) !== new Set(add).size)
    throw new Refused('no-desk', 404, 'There is no such desk.');
  if (remove.length > 0) await store.deleteConflicts(tx, id, remove);
  await mark(tx, 'adviser.conflicts-changed', id, { added: add.length, removed: remove.length });
}

async function adviserOrRefuse(tx: Tx, id: string): Promise<store.AdviserRow> {
  const row = await store.lockAdviser(tx, id);
  if (!row)
    throw new Refused(
      'no-adviser',
      404,
      'There is no such adviser, or they serve other districts too and the city keeps them.',
    );
  return row;
}

function check({ actor }: Tx, { specialty, fields, districts }: store.AdviserWrite): void {
  const own: readonly string[] = fieldsOf[specialty];
  if (!fields.every((field) => own.includes(field)))
    throw new Refused('other-specialty', 400, 'A field belongs to the other specialty.');
  const { districts: mine } = actor;
  if (mine !== 'all' && !districts.every((district) => mine.includes(district)))
    throw new Refused('other-district', 403, 'This belongs to another district office.');
}
