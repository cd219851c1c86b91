// The rows of the audit log about one subject, each with its link of the chain, so that anybody can check them without the database.
import type { Tx } from '#platform/db/index.ts';
import { type AuditText, chainStart, rowText } from './chain.ts';

export type TrailRow = {
  at: string;
  actor: string;
  /** As the list of staff has it now; not part of the chain. */
  name: string | null;
  role: string;
  action: string;
  detail: Record<string, unknown>;
  /** Exactly what is hashed after the link before. */
  row: string;
  /** Hex; `null` with `hash` and `position` while the row is not sealed. */
  before: string | null;
  hash: string | null;
  position: number | null;
};

type Row = AuditText & {
  name: string | null;
  position: string | null;
  hash: Buffer | null;
  before: Buffer | null;
};

/** Rows about a subject whose action is like one of these patterns (`report.%`), in the order of their ids. */
export async function readTrail(
  tx: Tx,
  subject: string,
  actions: readonly string[],
): Promise<TrailRow[]> {
  const rows = await tx.sql<Row>`
    select a.id::text, a.xid::text, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
      a.actor, a.role, a.action, a.subject, a.detail::text,
      (select s.name from platform.staff s where s.id::text = a.actor) as name,
      c.position, c.hash, (select b.hash from platform.audit_chain b where b.position = c.position - 1) as before
    from platform.audit a left join platform.audit_chain c on c.audit_id = a.id
    where a.subject = ${subject} and a.action like any (${[...actions]}::text[])
    order by a.id`;
  return rows.map((row) => ({
    at: row.at,
    actor: row.actor,
    name: row.name,
    role: row.role,
    action: row.action,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
    row: rowText(row),
    before: row.hash === null ? null : (row.before ?? chainStart).toString('hex'),
    hash: row.hash?.toString('hex') ?? null,
    position: row.position === null ? null : Number(row.position),
  }));
}
