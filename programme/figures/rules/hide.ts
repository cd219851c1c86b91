// Which counts of linked tables are not shown, so that no small one can be worked out from all that is.
//
// A set of tables is a network: each count flows from one sum to another (from a district to a type, from a type to a month), and what
// flows into a sum flows out of it. Whoever reads the tables knows every count that is shown and that the sums hold. What is then left
// open of a hidden count is how much can be pushed round through other hidden counts: its interval is a maximum flow, in whole numbers.

/** A count between two sums. `open`: to be decided; `hidden` and `shown`: decided before, by what was published already. */
export type Count = {
  from: string;
  to: string;
  n: number;
  state: 'open' | 'hidden' | 'shown';
};

export type HideWays = {
  /** Counts from 1 to one less than this are small. */
  below: number;
  /** Numbers from 0 to under 1. Which larger counts are hidden with the small ones is drawn, so that nobody can reason back from it. */
  dice: () => number;
};

/**
 * Hides the small counts and as many others as they need: of a small one nothing from 1 to `below - 1` can be excluded, and any other
 * hidden count has at least as many candidates. Answers for each count whether it is hidden; null if the whole set cannot be shown.
 */
export function hideCounts(counts: readonly Count[], ways: HideWays): boolean[] | null {
  const small = counts.map(
    ({ n, state }) => state === 'hidden' || (state === 'open' && isSmall(n, ways.below)),
  );
  if (!small.includes(true)) return small;
  const net = new Net(counts);
  // Which others are hidden is drawn, and a bad draw can lead nowhere.
  for (let draw = 0; draw < 4; draw += 1) {
    const hidden = drawHidden(net, [...small], ways);
    if (hidden) return hidden;
  }
  return null;
}

function drawHidden(net: Net, hidden: boolean[], { below, dice }: HideWays): boolean[] | null {
  const costs = net.counts.map(({ n }) => (1 + dice()) * (1 + Math.log2(1 + n)));
  // Sometimes one more than needed: otherwise a third hidden count would tell that two were not enough.
  if (dice() < 0.25) {
    const open = net.counts.flatMap(({ n, state }, index) =>
      state === 'open' && n >= below ? [index] : [],
    );
    const drawn = open[Math.floor(dice() * open.length)];
    if (drawn !== undefined) hidden[drawn] = true;
  }
  for (let before = -1, after = 0; before !== after; ) {
    before = after;
    for (let index = 0; index < hidden.length; index += 1) {
      if (hidden[index] && !protectOne(net, index, hidden, costs, below)) return null;
    }
    after = hidden.filter(Boolean).length;
  }
  return hidden;
}

/** What a reader of everything shown can say of one hidden count: the smallest and largest number that it may be. */
export function knownOf(
  counts: readonly Count[],
  hidden: readonly boolean[],
  index: number,
): { least: number; most: number } {
  const net = new Net(counts);
  const n = counts[index]!.n;
  // What nobody bounds is as good as without end.
  const far = counts.reduce((sum, count) => sum + count.n, 1);
  return {
    least: n - net.push(index, 'down', n, hidden, null).pushed,
    most: n + net.push(index, 'up', far, hidden, null).pushed,
  };
}

/** A count that may not be shown for itself. Nought is shown, unless it is drawn to hide another. */
export function isSmall(n: number, below: number): boolean {
  return n > 0 && n < below;
}

function protectOne(
  net: Net,
  index: number,
  hidden: boolean[],
  costs: readonly number[],
  below: number,
): boolean {
  const { n } = net.counts[index]!;
  if (isSmall(n, below))
    return (
      widen(net, index, 'up', below - 1 - n, hidden, costs) &&
      widen(net, index, 'down', n - 1, hidden, costs)
    );
  const wanted = below - 2;
  const down = net.push(index, 'down', Math.min(n, wanted), hidden, null).pushed;
  if (down >= wanted || widen(net, index, 'up', wanted - down, hidden, costs)) return true;
  const up = net.push(index, 'up', wanted, hidden, null).pushed;
  return n >= wanted - up && widen(net, index, 'down', wanted - up, hidden, costs);
}

function widen(
  net: Net,
  index: number,
  way: Way,
  amount: number,
  hidden: boolean[],
  costs: readonly number[],
): boolean {
  const { pushed, through } = net.push(index, way, amount, hidden, costs);
  if (pushed < amount) return false;
  for (const one of through) hidden[one] = true;
  return true;
}

type Way = 'up' | 'down';

/** What can be pushed through the counts that are not shown. Steps are numbered: 2 i along count i, 2 i + 1 against it. */
class Net {
  readonly counts: readonly Count[];
  readonly #ends: readonly { from: number; to: number }[];
  readonly #steps: readonly number[][];

  constructor(counts: readonly Count[]) {
    this.counts = counts;
    const nodes = new Map<string, number>();
    const nodeOf = (name: string) => {
      const known = nodes.get(name) ?? nodes.size;
      nodes.set(name, known);
      return known;
    };
    this.#ends = counts.map(({ from, to }) => ({ from: nodeOf(from), to: nodeOf(to) }));
    const steps: number[][] = Array.from(nodes, () => []);
    counts.forEach(({ state }, index) => {
      if (state === 'shown') return;
      steps[this.#ends[index]!.from]!.push(2 * index);
      steps[this.#ends[index]!.to]!.push(2 * index + 1);
    });
    this.#steps = steps;
  }

  /**
   * How far a count can be moved while every sum holds, at most `amount`: through hidden counts, and where `costs` are given through
   * open ones too, which would then have to be hidden (`through`).
   */
  push(
    index: number,
    way: Way,
    amount: number,
    hidden: readonly boolean[],
    costs: readonly number[] | null,
  ): { pushed: number; through: Set<number> } {
    const { from, to } = this.#ends[index]!;
    const [start, goal] = way === 'up' ? [to, from] : [from, to];
    const moved = new Map<number, number>();
    const through = new Set<number>();
    let left = amount;
    const room = (step: number) => {
      const count = step >> 1;
      if (count === index) return 0;
      if (step % 2 === 0) return Number.POSITIVE_INFINITY;
      return this.counts[count]!.n + (moved.get(count) ?? 0);
    };
    const cost = (step: number) => {
      const count = step >> 1;
      return hidden[count] || through.has(count) ? 0 : (costs?.[count] ?? Number.POSITIVE_INFINITY);
    };
    while (left > 0) {
      const path =
        this.#cheapest(start, goal, (step) => room(step) >= left, cost) ??
        this.#cheapest(start, goal, (step) => room(step) >= 1, cost);
      if (!path) break;
      const by = Math.min(left, ...path.map(room));
      for (const step of path) {
        const count = step >> 1;
        moved.set(count, (moved.get(count) ?? 0) + (step % 2 === 0 ? by : -by));
        if (!hidden[count]) through.add(count);
      }
      left -= by;
    }
    return { pushed: amount - left, through };
  }

  /** The cheapest way from one sum to another, by steps that may be taken (Dijkstra). */
  #cheapest(
    start: number,
    goal: number,
    may: (step: number) => boolean,
    costOf: (step: number) => number,
  ): number[] | null {
    const cost = new Float64Array(this.#steps.length).fill(Number.POSITIVE_INFINITY);
    const by = new Int32Array(this.#steps.length).fill(-1);
    const done = new Uint8Array(this.#steps.length);
    cost[start] = 0;
    for (;;) {
      let node = -1;
      let least = Number.POSITIVE_INFINITY;
      for (let other = 0; other < cost.length; other += 1)
        if (!done[other] && cost[other]! < least) {
          node = other;
          least = cost[other]!;
        }
      if (node === -1) return null;
      if (node === goal) break;
      done[node] = 1;
      for (const step of this.#steps[node]!) {
        const next = this.#endOf(step);
        if (done[next] || !may(step)) continue;
        const sum = least + costOf(step);
        if (sum < cost[next]!) {
          cost[next] = sum;
          by[next] = step;
        }
      }
    }
    const path: number[] = [];
    for (let node = goal; node !== start; node = this.#endOf(path[0]! ^ 1)) path.unshift(by[node]!);
    return path;
  }

  #endOf(step: number): number {
    const { from, to } = this.#ends[step >> 1]!;
    return step % 2 === 0 ? to : from;
  }
}
