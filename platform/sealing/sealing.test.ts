// Proves that what is sealed opens for those it was sealed for, where it belongs, whole, and for nobody and nowhere else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64url, NotSealed, randomBytes, toBase64url } from './bytes.ts';
import {
  chunkCount,
  chunkSize,
  openChunks,
  paddedSize,
  sealChunk,
  sealedChunkSize,
} from './chunks.ts';
import { longestText, makeContentKey, openText, sealText, textClasses } from './content.ts';
import { makeKeyPair, unwrapKey, wrapKey, wrapSize } from './wraps.ts';

const place = { case: 'case-1', part: 'part-1' };
const refused = (work: Promise<unknown>) => expect(work).rejects.toThrow(NotSealed);

/** The same bytes with one bit turned over. */
function flipped(bytes: Uint8Array, bit: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(bytes);
  const at = bit % (copy.length * 8);
  copy[at >> 3]! ^= 1 << (at & 7);
  return copy;
}

test('any text comes back, and its sealed length is one of five', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 3000 }), async (text) => {
      // A lone surrogate is no character: UTF-8 has none.
      fc.pre(text.isWellFormed());
      const key = makeContentKey();
      const sealed = await sealText(key, place, text);
      expect(textClasses.map((size) => size + 28)).toContain(sealed.length);
      expect(await openText(key, place, sealed)).toBe(text);
    }),
    { numRuns: 60 },
  );
  const longest = 'a'.repeat(longestText);
  const key = makeContentKey();
  expect(await openText(key, place, await sealText(key, place, longest))).toBe(longest);
  await expect(sealText(key, place, `${longest}a`)).rejects.toThrow(RangeError);
});

test('a text of 3 letters and one of 900 look the same; a sealed text never looks like itself twice', async () => {
  const key = makeContentKey();
  const [short, long, again] = await Promise.all(
    ['예요.', 'ㄱ'.repeat(300), '예요.'].map((text) => sealText(key, place, text)),
  );
  expect(short!.length).toBe(long!.length);
  expect(toBase64url(short!)).not.toBe(toBase64url(again!));
});

test('a flipped bit, another key, another case and another part are refused', async () => {
  const key = makeContentKey();
  const sealed = await sealText(key, place, '어제 있었던 일');
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (bit) => {
      await refused(openText(key, place, flipped(sealed, bit)));
    }),
    { numRuns: 100 },
  );
  await refused(openText(makeContentKey(), place, sealed));
  await refused(openText(key, { ...place, case: 'case-2' }, sealed));
  await refused(openText(key, { ...place, part: 'part-2' }, sealed));
  await refused(openText(key, { case: 'case-1part', part: '-1' }, sealed));
  for (const length of [0, 11, 27, 28, sealed.length - 1])
    await refused(openText(key, place, sealed.slice(0, length)));
});

test('a key reaches any recipients, and none but them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.nat(), async (count, bit) => {
      const key = makeContentKey();
      const people = await Promise.all(Array.from({ length: count + 1 }, makeKeyPair));
      const stranger = people.pop()!;
      for (const [index, person] of people.entries()) {
        const where = { ...place, purpose: 'read', recipient: `key-${index}` };
        const wrap = await wrapKey(key, person.publicKey, where);
        expect(wrap.length).toBe(wrapSize);
        expect(await unwrapKey(wrap, person.privateKey, where)).toEqual(key);
        await refused(unwrapKey(wrap, stranger.privateKey, where));
        await refused(unwrapKey(flipped(wrap, bit), person.privateKey, where));
        // A wrap that was moved to another case, part, purpose or recipient does not open there.
        for (const other of [
          { case: 'case-2' },
          { part: 'part-2' },
          { purpose: 'review' },
          { recipient: 'key-9' },
        ])
          await refused(unwrapKey(wrap, person.privateKey, { ...where, ...other }));
      }
    }),
    { numRuns: 8 },
  );
  const person = await makeKeyPair();
  const where = { ...place, purpose: 'read', recipient: 'key-1' };
  await refused(unwrapKey(new Uint8Array(79), person.privateKey, where));
  await expect(wrapKey(makeContentKey(), new Uint8Array(31), where)).rejects.toThrow();
});

async function pieces(key: Uint8Array<ArrayBuffer>, file: Blob) {
  const sealed: Uint8Array<ArrayBuffer>[] = [];
  for (let index = 0; index < chunkCount(file.size); index += 1)
    sealed.push(await sealChunk(key, place, file, index));
  return sealed;
}

async function opened(
  key: Uint8Array<ArrayBuffer>,
  size: number,
  sealed: Iterable<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of openChunks(key, place, size, sealed)) parts.push(part);
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

test('a file of any size comes back, in pieces of one size', async () => {
  const key = makeContentKey();
  for (const size of [0, 1, 16_384, 16_385, chunkSize - 1, chunkSize, chunkSize + 1, 2_500_001]) {
    const bytes = new Uint8Array(size).map((_, index) => (index * 31) & 255);
    const sealed = await pieces(key, new Blob([bytes]));
    expect(sealed.slice(0, -1).every((piece) => piece.length === sealedChunkSize)).toBe(true);
    expect(Buffer.compare(await opened(key, size, sealed), bytes)).toBe(0);
  }
});

test('a piece that is dropped, moved, doubled, changed, cut off or of another file is found', async () => {
  const key = makeContentKey();
  const file = new Blob([randomBytes(65_536), new Uint8Array(3 * chunkSize)]);
  const sealed = await pieces(key, file);
  const last = sealed.length - 1;
  const other = await sealChunk(makeContentKey(), place, file, 1);
  for (const wrong of [
    sealed.slice(0, -1),
    sealed.slice(1),
    sealed.toSpliced(1, 1),
    sealed.toSpliced(1, 2, sealed[2]!, sealed[1]!),
    sealed.toSpliced(1, 0, sealed[1]!),
    [...sealed, sealed[last]!],
    sealed.toSpliced(1, 1, flipped(sealed[1]!, 99)),
    sealed.toSpliced(1, 1, sealed[1]!.slice(0, -1)),
    sealed.toSpliced(1, 1, other),
    [],
  ])
    await refused(opened(key, file.size, wrong));
  // Cut short together with a description that says so: the last piece knows that it is not the last.
  await refused(opened(key, 2 * chunkSize, sealed.slice(0, 2)));
});

test('the length of a file is told to a class, at most 12 % away', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (size) => {
      const padded = paddedSize(size);
      expect(padded).toBeGreaterThanOrEqual(size);
      expect(padded).toBeLessThanOrEqual(Math.max(16_384, size * 1.12));
      expect(paddedSize(padded)).toBe(padded);
    }),
  );
  // Eighty thousand lengths up to 4 MB look like some two hundred.
  const classes = new Set(Array.from({ length: 80_000 }, (_, at) => paddedSize(at * 50)));
  expect(classes.size).toBeLessThan(250);
});

test('base64url goes there and back, and nothing else is taken for it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
      const text = toBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(Buffer.compare(fromBase64url(text), bytes)).toBe(0);
    }),
    { numRuns: 40 },
  );
  for (const wrong of ['=', 'a', 'ab+c', 'ab c', '가나다라'])
    expect(() => fromBase64url(wrong)).toThrow(NotSealed);
});
