// Proves the audit log whole, or names the first link that is not.
import { type Database, system, type Tx } from '#platform/db/index.ts';
import { type AuditText, chainStart, linkOf } from './chain.ts';

/** `position` is the place in the chain and `null` for a row that the chain does not know. */
export type BrokenLink = {
  position: number | null;
  auditId: string;
  why: 'changed' | 'deleted' | 'inserted' | 'link-missing' | 'root-differs';
};

export type AuditProof = {
  rows: number;
  sealed: number;
  /** Rows of the last seconds, or all since the sealer last ran. */
  unsealedTail: number;
  broken: BrokenLink | null;
};

type Link = AuditText & {
  position: string;
  audit_id: string;
  hash: Buffer;
  missing: boolean;
  late: boolean;
};

/**
 * Walks the whole chain in pages and answers the first broken link, if any. `root` is one that was published before
 * (`auditRoot`): against somebody who owns the database and cut off or rewrote the end of the chain, nothing else helps.
 */
export async function verifyAudit(
  db: Database,
  root?: { position: number; hash: string },
  page = 2000,
): Promise<AuditProof> {
  let position = 0;
  let hash: Buffer = chainStart;
  let broken: BrokenLink | null = null;
  for (;;) {
    const after = position;
    const links = await db.transaction(system, (tx) => selectLinks(tx, after, page));
    for (const link of links) {
      const why = whyBroken(link, position + 1, hash);
      if (why) {
        const at = why === 'link-missing' ? position + 1 : Number(link.position);
        broken = { position: at, auditId: link.audit_id, why };
        break;
      }
      position += 1;
      hash = link.hash;
      if (root && root.position === position && root.hash !== hash.toString('hex')) {
        broken = { position, auditId: link.audit_id, why: 'root-differs' };
        break;
      }
    }
    if (broken || links.length < page) break;
  }
  if (!broken && root && root.position > position)
    broken = { position: position + 1, auditId: 'unknown', why: 'deleted' };
  const counts = await db.transaction(system, countRows);
  return {
    rows: Number(counts.rows),
    sealed: Number(counts.sealed),
    unsealedTail: Number(counts.unsealed),
    broken:
      broken ??
      (counts.hidden ? { position: null, auditId: counts.hidden, why: 'inserted' } : null),
  };
}

function whyBroken(link: Link, expected: number, before: Buffer): BrokenLink['why'] | null {
  if (Number(link.position) !== expected) return 'link-missing';
  if (link.missing) return 'deleted';
  if (!linkOf(before, link).equals(link.hash)) return 'changed';
  return link.late ? 'inserted' : null;
}

/** `late`: written, as it says, more than an hour before the seal before its own, which had not seen it. */
function selectLinks(tx: Tx, after: number, page: number): Promise<Link[]> {
  return tx.sql<Link>`
    select c.position, c.audit_id::text, c.hash, a.id is null as missing,
      coalesce(a.at < (
        select e.sealed_at - interval '1 hour' from platform.audit_chain e
        where e.position < c.position and e.sealed_at < c.sealed_at order by e.position desc limit 1), false) as late,
      a.id::text, a.xid::text, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
      a.actor, a.role, a.action, a.subject, a.detail::text
    from platform.audit_chain c left join platform.audit a on a.id = c.audit_id
    where c.position > ${after}
    order by c.position
    limit ${page}`;
}

type Counts = { rows: string; sealed: string; unsealed: string; hidden: string | null };

/** `hidden`: the first row that no seal will ever take, because it claims to be older than the chain's end. */
async function countRows(tx: Tx): Promise<Counts> {
  const [counts] = await tx.sql<Counts>`
    with open as (
      select a.id, a.at from platform.audit a
      where not exists (select from platform.audit_chain c where c.audit_id = a.id)
    ), head as (
      select sealed_at from platform.audit_chain order by position desc limit 1
    )
    select (select count(*) from platform.audit) as rows, (select count(*) from platform.audit_chain) as sealed,
      (select count(*) from open) as unsealed,
      (select min(id) from open where at < (select sealed_at - interval '1 hour' from head))::text as hidden`;
  return counts!;
}
