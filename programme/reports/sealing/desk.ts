// A member's side of sealing: enrolling, opening the keys of their desks, making and handing them on, reading reports and answering.
import {
  type Bytes,
  fromBase64url,
  type KeyPair,
  makeContentKey,
  makeKeyPair,
  NotSealed,
  openText,
  sealText,
  toBase64url,
  unwrapKey,
  wrapKey,
} from '#platform/sealing/index.ts';
import { purposes } from '../names.ts';
import { type KeyBook, keyIn, recoveryIn } from './book.ts';

const holdPlace = (desk: string, key: string, holder: string) => ({
  case: desk,
  part: key,
  purpose: purposes.hold,
  recipient: holder,
});

/** The own unlocked key. */
export type OwnKey = { id: string; privateKey: Bytes };
/** An opened key of a desk. */
export type DeskKey = { id: string; desk: string; privateKey: Bytes };

type HeldDesk = {
  id: string;
  keys: readonly { id: string; held: readonly { holder: string; wrap: string }[] }[];
};

/** A new key of one's own; lock `privateKey` with `lockByPasskey` or `lockByPassphrase` of the platform, under this id. */
export async function makeOwnKey(): Promise<{ id: string } & KeyPair> {
  return { id: crypto.randomUUID(), ...(await makeKeyPair()) };
}

/** Opens every key of a desk that is held for the own key. Throws `NotSealed` for a wrap that was exchanged. */
export async function openDeskKeys(desk: HeldDesk, own: OwnKey): Promise<DeskKey[]> {
  const opened = desk.keys.map(async (key) => {
    const held = key.held.find((one) => one.holder === own.id);
    if (!held) return [];
    const privateKey = await unwrapKey(
      fromBase64url(held.wrap),
      own.privateKey,
      holdPlace(desk.id, key.id, own.id),
    );
    return [{ id: key.id, desk: desk.id, privateKey }];
  });
  return (await Promise.all(opened)).flat();
}

/**
 * A new key of a desk, wrapped for members (ids of their signed keys, the own one included) and for the recovery key. Throws
 * `BrokenKeyLog` when the city did not sign one of them.
 */
export async function makeDeskKey(
  desk: string,
  holders: readonly string[],
  book: KeyBook,
): Promise<{
  key: string;
  publicKey: string;
  privateKey: Bytes;
  held: { holder: string; wrap: string }[];
}> {
  const { id, publicKey, privateKey } = await makeOwnKey();
  const held = await Promise.all(
    [...holders, recoveryIn(book).id].map((holder) => hold(desk, { id, privateKey }, holder, book)),
  );
  return { key: id, publicKey: toBase64url(publicKey), privateKey, held };
}

async function hold(
  desk: string,
  key: { id: string; privateKey: Bytes },
  holder: string,
  book: KeyBook,
): Promise<{ holder: string; wrap: string }> {
  const { publicKey } = keyIn(book, holder);
  const wrap = await wrapKey(key.privateKey, publicKey, holdPlace(desk, key.id, holder));
  return { holder, wrap: toBase64url(wrap) };
}

/** Hands opened keys of a desk to a colleague's signed key. Throws `BrokenKeyLog`. */
export function handOnKeys(
  keys: readonly DeskKey[],
  holder: string,
  book: KeyBook,
): Promise<{ key: string; holder: string; wrap: string }[]> {
  return Promise.all(
    keys.map(async (key) => ({ key: key.id, ...(await hold(key.desk, key, holder, book)) })),
  );
}

type OpenedPart = {
  id: string;
  sealed: string;
  wraps: readonly { recipient: string; wrap: string }[];
};

/** The key of a part that the desk was given. Throws `NotSealed` when no opened key of the desk fits. */
export async function partKey(
  report: string,
  part: Omit<OpenedPart, 'sealed'>,
  keys: readonly DeskKey[],
): Promise<Bytes> {
  for (const wrap of part.wraps) {
    const key = keys.find((one) => one.id === wrap.recipient);
    if (!key) continue;
    const place = { case: report, part: part.id, purpose: purposes.read, recipient: key.id };
    return unwrapKey(fromBase64url(wrap.wrap), key.privateKey, place);
  }
  throw new NotSealed('none of these keys');
}

/** Reads a part that the desk was given. Throws `NotSealed`. */
export async function openPart(
  report: string,
  part: OpenedPart,
  keys: readonly DeskKey[],
): Promise<string> {
  const key = await partKey(report, part, keys);
  return openText(key, { case: report, part: part.id }, fromBase64url(part.sealed));
}

/** Seals a message to her, readable for the own desk too. `deskKey` is the newest signed key of the desk, `herKey` her public key. */
export async function sealMessage(
  report: string,
  herKey: string,
  desk: { id: string; key: { id: string; publicKey: string } },
  text: string,
): Promise<{
  id: string;
  desk: string;
  sealed: string;
  hers: string;
  recipient: string;
  own: string;
}> {
  const id = crypto.randomUUID();
  const key = makeContentKey();
  const place = { case: report, part: id, purpose: purposes.read };
  const [sealed, hers, own] = await Promise.all([
    sealText(key, { case: report, part: id }, text),
    wrapKey(key, fromBase64url(herKey), { ...place, recipient: report }),
    wrapKey(key, fromBase64url(desk.key.publicKey), { ...place, recipient: desk.key.id }),
  ]);
  return {
    id,
    desk: desk.id,
    sealed: toBase64url(sealed),
    hers: toBase64url(hers),
    recipient: desk.key.id,
    own: toBase64url(own),
  };
}
