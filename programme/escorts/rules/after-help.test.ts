// Proves of every order of calls, ends and reopenings that a walk never believes an open call to be over, nor an ended one to be open.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideAfterHelp } from './after-help.ts';
import { givesUpAt, newsBy } from './news.ts';

test('after every look the walk knows what the call is, and a second look changes nothing', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('call', 'close', 'reopen', 'merge', 'over', 'warn', 'look'), {
        maxLength: 40,
      }),
      (moves) => {
        let call = { open: false, mergedInto: null as string | null };
        let walk = { endKnown: true, closed: false, warned: false };
        let seen = false;
        for (const move of moves) {
          if (move === 'call' && !call.open) {
            call = { open: true, mergedInto: null };
            walk = { ...walk, endKnown: false };
          }
          if (move === 'close') call = { ...call, open: false };
          if (move === 'reopen') call = { open: true, mergedInto: null };
          if (move === 'merge' && call.open) call = { open: false, mergedInto: 'another' };
          if (move === 'over') walk = { ...walk, closed: true };
          if (move === 'warn' && !walk.closed) walk = { ...walk, warned: true };
          if (move !== 'look') continue;
          seen = true;
          const after = decideAfterHelp(walk, call);
          if (after.kind === 'goes-on') {
            expect(walk.closed).toBe(false);
            expect(after.afresh).toBe(walk.warned);
            walk = { ...walk, endKnown: true, warned: false };
          }
          if (after.kind === 'known-over') walk = { ...walk, endKnown: true };
          if (after.kind === 'called-again') walk = { ...walk, endKnown: false };
          if (after.kind === 'follow') {
            expect(after.incident).toBe('another');
            call = { open: true, mergedInto: null };
            walk = { ...walk, endKnown: false };
          }
          expect(walk.endKnown).toBe(!call.open);
          expect(decideAfterHelp(walk, call)).toEqual({ kind: 'same' });
        }
        if (seen) expect(walk.endKnown || call.open || moves.at(-1) !== 'look').toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

test('a promise of news lies ahead, is kept until it has passed, and none is made past giving up', () => {
  const policy = { newsWithinSeconds: 300, giveUpAfterSeconds: 3600 };
  fc.assert(
    fc.property(
      fc.integer({ min: -7_200_000, max: 7_200_000 }),
      fc.option(fc.integer({ min: -600_000, max: 600_000 })),
      fc.boolean(),
      fc.integer({ min: 0, max: 600_000 }),
      (wanted, promised, lost, sinceBooked) => {
        const now = 1_800_000_000_000;
        const walk = {
          state: 'received',
          bookedAt: now - sinceBooked,
          wantedAt: now + wanted,
          lostPairAt: lost ? now - 1000 : null,
          newsBy: promised === null ? null : now + promised,
        };
        const next = newsBy(walk, now, policy);
        if (promised !== null && promised > 0) {
          expect(next).toBe(walk.newsBy);
          return;
        }
        if (!lost && (wanted > 600_000 || sinceBooked < 180_000)) {
          expect(next).toBeNull();
          return;
        }
        expect(next).toBeGreaterThan(now);
        expect(next).toBeLessThanOrEqual(Math.max(givesUpAt(walk, policy), now + 60_000));
        expect(newsBy({ ...walk, state: 'paired' }, now, policy)).toBeNull();
      },
    ),
  );
});
