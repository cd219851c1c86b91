// Why an override is asked for, sealed for the desk that decides, the own one, and her; runs in browser and Node.
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
import { wordsPurpose } from '../names.ts';

/** A public key that was checked against the city's list. */
export type CheckedKey = { id: string; publicKey: Bytes };
type KeyWrap = { recipient: string; wrap: string };

const placeOf = (report: string, override: string, recipient: string) => ({
  case: report,
  part: override,
  purpose: wordsPurpose,
  recipient,
});

/** Seals the words of a new override. `herKey` is the public key of the report. */
export async function sealWords(
  report: string,
  text: string,
  to: { herKey: string; own: CheckedKey; review: CheckedKey },
): Promise<{ id: string; sealed: string; hers: string; own: KeyWrap; review: KeyWrap }> {
  const id = crypto.randomUUID();
  const key = makeContentKey();
  const wrap = async (publicKey: Bytes, recipient: string) =>
    toBase64url(await wrapKey(key, publicKey, placeOf(report, id, recipient)));
  const [sealed, hers, own, review] = await Promise.all([
    sealText(key, { case: report, part: id }, text),
    wrap(fromBase64url(to.herKey), report),
    wrap(to.own.publicKey, to.own.id),
    wrap(to.review.publicKey, to.review.id),
  ]);
  return {
    id,
    sealed: toBase64url(sealed),
    hers,
    own: { recipient: to.own.id, wrap: own },
    review: { recipient: to.review.id, wrap: review },
  };
}

type Asked = { id: string; report: string };

async function openWith(
  asked: Asked,
  sealed: string,
  wrap: KeyWrap,
  privateKey: Bytes,
): Promise<string> {
  const key = await unwrapKey(
    fromBase64url(wrap.wrap),
    privateKey,
    placeOf(asked.report, asked.id, wrap.recipient),
  );
  return openText(key, { case: asked.report, part: asked.id }, fromBase64url(sealed));
}

/** Reads the words with the opened keys of the own desks. Throws `NotSealed`. */
export async function openWords(
  asked: Asked,
  words: { sealed: string; wraps: readonly KeyWrap[] },
  keys: readonly DeskKey[],
): Promise<string> {
  for (const wrap of words.wraps) {
    const key = keys.find(({ id }) => id === wrap.recipient);
    if (key) return openWith(asked, words.sealed, wrap, key.privateKey);
  }
  throw new NotSealed('none of these keys');
}

/** Reads the words as she. Throws `NotSealed`. */
export function openHerWords(
  asked: Asked,
  words: { sealed: string; hers: string },
  privateKey: Bytes,
): Promise<string> {
  return openWith(asked, words.sealed, { recipient: asked.report, wrap: words.hers }, privateKey);
}
