// Which pair walks with whom: what may not be, what it costs, and the cheapest whole of one batch.
import { assign, forbidden } from './assignment.ts';
import {
  type Batch,
  type FreePair,
  type MatchWeights,
  negotiable,
  type Obstacle,
  type OpenRequest,
} from './batch.ts';
import { lossAhead } from './looking-ahead.ts';
import { walkingSeconds } from './travel.ts';

export type Plan = {
  travelSeconds: number;
  arriveAt: number;
  meetAt: number;
  endAt: number;
  /** From the moment she asked for until she is met. */
  waitSeconds: number;
};

/** When things happen if this pair takes this request. */
export function planFor(
  request: OpenRequest,
  pair: FreePair,
  now: number,
  travelSeconds: number,
): Plan {
  const arriveAt = Math.max(now, pair.freeFrom) + travelSeconds;
  const meetAt = Math.max(arriveAt, request.wantedAt);
  return {
    travelSeconds,
    arriveAt,
    meetAt,
    endAt: meetAt + request.walkSeconds,
    waitSeconds: meetAt - request.wantedAt,
  };
}

/** The first thing that keeps this pair from this request, or `null`. */
export function obstacleTo(
  request: OpenRequest,
  pair: FreePair,
  plan: Plan,
  batch: Pick<Batch, 'now' | 'pace' | 'weights'>,
): Obstacle | null {
  const despite = request.pinned?.pair === pair.id ? request.pinned.despite : [];
  const put = (obstacle: Obstacle) =>
    !despite.includes(obstacle) || !(negotiable as readonly Obstacle[]).includes(obstacle);
  if (pair.validUntil < plan.endAt) return 'not-valid';
  if (request.caller.some((mark) => pair.blocked.has(mark))) return 'blocked';
  if (plan.endAt > pair.shiftEndsAt) return 'shift-ends';
  if (request.declinedBy.includes(pair.id) && put('declined')) return 'declined';
  if (request.language !== null && !pair.languages.includes(request.language) && put('language'))
    return 'language';
  const metres = plan.travelSeconds * batch.pace.metresPerSecond;
  if (metres > request.reachMetres && put('out-of-reach')) return 'out-of-reach';
  const soonest = Math.max(batch.now, request.wantedAt);
  if (plan.meetAt - soonest > batch.weights.mostLateSeconds && put('too-late')) return 'too-late';
  return null;
}

/** What her waiting until `meetAt` costs: one price from the first second, a second one after the grace. */
function waitCost(waitSeconds: number, weights: MatchWeights): number {
  const late = Math.max(0, waitSeconds - weights.graceSeconds);
  return weights.wait * waitSeconds + weights.late * late;
}

/** Leaving somebody without a pair is dearer than any way of serving her. */
const unserved = 1e7;

export type Costs = { cost: Float64Array; leaveOut: Float64Array };

/** The cost of every request with every pair, in whole tenths of a second so that sums stay exact. */
export function costsOf(batch: Batch): Costs {
  const { now, requests, pairs, weights, pace, travel } = batch;
  const cost = new Float64Array(requests.length * pairs.length).fill(forbidden);
  const leaveOut = new Float64Array(requests.length);
  const pinnedPairs = new Map(
    requests.flatMap((request) => (request.pinned ? [[request.pinned.pair, request.id]] : [])),
  );
  const ahead = weights.ahead > 0 ? lossAhead(batch) : null;
  for (let row = 0; row < requests.length; row += 1) {
    const request = requests[row]!;
    // She who has waited longer loses more by being left out, so that nobody is passed over for ever.
    const soonest = Math.max(0, now - request.wantedAt) + weights.mostLateSeconds;
    leaveOut[row] = Math.round(10 * (unserved + waitCost(soonest, weights)));
    for (let column = 0; column < pairs.length; column += 1) {
      const pair = pairs[column]!;
      if (request.pinned && request.pinned.pair !== pair.id) continue;
      const pinnedTo = pinnedPairs.get(pair.id);
      if (pinnedTo !== undefined && pinnedTo !== request.id) continue;
      const at = row * pairs.length + column;
      const seconds = travel?.[at] ?? walkingSeconds(pair.at, request.meeting, pace);
      // Most pairs are simply too far away: decided before anything is planned.
      if (!request.pinned && seconds * pace.metresPerSecond > request.reachMetres) continue;
      const plan = planFor(request, pair, now, seconds);
      if (obstacleTo(request, pair, plan, batch) !== null) continue;
      let price =
        waitCost(plan.waitSeconds, weights) +
        weights.approach * seconds +
        weights.load * pair.walksTonight;
      if (ahead) price += weights.ahead * ahead(column, plan.endAt, request.end);
      if (request.confirmed === pair.id) price -= weights.keepGain;
      cost[at] = Math.round(10 * price);
    }
  }
  return { cost, leaveOut };
}

/** The pairs by request, as indices; -1 without one. Exact for the stated cost. */
export function matchBatch(batch: Batch): Int32Array {
  const { cost, leaveOut } = costsOf(batch);
  return assign(batch.requests.length, batch.pairs.length, cost, leaveOut);
}
