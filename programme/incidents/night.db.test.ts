// The figures of the night are honest: who still waits counts as late, and what never was a call is not counted.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Desks, openDesks } from './desks-for-test.ts';

let desks: Desks;
beforeAll(async () => {
  desks = await openDesks();
});
afterAll(() => desks.close());
beforeEach(() => desks.empty());

/** A call that was answered after so many seconds, or is still waiting. */
async function answeredAfter(seconds: number | null): Promise<string> {
  const id = await desks.raise();
  await desks.city.asOwner(
    `update incidents.incidents set raised_at = now() - interval '5 minutes',
       state = '${seconds === null ? 'raised' : 'acknowledged'}',
       acknowledged_at = ${seconds === null ? 'null' : `now() - interval '5 minutes' + interval '${seconds} seconds'`}
     where id = '${id}'`,
  );
  return id;
}

test('a call that nobody has answered counts as late, and is in no median', async () => {
  for (const seconds of [3, 7, 7, 40]) await answeredAfter(seconds);
  await answeredAfter(null);
  const { body } = await desks.get('city', '/api/night');
  expect(body).toMatchObject({
    raised: 5,
    answered: 4,
    withinTenSeconds: 0.6,
    answerTimes: [
      { upTo: 5, count: 1 },
      { upTo: 10, count: 2 },
      { upTo: 20, count: 0 },
      { upTo: 60, count: 1 },
      { upTo: null, count: 0 },
    ],
  });
  expect(body.medianSecondsToAcknowledge).toBeCloseTo(7, 1);
  expect(body.slowestSecondsToAcknowledge).toBeCloseTo(40, 1);
});

test('a call of this very moment is not late yet', async () => {
  await answeredAfter(3);
  await desks.raise();
  const { body } = await desks.get('city', '/api/night');
  expect(body).toMatchObject({ raised: 2, answered: 1, withinTenSeconds: 1 });
});

test('an empty night has no median and no share', async () => {
  const { body } = await desks.get('city', '/api/night');
  expect(body).toMatchObject({
    raised: 0,
    answered: 0,
    withinTenSeconds: null,
    medianSecondsToAcknowledge: null,
    slowestSecondsToAcknowledge: null,
  });
});
