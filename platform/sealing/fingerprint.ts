// A public key as thirty digits, short enough for two people to read to each other.
import { type Bytes, concat, joinFields } from './bytes.ts';

/** Six groups of five digits: about 99 bits of the SHA-256 of the key. */
export async function fingerprintOf(publicKey: Bytes): Promise<string> {
  const label = joinFields('ansim fingerprint 1');
  const digest = await crypto.subtle.digest('SHA-256', concat(label, publicKey));
  const view = new DataView(digest);
  return Array.from({ length: 6 }, (_, at) =>
    String(view.getUint32(at * 4) % 100_000).padStart(5, '0'),
  ).join(' ');
}
