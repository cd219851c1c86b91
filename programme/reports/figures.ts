// Statistics without people: answers wait sealed and of one length, and are written in shuffled batches that say no case, time or order.
import type { Tx } from '#platform/db/index.ts';
import { openLine, sealLine as sealAny } from '#platform/keys/index.ts';
import type { Figures } from './contract.ts';

/** One line of the statistics. */
export type FigureLine = Figures & {
  district: string;
  /** First day of the month, `2026-11-01`. */
  month: string;
  teller: string | null;
  minor: boolean | null;
};

const paddedLength = 512;

/** Seals a line with the city's own key of 32 bytes, which is not in the database; every line is as long as every other. */
export function sealLine(key: Buffer, line: FigureLine): Buffer {
  return sealAny(key, line, paddedLength);
}

/**
 * Writes what waits once enough of it does; answers how many lines. All lines ever written are written anew in random order and by one
 * transaction, so that neither their place nor their writer says which came with which.
 */
export async function shuffleFigures(tx: Tx, key: Buffer, atLeast: number): Promise<number> {
  const waiting = await tx.sql<{ sealed: Buffer }>`
    select sealed from reports.figures_waiting for update skip locked`;
  if (waiting.length < atLeast) return 0;
  const lines = waiting.map(({ sealed }) => openLine(key, sealed) as FigureLine);
  await tx.sql`delete from reports.figures_waiting`;
  await tx.sql`
    with before as (delete from reports.figures returning *),
    fresh as (
      select district, month, teller, minor, violence, relation, "ageBand", "placeKind"
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
        as f (district text, month date, teller text, minor boolean, violence text, relation text, "ageBand" text, "placeKind" text)
    )
    insert into reports.figures (district, month, teller, minor, violence, relation, age_band, place_kind)
    select * from (select * from before union all select * from fresh) every order by random()`;
  return lines.length;
}
