// What one round of matching looks at: open requests, pairs, what is known for later, and the prices.
import { negotiable, type obstacles } from '../names.ts';
import type { Pace, Place } from './travel.ts';

/** A request that is known for later. Times are seconds since the epoch. */
export type Upcoming = { meeting: Place; wantedAt: number; reachMetres: number };

/** One request that needs a pair. Times are seconds since the epoch. */
export type OpenRequest = {
  id: string;
  meeting: Place;
  /** Metres of street from which pairs come to this meeting point. */
  reachMetres: number;
  wantedAt: number;
  end: Place;
  walkSeconds: number;
  /** Language she needs, or `null` when any will do. */
  language: string | null;
  /** Keyed hashes by which a scout may have blocked her. */
  caller: readonly string[];
  /** Pairs that declined or did not answer; they are not asked again. */
  declinedBy: readonly string[];
  /** The pair that confirmed already and is not under way yet. */
  confirmed: string | null;
  /** An operator's word: this pair and no other, even against the constraints named. */
  pinned: { pair: string; despite: readonly Obstacle[] } | null;
};

/** One pair on duty. `at` and `freeFrom` are where and when its present walk ends, or here and now. */
export type FreePair = {
  id: string;
  at: Place;
  freeFrom: number;
  shiftEndsAt: number;
  /** The first moment at which vetting or training of one of the two has run out. */
  validUntil: number;
  languages: readonly string[];
  walksTonight: number;
  blocked: ReadonlySet<string>;
};

export { negotiable };
/** Why a pair cannot have a request. */
export type Obstacle = (typeof obstacles)[number];

/** Prices in seconds; a second of her waiting costs 1 × `wait`. All are the city's configuration. */
export type MatchWeights = {
  wait: number;
  /** Beside `wait`, for each second after `graceSeconds`. */
  late: number;
  graceSeconds: number;
  /** For each second the pair is on its way to her. */
  approach: number;
  /** For each walk that the pair had tonight. */
  load: number;
  /** For each second that others, later this evening, would wait longer. */
  ahead: number;
  /** A confirmed pair is exchanged only when everybody together gains this much. */
  keepGain: number;
  /** Nobody is promised a pair that comes later than this, counted from now or from the moment she asked for. */
  mostLateSeconds: number;
};

export type Batch = {
  now: number;
  requests: readonly OpenRequest[];
  pairs: readonly FreePair[];
  /** Requests of this evening that are not to be given away yet. */
  upcoming: readonly Upcoming[];
  weights: MatchWeights;
  pace: Pace;
  /** Street seconds, requests × pairs, from a routing engine; without it the pace is used. */
  travel?: Float64Array;
};
