// A package as one stream of bytes: files one after the other, stored as they are, each hashed on its way.
import { makeZip } from 'client-zip';
import { type Bytes, openHash } from '#platform/sealing/index.ts';

/** What `sha256sum -c` reads: SHA-256 in hex, and the path. */
export type Sum = { path: string; sha256: string; size: number };

/** A file for the ZIP. */
export type ZipFile = { name: string; input: Bytes | AsyncIterable<Bytes>; lastModified: Date };

/** Files into a ZIP (stored, ZIP64 where it must, names in UTF-8), never more than a piece in memory. Fails with what a file fails with. */
export function zipOf(files: AsyncIterable<ZipFile>): ReadableStream<Uint8Array> {
  return makeZip(files);
}

/** Keeps the sums of what is put into the ZIP. A file's sum is there once the next one is asked for. */
export function keepSums() {
  const sums: Sum[] = [];
  return {
    sums,
    /** Puts a file and answers its sum; what it throws while it is read goes to `onFault`, which throws it on or lets the file end there. */
    async *put(
      path: string,
      bytes: Bytes | AsyncIterable<Bytes>,
      at: Date,
      onFault: (error: unknown) => void = (error) => {
        throw error;
      },
    ): AsyncGenerator<ZipFile, Sum> {
      const hash = await openHash();
      let size = 0;
      const whole = bytes instanceof Uint8Array ? [bytes] : bytes;
      async function* read(): AsyncGenerator<Bytes> {
        try {
          for await (const piece of whole) {
            hash.update(piece);
            size += piece.length;
            // An empty piece would end the file for the writer.
            if (piece.length > 0) yield piece;
          }
        } catch (error) {
          onFault(error);
        }
      }
      yield { name: path, input: read(), lastModified: at };
      const sum = { path, sha256: hash.hex(), size };
      sums.push(sum);
      return sum;
    },
  };
}

/** The text that `sha256sum -c` checks. */
export function sumsText(sums: readonly { path: string; sha256: string }[]): string {
  return sums.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join('');
}
