// The receipt: seven words made on her phone, from which any phone derives again who she is and the key that opens what is hers.
import { argon2id } from 'hash-wasm';
import { type Bytes, joinFields, toBase64url } from './bytes.ts';
import { type KeyPair, keyPairFrom } from './wraps.ts';

/** Words of a receipt: 7 of 2,048 are 77 bits, more than anybody tries against Argon2id. */
export const receiptLength = 7;
const listLength = 2048;

/** A list of 2,048 words, in the order that its numbers have in every language. */
export type WordList = readonly string[];

/** What the words stand for: seven numbers below 2,048, the same in every language's list. */
export type Receipt = readonly number[];

/** A new receipt from the phone's own random source. */
export function makeReceipt(): Receipt {
  // 2,048 divides 65,536: every number is equally likely.
  return [...crypto.getRandomValues(new Uint16Array(receiptLength))].map((n) => n % listLength);
}

/** The words of a receipt in a list. */
export function wordsOf(receipt: Receipt, list: WordList): string[] {
  return receipt.map((number) => list[number]!.normalize('NFC'));
}

/** `place` of each word that is in no list, counted from 0; or the receipt. */
export type ReadReceipt = { receipt: Receipt } | { unknown: readonly number[] } | { count: number };

/**
 * Reads words as somebody types them: any spaces or commas, either case, composed or not. All words must be of one list.
 * Answers `count` when they are not seven, and `unknown` when some are in no list.
 */
export function readReceipt(text: string, lists: readonly WordList[]): ReadReceipt {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .split(/[\s,.;·]+/u)
    .filter((word) => word !== '');
  if (words.length !== receiptLength) return { count: words.length };
  const read = lists.map((list) => words.map((word) => numberOf(word, list)));
  const whole = read.find((numbers) => !numbers.includes(-1));
  if (whole) return { receipt: whole };
  const best = read.reduce((a, b) => (missing(b).length < missing(a).length ? b : a));
  return { unknown: missing(best) };
}

const numberOf = (word: string, list: WordList) =>
  list.findIndex((one) => one.normalize('NFKD') === word);
const missing = (numbers: readonly number[]) =>
  numbers.flatMap((number, at) => (number === -1 ? [at] : []));

/** What the words open. `token` is shown to the server, which keeps a hash of it; `keys` never leave the phone. */
export type ReceiptSecrets = { token: string; keys: KeyPair };

/** Argon2id with 19 MiB, 2 passes (OWASP Password Storage): under a second on an old phone, for words that are random to begin with. */
const cost = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const;

/** Derives what a receipt opens; the same on every phone. Takes about a second on an old one. */
export async function openReceipt(receipt: Receipt): Promise<ReceiptSecrets> {
  if (receipt.length !== receiptLength || receipt.some((n) => !(n >= 0 && n < listLength)))
    throw new RangeError('A receipt is seven numbers below 2,048.');
  const root = await argon2id({
    ...cost,
    password: joinFields('ansim receipt 1', ...receipt.map(String)),
    // The words are random and of one city: a salt of its own would have to be found before they are known.
    salt: joinFields('ansim receipt salt 1'),
    outputType: 'binary',
  });
  const key = await crypto.subtle.importKey('raw', new Uint8Array(root), 'HKDF', false, [
    'deriveBits',
  ]);
  const [token, secret] = await Promise.all([expand(key, 'token'), expand(key, 'key pair')]);
  return { token: toBase64url(token), keys: await keyPairFrom(secret) };
}

async function expand(key: CryptoKey, purpose: string): Promise<Bytes> {
  const bits = await crypto.subtle.deriveBits(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(),
      info: joinFields('ansim receipt 1', purpose),
    },
    key,
    256,
  );
  return new Uint8Array(bits);
}
