// SQL of packages; the walls show them to her and to desks that take part, and let those begin one who work on the case.
import type { Tx } from '#platform/db/index.ts';
import type { Package } from '../shapes.ts';

type Row = {
  id: string;
  desk_id: string;
  name: string | null;
  recipient: Package['recipient'];
  reason: Package['reason'];
  begun_at: Date;
  left_at: Date | null;
  manifest: Buffer | null;
  files: number | null;
};

/** Packages of a case, newest first; one only where its id is given. */
export async function selectPackages(
  tx: Tx,
  report: string,
  id: string | null = null,
): Promise<Package[]> {
  const rows = await tx.sql<Row>`
    select id, desk_id, name, recipient, reason, begun_at, left_at, manifest, files from evidence.packages
    where report_id = ${report} and (${id}::uuid is null or id = ${id}) order by begun_at desc, id`;
  return rows.map((row) => ({
    id: row.id,
    desk: row.desk_id,
    by: row.name ?? '',
    recipient: row.recipient,
    reason: row.reason,
    begunAt: row.begun_at.toISOString(),
    leftAt: row.left_at?.toISOString() ?? null,
    manifest: row.manifest?.toString('hex') ?? null,
    files: row.files,
  }));
}

/** Whether a desk of the actor takes part in the case. */
export async function takesPart(tx: Tx, report: string): Promise<boolean> {
  const [row] = await tx.sql<{ open: boolean }>`
    select exists (select 1 from cases.cases where id = ${report}) as open`;
  return row?.open === true;
}

/** Whether the actor works on the case and their desk takes part. */
export async function worksOn(tx: Tx, report: string): Promise<boolean> {
  const [row] = await tx.sql<{ works: boolean }>`
    select cases.is_open(${report}) and cases.is_mine(${report}) as works`;
  return row?.works === true;
}

/** Begins one; answers false when its id is taken. */
export async function insertPackage(
  tx: Tx,
  report: string,
  made: {
    id: string;
    desk: string;
    recipient: Package['recipient'];
    reason: Package['reason'];
  },
): Promise<boolean> {
  const rows = await tx.sql`
    insert into evidence.packages (id, report_id, desk_id, actor_id, name, recipient, reason)
    values (${made.id}, ${report}, ${made.desk}, ${tx.actor.id}, ${tx.actor.name}, ${made.recipient}, ${made.reason})
    on conflict do nothing returning 1`;
  return rows.length > 0;
}

/** Whether the actor began this package and it is not whole yet. */
export async function isPacking(tx: Tx, report: string, id: string): Promise<boolean> {
  const rows = await tx.sql`
    select 1 from evidence.packages
    where id = ${id} and report_id = ${report} and left_at is null and platform.is_me(actor_id)`;
  return rows.length > 0;
}

/** Records that it is whole; answers false when it is already, or is somebody else's. */
export async function markLeft(
  tx: Tx,
  report: string,
  id: string,
  manifest: string,
  files: number,
): Promise<boolean> {
  const rows = await tx.sql`
    update evidence.packages set left_at = clock_timestamp(), manifest = decode(${manifest}, 'hex'), files = ${files}
    where id = ${id} and report_id = ${report} and left_at is null and platform.is_me(actor_id) returning 1`;
  return rows.length > 0;
}
