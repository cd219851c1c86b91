// Proves the receipt of seven words, the locks of private keys, and the public list of keys.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64url, NotSealed, randomBytes } from './bytes.ts';
import {
  BrokenKeyLog,
  checkEntries,
  checkEntry,
  headAfter,
  type LogEntry,
  noHead,
  signEntry,
  signingPublicKey,
} from './key-log.ts';
import { lockByPasskey, lockByPassphrase, makeSalt, unlock } from './lock.ts';
import { loadWordList } from './word-lists.ts';
import { makeReceipt, openReceipt, readReceipt, wordsOf } from './words.ts';

const [ko, en] = await Promise.all([loadWordList('ko'), loadWordList('en')]);
const lists = [ko, en];

test('words of either language, as people type them, are the same receipt', () => {
  fc.assert(
    fc.property(fc.constantFrom(ko, en), fc.nat({ max: 3 }), (list, way) => {
      const receipt = makeReceipt();
      const typed = [
        wordsOf(receipt, list).join(' '),
        `  ${wordsOf(receipt, list).join('\n')}\n`,
        wordsOf(receipt, list).join(', ').toUpperCase(),
        wordsOf(receipt, list).join(' · ').normalize('NFD'),
      ][way]!;
      expect(readReceipt(typed, lists)).toEqual({ receipt });
    }),
    { numRuns: 200 },
  );
});

test('what is no receipt is told apart: too few words, and which word is in no list', () => {
  const words = wordsOf(makeReceipt(), ko);
  expect(readReceipt('', lists)).toEqual({ count: 0 });
  expect(readReceipt(words.slice(1).join(' '), lists)).toEqual({ count: 6 });
  expect(readReceipt(words.with(2, '없는말').join(' '), lists)).toEqual({ unknown: [2] });
  const mixed = words.with(0, en[5]!);
  expect(readReceipt(mixed.join(' '), lists)).toEqual({ unknown: [0] });
  expect(readReceipt('x '.repeat(7), lists)).toEqual({ unknown: [0, 1, 2, 3, 4, 5, 6] });
});

test('a receipt opens the same on every phone, and no other opens it', async () => {
  const receipt = makeReceipt();
  const [one, two, other] = await Promise.all([
    openReceipt(receipt),
    openReceipt([...receipt]),
    openReceipt(receipt.with(6, (receipt[6]! + 1) % 2048)),
  ]);
  expect(one).toEqual(two);
  expect(one.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(other.token).not.toBe(one.token);
  expect(other.keys.publicKey).not.toEqual(one.keys.publicKey);
  await expect(openReceipt([1, 2, 3])).rejects.toThrow(RangeError);
  await expect(openReceipt([1, 2, 3, 4, 5, 6, 2048])).rejects.toThrow(RangeError);
});

test('a receipt never changes what it opens: phones and paper keep it for years', async () => {
  const { token, keys } = await openReceipt([0, 1, 2, 3, 1024, 2046, 2047]);
  expect({
    token,
    publicKey: Buffer.from(keys.publicKey).toString('base64url'),
  }).toMatchInlineSnapshot(`
    {
      "publicKey": "WtDMq48SEkmeZAjafgpvKLZodYeIfEPfpzIDYlAHwn8",
      "token": "KyOtTIvOjc-Z46W9_5gtI0DqcESEPhDxiIGqFk1kqaQ",
    }
  `);
});

test('a private key opens with its passphrase or its passkey, for its owner', async () => {
  const key = randomBytes(32);
  const locked = await lockByPassphrase(key, 'key-1', '긴 문장이면 더 좋아요');
  expect(
    await unlock(locked, 'key-1', { passphrase: '긴 문장이면 더 좋아요'.normalize('NFD') }),
  ).toEqual(key);
  await expect(unlock(locked, 'key-1', { passphrase: '다른 문장이에요 아주' })).rejects.toThrow(
    NotSealed,
  );
  await expect(unlock(locked, 'key-2', { passphrase: '긴 문장이면 더 좋아요' })).rejects.toThrow(
    NotSealed,
  );
  await expect(lockByPassphrase(key, 'key-1', '짧아요')).rejects.toThrow(RangeError);
  const salt = makeSalt();
  const secret = randomBytes(32);
  const byPasskey = await lockByPasskey(key, 'key-1', secret, salt);
  expect(fromBase64url(byPasskey.salt)).toEqual(salt);
  expect(await unlock(byPasskey, 'key-1', { secret })).toEqual(key);
  await expect(unlock(byPasskey, 'key-1', { secret: randomBytes(32) })).rejects.toThrow(NotSealed);
});

test('a server that asks for a weaker or an endless lock is refused', async () => {
  const locked = await lockByPassphrase(randomBytes(32), 'key-1', '긴 문장이면 더 좋아요');
  for (const cost of [
    { memory: 8, passes: 1, lanes: 1 },
    { memory: 8_000_000, passes: 3, lanes: 1 },
    { memory: 65_536, passes: 1000, lanes: 1 },
    { memory: Number.NaN, passes: 3, lanes: 1 },
  ])
    await expect(
      unlock({ ...locked, cost }, 'key-1', { passphrase: '긴 문장이면 더 좋아요' }),
    ).rejects.toThrow(RangeError);
});

async function listOf(texts: readonly string[], privateKey: Uint8Array<ArrayBuffer>) {
  const entries: LogEntry[] = [];
  let head = noHead;
  for (const text of texts) {
    const entry = await signEntry(head, text, privateKey);
    entries.push(entry);
    head = await headAfter(head, entry);
  }
  return { entries, head };
}

test('a list of keys holds in one go and piece by piece, and any change to it is named', async () => {
  const privateKey = randomBytes(32);
  const cityKey = await signingPublicKey(privateKey);
  const { entries, head } = await listOf(['a', 'b', 'c', 'd', 'e'], privateKey);
  expect(await checkEntries(noHead, entries, cityKey)).toEqual(head);
  const half = await checkEntries(noHead, entries.slice(0, 2), cityKey);
  expect(await checkEntries(half, entries.slice(2), cityKey)).toEqual(head);
  await Promise.all(entries.map((entry) => checkEntry(entry, cityKey)));
  const refused = (list: readonly LogEntry[], from = noHead) =>
    expect(checkEntries(from, list, cityKey)).rejects.toThrow(BrokenKeyLog);
  await refused(entries.with(2, { ...entries[2]!, text: 'C' }));
  await refused(entries.toSpliced(2, 1));
  await refused(entries.with(1, entries[2]!).with(2, entries[1]!));
  await refused(entries.with(4, { ...entries[4]!, signature: 'AAAA' }));
  // Signed by somebody else, chained rightly.
  const forged = await signEntry(half, 'c', randomBytes(32));
  await refused([...entries.slice(0, 2), forged]);
  // Another history by the city's own key: whoever has seen the first does not take the second for it.
  const other = await listOf(['a', 'x', 'c', 'd', 'e', 'f'], privateKey);
  await checkEntries(noHead, other.entries, cityKey);
  await refused(other.entries.slice(5), head);
  await refused(other.entries.slice(2), half);
});
