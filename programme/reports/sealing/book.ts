// What a browser believes about keys: only what the city signed, in a list that continues what this browser has seen before.
import {
  BrokenKeyLog,
  type Bytes,
  checkEntries,
  checkEntry,
  fromBase64url,
  type LogEntry,
  type LogHead,
  noHead,
  toBase64url,
} from '#platform/sealing/index.ts';
import type { DeskKind } from '../names.ts';

/** A key that the city signed. */
export type KnownKey =
  | { kind: 'recovery-key'; id: string; publicKey: Bytes }
  | { kind: 'staff-key'; id: string; publicKey: Bytes; staff: string }
  | {
      kind: 'desk-key';
      id: string;
      publicKey: Bytes;
      desk: string;
      deskKind: DeskKind;
      district: string | null;
      generation: number;
    };

/** Keys by id, those that ended left out, and the end of the list that was checked. Kept between visits as it is (JSON). */
export type KeyBook = { head: LogHead; texts: Record<string, string> };

export const emptyBook: KeyBook = { head: noHead, texts: {} };

/** Continues a book with entries that follow it. Throws `BrokenKeyLog`: then nothing may be sealed or handed on. */
export async function continueBook(
  book: KeyBook,
  entries: readonly LogEntry[],
  cityKey: string,
): Promise<KeyBook> {
  const head = await checkEntries(book.head, entries, fromBase64url(cityKey));
  const texts = { ...book.texts };
  for (const entry of entries) {
    const { kind, id, digest } = JSON.parse(entry.text) as Record<string, string>;
    // Whoever sees the whole list sees whether the city left a key out of what phones go by.
    if (kind === 'newest') {
      if (digest !== (await digestOfKeys(newestIn(texts))))
        throw new BrokenKeyLog(`Entry ${entry.position} calls other keys the newest.`);
      continue;
    }
    if (id === undefined) throw new BrokenKeyLog(`Entry ${entry.position} names no key.`);
    if (kind === 'staff-key-ended') delete texts[id];
    else texts[id] = entry.text;
  }
  return { head, texts };
}

/** A key of the book; throws `BrokenKeyLog` when the city did not sign it, or it ended. */
export function keyIn(book: KeyBook, id: string): KnownKey {
  const text = book.texts[id];
  if (text === undefined) throw new BrokenKeyLog('The city has not signed this key.');
  return readKey(text);
}

/** The newest key of a desk that the city signed; throws `BrokenKeyLog` when there is none. */
export function newestKeyIn(book: KeyBook, desk: string): KnownKey & { kind: 'desk-key' } {
  const keys = Object.values(book.texts)
    .map(readKey)
    .filter((key) => key.kind === 'desk-key' && key.desk === desk) as (KnownKey & {
    kind: 'desk-key';
  })[];
  const [newest] = keys.sort((a, b) => b.generation - a.generation);
  if (!newest) throw new BrokenKeyLog('The city has signed no key of this desk.');
  return newest;
}

/** The recovery key that the ceremony made; throws `BrokenKeyLog` before it. */
export function recoveryIn(book: KeyBook): KnownKey {
  const key = Object.values(book.texts)
    .map(readKey)
    .find(({ kind }) => kind === 'recovery-key');
  if (!key) throw new BrokenKeyLog('The city has not held its key ceremony yet.');
  return key;
}

function readKey(text: string): KnownKey {
  const key = JSON.parse(text) as Omit<KnownKey, 'publicKey'> & { publicKey: string };
  return { ...key, publicKey: fromBase64url(key.publicKey) } as KnownKey;
}

/** What a statement of the newest keys stands for: their ids in order. */
export async function digestOfKeys(ids: readonly string[]): Promise<string> {
  const text = ['ansim newest keys 1', ...[...ids].sort()].join('\n');
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return toBase64url(new Uint8Array(hash));
}

/** The newest key of every desk, as a book knows them. */
function newestIn(texts: Record<string, string>): string[] {
  const newest = new Map<string, { id: string; generation: number }>();
  for (const text of Object.values(texts)) {
    const key = JSON.parse(text) as { kind: string; id: string; desk: string; generation: number };
    if (key.kind !== 'desk-key') continue;
    if ((newest.get(key.desk)?.generation ?? 0) < key.generation) newest.set(key.desk, key);
  }
  return [...newest.values()].map(({ id }) => id);
}

/** A statement of the city: which key of each desk was the newest at that place of the list. `keys` are checked against it. */
export type NewestKeys = { entry: LogEntry; keys: readonly string[] };

async function checkNewest(newest: NewestKeys | null, cityKey: Bytes, since: number) {
  if (newest === null) throw new BrokenKeyLog('The city has not said which keys are the newest.');
  await checkEntry(newest.entry, cityKey);
  const said = JSON.parse(newest.entry.text) as { kind: string; digest: string };
  if (said.kind !== 'newest' || said.digest !== (await digestOfKeys(newest.keys)))
    throw new BrokenKeyLog('These are not the keys that the city called the newest.');
  if (newest.entry.position < since)
    throw new BrokenKeyLog('The city has said something newer about these keys.');
  return new Set(newest.keys);
}

/** A desk that she may choose, with a key that was checked. */
export type Recipient = {
  desk: string;
  kind: DeskKind;
  district: string | null;
  keyId: string;
  publicKey: Bytes;
};

/**
 * The desks of `GET /api/reports/recipients`, each checked by itself: that the city signed this key for this desk of this kind and
 * place, and that it is the newest by the city's last statement, which is not older than one at `since` that was seen before
 * (decision 0038). Throws `BrokenKeyLog` for any that does not hold: then nothing may be sealed.
 */
export async function checkRecipients(
  reply: {
    cityKey: string | null;
    newest: NewestKeys | null;
    items: readonly {
      id: string;
      kind: DeskKind;
      district: string | null;
      key: { id: string; entry: LogEntry };
    }[];
  },
  since = 0,
): Promise<Recipient[]> {
  if (reply.cityKey === null || reply.items.length === 0) return [];
  const cityKey = fromBase64url(reply.cityKey);
  const newest = await checkNewest(reply.newest, cityKey, since);
  return Promise.all(
    reply.items.map(async (item) => {
      await checkEntry(item.key.entry, cityKey);
      const key = readKey(item.key.entry.text);
      if (
        key.kind !== 'desk-key' ||
        key.id !== item.key.id ||
        !newest.has(key.id) ||
        key.desk !== item.id ||
        key.deskKind !== item.kind ||
        key.district !== item.district
      )
        throw new BrokenKeyLog('This key was signed for another desk.');
      return {
        desk: item.id,
        kind: item.kind,
        district: item.district,
        keyId: key.id,
        publicKey: key.publicKey,
      };
    }),
  );
}
