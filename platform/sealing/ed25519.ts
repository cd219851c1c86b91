// Ed25519 by WebCrypto where the browser has it, in JavaScript on older phones (a hundred times slower); both speak the same bytes.
import * as noble from '@noble/ed25519';
import type { Bytes } from './bytes.ts';

export type Ed25519 = {
  publicKeyOf(privateKey: Bytes): Promise<Bytes>;
  sign(message: Bytes, privateKey: Bytes): Promise<Bytes>;
  verify(signature: Bytes, message: Bytes, publicKey: Bytes): Promise<boolean>;
};

/** In JavaScript. */
export const inJavaScript: Ed25519 = {
  publicKeyOf: async (privateKey) => new Uint8Array(await noble.getPublicKeyAsync(privateKey)),
  sign: async (message, privateKey) => new Uint8Array(await noble.signAsync(message, privateKey)),
  verify: (signature, message, publicKey) =>
    noble.verifyAsync(signature, message, publicKey).catch(() => false),
};

/** PKCS #8 around a private key of 32 bytes (RFC 8410, section 7). */
const header = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];

/** By WebCrypto. */
export const byWebCrypto: Ed25519 = {
  // WebCrypto hides the public half of a private key that was imported.
  publicKeyOf: inJavaScript.publicKeyOf,
  async sign(message, privateKey) {
    const bytes = new Uint8Array([...header, ...privateKey]);
    const key = await crypto.subtle.importKey('pkcs8', bytes, 'Ed25519', false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('Ed25519', key, message));
  },
  async verify(signature, message, publicKey) {
    const key = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, ['verify']);
    return crypto.subtle.verify('Ed25519', key, signature, message);
  },
};

let chosen: Promise<Ed25519> | undefined;

/** The faster way that is there. */
export function ed25519(): Promise<Ed25519> {
  chosen ??= crypto.subtle.generateKey('Ed25519', false, ['sign']).then(
    () => byWebCrypto,
    () => inJavaScript,
  );
  return chosen;
}
