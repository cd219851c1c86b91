// Keys of people and desks, one function a verb: the city signs, members make and hand on, the server only keeps.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import {
  type Bytes,
  checkEntries,
  fromBase64url,
  headAfter,
  type LogHead,
  noHead,
  signEntry,
  toBase64url,
} from '#platform/sealing/index.ts';
import { digestOfKeys } from './sealing/book.ts';
import { selectMyDesks } from './store/desk.ts';
import {
  insertCityKeys,
  insertDeskKey,
  insertEntry,
  insertHeld,
  lockLastEntry,
  type MemberKeyRow,
  markSigned,
  type PendingKey,
  selectCityKeys,
  selectDeskKeys,
  selectEntries,
  selectHeld,
  selectNewest,
  selectOwnKeys,
  selectPending,
} from './store/keys.ts';

/** What the log says of a key. Names are no part of it: ids only. */
export function textOf(key: PendingKey): string {
  const { kind, id, publicKey } = key;
  return kind === 'staff-key'
    ? JSON.stringify({ kind, id, publicKey, staff: key.staff })
    : JSON.stringify({
        kind,
        id,
        publicKey,
        desk: key.desk,
        deskKind: key.deskKind,
        district: key.district,
        generation: key.generation,
      });
}

/** Checks the whole log as a browser does; answers its end. Throws `BrokenKeyLog`, or `Refused` before the ceremony. */
export async function verifyKeyLog(tx: Tx): Promise<LogHead> {
  const city = await selectCityKeys(tx);
  if (!city) throw new Refused('no-city-key', 409, 'The city has not held its key ceremony yet.');
  return checkEntries(
    noHead,
    await selectEntries(tx, 0, 1_000_000),
    fromBase64url(city.signingKey),
  );
}

async function lockHead(tx: Tx): Promise<LogHead> {
  const last = await lockLastEntry(tx);
  return last ? headAfter({ position: last.position - 1, hash: last.before }, last) : noHead;
}

/** Public halves of the keys that a ceremony made. */
export type CeremonyKeys = { signingKey: string; recovery: { id: string; publicKey: string } };

/** Installs what the key ceremony made: public halves, and the recovery key as the first entry of the log. Refuses with `ceremony-held`. */
export async function installCityKeys(
  tx: Tx,
  keys: CeremonyKeys,
  signingKey: Bytes,
): Promise<void> {
  if (!(await insertCityKeys(tx, keys)))
    throw new Refused('ceremony-held', 409, 'This city has held its key ceremony already.');
  const { id, publicKey } = keys.recovery;
  const text = JSON.stringify({ kind: 'recovery-key', id, publicKey });
  await insertEntry(tx, await signEntry(await lockHead(tx), text, signingKey));
  await mark(tx, 'keys.installed', id);
}

/** Signs keys that wait, as the city; answers what was signed. `only` names some by id. */
export async function signPending(
  tx: Tx,
  signingKey: Bytes,
  only?: readonly string[],
): Promise<PendingKey[]> {
  let head = await lockHead(tx);
  const keys = (await selectPending(tx)).filter((key) => !only || only.includes(key.id));
  for (const key of keys) {
    const entry = await signEntry(head, textOf(key), signingKey);
    await insertEntry(tx, entry);
    await markSigned(tx, key.kind, key.id, entry.position);
    await mark(tx, 'key.signed', key.id, { kind: key.kind, position: entry.position });
    head = await headAfter(head, entry);
  }
  await sayNewest(tx, signingKey, head);
  return keys;
}

/** Says which keys of desks are the newest, where that is not what was said last: phones go by it (decision 0038). */
async function sayNewest(tx: Tx, signingKey: Bytes, head: LogHead): Promise<void> {
  const { entry, keys } = await selectNewest(tx);
  const digest = await digestOfKeys(keys);
  const said = entry && (JSON.parse(entry.text) as { digest: string }).digest;
  if (keys.length === 0 || said === digest) return;
  const text = JSON.stringify({ kind: 'newest', at: new Date().toISOString(), digest });
  await insertEntry(tx, await signEntry(head, text, signingKey));
}

/** Ends a person's key, as the city: it stands in the log, and desks that it held a key of are asked to make a new one. */
export async function endStaffKey(tx: Tx, signingKey: Bytes, id: string): Promise<void> {
  const rows = await tx.sql`
    update reports.staff_keys set ended_at = clock_timestamp() where id = ${id} and ended_at is null returning 1`;
  if (rows.length === 0)
    throw new Refused('unknown-key', 404, 'There is no such key, or it has ended already.');
  const head = await lockHead(tx);
  await insertEntry(
    tx,
    await signEntry(head, JSON.stringify({ kind: 'staff-key-ended', id }), signingKey),
  );
  await mark(tx, 'key.ended', id);
}

const foreignDesk = () => new Refused('not-yours', 404, 'You do not work at this desk.');

async function requireMine(tx: Tx, desk: string): Promise<void> {
  if (!(await selectMyDesks(tx)).some((one) => one.id === desk)) throw foreignDesk();
}

/** Keeps a new key of the actor's desk. It must be wrapped for the recovery key, and for nobody but members whose keys are signed. */
export async function makeDeskKey(
  tx: Tx,
  colleagues: readonly MemberKeyRow[],
  desk: string,
  key: { id: string; publicKey: string; held: readonly { holder: string; wrap: string }[] },
): Promise<number> {
  await requireMine(tx, desk);
  const city = await selectCityKeys(tx);
  if (!city) throw new Refused('no-city-key', 409, 'The city has not held its key ceremony yet.');
  const holders = key.held.map((one) => one.holder);
  if (!holders.includes(city.recovery.id))
    throw new Refused('no-recovery', 400, 'The key must be wrapped for the recovery key too.');
  refuseStrangers(holders, [...keysOf(colleagues, desk), city.recovery.id]);
  const generation = await insertDeskKey(tx, { id: key.id, desk, publicKey: key.publicKey });
  if (generation === undefined)
    throw new Refused('taken', 409, 'Somebody made a key just now. Look at the desk again.');
  await insertHeld(
    tx,
    desk,
    key.held.map((one) => ({ ...one, key: key.id })),
  );
  await mark(tx, 'desk-key.made', desk, { key: key.id, generation });
  return generation;
}

/** Hands keys of the actor's desk to colleagues; answers how many were new. */
export async function handOn(
  tx: Tx,
  colleagues: readonly MemberKeyRow[],
  desk: string,
  held: readonly { key: string; holder: string; wrap: string }[],
): Promise<number> {
  await requireMine(tx, desk);
  refuseStrangers(
    held.map((one) => one.holder),
    keysOf(colleagues, desk),
  );
  const handed = await insertHeld(tx, desk, held);
  for (const { key, holder } of held) await mark(tx, 'desk-key.handed-on', desk, { key, holder });
  return handed;
}

function refuseStrangers(holders: readonly string[], known: readonly string[]): void {
  if (holders.some((holder) => !known.includes(holder)))
    throw new Refused(
      'not-a-member',
      400,
      'Only members of the desk whose keys the city signed may hold its key.',
    );
}

const keysOf = (colleagues: readonly MemberKeyRow[], desk: string) =>
  colleagues.flatMap((row) => (row.desk_id === desk && row.key_id !== null ? [row.key_id] : []));

/** Everything that the actor's browser needs to open its desks' keys and to hand them on. */
export async function readMyKeys(tx: Tx, colleagues: readonly MemberKeyRow[]) {
  const desks = await selectMyDesks(tx);
  const ids = desks.map((desk) => desk.id);
  const [own, keys, held, city] = await Promise.all([
    selectOwnKeys(tx),
    selectDeskKeys(tx, ids),
    selectHeld(tx, ids),
    selectCityKeys(tx),
  ]);
  const mine = new Set(own.map((key) => key.id));
  return {
    keys: own.map((key) => ({
      id: key.id,
      publicKey: toBase64url(key.public_key),
      locked: key.locked,
      signed: key.log_position !== null,
    })),
    desks: desks.map((desk) => {
      const its = keys.filter((key) => key.desk_id === desk.id);
      const holds = (holder: string, key: string) =>
        held.some((one) => one.holder_id === holder && one.desk_key_id === key);
      const people = Map.groupBy(
        colleagues.filter((row) => row.desk_id === desk.id),
        (row) => row.staff_id,
      );
      const living = new Set(keysOf(colleagues, desk.id));
      if (city) living.add(city.recovery.id);
      return {
        ...desk,
        keys: its.map((key) => ({
          id: key.id,
          generation: key.generation,
          publicKey: toBase64url(key.public_key),
          signed: key.log_position !== null,
          held: held
            .filter((one) => one.desk_key_id === key.id && mine.has(one.holder_id))
            .map((one) => ({ holder: one.holder_id, wrap: toBase64url(one.wrap) })),
        })),
        members: [...people].map(([staff, rows]) => ({
          staff,
          name: rows[0]!.name,
          keys: rows.flatMap(({ key_id }) =>
            key_id === null
              ? []
              : [
                  {
                    id: key_id,
                    lacks: its.filter((key) => !holds(key_id, key.id)).map((key) => key.id),
                  },
                ],
          ),
        })),
        rotate: held.some((one) => one.desk_key_id === its[0]?.id && !living.has(one.holder_id)),
      };
    }),
  };
}
