// Somebody who wants the hidden counts: knows everything shown, that sums hold, and the rule; tries whole tables and nothing cleverer.

/** Numbers that must add up: `plus` together less `minus` together is `sum`. */
export type Sum = { plus: readonly string[]; minus: readonly string[]; sum: number };

/**
 * Looks for whole numbers, none under nought, with which every sum holds. `first` says which to try first for a name: for a search
 * that is expected to end well. Throws when it had to give up.
 */
export function findTable(
  sums: readonly Sum[],
  fixed: ReadonlyMap<string, number>,
  first: (name: string) => number,
  accept: (table: ReadonlyMap<string, number>) => boolean = () => true,
): ReadonlyMap<string, number> | null {
  let tries = 0;
  const names = new Set(sums.flatMap(({ plus, minus }) => [...plus, ...minus]));
  const total = sums.reduce((all, { sum }) => all + Math.abs(sum), 0) + 50;
  const start = new Map<string, [number, number]>();
  for (const name of names)
    start.set(name, fixed.has(name) ? [fixed.get(name)!, fixed.get(name)!] : [0, total]);
  const search = (ranges: Map<string, [number, number]>): ReadonlyMap<string, number> | null => {
    tries += 1;
    if (tries > 200_000) throw new Error('The attacker gave up.');
    if (!narrow(sums, ranges)) return null;
    let open: string | null = null;
    for (const [name, [least, most]] of ranges) {
      if (least === most) continue;
      if (open === null || most - least < ranges.get(open)![1] - ranges.get(open)![0]) open = name;
    }
    if (open === null) {
      const table = new Map([...ranges].map(([name, [n]]) => [name, n]));
      return accept(table) ? table : null;
    }
    const [least, most] = ranges.get(open)!;
    const wish = first(open);
    const candidates = Array.from({ length: most - least + 1 }, (_, step) => least + step);
    candidates.sort((a, b) => Math.abs(a - wish) - Math.abs(b - wish));
    for (const n of candidates) {
      const found = search(new Map(ranges).set(open, [n, n]));
      if (found) return found;
    }
    return null;
  };
  return search(start);
}

/** Takes from every range what no sum allows; false when nothing is left of one. */
function narrow(sums: readonly Sum[], ranges: Map<string, [number, number]>): boolean {
  for (let changed = true; changed; ) {
    changed = false;
    for (const { plus, minus, sum } of sums) {
      const terms = [
        ...plus.map((name) => [name, 1] as const),
        ...minus.map((name) => [name, -1] as const),
      ];
      const low = ([name, sign]: readonly [string, number]) =>
        sign === 1 ? ranges.get(name)![0] : -ranges.get(name)![1];
      const high = ([name, sign]: readonly [string, number]) =>
        sign === 1 ? ranges.get(name)![1] : -ranges.get(name)![0];
      const lows = terms.reduce((all, term) => all + low(term), 0);
      const highs = terms.reduce((all, term) => all + high(term), 0);
      for (const term of terms) {
        const [name, sign] = term;
        const most = sum - (lows - low(term));
        const least = sum - (highs - high(term));
        const [from, to] = ranges.get(name)!;
        const next: [number, number] =
          sign === 1
            ? [Math.max(from, least), Math.min(to, most)]
            : [Math.max(from, -most), Math.min(to, -least)];
        if (next[0] > next[1]) return false;
        if (next[0] !== from || next[1] !== to) {
          ranges.set(name, next);
          changed = true;
          break;
        }
      }
      if (changed) break;
    }
  }
  return true;
}
