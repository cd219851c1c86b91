// By when she hears more while no pair is found: a promise that is renewed until there is a pair, or an end is said.

export type Waited = {
  state: string;
  bookedAt: number;
  wantedAt: number;
  lostPairAt: number | null;
  /** The promise she has; `null` without one. */
  newsBy: number | null;
};
export type NewsPolicy = { newsWithinSeconds: number; giveUpAfterSeconds: number };

/** From so long before her time on a walk without a pair is something to speak of. Milliseconds. */
export const speaksAhead = 600_000;

/** So long a request is new: two people are being asked, and that nobody has come yet is no news. Milliseconds. */
const isNew = 180_000;

/** When the city says that it cannot come, milliseconds. */
export function givesUpAt({ wantedAt }: Pick<Waited, 'wantedAt'>, policy: NewsPolicy): number {
  return wantedAt + policy.giveUpAfterSeconds * 1000;
}

/** The promise that holds from `now` on: one that has not passed stays; none is given past the moment of giving up. */
export function newsBy(walk: Waited, now: number, policy: NewsPolicy): number | null {
  if (walk.state !== 'received') return null;
  if (walk.newsBy !== null && walk.newsBy > now) return walk.newsBy;
  const speaksFrom = Math.max(walk.wantedAt - speaksAhead, walk.bookedAt + isNew);
  if (walk.lostPairAt === null && now < speaksFrom) return null;
  return Math.max(
    Math.min(now + policy.newsWithinSeconds * 1000, givesUpAt(walk, policy)),
    now + 60_000,
  );
}
