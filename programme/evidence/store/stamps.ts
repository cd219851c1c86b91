// SQL of time stamps: what was given for attachments, and what is still to be asked for.
import type { Tx } from '#platform/db/index.ts';
import type { Stamp } from '../shapes.ts';

/** Stamps of the attachments that the actor may read. */
export async function selectStamps(tx: Tx, report: string): Promise<Stamp[]> {
  const rows = await tx.sql<{
    part_id: string;
    reply: Buffer | null;
    stamped_at: Date | null;
    authority: string | null;
  }>`
    select part_id, reply, stamped_at, authority from evidence.stamps where report_id = ${report} order by part_id`;
  return rows.map((row) => ({
    part: row.part_id,
    reply: row.reply?.toString('base64url') ?? null,
    stampedAt: row.stamped_at?.toISOString() ?? null,
    authority: row.authority,
  }));
}
