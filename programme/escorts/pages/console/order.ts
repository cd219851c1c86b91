// The order of the board: what wants somebody first, then what is under way, what waits, and what is over.
import type { z } from 'zod';
import type { boardContract } from '../../board-contract.ts';

export type Board = z.infer<(typeof boardContract)['GET /api/walk-board']['reply']>;
export type BoardWalk = Board['walks'][number];

export const groups = ['wanting', 'under-way', 'waiting', 'over'] as const;
export type Group = (typeof groups)[number];

const under = ['on-the-way', 'here', 'walking', 'dropped-off'];
const over = ['home', 'cancelled', 'refused', 'left'];

/** In which part of the board a walk stands. An alert that somebody looks after moves nothing. */
export function groupOf(walk: Pick<BoardWalk, 'state' | 'alerts' | 'tellBy'>): Group {
  if (walk.alerts.some(({ seenAt }) => seenAt === null)) return 'wanting';
  if (over.includes(walk.state)) return 'over';
  return under.includes(walk.state) ? 'under-way' : 'waiting';
}

/** Groups that have something, each by the time she wants to be met; what is over the newest first. */
export function orderWalks(
  walks: readonly BoardWalk[],
): { group: Group; walks: readonly BoardWalk[] }[] {
  const byGroup = Map.groupBy(walks, groupOf);
  return groups.flatMap((group) => {
    const rows = (byGroup.get(group) ?? []).toSorted(
      (a, b) => a.wantedAt.localeCompare(b.wantedAt) || a.id.localeCompare(b.id),
    );
    if (group === 'over') rows.reverse();
    return rows.length > 0 ? [{ group, walks: rows }] : [];
  });
}
