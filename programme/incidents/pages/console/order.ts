// The order of the queue: who waits first, then who is furthest from help; drills and tests after the real ones.
import type { Incident, IncidentState } from '../../contract.ts';

const rank: Record<IncidentState, number> = {
  raised: 0,
  'counting-down': 1,
  acknowledged: 2,
  dispatched: 3,
  'on-scene': 4,
  closed: 8,
  cancelled: 8,
};

/** Negative when `a` stands above `b`. Closed ones stand newest first, all others longest waiting first within their urgency. */
export function compareCalls(a: Incident, b: Incident): number {
  const byRank = rankOf(a) - rankOf(b);
  if (byRank !== 0) return byRank;
  if (a.state === 'closed' || a.state === 'cancelled')
    return after(a.closedAt ?? a.updatedAt, b.closedAt ?? b.updatedAt) || after(a.id, b.id);
  if (a.state === 'raised' && a.urgency !== b.urgency) return b.urgency - a.urgency;
  if (a.state === 'raised' && a.suspectedFlood !== b.suspectedFlood)
    return a.suspectedFlood ? 1 : -1;
  return after(b.raisedAt, a.raisedAt) || after(b.id, a.id);
}

function rankOf(row: Incident): number {
  const state = rank[row.state];
  return state < 8 && (row.drill || row.test) ? state + 0.5 + 4 : state;
}

function after(a: string, b: string): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

/**
 * The order after some rows changed: those are taken out, sorted among themselves and merged back, so that one call
 * among ten thousand costs one pass and not a sort. Ids without a row any more are left out.
 */
export function reorder(
  before: readonly Incident[],
  moved: ReadonlySet<string>,
  rows: ReadonlyMap<string, Incident>,
  compare: (a: Incident, b: Incident) => number,
): readonly Incident[] {
  if (moved.size === 0) return before;
  const changed: Incident[] = [];
  for (const id of moved) {
    const row = rows.get(id);
    if (row !== undefined) changed.push(row);
  }
  changed.sort(compare);
  const after: Incident[] = [];
  let next = 0;
  for (const row of before) {
    if (moved.has(row.id)) continue;
    for (let one = changed[next]; one !== undefined && compare(one, row) < 0; one = changed[next]) {
      after.push(one);
      next += 1;
    }
    after.push(row);
  }
  while (next < changed.length) {
    const one = changed[next];
    if (one !== undefined) after.push(one);
    next += 1;
  }
  return after;
}
