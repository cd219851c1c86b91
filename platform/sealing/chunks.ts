// Sealing a long file piece by piece: each piece knows its place and whether it is the last, so that none can be dropped, moved or cut off unnoticed.
import { type Bytes, joinFields, NotSealed } from './bytes.ts';
import { openBytes, type Place, sealBytes, sealOverhead } from './content.ts';

/** Bytes of a file in one piece: 1 MiB. All that a phone or a server ever holds of it. */
export const chunkSize = 1_048_576;
/** Bytes of a whole sealed piece. */
export const sealedChunkSize: number = chunkSize + sealOverhead;

/** What a browser's `File` is, as far as sealing needs it. */
export type Source = {
  readonly size: number;
  slice(from: number, to: number): { arrayBuffer(): Promise<ArrayBuffer> };
};

/**
 * Bytes of a file when its length is hidden in a class: at most 12 % more (Padmé, Nikitin et al., PETS 2019), and never less than
 * 16 kB, so that a small picture looks like any other.
 */
export function paddedSize(size: number): number {
  const least = 16_384;
  if (size <= least) return least;
  const exponent = Math.floor(Math.log2(size));
  const lastBits = 2 ** (exponent - (Math.floor(Math.log2(exponent)) + 1));
  return Math.ceil(size / lastBits) * lastBits;
}

/** How many pieces a file of so many bytes becomes; at least one. */
export function chunkCount(size: number): number {
  return Math.ceil(paddedSize(size) / chunkSize);
}

/**
 * Seals one piece of a file (padding included). A piece sealed twice has another nonce each time, so a file that was exchanged
 * between two tries gives nothing away. The construction is STREAM's (Hoang et al., CRYPTO 2015) with index and last-flag as
 * associated data.
 */
export async function sealChunk(
  key: Bytes,
  place: Place,
  source: Source,
  index: number,
): Promise<Bytes> {
  const from = index * chunkSize;
  const to = Math.min(paddedSize(source.size), from + chunkSize);
  if (!Number.isInteger(index) || index < 0 || from >= to)
    throw new RangeError(`The file has no piece ${index}.`);
  const piece = new Uint8Array(to - from);
  if (from < source.size) {
    const part = await source.slice(from, Math.min(to, source.size)).arrayBuffer();
    if (part.byteLength !== Math.min(to, source.size) - from)
      throw new RangeError('The file changed while it was being sealed.');
    piece.set(new Uint8Array(part));
  }
  return sealBytes(key, labelOf(place, index, index === chunkCount(source.size) - 1), piece);
}

/**
 * Opens the pieces of a file in order and yields its bytes, padding left out. `size` comes from the file's sealed description.
 * Throws `NotSealed` for a piece that is not the next, and when the last one is missing.
 */
export async function* openChunks(
  key: Bytes,
  place: Place,
  size: number,
  pieces: AsyncIterable<Bytes> | Iterable<Bytes>,
): AsyncGenerator<Bytes> {
  const count = chunkCount(size);
  let index = 0;
  for await (const piece of pieces) {
    if (index >= count) throw new NotSealed('more than there was');
    const plain = await openBytes(key, labelOf(place, index, index === count - 1), piece);
    const from = index * chunkSize;
    if (plain.length !== Math.min(paddedSize(size), from + chunkSize) - from)
      throw new NotSealed('another size');
    if (from < size) yield plain.slice(0, Math.min(plain.length, size - from));
    index += 1;
  }
  if (index !== count) throw new NotSealed('cut short');
}

function labelOf(place: Place, index: number, isLast: boolean): Bytes {
  return joinFields('ansim chunk 1', place.case, place.part, String(index), isLast ? 'last' : '');
}
