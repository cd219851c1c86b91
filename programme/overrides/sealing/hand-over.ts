// Carrying an override out: the key of one part or entry, unwrapped with a desk's key and wrapped for the desk that asked; and opening it there. Browser and Node.
import {
  fromBase64url,
  NotSealed,
  openText,
  toBase64url,
  unwrapKey,
  wrapKey,
} from '#platform/sealing/index.ts';
import { entryKey } from '#programme/cases/sealing/entries.ts';
import { type DeskKey, partKey } from '#programme/reports/sealing/desk.ts';
import { handedPurpose } from '../names.ts';
import type { CheckedKey } from './words.ts';

type Held = {
  id: string;
  of: 'part' | 'entry';
  wraps: readonly { desk: string; recipient: string; wrap: string }[];
};

/** What the server is told: whose wrap it was, and the new one. */
export type Rewrapped = {
  of: 'part' | 'entry';
  item: string;
  desk: string;
  recipient: string;
  wrap: string;
};

/** Wraps the key of one thing for the desk that asked, without opening the thing. Throws `NotSealed` when no opened key fits. */
export async function rewrap(
  asked: { id: string; report: string },
  held: Held,
  keys: readonly DeskKey[],
  to: CheckedKey,
): Promise<Rewrapped> {
  const wrap = held.wraps.find(({ recipient }) => keys.some(({ id }) => id === recipient));
  if (!wrap) throw new NotSealed('none of these keys');
  const keyOf = held.of === 'part' ? partKey : entryKey;
  const key = await keyOf(asked.report, { id: held.id, wraps: [wrap] }, keys);
  const handed = await wrapKey(key, to.publicKey, {
    case: asked.report,
    part: held.id,
    purpose: handedPurpose(asked.id),
    recipient: to.id,
  });
  key.fill(0);
  return {
    of: held.of,
    item: held.id,
    desk: wrap.desk,
    recipient: to.id,
    wrap: toBase64url(handed),
  };
}

/** Reads what an override handed over. Throws `NotSealed`. */
export async function openHanded(
  override: string,
  handed: { report: string; item: string; sealed: string; recipient: string; wrap: string },
  keys: readonly DeskKey[],
): Promise<string> {
  const own = keys.find(({ id }) => id === handed.recipient);
  if (!own) throw new NotSealed('none of these keys');
  const place = { case: handed.report, part: handed.item };
  const key = await unwrapKey(fromBase64url(handed.wrap), own.privateKey, {
    ...place,
    purpose: handedPurpose(override),
    recipient: own.id,
  });
  return openText(key, place, fromBase64url(handed.sealed));
}
