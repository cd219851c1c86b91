// The hash chain over the audit log: one sealer links finished rows, and anybody can prove later that none was touched.
import { createHash } from 'node:crypto';
import { type Database, system, type Tx } from '#platform/db/index.ts';

/** A row of the log as text, exactly as it is hashed. */
export type AuditText = {
  id: string;
  xid: string;
  at: string;
  actor: string;
  role: string;
  action: string;
  subject: string | null;
  detail: string;
};

/** What stands before the first link. */
export const chainStart: Buffer = Buffer.alloc(32);

/** A row as it is hashed: a JSON array of id, writing transaction, UTC time in microseconds, actor, role, action, subject (or null) and the detail as PostgreSQL writes jsonb. */
export function rowText(row: AuditText): string {
  return JSON.stringify([
    row.id,
    row.xid,
    row.at,
    row.actor,
    row.role,
    row.action,
    row.subject,
    row.detail,
  ]);
}

/** SHA-256 of the hash before and the text of the row in UTF-8. */
export function linkOf(before: Buffer, row: AuditText): Buffer {
  return createHash('sha256').update(before).update(rowText(row)).digest();
}

export type AuditRoot = { position: number; hash: string; sealedAt: string };

/** The newest link, to be published or time-stamped outside each day; `null` before the first. The hash is in hex. */
export async function auditRoot(db: Database): Promise<AuditRoot | null> {
  const [head] = await db.transaction(
    system,
    (tx) => tx.sql<{ position: string; hash: Buffer; sealed_at: Date }>`
    select position, hash, sealed_at from platform.audit_chain order by position desc limit 1`,
  );
  return head
    ? {
        position: Number(head.position),
        hash: head.hash.toString('hex'),
        sealedAt: head.sealed_at.toISOString(),
      }
    : null;
}

/**
 * Seals every row of finished transactions, in the order of transaction and id; run it every 5 s. Of several servers
 * one seals and the others answer 0. Answers how many rows were sealed.
 */
export async function sealAudit(db: Database, page = 2000): Promise<number> {
  let sealed = 0;
  for (;;) {
    const count = await db.transaction(system, (tx) => sealPage(tx, page));
    sealed += count;
    if (count < page) return sealed;
  }
}

async function sealPage(tx: Tx, page: number): Promise<number> {
  const [lock] = await tx.sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('ansim audit chain')) as mine`;
  if (!lock?.mine) return 0;
  const [head] = await tx.sql<{ position: string; hash: Buffer }>`
    select position, hash from platform.audit_chain order by position desc limit 1`;
  const rows = await selectUnsealed(tx, page);
  if (rows.length === 0) return 0;
  let position = Number(head?.position ?? 0);
  let hash = head?.hash ?? chainStart;
  const links = rows.map((row) => {
    hash = linkOf(hash, row);
    position += 1;
    return { position, id: row.id, hash };
  });
  await tx.sql`
    insert into platform.audit_chain (position, audit_id, hash, sealed_at)
    select position, audit_id, hash, now()
    from unnest(${links.map((link) => link.position)}::bigint[], ${links.map((link) => link.id)}::bigint[],
      ${links.map((link) => link.hash)}::bytea[]) as link (position, audit_id, hash)`;
  return rows.length;
}

/**
 * Rows below the oldest running transaction are all there is below it. A row above the newest one was written in
 * another cluster and came here by a restore: it is finished too. Only what was written since an hour before the last
 * seal is looked at, because no transaction lasts so long; what hides behind that is named by `verifyAudit`.
 */
function selectUnsealed(tx: Tx, page: number): Promise<AuditText[]> {
  return tx.sql<AuditText>`
    select a.id::text, a.xid::text, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
      a.actor, a.role, a.action, a.subject, a.detail::text
    from platform.audit a
    where a.at >= coalesce(
        (select sealed_at - interval '1 hour' from platform.audit_chain order by position desc limit 1), '-infinity')
      and (a.xid < pg_snapshot_xmin(pg_current_snapshot()) or a.xid >= pg_snapshot_xmax(pg_current_snapshot()))
      and not exists (select from platform.audit_chain c where c.audit_id = a.id)
    order by a.xid, a.id
    limit ${page}`;
}
