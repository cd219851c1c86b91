// Why this pair: the reasons of a match in words that screens translate, and what the next best would have meant.
import type { matchReasons } from '../names.ts';
import type { Batch, Obstacle } from './batch.ts';
import { obstacleTo, type Plan, planFor } from './matching.ts';
import { walkingSeconds } from './travel.ts';

/** Codes that screens translate; several can hold at once. */
export type MatchReason = (typeof matchReasons)[number];

export type Why = Plan & {
  pair: string;
  reasons: MatchReason[];
  /** Pairs that could have come. */
  possible: number;
  /** How many could not, by what kept them. */
  kept: Partial<Record<Obstacle, number>>;
  /** Seconds by which she would have been met sooner by another pair; 0 when nobody could. */
  soonerElsewhere: number;
};

/** Explains one match of a batch; `row` and `column` are indices. */
export function whyThisPair(batch: Batch, row: number, column: number): Why {
  const request = batch.requests[row]!;
  const chosen = batch.pairs[column]!;
  const kept: Partial<Record<Obstacle, number>> = {};
  const possible: { index: number; plan: Plan }[] = [];
  batch.pairs.forEach((pair, index) => {
    const seconds =
      batch.travel?.[row * batch.pairs.length + index] ??
      walkingSeconds(pair.at, request.meeting, batch.pace);
    const plan = planFor(request, pair, batch.now, seconds);
    const obstacle = obstacleTo(request, pair, plan, batch);
    if (obstacle === null || index === column) possible.push({ index, plan });
    else kept[obstacle] = (kept[obstacle] ?? 0) + 1;
  });
  const { plan } = possible.find(({ index }) => index === column)!;
  const others = possible.filter(({ index }) => index !== column);
  const soonest = Math.min(plan.meetAt, ...others.map((other) => other.plan.meetAt));
  const reasons: MatchReason[] = [];
  if (request.pinned?.pair === chosen.id) reasons.push('pinned');
  if (request.confirmed === chosen.id) reasons.push('kept');
  if (others.length === 0) reasons.push('only-pair');
  else {
    if (others.every((other) => plan.travelSeconds <= other.plan.travelSeconds))
      reasons.push('nearest');
    else if (plan.meetAt <= soonest) reasons.push('soonest');
    if (others.every(({ index }) => chosen.walksTonight < batch.pairs[index]!.walksTonight))
      reasons.push('fewest-walks');
  }
  if (request.language !== null && chosen.languages.includes(request.language))
    reasons.push('speaks-her-language');
  if (reasons.length === 0) reasons.push('best-for-all');
  return {
    ...plan,
    pair: chosen.id,
    reasons,
    possible: possible.length,
    kept,
    soonerElsewhere: plan.meetAt - soonest,
  };
}
