// Proves over real HTTP that a phone's push service gets an urgent message that only the phone can read, signed by the city's key.
import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isPushService, type PushSender, sendPush } from './index.ts';
import { openPush } from './open-for-test.ts';

type Got = { headers: IncomingMessage['headers']; url: string; body: Buffer };
const got: Got[] = [];
let answerWith = 201;
const service = createServer((request, reply) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    got.push({ headers: request.headers, url: request.url ?? '', body: Buffer.concat(parts) });
    reply.writeHead(answerWith).end();
  });
});
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => service.close(resolve)));

const phone = createECDH('prime256v1');
phone.generateKeys();
const auth = randomBytes(16);
const city = createECDH('prime256v1');
city.generateKeys();
const sender: PushSender = {
  key: {
    publicKey: city.getPublicKey('base64url'),
    privateKey: city.getPrivateKey('base64url').padStart(43, 'A'),
  },
  contact: 'https://city.example',
  timeoutMs: 2000,
};
const to = () => ({
  endpoint: `${origin}/push/abc`,
  p256dh: phone.getPublicKey('base64url'),
  auth: auth.toString('base64url'),
});
const message = () => ({ to: to(), payload: { about: 'offer', id: 'x' }, forSeconds: 30 });

test('it is urgent, lives as long as it is worth, and opens with the phone’s key only', async () => {
  answerWith = 201;
  expect(await sendPush(sender, message())).toBe('taken');
  const { headers, body } = got.at(-1)!;
  expect(headers).toMatchObject({ urgency: 'high', ttl: '30', 'content-encoding': 'aes128gcm' });
  expect(body.includes('offer')).toBe(false);
  expect(JSON.parse(openPush(body, phone, auth))).toEqual({ about: 'offer', id: 'x' });
  const stranger = createECDH('prime256v1');
  stranger.generateKeys();
  expect(() => openPush(body, stranger, auth)).toThrow();
});

test('the push service can check that the city sent it (RFC 8292)', async () => {
  await sendPush(sender, message());
  const [, token = '', key = ''] =
    /^vapid t=([^,]+), k=(.+)$/.exec(got.at(-1)!.headers.authorization ?? '') ?? [];
  expect(key).toBe(sender.key.publicKey);
  const [head = '', claims = '', signature = ''] = token.split('.');
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
    aud: origin,
    sub: sender.contact,
  });
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const signer = createPublicKey({ key: jwk, format: 'jwk' });
  const signed = Buffer.from(`${head}.${claims}`);
  const ok = verify(
    'sha256',
    signed,
    { key: signer, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  expect(ok).toBe(true);
});

test('a phone that is gone, a service that refuses, one that is not there and a rubbish address are told apart', async () => {
  for (const [status, answer] of [
    [410, 'gone'],
    [404, 'gone'],
    [429, { failed: 'status-429' }],
    [500, { failed: 'status-500' }],
  ] as const) {
    answerWith = status;
    expect(await sendPush(sender, message())).toEqual(answer);
  }
  const nobody = { ...message(), to: { ...to(), endpoint: 'http://127.0.0.1:1/x' } };
  expect(await sendPush(sender, nobody)).toEqual({ failed: 'unreachable' });
  expect(await sendPush(sender, { ...message(), to: { ...to(), p256dh: 'AA' } })).toEqual({
    failed: 'unreachable',
  });
});

test('the city knocks at named hosts over TLS only; a demo also at its own machine', () => {
  for (const good of [
    'https://fcm.googleapis.com/fcm/send/x',
    'https://updates.push.services.mozilla.com/wpush/v2/x',
  ])
    expect(isPushService(good, false)).toBe(true);
  for (const bad of [
    'http://fcm.googleapis.com/x',
    'https://127.0.0.1/x',
    'https://10.0.0.1/x',
    'https://[::1]/x',
    'https://localhost/x',
    'https://printer.local/x',
    'https://db.internal/x',
    'https://user:pass@push.example.com/x',
    'file:///etc/passwd',
    'rubbish',
  ])
    expect(isPushService(bad, false), bad).toBe(false);
  expect(isPushService('http://127.0.0.1:9/x', true)).toBe(true);
  expect(isPushService('http://127.0.0.1:9/x', false)).toBe(false);
});
