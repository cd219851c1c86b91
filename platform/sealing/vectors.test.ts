// Proves the parts of sealing against the vectors of RFC 9180 (HPKE) and RFC 8032 (Ed25519), and of the authors of Argon2 and of GCM.
import {
  Aes128Gcm,
  CipherSuite,
  HkdfSha256,
  DhkemX25519HkdfSha256 as NativeX25519,
} from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { argon2id } from 'hash-wasm';
import { expect, test } from 'vitest';
import { openBytes } from './content.ts';
import { byWebCrypto, inJavaScript } from './ed25519.ts';
import { checkEntry, signingPublicKey } from './key-log.ts';
import { keyPairFrom } from './wraps.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

// RFC 9180, A.1.1: the KEM and the KDF of every wrap.
const a11 = {
  info: '4f6465206f6e2061204772656369616e2055726e',
  ikmE: '7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234',
  pkEm: '37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431',
  skEm: '52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736',
  skRm: '4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8',
  pt: '4265617574792069732074727574682c20747275746820626561757479',
  aad: '436f756e742d30',
  ct: 'f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a',
};

test('a key pair is derived from secret bytes as RFC 9180 says', async () => {
  const pair = await keyPairFrom(hex(a11.ikmE));
  expect(toHex(pair.publicKey)).toBe(a11.pkEm);
  expect(toHex(pair.privateKey)).toBe(a11.skEm);
});

test.each([
  ['in JavaScript', DhkemX25519HkdfSha256],
  ['by WebCrypto', NativeX25519],
])('X25519 %s opens the first message of RFC 9180, A.1.1', async (_way, Kem) => {
  const suite = new CipherSuite({
    kem: new Kem(),
    kdf: new HkdfSha256(),
    aead: new Aes128Gcm(),
  });
  const recipient = await suite.createRecipientContext({
    recipientKey: await suite.kem.deserializePrivateKey(hex(a11.skRm).buffer),
    enc: hex(a11.pkEm).buffer,
    info: hex(a11.info).buffer,
  });
  const plain = await recipient.open(hex(a11.ct).buffer, hex(a11.aad).buffer);
  expect(toHex(new Uint8Array(plain))).toBe(a11.pt);
});

test('Argon2id answers as its reference implementation does', async () => {
  // phc-winner-argon2, src/test.c, version 19: t=2, m=2^16 KiB, p=1.
  const hash = await argon2id({
    password: 'password',
    salt: 'somesalt',
    iterations: 2,
    memorySize: 65_536,
    parallelism: 1,
    hashLength: 32,
    outputType: 'hex',
  });
  expect(hash).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7');
});

test('Ed25519 gives the public key of RFC 8032, 7.1, and no signature of another message', async () => {
  const secret = hex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60');
  const publicKey = await signingPublicKey(secret);
  expect(toHex(publicKey)).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
  const empty = Buffer.from(
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    'hex',
  ).toString('base64url');
  await expect(
    checkEntry({ position: 1, before: '', text: '', signature: empty }, publicKey),
  ).rejects.toThrow('was not signed');
});

test('Ed25519 by WebCrypto and in JavaScript are the same, and neither takes a changed message', async () => {
  // RFC 8032, 7.1, test 2.
  const secret = hex('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb');
  const message = hex('72');
  const wanted =
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';
  const publicKey = await signingPublicKey(secret);
  for (const way of [byWebCrypto, inJavaScript]) {
    expect(toHex(await way.sign(message, secret))).toBe(wanted);
    expect(await way.verify(hex(wanted), message, publicKey)).toBe(true);
    expect(await way.verify(hex(wanted), hex('73'), publicKey)).toBe(false);
  }
});

test('AES-256-GCM opens case 16 of its own specification', async () => {
  // McGrew and Viega, The Galois/Counter Mode of Operation, test case 16.
  const sealed = hex(
    `cafebabefacedbaddecaf888522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b`,
  );
  const plain = await openBytes(
    hex('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308'),
    hex('feedfacedeadbeeffeedfacedeadbeefabaddad2'),
    sealed,
  );
  expect(toHex(plain)).toBe(
    'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
  );
});
