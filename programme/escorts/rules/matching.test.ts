// Proves that a batch never breaks a constraint, keeps a confirmed pair unless the stated gain is there, and obeys a pin.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Batch,
  type FreePair,
  type MatchWeights,
  negotiable,
  type OpenRequest,
} from './batch.ts';
import { costsOf, matchBatch, obstacleTo, planFor } from './matching.ts';
import { walkingSeconds } from './travel.ts';
import { whyThisPair } from './why.ts';

const weights: MatchWeights = {
  wait: 1,
  late: 2,
  graceSeconds: 300,
  approach: 0.3,
  load: 30,
  ahead: 0,
  keepGain: 240,
  mostLateSeconds: 2400,
};
const pace = { metresPerSecond: 1.2, detour: 1.3 };
const now = 1_000_000;

const place = fc.record({
  lat: fc.integer({ min: 0, max: 40 }).map((n) => 37.5 + n / 1000),
  lon: fc.integer({ min: 0, max: 40 }).map((n) => 127 + n / 1000),
});
const callers = ['a', 'b', 'c'];
const languages = ['ko', 'en', 'vi'];

const pairs: fc.Arbitrary<FreePair[]> = fc
  .array(
    fc.record({
      at: place,
      freeFrom: fc.integer({ min: now - 600, max: now + 1800 }),
      shiftEndsAt: fc.integer({ min: now + 600, max: now + 14_400 }),
      validUntil: fc.oneof(
        { weight: 5, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
        fc.constant(now + 900),
      ),
      languages: fc.subarray(languages),
      walksTonight: fc.integer({ min: 0, max: 6 }),
      blocked: fc.subarray(callers).map((list) => new Set(list)),
    }),
    { maxLength: 7 },
  )
  .map((list) => list.map((pair, index) => ({ ...pair, id: `p${index}` })));

const requests: fc.Arbitrary<OpenRequest[]> = fc
  .array(
    fc.record({
      meeting: place,
      reachMetres: fc.constantFrom(800, 2000, 20_000),
      wantedAt: fc.integer({ min: now - 1800, max: now + 1800 }),
      end: place,
      walkSeconds: fc.integer({ min: 300, max: 1500 }),
      language: fc.option(fc.constantFrom(...languages)),
      caller: fc.subarray(callers, { maxLength: 2 }),
      declinedBy: fc.subarray(['p0', 'p1', 'p2']),
      confirmed: fc.constant(null),
      pinned: fc.oneof(
        { weight: 6, arbitrary: fc.constant(null) },
        fc.record({
          pair: fc.constantFrom('p0', 'p1', 'p2', 'p9'),
          despite: fc.subarray([...negotiable, 'blocked' as const, 'not-valid' as const]),
        }),
      ),
    }),
    { maxLength: 7 },
  )
  .map((list) => list.map((request, index) => ({ ...request, id: `r${index}` })));

const batches: fc.Arbitrary<Batch> = fc.record({
  now: fc.constant(now),
  requests,
  pairs,
  upcoming: fc.array(
    fc.record({
      meeting: place,
      wantedAt: fc.integer({ min: now, max: now + 5400 }),
      reachMetres: fc.constant(3000),
    }),
    { maxLength: 4 },
  ),
  weights: fc.constantFrom(weights, { ...weights, ahead: 0.5 }),
  pace: fc.constant(pace),
});

const planOf = (batch: Batch, row: number, column: number) => {
  const request = batch.requests[row]!;
  const pair = batch.pairs[column]!;
  return planFor(request, pair, batch.now, walkingSeconds(pair.at, request.meeting, batch.pace));
};

test('no batch breaks a constraint, and no pair has two requests', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      const chosen = matchBatch(batch);
      const used = chosen.filter((column) => column >= 0);
      expect(new Set(used).size).toBe(used.length);
      chosen.forEach((column, row) => {
        if (column < 0) return;
        const request = batch.requests[row]!;
        const pair = batch.pairs[column]!;
        const plan = planOf(batch, row, column);
        // What no operator can put aside.
        expect(pair.validUntil).toBeGreaterThanOrEqual(plan.endAt);
        expect(pair.shiftEndsAt).toBeGreaterThanOrEqual(plan.endAt);
        expect(request.caller.some((mark) => pair.blocked.has(mark))).toBe(false);
        if (request.pinned) expect(pair.id).toBe(request.pinned.pair);
        else {
          expect(request.declinedBy).not.toContain(pair.id);
          if (request.language) expect(pair.languages).toContain(request.language);
        }
        expect(obstacleTo(request, pair, plan, batch)).toBeNull();
        const why = whyThisPair(batch, row, column);
        expect(why.pair).toBe(pair.id);
        expect(why.reasons.length).toBeGreaterThan(0);
        expect(why.possible).toBeGreaterThan(0);
      });
    }),
    { numRuns: 1500 },
  );
});

test('a request stays without a pair only when serving it would cost somebody else hers, or nobody may', () => {
  fc.assert(
    fc.property(batches, (batch) => {
      const chosen = matchBatch(batch);
      const { cost } = costsOf(batch);
      const free = batch.pairs.map((_, column) => column).filter((c) => !chosen.includes(c));
      chosen.forEach((column, row) => {
        if (column >= 0) return;
        for (const pair of free)
          expect(cost[row * batch.pairs.length + pair]).toBe(Number.POSITIVE_INFINITY);
      });
    }),
  );
});

test('a confirmed pair is exchanged only for the stated gain, counted for each exchange', () => {
  fc.assert(
    fc.property(batches, fc.integer({ min: 0, max: 900 }), (batch, keepGain) => {
      const plain = { ...batch, weights: { ...batch.weights, keepGain } };
      const before = matchBatch(plain);
      // What was matched is confirmed; then the world moves on: everybody is somewhere else.
      const moved: Batch = {
        ...plain,
        requests: plain.requests.map((request, row) => ({
          ...request,
          confirmed: before[row]! >= 0 ? plain.pairs[before[row]!]!.id : null,
        })),
        pairs: plain.pairs.map((pair, index) => ({
          ...pair,
          at: plain.pairs[(index + 1) % plain.pairs.length]!.at,
        })),
      };
      const after = matchBatch(moved);
      const real = costsOf({
        ...moved,
        requests: moved.requests.map((request) => ({ ...request, confirmed: null })),
      });
      const width = moved.pairs.length;
      const total = (columns: Int32Array) =>
        columns.reduce(
          (sum, column, row) =>
            sum + (column < 0 ? real.leaveOut[row]! : real.cost[row * width + column]!),
          0,
        );
      const stillPossible = before.every(
        (column, row) => column < 0 || Number.isFinite(real.cost[row * width + column]!),
      );
      if (!stillPossible) return;
      const exchanged = before.reduce(
        (count, column, row) => count + (column >= 0 && column !== after[row] ? 1 : 0),
        0,
      );
      // Costs are tenths of seconds, each rounded once.
      expect(total(before) - total(after)).toBeGreaterThanOrEqual(exchanged * (10 * keepGain - 1));
    }),
    { numRuns: 1000 },
  );
});

describe('a pin', () => {
  const pair: FreePair = {
    id: 'p0',
    at: { lat: 37.6, lon: 127.1 },
    freeFrom: now,
    shiftEndsAt: now + 20_000,
    validUntil: Number.POSITIVE_INFINITY,
    languages: ['ko'],
    walksTonight: 0,
    blocked: new Set(['x']),
  };
  const request: OpenRequest = {
    id: 'r0',
    meeting: { lat: 37.5, lon: 127 },
    reachMetres: 1000,
    wantedAt: now,
    end: { lat: 37.5, lon: 127 },
    walkSeconds: 600,
    language: 'en',
    caller: [],
    declinedBy: ['p0'],
    confirmed: null,
    pinned: null,
  };
  const batch = (of: Partial<OpenRequest>, also: Partial<FreePair> = {}): Batch => ({
    now,
    requests: [{ ...request, ...of }],
    pairs: [{ ...pair, ...also }],
    upcoming: [],
    weights,
    pace,
  });

  test('puts aside what an operator may, and nothing else', () => {
    const pinned = { pair: 'p0', despite: [...negotiable] };
    expect([...matchBatch(batch({}))]).toEqual([-1]);
    expect([...matchBatch(batch({ pinned }))]).toEqual([0]);
    expect([...matchBatch(batch({ pinned: { pair: 'p0', despite: ['language'] } }))]).toEqual([-1]);
    expect([...matchBatch(batch({ pinned, caller: ['x'] }))]).toEqual([-1]);
    expect([...matchBatch(batch({ pinned }, { validUntil: now }))]).toEqual([-1]);
    expect(whyThisPair(batch({ pinned }), 0, 0).reasons).toEqual(['pinned', 'only-pair']);
  });
});
