// The text of a disclosure, sealed for the desk that the law names and for her, and for nobody else; runs in browser and Node.
import {
  type Bytes,
  fromBase64url,
  type KeyPair,
  makeContentKey,
  NotSealed,
  openText,
  sealText,
  toBase64url,
  unwrapKey,
  wrapKey,
} from '#platform/sealing/index.ts';
import type { DeskKey } from '#programme/reports/sealing/desk.ts';
import { disclosurePurpose } from '../names.ts';

/** Longest text in bytes of UTF-8: about 1,300 syllables, enough for what a law asks and too little for a story. */
export const longestDisclosure = 4092;

/** How long a text is in bytes of UTF-8, the measure of `longestDisclosure`. */
export function lengthOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

export type SealedDisclosure = { sealed: string; recipient: string; wrap: string; hers: string };

const placeOf = (report: string, id: string, recipient: string) => ({
  case: report,
  part: id,
  purpose: disclosurePurpose,
  recipient,
});

/**
 * Seals the text of a disclosure. `herKey` is her public key, `to` the newest signed key of the desk. Its place is bound into it, so that a
 * part of her report cannot be passed off as one. Throws a `RangeError` when it is too long.
 */
export async function sealDisclosure(
  of: { report: string; id: string },
  text: string,
  herKey: string,
  to: { id: string; publicKey: string },
): Promise<SealedDisclosure> {
  if (lengthOf(text) > longestDisclosure) throw new RangeError('Too long for a disclosure.');
  const key = makeContentKey();
  const [sealed, wrap, hers] = await Promise.all([
    sealText(key, { case: of.report, part: of.id }, text),
    wrapKey(key, fromBase64url(to.publicKey), placeOf(of.report, of.id, to.id)),
    wrapKey(key, fromBase64url(herKey), placeOf(of.report, of.id, of.report)),
  ]);
  return {
    sealed: toBase64url(sealed),
    recipient: to.id,
    wrap: toBase64url(wrap),
    hers: toBase64url(hers),
  };
}

type Received = { report: string; id: string; sealed: string; recipient: string; wrap: string };

/** Reads one with the opened keys of the desk that it was disclosed to. Throws `NotSealed`. */
export async function openReceived(one: Received, keys: readonly DeskKey[]): Promise<string> {
  const key = keys.find(({ id }) => id === one.recipient);
  if (!key) throw new NotSealed('none of these keys');
  return open(one, one.wrap, key.privateKey, one.recipient);
}

type Hers = { report: string; id: string; sealed: string; hers: string };

/** Reads what was disclosed about her, with her own key. Throws `NotSealed`. */
export function openHers(one: Hers, keys: KeyPair): Promise<string> {
  return open(one, one.hers, keys.privateKey, one.report);
}

async function open(
  one: { report: string; id: string; sealed: string },
  wrap: string,
  privateKey: Bytes,
  recipient: string,
): Promise<string> {
  const place = placeOf(one.report, one.id, recipient);
  const key = await unwrapKey(fromBase64url(wrap), privateKey, place);
  return openText(key, { case: one.report, part: one.id }, fromBase64url(one.sealed));
}
