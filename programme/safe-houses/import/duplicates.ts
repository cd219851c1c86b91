// Finds rows that describe the same safe house twice within one file, and keeps one of them.
import { plainName } from './identity.ts';
import type { Judged } from './judge.ts';

/**
 * Answers the rows to leave out: of rows with the same name and address, or the same name and coordinates, the one with
 * the newest record date stays, the first of equals. Where equals contradict each other about being open, none stays:
 * each gets an error, since nobody may be sent to a shut door on a guess.
 */
export function setAsideDuplicates(judged: readonly Judged[]): Set<Judged> {
  const left = new Set<Judged>();
  for (const keyOf of [(each: Judged) => each.key, spotOf]) {
    const rows = judged.filter((each) => each.snapshot && !left.has(each));
    for (const [key, group] of Map.groupBy(rows, keyOf)) {
      if (key !== '' && group.length > 1) settle(group, left);
    }
  }
  return left;
}

function settle(group: readonly Judged[], left: Set<Judged>): void {
  const dateOf = (each: Judged) => each.snapshot?.asOf ?? '';
  const newest = group.reduce((best, each) => (dateOf(each) > dateOf(best) ? each : best));
  const rivals = group.filter((each) => dateOf(each) === dateOf(newest));
  if (new Set(rivals.map((each) => each.snapshot?.state)).size > 1) {
    const lines = rivals.map((each) => each.row.line).join(', ');
    for (const each of rivals) {
      each.findings.push({
        line: each.row.line,
        level: 'error',
        code: 'duplicate-contradicts',
        field: 'state',
        params: { lines },
      });
    }
    for (const each of rivals) each.snapshot = null;
  }
  for (const each of group) {
    if (each === newest || each.snapshot === null) continue;
    each.findings.push({
      line: each.row.line,
      level: 'warning',
      code: 'duplicate',
      params: { first: newest.row.line },
    });
    left.add(each);
  }
}

function spotOf({ row, snapshot }: Judged): string {
  if (!snapshot || snapshot.lat === null || snapshot.lon === null) return '';
  return `${plainName(row.name)}|${snapshot.lat.toFixed(5)}|${snapshot.lon.toFixed(5)}`;
}
