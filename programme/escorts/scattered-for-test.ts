// A batch of requests and pairs strewn over a city of some 20 km, for tests and benches.
import { walksPolicySchema } from '#programme/city/index.ts';
import type { Batch } from './rules/batch.ts';

/** The same seed gives the same batch. Requests come in knots around stations, as they do. */
export function scatteredBatch(requests: number, pairs: number, seed: number): Batch {
  let state = seed * 2_654_435_761 + 1;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const place = () => ({ lat: 37.45 + 0.2 * random(), lon: 126.9 + 0.25 * random() });
  const stations = Array.from({ length: 150 }, place);
  const now = 1_000_000;
  const { matching, pace } = walksPolicySchema.parse({});
  return {
    now,
    weights: matching,
    pace,
    upcoming: Array.from({ length: Math.round(requests / 3) }, () => ({
      meeting: stations[Math.floor(random() * 150)]!,
      wantedAt: now + 1800 + Math.floor(3600 * random()),
      reachMetres: 3000,
    })),
    requests: Array.from({ length: requests }, (_, index) => ({
      id: `request-${index}`,
      meeting: stations[Math.floor(random() * 150)]!,
      reachMetres: 5000,
      wantedAt: now + Math.floor(1800 * random()),
      end: place(),
      walkSeconds: 600,
      language: random() < 0.05 ? 'en' : null,
      caller: [],
      declinedBy: [],
      confirmed: null,
      pinned: null,
    })),
    pairs: Array.from({ length: pairs }, (_, index) => ({
      id: `pair-${index}`,
      at: place(),
      freeFrom: now + Math.floor(900 * random()),
      shiftEndsAt: now + 10_000,
      validUntil: Number.POSITIVE_INFINITY,
      languages: random() < 0.3 ? ['ko', 'en'] : ['ko'],
      walksTonight: Math.floor(4 * random()),
      blocked: new Set<string>(),
    })),
  };
}
