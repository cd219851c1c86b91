// Publishes the months that are due, each once: what is published stays, and what comes after is counted with the next month.
import type { Tx } from '#platform/db/index.ts';
import type { HideWays } from './rules/hide.ts';
import { halfEndingWith, lastDue, monthAfter } from './rules/spans.ts';
import { families, halfOf, monthOf } from './rules/tables.ts';
import type { Source } from './source.ts';
import * as store from './store.ts';

export type PublishWays = HideWays & {
  /** In the city, `2026-11-25`. */
  today: string;
  afterDays: number;
};

/**
 * Publishes every month that is due, with the half-year that it ends. A family of tables with so few lines that their number is small is
 * not published for that month; its lines are counted with the next. Answers how many months.
 */
export async function publishMonths(tx: Tx, source: Source, ways: PublishWays): Promise<number> {
  await store.lockFigures(tx);
  const last = await store.selectLastMonth(tx);
  const first = last === null ? await source.first() : monthAfter(last);
  if (first === null) return 0;
  const due = lastDue(ways.today, ways.afterDays);
  let published = 0;
  for (let month = first; month <= due; month = monthAfter(month)) {
    await publishMonth(tx, source, month, ways);
    published += 1;
  }
  return published;
}

/** The first month that is not published, for lines that are written now; holds publishing back until the transaction ends. */
export async function firstOpenMonth(tx: Tx): Promise<string | null> {
  await store.lockFigures(tx);
  const last = await store.selectLastMonth(tx);
  return last === null ? null : monthAfter(last);
}

async function publishMonth(
  tx: Tx,
  source: Source,
  month: string,
  ways: PublishWays,
): Promise<void> {
  const tallies = await source.tallies(month, month);
  const known = await store.selectDistrictCodes(tx);
  const districts = (all: readonly { district: string }[]) => [
    ...new Set([...known, ...all.map(({ district }) => district)]),
  ];
  await store.insertMonth(tx, month, ways.today);
  for (const family of families) {
    const mine = tallies.filter(({ of }) => family.includes(of));
    const cells = monthOf(family, month, mine, districts(mine), ways);
    if (cells) await store.insertCells(tx, cells);
    else await source.carry(family, month);
  }
  const half = halfEndingWith(month);
  if (half === null) return;
  const before = await store.selectCells(tx, 1, half, month);
  const whole = await source.tallies(half, month);
  for (const family of families) {
    const mine = whole.filter(({ of }) => family.includes(of));
    await store.insertCells(tx, halfOf(family, half, mine, before, districts(mine), ways));
  }
}
