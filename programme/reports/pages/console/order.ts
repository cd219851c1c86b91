// In which order a desk looks at reports: those that nobody took on first, the longest waiting on top; then the newest.
import type { DeskReport } from '../../contract.ts';

export type Standing = Pick<DeskReport, 'sentAt' | 'deliveries'>;

/** Whether one of the own desks has not acknowledged it. Deliveries of other desks are never here. */
export function isWaiting(report: Standing): boolean {
  return report.deliveries.some(({ acknowledgedAt }) => acknowledgedAt === null);
}

/** When others are told of the silence (ISO 8601); `null`: they have been, or nothing is due. */
export function dueOf(report: Standing): string | null {
  const due = report.deliveries.flatMap(({ acknowledgedAt, dueAt }) =>
    acknowledgedAt === null && dueAt !== null ? [dueAt] : [],
  );
  return due.sort()[0] ?? null;
}

/** 0: nobody was told of the silence; 1: the neighbours; 2: the city's desk. */
export function levelOf(report: Standing): 0 | 1 | 2 {
  const levels = report.deliveries.flatMap(({ acknowledgedAt, level }) =>
    acknowledgedAt === null ? [level] : [],
  );
  const highest = Math.max(0, ...levels);
  return highest >= 2 ? 2 : highest === 1 ? 1 : 0;
}

/** Other desks that are silent, each once, the longest silent on top; `count` is how many reports wait there. */
export function silentDesks<A extends { desk: string; waitsSince: string }>(
  alerts: readonly A[],
): (A & { count: number })[] {
  const byDesk = Map.groupBy(alerts, ({ desk }) => desk);
  return [...byDesk.values()]
    .flatMap((group) => {
      const [first] = group.toSorted((a, b) => a.waitsSince.localeCompare(b.waitsSince));
      return first === undefined ? [] : [{ ...first, count: group.length }];
    })
    .toSorted((a, b) => a.waitsSince.localeCompare(b.waitsSince));
}

/** Waiting ones first, oldest of them on top; then the others, newest first. A suspected flood changes nothing. */
export function inOrder<R extends Standing>(reports: readonly R[]): R[] {
  return [...reports].sort((a, b) => {
    const [left, right] = [isWaiting(a), isWaiting(b)];
    if (left !== right) return left ? -1 : 1;
    return left ? a.sentAt.localeCompare(b.sentAt) : b.sentAt.localeCompare(a.sentAt);
  });
}
