// Two custodians: they open the keys of one desk, for one signed key of a member with a reason that stays in the audit log, or for what another room carries out.
import { mark } from '#platform/audit/index.ts';
import { StartError, type Tx } from '#platform/db/index.ts';
import { type Bytes, NotSealed } from '#platform/sealing/index.ts';
import { combineShares } from './ceremony.ts';
import { continueBook, emptyBook, type KeyBook, keyIn } from './sealing/book.ts';
import { type DeskKey, handOnKeys, openDeskKeys } from './sealing/desk.ts';
import {
  insertHeld,
  selectCityKeys,
  selectDeskKeys,
  selectEntries,
  selectHeld,
} from './store/keys.ts';

/**
 * Opens every key of a desk with the shares of two custodians, and reads the key log as a browser does. Throws `StartError` with what is
 * missing.
 */
export async function openDeskByShares(
  tx: Tx,
  desk: string,
  shares: readonly string[],
): Promise<{ keys: DeskKey[]; book: KeyBook }> {
  const city = await selectCityKeys(tx);
  if (!city) throw new StartError('This city has not held its key ceremony yet.');
  const keys = await selectDeskKeys(tx, [desk]);
  if (keys.length === 0) throw new StartError('There is no such desk, or it has no key.');
  const held = await selectHeld(tx, [desk]);
  const sealed = {
    id: desk,
    keys: keys.map((key) => ({
      id: key.id,
      held: held
        .filter((one) => one.desk_key_id === key.id)
        .map((one) => ({ holder: one.holder_id, wrap: one.wrap.toString('base64url') })),
    })),
  };
  const open = (privateKey: Bytes): Promise<DeskKey[]> =>
    openDeskKeys(sealed, { id: city.recovery.id, privateKey });
  const privateKey = await combineShares(shares, city.recovery, async (key) => {
    try {
      return (await open(key)).length > 0;
    } catch (error) {
      if (error instanceof NotSealed) return false;
      throw error;
    }
  });
  const book = await continueBook(
    emptyBook,
    await selectEntries(tx, 0, 1_000_000),
    city.signingKey,
  );
  const opened = await open(privateKey);
  privateKey.fill(0);
  return { keys: opened, book };
}

/** Hands every key of a desk to a signed key of one of its members; answers how many. Throws `StartError` with what is missing. */
export async function recoverDesk(
  tx: Tx,
  request: { desk: string; holder: string; shares: readonly string[]; reason: string },
): Promise<number> {
  if (request.reason.trim().length < 10)
    throw new StartError('Say the reason in a sentence: --reason TEXT. It stays in the audit log.');
  const { keys, book } = await openDeskByShares(tx, request.desk, request.shares);
  const holder = await requireMember(tx, request, book);
  const handed = await handOnKeys(keys, holder, book);
  const count = await insertHeld(tx, request.desk, handed);
  await mark(tx, 'desk-key.recovered', request.desk, {
    holder,
    keys: handed.map((one) => one.key),
    reason: request.reason,
  });
  return count;
}

async function requireMember(
  tx: Tx,
  { desk, holder }: { desk: string; holder: string },
  book: KeyBook,
): Promise<string> {
  const [row] = await tx.sql`
    select 1 from reports.staff_keys k join reports.members m on m.staff_id = k.staff_id and m.desk_id = ${desk}
    where k.id = ${holder} and k.ended_at is null and k.log_position is not null`;
  if (!row || keyIn(book, holder).kind !== 'staff-key')
    throw new StartError(
      'That key is not a signed one of a member of this desk. See: npm run -s ansim -- keys list',
    );
  return holder;
}
