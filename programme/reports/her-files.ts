// Her files, one function a verb: announced within a quota, kept piece by piece, taken away.
import { mark } from '#platform/audit/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import { chunkSize, sealedChunkSize, sealOverhead } from '#platform/sealing/index.ts';
import type { PieceStore } from './files.ts';
import { give, keepParts, lock, notSent, type ReportsPolicy } from './hers.ts';
import { announceFile, deleteFiles, desksOf, lockFile, markReceived } from './store/files.ts';
import type { Grant, NewPart } from './store/hers.ts';
import { tellDesks } from './store/news.ts';

/** Announces a file within the quota of the receipt and the disk that text needs. Refuses with `quota` and `disk-full`. */
export async function addFile(
  tx: Tx,
  id: string,
  file: NewPart & { pieces: number; grants: Omit<Grant, 'part'>[] },
  policy: ReportsPolicy,
  free: number,
): Promise<{ received: number; left: number }> {
  const report = (await lock(tx, id, 'file'))!;
  const known = await lockFile(tx, id, file.id);
  const used = Number(report.stored_bytes);
  if (known) return { received: known.received, left: policy.quotaBytes - used };
  const most = file.pieces * sealedChunkSize;
  if (used + most > policy.quotaBytes + chunkSize)
    throw new Refused('quota', 409, 'There is no room for this file. Words always have room.', {
      left: Math.max(0, policy.quotaBytes - used),
    });
  if (free - most < policy.reserveBytes)
    throw new Refused(
      'disk-full',
      409,
      'The city has no room for files just now. Send your words; the file can follow later.',
    );
  if (report.state === 'draft' && file.grants.length > 0) throw notSent();
  await keepParts(tx, id, [file]);
  await announceFile(tx, id, most);
  await give(
    tx,
    id,
    file.grants.map((grant) => ({ ...grant, part: file.id })),
    policy,
  );
  return { received: 0, left: policy.quotaBytes - used - most };
}

/** Keeps the next piece of a file; one that is here already is thrown away. Answers how many are here. Refuses with `piece-missing`. */
export async function keepPiece(
  tx: Tx,
  id: string,
  piece: { part: string; index: number; bytes: Buffer },
  pieces: PieceStore,
): Promise<number> {
  await lock(tx, id, 'file');
  const file = await lockFile(tx, id, piece.part);
  if (!file) throw new Refused('unknown-file', 404, 'There is no such file in this report.');
  if (piece.index < file.received) return file.received;
  if (piece.index > file.received || piece.index >= file.pieces)
    throw new Refused('piece-missing', 409, 'Another piece is next.', { received: file.received });
  const isLast = piece.index === file.pieces - 1;
  const fits = isLast
    ? piece.bytes.length > sealOverhead && piece.bytes.length <= sealedChunkSize
    : piece.bytes.length === sealedChunkSize;
  if (!fits) throw new Refused('invalid-input', 400, 'A piece of this length cannot be right.');
  await pieces.write(piece.part, piece.index, piece.bytes);
  await markReceived(tx, piece.part, piece.index + 1);
  if (isLast) await tellDesks(tx, id, await desksOf(tx, id, piece.part));
  return piece.index + 1;
}

/** Takes files away: descriptions, keys, and the pieces on the disk. Those that are not there are no error. */
export async function removeFiles(
  tx: Tx,
  id: string,
  files: readonly string[],
  pieces: PieceStore,
): Promise<void> {
  await lock(tx, id, 'file');
  const desks = await Promise.all(files.map((file) => desksOf(tx, id, file)));
  const gone = await deleteFiles(tx, id, files, sealedChunkSize);
  await tellDesks(tx, id, [...new Set(desks.flat())]);
  await mark(tx, 'report.files-removed', id, { files: gone.length });
  tx.afterCommit(() => void pieces.remove(gone).catch(() => {}));
}
