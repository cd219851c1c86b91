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

/** Writes what waits once enough of it does, every line ever written anew with it, in random order; answers how many were new. */
export async function shuffleLines(tx: Tx, key: Buffer, atLeast: number): Promise<number> {
  const waiting = await tx.sql<{ sealed: Buffer }>`
    select sealed from cases.lines_waiting for update skip locked`;
  if (waiting.length < atLeast) return 0;
  const lines = waiting.map(({ sealed }) => openLine(key, sealed) as Line);
  await tx.sql`delete from cases.lines_waiting`;
  await tx.sql`
    with before as (delete from cases.lines returning *),
    fresh as (
      select district, month, kind, value
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as f (district text, month date, kind text, value text)
    )
    insert into cases.lines (district, month, kind, value)
    select * from (select * from before union all select * from fresh) every order by random()`;
  return lines.length;
}
