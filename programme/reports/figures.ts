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
 * transaction, so that neither their place nor their writer says which came with which. What belongs to a month before `firstOpen`,
 * which is published, is counted with that one.
 */
export async function shuffleFigures(
  tx: Tx,
  key: Buffer,
  atLeast: number,
  firstOpen: string | null = null,
): Promise<number> {
  const waiting = await tx.sql<{ sealed: Buffer }>`
    select sealed from reports.figures_waiting for update skip locked`;
  if (waiting.length < atLeast) return 0;
  const lines = waiting.map(({ sealed }) => openLine(key, sealed) as FigureLine);
  await tx.sql`delete from reports.figures_waiting`;
  await tx.sql`
    with before as (delete from reports.figures returning *),
    fresh as (
      select district, greatest(month, ${firstOpen}::date) as month, teller, minor, violence, relation, "ageBand", "placeKind"
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
        as f (district text, month date, teller text, minor boolean, violence text, relation text, "ageBand" text, "placeKind" text)
    )
    insert into reports.figures (district, month, teller, minor, violence, relation, age_band, place_kind)
    select * from (select * from before union all select * from fresh) every order by random()`;
  return lines.length;
}

/** Lines of a month by district and one of their answers; null: how many there are. Only the server itself may count them. */
export type FigureCount = {
  answer: 'violence' | 'relation' | 'ageBand' | 'placeKind' | null;
  month: string;
  district: string;
  value: string | null;
  n: number;
};

/** Counts the lines of months from one to another, both their first days and both counted. */
export async function countFigures(tx: Tx, from: string, to: string): Promise<FigureCount[]> {
  return tx.sql<FigureCount>`
    with lines as materialized (select * from reports.figures where month between ${from}::date and ${to}::date)
    select c.answer, to_char(l.month, 'YYYY-MM-DD') as month, l.district, c.value, count(*)::int as n
    from lines l cross join lateral (values (null, null), ('violence', l.violence), ('relation', l.relation),
      ('ageBand', l.age_band), ('placeKind', l.place_kind)) as c (answer, value)
    group by 1, 2, 3, 4`;
}

/** The first month that any line is counted in; null: there is none. */
export async function firstFigureMonth(tx: Tx): Promise<string | null> {
  const [row] = await tx.sql<{ month: string | null }>`
    select to_char(min(month), 'YYYY-MM-DD') as month from reports.figures`;
  return row?.month ?? null;
}

/** Counts the lines of a month with the next one: there were too few to be published. */
export async function carryFigures(tx: Tx, month: string): Promise<void> {
  await tx.sql`update reports.figures set month = month + interval '1 month' where month = ${month}::date`;
}
