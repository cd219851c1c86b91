// Who may post a press over HTTP: signatures, bearers, clocks and tampering.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeWebhook, signatureWindowSeconds, signWebhook, verifyWebhook } from './index.ts';

const secret = 'seven-lamps-under-one-roof';
const at = 1_790_000_000;
const body = Buffer.from('{"id":"m-1","event":"press"}');

function call(signature?: string, authorization?: string, rawBody: Uint8Array = body) {
  return { signature, authorization, rawBody };
}

describe('a signed webhook', () => {
  test('is accepted with a fixed, independently computed signature', () => {
    // printf '1790000000.{"id":"m-1","event":"press"}' | openssl dgst -sha256 -hmac seven-lamps-under-one-roof
    const known = '8900e08e5f7a32c0eb14fab328272a631428314afe55f36fc843a1903eb51825';
    expect(signWebhook(body, secret, at)).toBe(`t=${at},v1=${known}`);
    expect(verifyWebhook(call(`t=${at},v1=${known}`), secret, at * 1000)).toEqual({
      ok: true,
      by: 'signature',
    });
  });

  test('is accepted within five minutes either way and refused outside', () => {
    const header = signWebhook(body, secret, at);
    for (const [offset, ok] of [
      [signatureWindowSeconds, true],
      [-signatureWindowSeconds, true],
      [signatureWindowSeconds + 1, false],
      [-signatureWindowSeconds - 1, false],
    ] as const) {
      expect(verifyWebhook(call(header), secret, (at + offset) * 1000).ok).toBe(ok);
    }
    expect(verifyWebhook(call(header), secret, (at + 400) * 1000)).toEqual({
      ok: false,
      reason: 'stale',
    });
  });

  test('is refused when any byte of the body or the time differs', () => {
    const header = signWebhook(body, secret, at);
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (index, change) => {
        const other = Buffer.from(body);
        other[index] = (other[index] ?? 0) ^ change;
        expect(verifyWebhook(call(header, undefined, other), secret, at * 1000).ok).toBe(false);
      }),
    );
    const later = header.replace(`t=${at}`, `t=${at + 1}`);
    expect(verifyWebhook(call(later), secret, at * 1000)).toEqual({ ok: false, reason: 'wrong' });
  });

  test('may carry two signatures while the secret is being changed', () => {
    const header = `${signWebhook(body, 'old', at)},${signWebhook(body, secret, at).split(',')[1]}`;
    expect(verifyWebhook(call(header), secret, at * 1000).ok).toBe(true);
  });

  test('is not saved by a right bearer when its signature is wrong', () => {
    const wrong = signWebhook(body, 'other', at);
    expect(verifyWebhook(call(wrong, `Bearer ${secret}`), secret, at * 1000).ok).toBe(false);
  });

  test('never throws, whatever the headers say, and accepts none of it', () => {
    fc.assert(
      fc.property(
        fc.option(fc.string(), { nil: undefined }),
        fc.string(),
        (signature, authorization) => {
          expect(verifyWebhook(call(signature, authorization), secret, at * 1000).ok).toBe(false);
        },
      ),
    );
    expect(verifyWebhook(call(), secret, 0)).toEqual({ ok: false, reason: 'missing' });
    expect(verifyWebhook(call(undefined, 'Bearer '), '', 0).ok).toBe(false);
  });
});

describe('the bearer', () => {
  test('is the secret and nothing near it', () => {
    expect(verifyWebhook(call(undefined, `Bearer ${secret}`), secret, 0)).toEqual({
      ok: true,
      by: 'bearer',
    });
    expect(verifyWebhook(call(undefined, `Bearer ${secret}x`), secret, 0).ok).toBe(false);
    expect(verifyWebhook(call(undefined, `Basic ${secret}`), secret, 0).ok).toBe(false);
  });
});

describe('the body', () => {
  test('says id, event, battery and time', () => {
    const decoded = decodeWebhook({
      id: 'm-1',
      event: 'long',
      battery: 12,
      at: '2026-09-21T01:02:03Z',
    });
    expect(decoded).toMatchObject({
      ok: true,
      signal: {
        kind: 'alarm',
        press: 'long',
        batteryPercent: 12,
        deliveryId: 'm-1',
        occurredAt: new Date('2026-09-21T01:02:03Z'),
      },
    });
  });

  test('without an id is refused, because a replay could not be told apart', () => {
    expect(decodeWebhook(Buffer.from('{"event":"press"}'))).toMatchObject({
      ok: false,
      reason: 'malformed',
    });
  });
});
