// What giving a pair away now takes from those who want to be met later this evening.
import type { Batch, Upcoming } from './batch.ts';
import { type Place, walkingSeconds } from './travel.ts';

/** Seconds beyond which a wait does not count as longer: somebody else will be found by then. */
const mostLoss = 900;

/**
 * For each later request the pair that suits it best is worth keeping, as far as the next best would come later and as far as
 * the pair could not be back in time from where the walk in question ends, when it ends. Answers a function of a pair's index,
 * the end of the walk and its place: the seconds that later requests lose together.
 */
export function lossAhead(
  batch: Pick<Batch, 'now' | 'pairs' | 'upcoming' | 'pace'>,
): (pair: number, endAt: number, end: Place) => number {
  const { now, pairs, upcoming, pace } = batch;
  type Regret = { later: Upcoming; own: number; next: number };
  const regrets: Regret[][] = pairs.map(() => []);
  for (const later of upcoming) {
    let best = -1;
    let bestWait = mostLoss;
    let nextWait = mostLoss;
    for (let column = 0; column < pairs.length; column += 1) {
      const pair = pairs[column]!;
      const seconds = walkingSeconds(pair.at, later.meeting, pace);
      if (seconds * pace.metresPerSecond > later.reachMetres) continue;
      if (pair.shiftEndsAt < later.wantedAt) continue;
      const wait = Math.max(0, Math.max(now, pair.freeFrom) + seconds - later.wantedAt);
      if (wait < bestWait || best === -1) {
        nextWait = bestWait;
        bestWait = wait;
        best = column;
      } else if (wait < nextWait) nextWait = wait;
    }
    if (best !== -1 && nextWait > bestWait)
      regrets[best]!.push({ later, own: bestWait, next: nextWait });
  }
  return (pair, endAt, end) => {
    let loss = 0;
    for (const { later, own, next } of regrets[pair]!) {
      const back = endAt + walkingSeconds(end, later.meeting, pace) - later.wantedAt;
      loss += Math.max(0, Math.min(next, back) - own);
    }
    return loss;
  };
}
