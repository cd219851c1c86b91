// All cryptography of a desk in one file that is fetched when it is needed: the own key while it is unlocked, the desk's keys, the list of keys that this browser believes.
import {
  BrokenKeyLog,
  type Bytes,
  fingerprintOf,
  fromBase64url,
  type LockedKey,
  lockByPasskey,
  lockByPassphrase,
  NotSealed,
  randomBytes,
  toBase64url,
  unlock,
  unwrapKey,
  wrapKey,
} from '#platform/sealing/index.ts';
import { continueBook, emptyBook, type KeyBook, keyIn } from '../../sealing/book.ts';
import {
  type DeskKey,
  handOnKeys,
  makeDeskKey,
  makeOwnKey,
  type OwnKey,
  openDeskKeys,
  openPart,
  partKey,
  sealMessage,
} from '../../sealing/desk.ts';
import { type FileFacts, openFile } from '../../sealing/hers.ts';
import { call, type MyDesk, type MyKeys } from './inbox-state.ts';

export {
  BrokenKeyLog,
  fromBase64url,
  makeSalt,
  NotSealed,
  openHash,
} from '#platform/sealing/index.ts';

/** The server did not answer while a key was needed. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
}

/** The city's key is remembered with the list: a server that comes with another one is not believed. */
type Kept = { cityKey: string; book: KeyBook };
const bookName = 'ansim.key-book';

let own: OwnKey | null = null;
let deskKeys: DeskKey[] = [];

function readKept(): Kept | null {
  const text = localStorage.getItem(bookName);
  return text === null ? null : (JSON.parse(text) as Kept);
}

/** Continues the list that this browser has seen before. Throws `BrokenKeyLog`: then nothing may be opened; `NoAnswer` without a server. */
export async function readBook(): Promise<KeyBook> {
  const kept = readKept();
  let book = kept?.book ?? emptyBook;
  for (;;) {
    const answer = await call('GET /api/keys/log', { query: { after: book.head.position } });
    if (!answer.ok) throw new NoAnswer(answer.problem.code);
    const { cityKey, entries } = answer.value;
    if (kept !== null && cityKey !== kept.cityKey)
      throw new BrokenKeyLog('The city key is not the one that this browser knows.');
    if (cityKey === null) return emptyBook;
    book = await continueBook(book, entries, cityKey);
    localStorage.setItem(bookName, JSON.stringify({ cityKey, book } satisfies Kept));
    if (entries.length === 0) return book;
  }
}

/** Makes a key in this browser and locks it; what is answered goes to the server. Throws a `RangeError` for a passphrase too short. */
export async function makeLockedKey(
  by: { passphrase: string } | { secret: Bytes; salt: Bytes },
): Promise<{ id: string; publicKey: string; locked: LockedKey }> {
  const { id, publicKey, privateKey } = await makeOwnKey();
  const locked =
    'passphrase' in by
      ? await lockByPassphrase(privateKey, id, by.passphrase)
      : await lockByPasskey(privateKey, id, by.secret, by.salt);
  privateKey.fill(0);
  return { id, publicKey: toBase64url(publicKey), locked };
}

const madeName = 'ansim.made-key';

/** Remembers the key that this browser made, so that what the city is asked to sign can be compared with it. */
export function rememberMade(key: { id: string; publicKey: string }): void {
  localStorage.setItem(madeName, JSON.stringify({ id: key.id, publicKey: key.publicKey }));
}

/** Thirty digits of a key that this browser made and the city has not signed yet, to be read to the officer; `null` in another browser. */
export async function digitsOfMade(mine: MyKeys): Promise<string | null> {
  const made = JSON.parse(localStorage.getItem(madeName) ?? 'null') as {
    id: string;
    publicKey: string;
  } | null;
  return made !== null && mine.keys.some(({ id, signed }) => id === made.id && !signed)
    ? fingerprintOf(fromBase64url(made.publicKey))
    : null;
}

/**
 * Unlocks the own key, newest first where there are several, and with it the keys of the desks. Throws `NotSealed` when what was given
 * fits none of them, `BrokenKeyLog` when the city's list does not hold or names another key than this one.
 */
export async function unlockOwn(
  mine: MyKeys,
  by: { passphrase: string } | { secret: Bytes },
): Promise<void> {
  const book = await readBook();
  const way = 'passphrase' in by ? 'passphrase' : 'passkey';
  const fitting = mine.keys.filter((key) => key.signed && key.locked.way === way).reverse();
  for (const key of fitting) {
    const privateKey = await unlock(lockedOf(key.locked), key.id, by).catch((error: unknown) => {
      if (error instanceof NotSealed) return null;
      throw error;
    });
    if (privateKey === null) continue;
    await requireOwn(book, { id: key.id, privateKey });
    own = { id: key.id, privateKey };
    try {
      await openDesks(mine);
    } catch {
      shut();
      throw new BrokenKeyLog('A key of a desk does not fit its seal.');
    }
    return;
  }
  throw new NotSealed('none of the own keys');
}

const lockedOf = ({ cost, ...locked }: MyKeys['keys'][number]['locked']): LockedKey =>
  cost ? { ...locked, cost } : locked;

/** What the city signed in this person's name must be the public half of what was unlocked: else somebody put their own in its place. */
async function requireOwn(book: KeyBook, key: OwnKey): Promise<void> {
  const known = keyIn(book, key.id);
  const place = { case: key.id, part: key.id, purpose: 'own', recipient: key.id };
  const token = randomBytes(32);
  try {
    await unwrapKey(await wrapKey(token, known.publicKey, place), key.privateKey, place);
  } catch {
    throw new BrokenKeyLog('The city signed another key in this name.');
  }
}

/** Opens the keys of the own desks that are held for the own key. Throws `NotSealed` for one that was exchanged. */
export async function openDesks(mine: MyKeys): Promise<void> {
  const holder = own;
  if (holder === null) return;
  const opened = await Promise.all(mine.desks.map((desk) => openDeskKeys(desk, holder)));
  if (own === holder) deskKeys = opened.flat();
}

/** Forgets every private key. */
export function shut(): void {
  own?.privateKey.fill(0);
  for (const key of deskKeys) key.privateKey.fill(0);
  own = null;
  deskKeys = [];
}

/** Ids of the desk keys that are open here. */
export function openKeyIds(): string[] {
  return deskKeys.map(({ id }) => id);
}

/** Works with the keys of the own desks while they are unlocked; they are forgotten with the rest. */
export function lendDeskKeys<T>(work: (keys: readonly DeskKey[]) => Promise<T>): Promise<T> {
  return work(deskKeys);
}

/** The bytes of a file that was opened, piece by piece. Throws `NotSealed` for a piece that was changed, `NoAnswer` when none comes. */
export async function* piecesOf(
  report: string,
  part: { id: string; sealed: string; wraps: readonly { recipient: string; wrap: string }[] },
  facts: FileFacts,
  stop: AbortSignal,
): AsyncGenerator<Bytes> {
  const key = await partKey(report, part, deskKeys);
  yield* openFile(report, { id: part.id, key, facts }, (index) =>
    fetchPiece(`/api/desk/reports/${report}/parts/${part.id}/pieces/${index}`, stop),
  );
}

const tries = 5;

async function fetchPiece(url: string, stop: AbortSignal): Promise<Bytes> {
  for (let tried = 1; ; tried += 1) {
    const answer = await fetch(url, { cache: 'no-store', signal: stop }).catch(() => null);
    if (answer?.ok) return new Uint8Array(await answer.arrayBuffer());
    stop.throwIfAborted();
    // A line that is cut comes back; what the server refuses stays refused.
    if (tried === tries || (answer !== null && answer.status < 500))
      throw new NoAnswer(`piece: ${answer?.status ?? 0}`);
    await new Promise((done) => setTimeout(done, 500 * tried));
  }
}

/** What she wrote. Throws `NotSealed`. */
export function readPart(
  report: string,
  part: { id: string; sealed: string; wraps: readonly { recipient: string; wrap: string }[] },
): Promise<string> {
  return openPart(report, part, deskKeys);
}

/** Seals words to her under the newest key of the desk that the city signed. Throws `BrokenKeyLog`. */
export async function sealToHer(
  report: { id: string; herKey: string },
  desk: MyDesk,
  text: string,
) {
  const newest = desk.keys.find(({ signed }) => signed);
  if (newest === undefined) throw new BrokenKeyLog('This desk has no signed key.');
  const known = keyIn(await readBook(), newest.id);
  if (known.kind !== 'desk-key' || known.desk !== desk.id)
    throw new BrokenKeyLog('This key was signed for another desk.');
  const key = { id: newest.id, publicKey: toBase64url(known.publicKey) };
  return sealMessage(report.id, report.herKey, { id: desk.id, key }, text);
}

/** A new key of a desk for all its members whose keys the city signed. Throws `BrokenKeyLog`. */
export async function makeKeyOf(desk: MyDesk) {
  const holders = desk.members.flatMap(({ keys }) => keys.map(({ id }) => id));
  const { key, publicKey, privateKey, held } = await makeDeskKey(
    desk.id,
    holders,
    await readBook(),
  );
  privateKey.fill(0);
  return { key, publicKey, held };
}

/** The keys of a desk that a colleague lacks and that are open here, wrapped for theirs. Throws `BrokenKeyLog`. */
export async function keysFor(desk: MyDesk, staff: string) {
  const book = await readBook();
  const theirs = desk.members.find((member) => member.staff === staff)?.keys ?? [];
  const handed = theirs.map(({ id, lacks }) => {
    const known = keyIn(book, id);
    // The list says whose key it is: the server's word alone is not enough to hand anything on.
    if (known.kind !== 'staff-key' || known.staff !== staff)
      throw new BrokenKeyLog('This key was signed for somebody else.');
    const lacking = deskKeys.filter((key) => key.desk === desk.id && lacks.includes(key.id));
    return handOnKeys(lacking, id, book);
  });
  return (await Promise.all(handed)).flat();
}
