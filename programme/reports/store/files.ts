// SQL of files: how many pieces of each are here, and what the receipt has used of its quota.
import type { Tx } from '#platform/db/index.ts';

export type FileRow = { pieces: number; received: number };

/** A file of hers, locked. */
export async function lockFile(
  tx: Tx,
  reportId: string,
  partId: string,
): Promise<FileRow | undefined> {
  const [row] = await tx.sql<FileRow>`
    select pieces, received from reports.parts
    where id = ${partId} and report_id = ${reportId} and kind = 'file' and by_desk is null for update`;
  return row;
}

/** A file that the actor may read. */
export async function selectFile(
  tx: Tx,
  reportId: string,
  partId: string,
): Promise<FileRow | undefined> {
  const [row] = await tx.sql<FileRow>`
    select pieces, received from reports.parts where id = ${partId} and report_id = ${reportId} and kind = 'file'`;
  return row;
}

/** Counts a file against the quota from its announcement on. */
export async function announceFile(tx: Tx, reportId: string, bytes: number): Promise<void> {
  await tx.sql`
    update reports.reports set stored_bytes = stored_bytes + ${bytes}, version = version + 1 where id = ${reportId}`;
}

/** Says how many pieces are here. */
export async function markReceived(tx: Tx, partId: string, received: number): Promise<void> {
  await tx.sql`update reports.parts set received = ${received} where id = ${partId}`;
}

/** Desks that may read a part now. */
export async function desksOf(tx: Tx, reportId: string, partId: string): Promise<string[]> {
  const rows = await tx.sql<{ desk_id: string }>`
    select desk_id from reports.wraps
    where part_id = ${partId} and report_id = ${reportId} and desk_id is not null and revoked_at is null`;
  return rows.map((row) => row.desk_id);
}

/** Takes files of hers away, and what they took of the quota; answers the ids of those that were there. */
export async function deleteFiles(
  tx: Tx,
  reportId: string,
  files: readonly string[],
  bytesOfPiece: number,
): Promise<string[]> {
  const rows = await tx.sql<{ id: string; pieces: number }>`
    delete from reports.parts where report_id = ${reportId} and id = any (${files}::uuid[]) and kind = 'file' and by_desk is null
    returning id, pieces`;
  const bytes = rows.reduce((sum, { pieces }) => sum + pieces * bytesOfPiece, 0);
  await tx.sql`
    update reports.reports set stored_bytes = greatest(0, stored_bytes - ${bytes}), version = version + 1 where id = ${reportId}`;
  return rows.map(({ id }) => id);
}
