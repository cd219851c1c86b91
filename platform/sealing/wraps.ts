// Giving a part's key to one recipient: HPKE (RFC 9180), with case, part, purpose and recipient bound in `info`.
import {
  Aes256Gcm,
  CipherSuite,
  HkdfSha256,
  DhkemX25519HkdfSha256 as NativeX25519,
} from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { type Bytes, concat, joinFields, NotSealed } from './bytes.ts';
import type { Place } from './content.ts';

/** An X25519 key pair, 32 bytes each. */
export type KeyPair = { publicKey: Bytes; privateKey: Bytes };

/** What a wrap is good for. `recipient` is the id of the key it is wrapped for, `purpose` a word such as `read`. */
export type WrapPlace = Place & { purpose: string; recipient: string };

/** Bytes of a wrap: encapsulated key, wrapped key, tag. */
export const wrapSize = 80;

/**
 * The suite, with X25519 by WebCrypto where it is there and in JavaScript on older phones (four times slower); both speak the
 * same bytes. One for all calls.
 */
let suite: Promise<CipherSuite> | undefined;

/** The suite of every wrap. */
export function openSuite(): Promise<CipherSuite> {
  suite ??= crypto.subtle
    .generateKey('X25519', false, ['deriveBits'])
    .then(
      () => new NativeX25519(),
      () => new DhkemX25519HkdfSha256(),
    )
    .then((kem) => new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() }));
  return suite;
}

/** A new key pair. */
export async function makeKeyPair(): Promise<KeyPair> {
  const suite = await openSuite();
  return exportPair(suite, await suite.kem.generateKeyPair());
}

/** The key pair of 32 secret bytes; the same bytes always give the same pair (RFC 9180, DeriveKeyPair). */
export async function keyPairFrom(secret: Bytes): Promise<KeyPair> {
  const suite = await openSuite();
  return exportPair(suite, await suite.kem.deriveKeyPair(secret.slice().buffer));
}

async function exportPair(suite: CipherSuite, pair: CryptoKeyPair): Promise<KeyPair> {
  const [publicKey, privateKey] = await Promise.all([
    suite.kem.serializePublicKey(pair.publicKey),
    suite.kem.serializePrivateKey(pair.privateKey),
  ]);
  return { publicKey: new Uint8Array(publicKey), privateKey: new Uint8Array(privateKey) };
}

/** Wraps a key of 32 bytes for a recipient. Throws when `publicKey` is no key. */
export async function wrapKey(key: Bytes, publicKey: Bytes, place: WrapPlace): Promise<Bytes> {
  const suite = await openSuite();
  const sender = await suite.createSenderContext({
    recipientPublicKey: await suite.kem.deserializePublicKey(publicKey.slice().buffer),
    info: infoOf(place),
  });
  const sealed = await sender.seal(key.slice().buffer);
  return concat(new Uint8Array(sender.enc), new Uint8Array(sealed));
}

/** Opens a wrap with the recipient's private key; throws `NotSealed` when it was made for another key, case, part or purpose. */
export async function unwrapKey(wrap: Bytes, privateKey: Bytes, place: WrapPlace): Promise<Bytes> {
  if (wrap.length !== wrapSize) throw new NotSealed('not a wrap');
  const suite = await openSuite();
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: await suite.kem.deserializePrivateKey(privateKey.slice().buffer),
      enc: wrap.slice(0, 32).buffer,
      info: infoOf(place),
    });
    return new Uint8Array(await recipient.open(wrap.slice(32).buffer));
  } catch {
    throw new NotSealed('wrapped for another key or place, or changed');
  }
}

function infoOf(place: WrapPlace): ArrayBuffer {
  return joinFields('ansim wrap 1', place.case, place.part, place.purpose, place.recipient).buffer;
}
