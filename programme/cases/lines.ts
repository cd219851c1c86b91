// Counts of cases, one fact a line: they wait sealed and of one length, and are written in shuffled batches that say no case, time or order (decision 0032).
import type { Tx } from '#platform/db/index.ts';
import { openLine, sealLine } from '#platform/keys/index.ts';

/** One fact. */
export type Line = {
  district: string;
  /** First day of the month, `2026-11-01`. */
  month: string;
  kind:
    | 'acknowledged'
    | 'first-help'
    | 'service'
    | 'closing'
    | 'helped'
    | 'respected'
    | 'violence'
    | 'relation'
    | 'age-band'
    | 'place-kind';
  value: string;
};

/** Seals a line; the key is the process's business. */
export type SealLine = (line: Line) => Buffer;

const paddedLength = 256;

/** Seals a line with a key of 32 bytes that is not in the database. */
export function sealCaseLine(key: Buffer, line: Line): Buffer {
  return sealLine(key, line, paddedLength);
}

/** Keeps lines until they are shuffled. */
export async function keepLines(tx: Tx, sealed: readonly Buffer[]): Promise<void> {
  for (const line of sealed)
    await tx.sql`insert into cases.lines_waiting (sealed) values (${line})`;
}

/**
 * Writes what waits once enough of it does, every line ever written anew with it, in random order; answers how many were new. What
 * belongs to a month before `firstOpen`, which is published, is counted with that one.
 */
export async function shuffleLines(
  tx: Tx,
  key: Buffer,
  atLeast: number,
  firstOpen: string | null = null,
): Promise<number> {
  const waiting = await tx.sql<{ sealed: Buffer }>`
    select sealed from cases.lines_waiting for update skip locked`;
  if (waiting.length < atLeast) return 0;
  const lines = waiting.map(({ sealed }) => openLine(key, sealed) as Line);
  await tx.sql`delete from cases.lines_waiting`;
  await tx.sql`
    with before as (delete from cases.lines returning *),
    fresh as (
      select district, greatest(month, ${firstOpen}::date) as month, kind, value
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as f (district text, month date, kind text, value text)
    )
    insert into cases.lines (district, month, kind, value)
    select * from (select * from before union all select * from fresh) every order by random()`;
  return lines.length;
}

/** Lines of a month by district, kind and value. */
export type LineCount = {
  kind: Line['kind'];
  month: string;
  district: string;
  value: string;
  n: number;
};

/** Counts the lines of months from one to another, both their first days and both counted. Only the server itself may. */
export async function countLines(tx: Tx, from: string, to: string): Promise<LineCount[]> {
  return tx.sql<LineCount>`
    select kind, to_char(month, 'YYYY-MM-DD') as month, district, value, count(*)::int as n
    from cases.lines where month between ${from}::date and ${to}::date group by 1, 2, 3, 4`;
}

/** The first month that any line is counted in; null: there is none. */
export async function firstLineMonth(tx: Tx): Promise<string | null> {
  const [row] = await tx.sql<{ month: string | null }>`
    select to_char(min(month), 'YYYY-MM-DD') as month from cases.lines`;
  return row?.month ?? null;
}

/** Counts lines of a month with the next one: there were too few to be published. `outcome`: of services those with it alone. */
export async function carryLines(
  tx: Tx,
  month: string,
  kind: Line['kind'],
  outcome: string | null = null,
): Promise<void> {
  await tx.sql`
    update cases.lines set month = month + interval '1 month'
    where month = ${month}::date and kind = ${kind} and (${outcome}::text is null or split_part(value, ':', 2) = ${outcome})`;
}
