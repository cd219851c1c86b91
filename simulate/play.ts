// Plays an evening step by step under a policy of giving pairs away; both policies meet the same people.
import type { Batch, FreePair, MatchWeights, OpenRequest } from '#programme/escorts/rules/batch.ts';
import { type Pace, type Place, walkingSeconds } from '#programme/escorts/rules/travel.ts';
import { type Asking, answerOf, type Evening, type OutPair } from './evening.ts';

/** Answers pairs by request, as indices of the batch; -1 for nobody. */
export type Policy = { name: string; decide(batch: Batch): Int32Array };

export type Rules = {
  seed: number;
  weights: MatchWeights;
  pace: Pace;
  reachMetres: number;
  /** How long before the wanted moment a pair is looked for. */
  offerAheadSeconds: number;
};

export type Outcome = {
  asked: number;
  walked: number;
  cancelled: number;
  unserved: number;
  meanWait: number;
  meanLate: number;
  p90Wait: number;
  onTimeShare: number;
  meanApproach: number;
  mostWalks: number;
};

type Open = { asking: Asking; declinedBy: string[] };
type Busy = { pair: OutPair; at: Place; freeFrom: number; walks: number };

const stepSeconds = 30;
/** An offer is answered within this time, by yes or by no. */
const answerSeconds = 30;

/** Plays it and counts. Waiting is from the wanted moment until the pair is there, for everybody who was met. */
export function playEvening(evening: Evening, policy: Policy, rules: Rules): Outcome {
  const pairs: Busy[] = evening.pairs.map((pair) => ({
    pair,
    at: pair.start,
    freeFrom: 0,
    walks: 0,
  }));
  let open: Open[] = [];
  let next = 0;
  const waits: number[] = [];
  const approaches: number[] = [];
  let cancelled = 0;
  let unserved = 0;
  for (let now = -stepSeconds; now <= evening.lengthSeconds; now += stepSeconds) {
    while (next < evening.asking.length && evening.asking[next]!.bookedAt <= now) {
      open.push({ asking: evening.asking[next]!, declinedBy: [] });
      next += 1;
    }
    open = open.filter(({ asking }) => {
      const gone = asking.cancelsAt !== null && asking.cancelsAt <= now;
      if (gone) cancelled += 1;
      return !gone;
    });
    if (now < 0) continue;
    const due = open.filter(({ asking }) => asking.wantedAt - rules.offerAheadSeconds <= now);
    if (due.length === 0) continue;
    const batch = toBatch(now, due, open, pairs, rules);
    const chosen = policy.decide(batch);
    const given = new Set<Open>();
    due.forEach((request, row) => {
      const column = chosen[row]!;
      if (column < 0) return;
      const busy = pairs[column]!;
      if (answerOf(rules.seed, busy.pair.id, request.asking.id) === 'decline') {
        request.declinedBy.push(busy.pair.id);
        busy.freeFrom = Math.max(busy.freeFrom, now + answerSeconds);
        return;
      }
      given.add(request);
      const approach = walkingSeconds(busy.at, request.asking.meeting, rules.pace);
      const there = Math.max(now + answerSeconds, busy.freeFrom) + approach;
      const { asking } = request;
      const meet = Math.max(there, asking.wantedAt);
      if (asking.cancelsAt !== null && asking.cancelsAt < meet) {
        cancelled += 1;
        // The pair turns back halfway.
        busy.freeFrom = Math.max(now, Math.min(there, asking.cancelsAt));
        return;
      }
      waits.push(meet - asking.wantedAt);
      approaches.push(approach);
      const walkBegins = Math.max(meet, asking.wantedAt + asking.comesLateSeconds);
      busy.freeFrom = walkBegins + asking.walkSeconds;
      busy.at = asking.end;
      busy.walks += 1;
    });
    open = open.filter((request) => !given.has(request));
  }
  unserved = open.length;
  return sum(evening, { waits, approaches, cancelled, unserved, pairs }, rules.weights);
}

function toBatch(
  now: number,
  due: readonly Open[],
  open: readonly Open[],
  pairs: readonly Busy[],
  rules: Rules,
): Batch {
  const requests = due.map(
    ({ asking, declinedBy }): OpenRequest => ({
      id: asking.id,
      meeting: asking.meeting,
      reachMetres: rules.reachMetres,
      wantedAt: asking.wantedAt,
      end: asking.end,
      walkSeconds: asking.expectedWalkSeconds,
      language: asking.language,
      caller: [],
      declinedBy,
      confirmed: null,
      pinned: null,
    }),
  );
  const free = pairs.map(
    ({ pair, at, freeFrom, walks }): FreePair => ({
      id: pair.id,
      at,
      // The city knows about when a walk will end.
      freeFrom: freeFrom <= now ? now : Math.max(now + 1, Math.round(freeFrom / 240) * 240),
      shiftEndsAt: pair.shiftEndsAt,
      validUntil: Number.POSITIVE_INFINITY,
      languages: pair.languages,
      walksTonight: walks,
      blocked: new Set(),
    }),
  );
  const dueNow = new Set(due);
  const upcoming = open
    .filter((request) => !dueNow.has(request) && request.asking.wantedAt < now + 5400)
    .map(({ asking }) => ({
      meeting: asking.meeting,
      wantedAt: asking.wantedAt,
      reachMetres: rules.reachMetres,
    }));
  const { weights, pace } = rules;
  return { now, requests, pairs: free, upcoming, weights, pace };
}

type Counted = {
  waits: number[];
  approaches: number[];
  cancelled: number;
  unserved: number;
  pairs: readonly Busy[];
};

function sum(evening: Evening, counted: Counted, weights: MatchWeights): Outcome {
  const { waits } = counted;
  const mean = (values: readonly number[]) =>
    values.reduce((total, value) => total + value, 0) / Math.max(1, values.length);
  const sorted = waits.toSorted((a, b) => a - b);
  return {
    asked: evening.asking.length,
    walked: waits.length,
    cancelled: counted.cancelled,
    unserved: counted.unserved,
    meanWait: mean(waits),
    meanLate: mean(waits.map((wait) => Math.max(0, wait - weights.graceSeconds))),
    p90Wait: sorted[Math.floor(0.9 * sorted.length)] ?? 0,
    onTimeShare: waits.filter((wait) => wait <= weights.graceSeconds).length / waits.length,
    meanApproach: mean(counted.approaches),
    mostWalks: Math.max(...counted.pairs.map(({ walks }) => walks)),
  };
}
