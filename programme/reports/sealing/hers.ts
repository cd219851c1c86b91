// Her side of sealing: parts for those she chose and for herself, giving a part to one more desk later, files, and reading it all again.
import {
  type Bytes,
  chunkCount,
  fromBase64url,
  type KeyPair,
  makeContentKey,
  openChunks,
  openText,
  type Source,
  sealChunk,
  sealText,
  toBase64url,
  unwrapKey,
  wrapKey,
} from '#platform/sealing/index.ts';
import { purposes } from '../names.ts';
import type { Recipient } from './book.ts';

/** Who gets a part, and until when (ISO 8601); `null`: until she takes it back. */
export type Gift = { to: Recipient; endsAt: string | null };

export type SealedGrant = { recipient: string; wrap: string; endsAt: string | null };

/** A part as the routes take it. */
export type SealedPart<K extends string> = {
  id: string;
  kind: K;
  sealed: string;
  own: string;
  grants: SealedGrant[];
};

const wrapPlace = (report: string, part: string, recipient: string) => ({
  case: report,
  part,
  purpose: purposes.read,
  recipient,
});

async function grantOf(key: Bytes, report: string, part: string, gift: Gift): Promise<SealedGrant> {
  const wrap = await wrapKey(key, gift.to.publicKey, wrapPlace(report, part, gift.to.keyId));
  return { recipient: gift.to.keyId, wrap: toBase64url(wrap), endsAt: gift.endsAt };
}

/** Seals a text of hers under a new key, for some desks and for herself. `herKey` is the public key of her receipt. */
export async function sealPart<K extends string>(
  report: string,
  herKey: Bytes,
  part: { kind: K; text: string; gifts: readonly Gift[] },
): Promise<SealedPart<K> & { key: Bytes }> {
  const id = crypto.randomUUID();
  const key = makeContentKey();
  const [sealed, own, ...grants] = await Promise.all([
    sealText(key, { case: report, part: id }, part.text),
    wrapKey(key, herKey, wrapPlace(report, id, report)),
    ...part.gifts.map((gift) => grantOf(key, report, id, gift)),
  ]);
  return {
    id,
    kind: part.kind,
    sealed: toBase64url(sealed),
    own: toBase64url(own),
    grants,
    key,
  };
}

type OwnPart = { id: string; sealed: string; own: string };

/** The key of a part of hers, from its wrap for herself. Throws `NotSealed`. */
export function ownKeyOf(report: string, part: OwnPart, keys: KeyPair): Promise<Bytes> {
  return unwrapKey(fromBase64url(part.own), keys.privateKey, wrapPlace(report, part.id, report));
}

/** Reads a part again, her own or a desk's answer. Throws `NotSealed`. */
export async function openOwn(report: string, part: OwnPart, keys: KeyPair): Promise<string> {
  const key = await ownKeyOf(report, part, keys);
  return openText(key, { case: report, part: part.id }, fromBase64url(part.sealed));
}

/** Gives a part to one more desk. Throws `NotSealed` when it is not hers to give. */
export async function giveOwn(
  report: string,
  part: OwnPart,
  keys: KeyPair,
  gift: Gift,
): Promise<SealedGrant & { part: string }> {
  const key = await ownKeyOf(report, part, keys);
  return { ...(await grantOf(key, report, part.id, gift)), part: part.id };
}

/** What is sealed of a file beside its pieces. `of` names the original of a clean copy. */
export type FileFacts = {
  name: string;
  type: string;
  size: number;
  /** Hex; of the bytes before sealing. */
  sha256: string;
  of: string | null;
};

/** Seals a file's description; its pieces are sealed one by one with `key`. */
export async function sealFile(
  report: string,
  herKey: Bytes,
  facts: FileFacts,
  gifts: readonly Gift[],
): Promise<SealedPart<'file'> & { key: Bytes; pieces: number }> {
  const part = await sealPart(report, herKey, { kind: 'file', text: JSON.stringify(facts), gifts });
  return { ...part, pieces: chunkCount(facts.size) };
}

/**
 * Seals the pieces of a file from the `from`-th on and hands each to `send`, which answers how many the city has. One piece is in
 * memory at a time. A cut leaves everything as it is: call again with what the city has.
 */
export async function sendPieces(
  report: string,
  file: { id: string; key: Bytes; source: Source },
  from: number,
  send: (index: number, piece: Bytes) => Promise<number>,
): Promise<void> {
  const count = chunkCount(file.source.size);
  let next = from;
  while (next < count) {
    const piece = await sealChunk(file.key, { case: report, part: file.id }, file.source, next);
    next = await send(next, piece);
  }
}

/** The bytes of a file, piece by piece as `fetchPiece` brings them. Throws `NotSealed` when one is missing, moved or changed. */
export function openFile(
  report: string,
  file: { id: string; key: Bytes; facts: FileFacts },
  fetchPiece: (index: number) => Promise<Bytes>,
): AsyncGenerator<Bytes> {
  async function* pieces() {
    for (let index = 0; index < chunkCount(file.facts.size); index += 1)
      yield await fetchPiece(index);
  }
  return openChunks(file.key, { case: report, part: file.id }, file.facts.size, pieces());
}
