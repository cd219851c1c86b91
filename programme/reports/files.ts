// Sealed pieces of files on the city's disk: one file an attachment, each piece at its own place, never more than one piece in memory.
import { mkdir, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { sealedChunkSize } from '#platform/sealing/index.ts';

export type PieceStore = {
  /** Writes a piece to its place and to the disk before it answers. */
  write(part: string, index: number, bytes: Buffer): Promise<void>;
  /** A piece as it was written; `null` when there is none. */
  read(part: string, index: number): Promise<Buffer | null>;
  /** Takes the files away; those that are not there are no error. */
  remove(parts: readonly string[]): Promise<void>;
  /** Bytes that are free on that disk. */
  free(): Promise<number>;
};

/** Pieces below a folder, which is made when it is needed. */
export function openPieces(folder: string): PieceStore {
  // Two letters of the id: a folder of a hundred thousand files is slow to look into.
  const placeOf = (part: string) => join(folder, part.slice(0, 2), part);
  return {
    async write(part, index, bytes) {
      await mkdir(join(folder, part.slice(0, 2)), { recursive: true, mode: 0o700 });
      // Not truncated: what was written before stays. Made anew where it is not there yet.
      const file = await open(placeOf(part), 'r+').catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
        return open(placeOf(part), 'w+', 0o600);
      });
      try {
        await file.write(bytes, 0, bytes.length, index * sealedChunkSize);
        await file.datasync();
      } finally {
        await file.close();
      }
    },
    async read(part, index) {
      const file = await open(placeOf(part), 'r').catch(() => null);
      if (file === null) return null;
      try {
        const bytes = Buffer.alloc(sealedChunkSize);
        const { bytesRead } = await file.read(bytes, 0, bytes.length, index * sealedChunkSize);
        return bytesRead > 0 ? bytes.subarray(0, bytesRead) : null;
      } finally {
        await file.close();
      }
    },
    async remove(parts) {
      await Promise.all(parts.map((part) => rm(placeOf(part), { force: true })));
    },
    async free() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
  };
}
