// Proves that whatever is sent as OwnTracks is read as one fix, as nothing, or refused; and that a refusal repeats nothing of it.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBasic, readTracker, readTrackerPayload } from './index.ts';

test('a location is a fix; what says nothing about a place is nothing', () => {
  const told = { _type: 'location', lat: 37.5, lon: 127, tst: 1_700_000_000, acc: 10, tid: 'p1' };
  expect(readTracker(told)).toEqual({
    ok: true,
    fix: { lat: 37.5, lon: 127, at: new Date(1_700_000_000_000) },
  });
  for (const kind of ['lwt', 'waypoint', 'transition', 'status', 'card', 'cmd'])
    expect(readTracker({ _type: kind, lat: 1, lon: 1, tst: 1 })).toEqual({ ok: true, fix: null });
  expect(readTrackerPayload(new Uint8Array())).toEqual({ ok: true, fix: null });
});

test('impossible places and times, encrypted ones and rubbish are refused in words without the place', () => {
  const good = { _type: 'location', lat: 37.123456, lon: 127.654321, tst: 1_700_000_000 };
  for (const bad of [
    { lat: 91 },
    { lon: -181 },
    { lat: '37' },
    { tst: -1 },
    { tst: 1.5 },
    { tst: undefined },
  ]) {
    const read = readTracker({ ...good, ...bad });
    expect(read.ok).toBe(false);
    expect(JSON.stringify(read)).not.toMatch(/37\.123456|127\.654321/);
  }
  expect(readTracker({ _type: 'encrypted', data: 'x' })).toEqual({
    ok: false,
    reason: 'encrypted',
  });
});

test('arbitrary bytes and arbitrary JSON never break it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const read = readTrackerPayload(bytes);
      expect(read.ok ? read.fix === null || read.fix.at instanceof Date : read.reason !== '').toBe(
        true,
      );
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(typeof readTracker(value).ok).toBe('boolean');
    }),
  );
});

test('name and secret come out of Basic authentication, whatever else is sent does not', () => {
  fc.assert(
    fc.property(
      fc
        .string({ minLength: 1, maxLength: 40 })
        .filter((text) => !text.includes(':') && text.isWellFormed()),
      fc.string({ maxLength: 40 }).filter((text) => text.isWellFormed()),
      (user, secret) => {
        const header = `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
        expect(readBasic(header)).toEqual({ user, secret });
      },
    ),
  );
  for (const header of [
    undefined,
    '',
    'Basic',
    'Basic ====',
    'Bearer abc',
    `Basic ${btoa('nothing')}`,
  ])
    expect(readBasic(header)).toBeNull();
});
