// A member's side of what a team writes: sealing an entry for desks, opening it, handing it on; runs in browser and Node.
import {
  type Bytes,
  fromBase64url,
  makeContentKey,
  NotSealed,
  openText,
  sealText,
  toBase64url,
  unwrapKey,
  wrapKey,
} from '#platform/sealing/index.ts';
import type { DeskKey } from '#programme/reports/sealing/desk.ts';
import { entryPurpose } from '../names.ts';

/** The key of an entry for one desk. */
export type EntryWrap = { desk: string; recipient: string; wrap: string };

/** The newest signed key of a desk that shall read. */
export type Reader = { desk: string; key: { id: string; publicKey: string } };

const placeOf = (id: string, entry: string, recipient: string) => ({
  case: id,
  part: entry,
  purpose: entryPurpose,
  recipient,
});

async function wrapFor(
  id: string,
  entry: string,
  key: Bytes,
  readers: readonly Reader[],
): Promise<EntryWrap[]> {
  return Promise.all(
    readers.map(async (reader) => ({
      desk: reader.desk,
      recipient: reader.key.id,
      wrap: toBase64url(
        await wrapKey(key, fromBase64url(reader.key.publicKey), placeOf(id, entry, reader.key.id)),
      ),
    })),
  );
}

/** Seals a text for the desks that shall read it, the own one among them. */
export async function sealEntry(
  caseId: string,
  text: string,
  readers: readonly Reader[],
): Promise<{ id: string; sealed: string; wraps: EntryWrap[] }> {
  const id = crypto.randomUUID();
  const key = makeContentKey();
  const [sealed, wraps] = await Promise.all([
    sealText(key, { case: caseId, part: id }, text),
    wrapFor(caseId, id, key, readers),
  ]);
  return { id, sealed: toBase64url(sealed), wraps };
}

type Sealed = { id: string; sealed: string; wraps: readonly EntryWrap[] };

/** The key of an entry, with the opened keys of the own desks. Throws `NotSealed`. */
export async function entryKey(
  caseId: string,
  entry: { id: string; wraps: readonly { recipient: string; wrap: string }[] },
  keys: readonly DeskKey[],
): Promise<Bytes> {
  for (const wrap of entry.wraps) {
    const key = keys.find((one) => one.id === wrap.recipient);
    if (key)
      return unwrapKey(fromBase64url(wrap.wrap), key.privateKey, placeOf(caseId, entry.id, key.id));
  }
  throw new NotSealed('none of these keys');
}

/** Reads an entry with the opened keys of the own desks. Throws `NotSealed`. */
export async function openEntry(
  caseId: string,
  entry: Sealed,
  keys: readonly DeskKey[],
): Promise<string> {
  const key = await entryKey(caseId, entry, keys);
  return openText(key, { case: caseId, part: entry.id }, fromBase64url(entry.sealed));
}

/** Wraps an entry's key for more desks. Throws `NotSealed`. */
export async function handOnEntry(
  caseId: string,
  entry: Sealed,
  keys: readonly DeskKey[],
  readers: readonly Reader[],
): Promise<EntryWrap[]> {
  return wrapFor(caseId, entry.id, await entryKey(caseId, entry, keys), readers);
}
