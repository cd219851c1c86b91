// The two ways of giving pairs away that are compared: the programme's own, and the usual first come, nearest.
import type { Batch } from '#programme/escorts/rules/batch.ts';
import { matchBatch, obstacleTo, planFor } from '#programme/escorts/rules/matching.ts';
import { walkingSeconds } from '#programme/escorts/rules/travel.ts';
import type { Policy } from './play.ts';

/** The same code as the server's: the cheapest whole of every batch, pairs that will soon be free among them. */
export const exactBatches: Policy = { name: 'Ansim, exact batches', decide: matchBatch };

/** Who asked first is given the nearest pair that stands free now and may come; the others wait for the next one. */
export const firstComeNearest: Policy = { name: 'first come, nearest', decide: nearestFirst };

function nearestFirst(batch: Batch): Int32Array {
  const chosen = new Int32Array(batch.requests.length).fill(-1);
  const taken = new Set<number>();
  // Requests stand in the order of booking.
  batch.requests.forEach((request, row) => {
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    batch.pairs.forEach((pair, column) => {
      if (taken.has(column) || pair.freeFrom > batch.now) return;
      const seconds = walkingSeconds(pair.at, request.meeting, batch.pace);
      if (seconds >= least) return;
      const plan = planFor(request, pair, batch.now, seconds);
      if (obstacleTo(request, pair, plan, batch) !== null) return;
      least = seconds;
      best = column;
    });
    if (best === -1) return;
    chosen[row] = best;
    taken.add(best);
  });
  return chosen;
}
