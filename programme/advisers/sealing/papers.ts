// What a desk and its adviser write to each other: sealed for these two, bound to the referral and to its purpose; browser and Node.
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
import { paperPurpose } from '../names.ts';

/** A signed key to which a paper is sealed. */
export type PaperReader = { id: string; publicKey: Bytes };
/** An unlocked key: of the desk, or the adviser's own. */
export type PaperKey = { id: string; privateKey: Bytes };
/** The key of a paper for one key. */
export type PaperWrap = { recipient: string; wrap: string };

const placeOf = (referral: string, paper: string, recipient: string) => ({
  case: referral,
  part: paper,
  purpose: paperPurpose,
  recipient,
});

/** Seals a text for the desk and for the adviser; neither can be left out, so that both read what was said. */
export async function sealPaper(
  referral: string,
  text: string,
  readers: { desk: PaperReader; adviser: PaperReader },
): Promise<{ id: string; sealed: string; forDesk: PaperWrap; forAdviser: PaperWrap }> {
  const id = crypto.randomUUID();
  const key = makeContentKey();
  const wrap = async (reader: PaperReader): Promise<PaperWrap> => ({
    recipient: reader.id,
    wrap: toBase64url(await wrapKey(key, reader.publicKey, placeOf(referral, id, reader.id))),
  });
  const [sealed, forDesk, forAdviser] = await Promise.all([
    sealText(key, { case: referral, part: id }, text),
    wrap(readers.desk),
    wrap(readers.adviser),
  ]);
  return { id, sealed: toBase64url(sealed), forDesk, forAdviser };
}

/** Reads a paper with one of the unlocked keys. Throws `NotSealed`: none of them, another referral, or it was changed. */
export async function openPaper(
  referral: string,
  paper: { id: string; sealed: string; wraps: readonly PaperWrap[] },
  keys: readonly PaperKey[],
): Promise<string> {
  for (const wrap of paper.wraps) {
    const own = keys.find(({ id }) => id === wrap.recipient);
    if (own === undefined) continue;
    const place = placeOf(referral, paper.id, own.id);
    const key = await unwrapKey(fromBase64url(wrap.wrap), own.privateKey, place);
    return openText(key, { case: referral, part: paper.id }, fromBase64url(paper.sealed));
  }
  throw new NotSealed('none of these keys');
}
