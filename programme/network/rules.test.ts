// Proves that nobody walks with anything lapsed, and that a plan never breaks rest, hours or the pair.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decideShift,
  type Fitness,
  fitUntil,
  restMilliseconds,
  type Span,
  unfitOn,
} from './rules.ts';

const fit: Fitness = {
  active: true,
  contractFrom: '2026-01-01',
  contractUntil: null,
  vettedUntil: '2026-12-31',
  trainedUntil: '2026-11-30',
  idIssuedOn: '2026-01-02',
};
const hour = 3_600_000;

test('each lapse is named, the last valid day counts, and the first end of all is the end', () => {
  expect(unfitOn(fit, '2026-11-30')).toEqual([]);
  expect(fitUntil(fit, '2026-11-30')).toBe('2026-11-30');
  expect(fitUntil({ ...fit, contractUntil: '2026-06-30' }, '2026-05-01')).toBe('2026-06-30');
  expect(fitUntil(fit, '2026-12-01')).toBeNull();
  expect(unfitOn(fit, '2026-12-01')).toEqual(['training-lapsed']);
  expect(
    unfitOn(
      {
        ...fit,
        active: false,
        contractFrom: null,
        vettedUntil: null,
        trainedUntil: null,
        idIssuedOn: null,
      },
      '2026-12-01',
    ),
  ).toEqual(['not-active', 'no-contract', 'never-vetted', 'never-trained', 'no-identity-card']);
});

test('two people who may, with rest and hours, and nothing else, make a pair', () => {
  const shift: Span = { beginsAt: 100 * hour, endsAt: 104 * hour };
  const free = { unfit: [], available: true, others: [] };
  const a = { id: 'a', ...free };
  const b = { id: 'b', ...free };
  expect(decideShift(shift, [a, b])).toEqual({ ok: true });
  expect(decideShift(shift, [a, a])).toMatchObject({ code: 'not-two' });
  expect(decideShift(shift, [a, { ...b, unfit: ['never-vetted'] }])).toMatchObject({
    code: 'unfit',
    person: 'b',
  });
  expect(decideShift(shift, [{ ...a, available: false }, b])).toMatchObject({
    code: 'not-available',
  });
  fc.assert(
    fc.property(
      fc.integer({ min: -40, max: 240 }),
      fc.integer({ min: 1, max: 12 }),
      (begin, length) => {
        const other = { beginsAt: begin * hour, endsAt: (begin + length) * hour };
        const decision = decideShift(shift, [{ ...a, others: [other] }, b]);
        const gap = Math.max(shift.beginsAt - other.endsAt, other.beginsAt - shift.endsAt);
        expect(decision.ok).toBe(gap >= restMilliseconds);
      },
    ),
  );
  const full = [0, 24, 48, 72].map((n) => ({ beginsAt: n * hour, endsAt: (n + 12.5) * hour }));
  expect(decideShift(shift, [{ ...a, others: full }, b])).toMatchObject({ code: 'too-many-hours' });
});
