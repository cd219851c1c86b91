// Proves that a code fits this walk, this pair, this direction and this minute only, and never a second time.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkCode, codeSeconds, type MeetingKey, meetingCode, stepOf } from './meeting-code.ts';

const key = (more: Partial<MeetingKey> = {}): MeetingKey => ({
  walkId: 'walk',
  shiftId: 'pair',
  secret: new Uint8Array(32).fill(7),
  ...more,
});
const at = 1_800_000_000_000;

test('two phones show and accept the same code, typed with a space or scanned, with clocks a minute apart', async () => {
  const { digits, long } = await meetingCode(key(), 'pair', stepOf(at));
  expect(digits).toMatch(/^\d{4}$/);
  expect(long).toMatch(/^[A-Z0-9]{20}$/);
  for (const said of [digits, `${digits.slice(0, 2)} ${digits.slice(2)}`, long, long.toLowerCase()])
    for (const skew of [-codeSeconds, 0, codeSeconds])
      expect(await checkCode(key(), 'pair', said, at + skew * 1000, null)).toMatchObject({
        fits: true,
      });
  expect((await checkCode(key(), 'pair', long, at + 2 * codeSeconds * 1000, null)).fits).toBe(
    false,
  );
});

test('an accepted code, and every older one, is a replay', async () => {
  const { long } = await meetingCode(key(), 'her', stepOf(at));
  const first = await checkCode(key(), 'her', long, at, null);
  expect(first.fits).toBe(true);
  expect(await checkCode(key(), 'her', long, at, stepOf(at))).toEqual({
    fits: false,
    replayed: true,
  });
  expect(await checkCode(key(), 'her', long, at, stepOf(at) + 1)).toEqual({
    fits: false,
    replayed: true,
  });
});

test('no other walk, pair, direction, key or minute fits', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.integer({ min: 0, max: 2 ** 40 }),
      async (secret, moment) => {
        const mine = key({ secret });
        const { long } = await meetingCode(mine, 'pair', stepOf(moment));
        const others = [
          key({ secret, walkId: 'other' }),
          key({ secret, shiftId: 'other' }),
          key({ secret: secret.map((byte) => byte ^ 1) }),
        ];
        for (const other of others)
          expect((await checkCode(other, 'pair', long, moment, null)).fits).toBe(false);
        expect((await checkCode(mine, 'her', long, moment, null)).fits).toBe(false);
        expect((await checkCode(mine, 'pair', long, moment + 300_000, null)).fits).toBe(false);
      },
    ),
    { numRuns: 60 },
  );
});

test('anything that is no code is refused without breaking', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), async (said) => {
      const { digits, long } = await meetingCode(key(), 'pair', stepOf(at));
      if (said === digits || said === long) return;
      const answer = await checkCode(key(), 'pair', said, at, null);
      expect(typeof answer.fits).toBe('boolean');
    }),
    { numRuns: 100 },
  );
});
