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
    const { kind, id } = JSON.parse(entry.text) as { kind: string; id: string };
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
 * place. Throws `BrokenKeyLog` for any that does not hold: then nothing may be sealed.
 */
export async function checkRecipients(reply: {
  cityKey: string | null;
  items: readonly {
    id: string;
    kind: DeskKind;
    district: string | null;
    key: { id: string; entry: LogEntry };
  }[];
}): Promise<Recipient[]> {
  if (reply.cityKey === null) return [];
  const cityKey = fromBase64url(reply.cityKey);
  return Promise.all(
    reply.items.map(async (item) => {
      await checkEntry(item.key.entry, cityKey);
      const key = readKey(item.key.entry.text);
      if (
        key.kind !== 'desk-key' ||
        key.id !== item.key.id ||
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
