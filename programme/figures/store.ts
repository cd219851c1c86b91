// SQL of what is published.
import type { Tx } from '#platform/db/index.ts';
import type { TableName } from './names.ts';
import type { Cell } from './rules/tables.ts';

/** Keeps everybody else from publishing, and from writing lines into a month that is being published. */
export async function lockFigures(tx: Tx): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtext('ansim.figures'))`;
}

export async function selectLastMonth(tx: Tx): Promise<string | null> {
  const [row] = await tx.sql<{ month: string | null }>`
    select to_char(max(month), 'YYYY-MM-DD') as month from figures.months`;
  return row?.month ?? null;
}

export async function insertMonth(tx: Tx, month: string, publishedOn: string): Promise<void> {
  await tx.sql`insert into figures.months (month, published_on) values (${month}::date, ${publishedOn}::date)`;
}

export async function insertCells(tx: Tx, cells: readonly Cell[]): Promise<void> {
  // In an order of their own: the places of rows tell nothing of how they came about.
  await tx.sql`
    insert into figures.published (of, month, months, district, value, n)
    select of, month, months, district, value, n
    from jsonb_to_recordset(${JSON.stringify(cells)}::jsonb)
      as c (of text, month date, months smallint, district text, value text, n int)
    order by months, month, of, district, value`;
}

/** Cells of months (or half-years) from one to another, both their first days. */
export async function selectCells(
  tx: Tx,
  months: 1 | 6,
  from: string,
  to: string,
  of: TableName | null = null,
): Promise<Cell[]> {
  return tx.sql<Cell>`
    select of, to_char(month, 'YYYY-MM-DD') as month, months, district, value, n from figures.published
    where months = ${months} and month between ${from}::date and ${to}::date and (${of}::text is null or of = ${of})`;
}

export async function selectMonths(tx: Tx, last: number): Promise<string[]> {
  const rows = await tx.sql<{ month: string }>`
    select to_char(month, 'YYYY-MM-DD') as month from figures.months order by figures.months.month desc limit ${last}`;
  return rows.map(({ month }) => month).reverse();
}

export async function selectHalves(tx: Tx): Promise<string[]> {
  const rows = await tx.sql<{ month: string }>`
    select distinct to_char(month, 'YYYY-MM-DD') as month from figures.published where months = 6 order by 1 desc`;
  return rows.map(({ month }) => month);
}

export async function selectDistrictCodes(tx: Tx): Promise<string[]> {
  const rows = await tx.sql<{ code: string }>`select code from city.districts order by code`;
  return rows.map(({ code }) => code);
}
