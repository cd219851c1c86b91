// The public list of keys: each entry signed by the city's own key and chained to the one before, so that none can be slipped in, changed or taken out unseen.
import { type Bytes, fromBase64url, joinFields, toBase64url } from './bytes.ts';
import { ed25519 } from './ed25519.ts';

/** One entry as it is published. `text` is what was signed, together with `position` and the hash before. */
export type LogEntry = {
  /** From 1, without gaps. */
  position: number;
  /** Hash of the entry before; empty for the first. */
  before: string;
  text: string;
  /** Ed25519, base64url. */
  signature: string;
};

/** The end of a list that somebody has seen: they accept only what continues it. */
export type LogHead = { position: number; hash: string };

/** Before the first entry. */
export const noHead: LogHead = { position: 0, hash: '' };

/** Why a list is not to be trusted. */
export class BrokenKeyLog extends Error {
  override name = 'BrokenKeyLog';
}

/** The public half of a signing key of 32 bytes. */
export async function signingPublicKey(privateKey: Bytes): Promise<Bytes> {
  return (await ed25519()).publicKeyOf(privateKey);
}

/** Signs the entry that comes after `head`; the private key is 32 bytes. */
export async function signEntry(head: LogHead, text: string, privateKey: Bytes): Promise<LogEntry> {
  const position = head.position + 1;
  const { sign } = await ed25519();
  const signature = await sign(messageOf(position, head.hash, text), privateKey);
  return { position, before: head.hash, text, signature: toBase64url(signature) };
}

/** The head after an entry. */
export async function headAfter(head: LogHead, entry: LogEntry): Promise<LogHead> {
  const hash = await crypto.subtle.digest(
    'SHA-256',
    joinFields(
      'ansim key log hash 1',
      String(entry.position),
      head.hash,
      entry.text,
      entry.signature,
    ),
  );
  return { position: entry.position, hash: toBase64url(new Uint8Array(hash)) };
}

/**
 * Checks entries that follow `head` and answers the new head. Throws `BrokenKeyLog` naming the first entry that is missing,
 * was changed, or was not signed by the city.
 */
export async function checkEntries(
  head: LogHead,
  entries: readonly LogEntry[],
  cityKey: Bytes,
): Promise<LogHead> {
  let last = head;
  for (const entry of entries) {
    if (entry.position !== last.position + 1)
      throw new BrokenKeyLog(`Entry ${last.position + 1} of the key log is missing.`);
    if (entry.before !== last.hash)
      throw new BrokenKeyLog(
        `Entry ${entry.position} of the key log does not follow the one before.`,
      );
    await checkEntry(entry, cityKey);
    last = await headAfter(last, entry);
  }
  return last;
}

/**
 * Checks one entry by itself: that the city signed it at this place of its list. Enough for a phone that needs a few keys only;
 * staff check the whole list. Throws `BrokenKeyLog`.
 */
export async function checkEntry(entry: LogEntry, cityKey: Bytes): Promise<void> {
  const message = messageOf(entry.position, entry.before, entry.text);
  let holds = false;
  try {
    const { verify } = await ed25519();
    holds = await verify(fromBase64url(entry.signature), message, cityKey);
  } catch {
    // Not even the form of a signature.
  }
  if (!holds)
    throw new BrokenKeyLog(`Entry ${entry.position} of the key log was not signed by the city.`);
}

function messageOf(position: number, hashBefore: string, text: string): Bytes {
  return joinFields('ansim key log 1', String(position), hashBefore, text);
}
