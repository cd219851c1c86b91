// Signatures against the vectors of the standards, and against tampering.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentDigest, signRequest, verifyRequest } from './index.ts';
import { signatureBase } from './signature.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const created = 1_790_000_000;
const message = {
  method: 'POST',
  url: 'https://police.example/eido?desk=4',
  body: '{"eidoVersion":"1.0"}',
};

function signed(changes: Record<string, string> = {}) {
  const headers = signRequest({ ...message, keyId: 'city-1', privateKey, created });
  return { ...message, headers: { ...headers, ...changes } };
}

const keyOf = (keyId: string) => (keyId === 'city-1' ? publicKey : null);

describe('the standards’ own examples', () => {
  test('RFC 9530: digests of {"hello": "world"}', () => {
    const body = '{"hello": "world"}';
    expect(contentDigest(body, 'sha-256')).toBe(
      'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:',
    );
    expect(contentDigest(body)).toBe(
      'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:',
    );
  });

  test('RFC 9421, B.2.6: an Ed25519 signature of a request', () => {
    const components = ['date', '@method', '@path', '@authority', 'content-type', 'content-length'];
    const parameters = `(${components.map((name) => `"${name}"`).join(' ')});created=1618884473;keyid="test-key-ed25519"`;
    const base = signatureBase(
      {
        method: 'POST',
        url: 'https://example.com/foo?param=Value&Pet=dog',
        headers: {
          date: 'Tue, 20 Apr 2021 02:07:55 GMT',
          'content-type': 'application/json',
          'content-length': '18',
        },
      },
      components,
      parameters,
    );
    // Appendix B.1.4 of the RFC publishes both halves of its test key.
    const testKey = createPrivateKey({
      key: Buffer.from(
        'MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF',
        'base64',
      ),
      format: 'der',
      type: 'pkcs8',
    });
    const expected =
      'wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==';
    expect(sign(null, Buffer.from(base ?? ''), testKey).toString('base64')).toBe(expected);
    expect(
      verify(
        null,
        Buffer.from(base ?? ''),
        createPublicKey(testKey),
        Buffer.from(expected, 'base64'),
      ),
    ).toBe(true);
  });
});

describe('a signed request', () => {
  test('is accepted as it was sent, within five minutes either way', () => {
    const ok = { ok: true, keyId: 'city-1', created: new Date(created * 1000) };
    expect(verifyRequest(signed(), keyOf, created * 1000)).toEqual(ok);
    expect(verifyRequest(signed(), keyOf, (created + 300) * 1000)).toEqual(ok);
    for (const seconds of [301, -301]) {
      expect(verifyRequest(signed(), keyOf, (created + seconds) * 1000)).toEqual({
        ok: false,
        reason: 'stale',
      });
    }
  });

  test('is refused when the method, the address, the type or the body differ', () => {
    const now = created * 1000;
    expect(verifyRequest({ ...signed(), method: 'PUT' }, keyOf, now).ok).toBe(false);
    expect(verifyRequest({ ...signed(), url: `${message.url}1` }, keyOf, now).ok).toBe(false);
    expect(verifyRequest(signed({ 'content-type': 'text/plain' }), keyOf, now).ok).toBe(false);
    expect(verifyRequest({ ...signed(), body: '{}' }, keyOf, now)).toEqual({
      ok: false,
      reason: 'digest',
    });
    const other = { ...signed({ 'content-digest': contentDigest('{}') }), body: '{}' };
    expect(verifyRequest(other, keyOf, now)).toEqual({ ok: false, reason: 'wrong' });
  });

  test('is refused when its key is unknown, or the signature leaves something out', () => {
    const now = created * 1000;
    expect(verifyRequest(signed(), () => null, now)).toEqual({ ok: false, reason: 'unknown-key' });
    const parameters = `("@method");created=${created};keyid="city-1"`;
    const base = signatureBase({ ...message, headers: {} }, ['@method'], parameters) ?? '';
    const bare = {
      ...message,
      headers: {
        'signature-input': `x=${parameters}`,
        signature: `x=:${sign(null, Buffer.from(base), privateKey).toString('base64')}:`,
      },
    };
    expect(verifyRequest(bare, keyOf, now)).toEqual({ ok: false, reason: 'uncovered' });
    expect(verifyRequest({ ...message, headers: {} }, keyOf, now)).toEqual({
      ok: false,
      reason: 'missing',
    });
  });

  test('is refused whatever single character of its headers is changed, and nothing ever throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('content-type', 'content-digest', 'signature-input', 'signature'),
        fc.nat(),
        fc.string({ minLength: 1, maxLength: 1 }),
        (name, at, character) => {
          const headers: Record<string, string> = { ...signed().headers };
          const value = headers[name] ?? '';
          const index = at % value.length;
          const changed = value.slice(0, index) + character + value.slice(index + 1);
          fc.pre(changed.trim() !== value);
          const verdict = verifyRequest(signed({ [name]: changed }), keyOf, created * 1000);
          // The label is a name between the two headers and not signed; only there must a change fail by mismatch.
          expect(verdict.ok).toBe(false);
        },
      ),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (input, signature, url) => {
        const headers = { 'signature-input': input, signature };
        expect(verifyRequest({ ...message, url, headers }, keyOf, created * 1000).ok).toBe(false);
      }),
    );
  });

  test('is not made with a key of another kind or an id that would break the header', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    expect(() => signRequest({ ...message, keyId: 'k', privateKey: rsa, created })).toThrow(
      /Ed25519/,
    );
    expect(() => signRequest({ ...message, keyId: 'a"b', privateKey, created })).toThrow(/key id/);
  });
});
