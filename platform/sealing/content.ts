// Sealing one part under a key of its own: AES-256-GCM, bound to where it belongs, padded to a class of lengths.
import { type Bytes, concat, fromUtf8, joinFields, NotSealed, randomBytes, utf8 } from './bytes.ts';

/** Where a part belongs: the same bytes anywhere else do not open. Ids, never content: they are not encrypted. */
export type Place = { case: string; part: string };

/** Bytes of nonce and tag around what is sealed. */
export const sealOverhead = 28;

/** Lengths in bytes that a sealed text may have, its four bytes of length included: 1 kB, 4 kB, 16 kB, 64 kB, 256 kB. */
export const textClasses = [1024, 4096, 16_384, 65_536, 262_144] as const;

/** Longest text in bytes of UTF-8. */
export const longestText: number = textClasses[textClasses.length - 1]! - 4;

/** A key for one part: 32 random bytes. */
export function makeContentKey(): Bytes {
  return randomBytes(32);
}

/** Seals a text; the result's length says its class and nothing more. Throws a `RangeError` when it is too long. */
export async function sealText(key: Bytes, place: Place, text: string): Promise<Bytes> {
  return sealBytes(key, textLabel(place), pad(utf8(text)));
}

/** Opens a sealed text; throws `NotSealed`. */
export async function openText(key: Bytes, place: Place, sealed: Bytes): Promise<string> {
  const plain = unpad(await openBytes(key, textLabel(place), sealed));
  try {
    return fromUtf8(plain);
  } catch {
    throw new NotSealed('not a text');
  }
}

const textLabel = (place: Place) => joinFields('ansim text 1', place.case, place.part);

function pad(bytes: Bytes): Bytes {
  const size = textClasses.find((size) => size >= bytes.length + 4);
  if (size === undefined) throw new RangeError(`A text of ${bytes.length} bytes is too long.`);
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, bytes.length);
  padded.set(bytes, 4);
  return padded;
}

function unpad(padded: Bytes): Bytes {
  const length = padded.length < 4 ? -1 : new DataView(padded.buffer).getUint32(0);
  if (length < 0 || length > padded.length - 4) throw new NotSealed('no length in it');
  return padded.slice(4, 4 + length);
}

/** AES-256-GCM with a random nonce in front; `label` must be the same when it is opened. */
export async function sealBytes(key: Bytes, label: Bytes, plain: Bytes): Promise<Bytes> {
  const nonce = randomBytes(12);
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: label },
    await importKey(key, 'encrypt'),
    plain,
  );
  return concat(nonce, new Uint8Array(sealed));
}

/** Opens what `sealBytes` sealed; throws `NotSealed`. */
export async function openBytes(key: Bytes, label: Bytes, sealed: Bytes): Promise<Bytes> {
  if (sealed.length < sealOverhead) throw new NotSealed('too short');
  try {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: sealed.slice(0, 12), additionalData: label },
      await importKey(key, 'decrypt'),
      sealed.slice(12),
    );
    return new Uint8Array(plain);
  } catch {
    throw new NotSealed('another key or place, or changed');
  }
}

function importKey(key: Bytes, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, [use]);
}
