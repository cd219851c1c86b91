// SHA-256 of what is longer than memory, piece by piece (WebCrypto wants the whole at once), and of many short texts one after the other.
import { createSHA256 } from 'hash-wasm';
import type { Source } from './chunks.ts';

export type RunningHash = {
  update(bytes: Uint8Array): void;
  /** Of everything so far, in hex; after it the hash may not be used again. */
  hex(): string;
};

/** Begins a hash. */
export async function openHash(): Promise<RunningHash> {
  const hash = await createSHA256();
  hash.init();
  return {
    update: (bytes) => void hash.update(bytes),
    hex: () => hash.digest('hex'),
  };
}

const pieceSize = 1_048_576;

/**
 * SHA-256 of a file in hex; `onBytes` is told how many are done, and one piece is in memory at a time. Throws what reading throws, and
 * the reason of `stop`.
 */
export async function hashOf(
  source: Source,
  onBytes: (done: number) => void = () => {},
  stop?: AbortSignal,
): Promise<string> {
  const hash = await openHash();
  for (let from = 0; from < source.size; from += pieceSize) {
    stop?.throwIfAborted();
    const to = Math.min(source.size, from + pieceSize);
    hash.update(new Uint8Array(await source.slice(from, to).arrayBuffer()));
    onBytes(to);
  }
  return hash.hex();
}

/** Answers a function that hashes short texts; a proof of work asks it some hundred thousand times. */
export async function textHasher(): Promise<(text: string) => Uint8Array> {
  const hash = await createSHA256();
  return (text) => hash.init().update(text).digest('binary');
}
