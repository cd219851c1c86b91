// Proves sign-in at a provider of OpenID Connect: a whole round over HTTP, and that nothing forged, foreign or used gets in.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import fastifyCookie from '@fastify/cookie';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import { createHttpServer } from '#platform/http/index.ts';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import { bindOpenId, findSession, openIdProvider, readOpenIdSettings } from './index.ts';

type Claims = Record<string, unknown>;
/** What the provider does wrong in this test. */
const wrong: { claims: Claims; down: boolean } = { claims: {}, down: false };
const codes = new Map<string, { nonce: string; challenge: string }>();
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

let issuer: string;
let provider: Server;
let city: FreshDatabase;
let app: ReturnType<typeof createHttpServer>['app'];

function toToken(claims: Claims): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', kid: 'k' })}.${part(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
}

function answerToken(form: URLSearchParams): [number, object] {
  const code = codes.get(form.get('code') ?? '');
  codes.delete(form.get('code') ?? '');
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  if (code?.challenge !== challenge) return [400, { error: 'invalid_grant' }];
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer,
    aud: 'ansim',
    sub: 'subject-1',
    iat: now,
    exp: now + 60,
    nonce: code.nonce,
    ...wrong.claims,
  };
  return [
    200,
    { access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: toToken(claims) },
  ];
}

beforeAll(async () => {
  provider = createServer(async (request, response) => {
    const say = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (wrong.down) return say(503, {});
    if (request.url === '/.well-known/openid-configuration')
      return say(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ['code'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    if (request.url === '/keys')
      return say(200, {
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256' }],
      });
    let body = '';
    for await (const chunk of request) body += chunk;
    return say(...answerToken(new URLSearchParams(body)));
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  city = await freshDatabase();
  await city.db.transaction(
    system,
    (tx) =>
      tx.sql`insert into platform.staff (login, name, role, districts, openid_subject, active) values
        ('operator-1', '보기 근무자', 'operator', array['*'], 'subject-1', true),
        ('operator-2', '그만둔 근무자', 'operator', array['*'], 'subject-2', false)`,
  );
  const settings = readOpenIdSettings({
    OPENID_ISSUER: issuer,
    OPENID_CLIENT_ID: 'ansim',
    OPENID_CLIENT_SECRET: 'secret',
  })!;
  const http = createHttpServer({ db: city.db, authenticate: async () => null, log: () => {} });
  void http.app.register(fastifyCookie);
  bindOpenId(http, {
    db: city.db,
    provider: openIdProvider(settings),
    origin: undefined,
    secure: false,
    log: () => {},
  });
  app = http.app;
});
afterAll(async () => {
  await app.close();
  await city.close();
  provider.closeAllConnections();
  await new Promise((resolve) => provider.close(resolve));
});
beforeEach(() => {
  wrong.claims = {};
  wrong.down = false;
});

type Visit = { to: string; cookies: Record<string, string> };
async function visit(url: string, cookies: Record<string, string> = {}): Promise<Visit> {
  const reply = await app.inject({ method: 'GET', url, cookies, headers: { host: 'localhost' } });
  expect(reply.statusCode).toBe(302);
  return {
    to: String(reply.headers.location),
    cookies: Object.fromEntries(reply.cookies.map((cookie) => [cookie.name, cookie.value])),
  };
}

/** Goes to the provider and signs in there; answers where it sends the browser back to. */
async function goAndReturn(): Promise<{ back: string; cookies: Record<string, string> }> {
  const away = await visit('/api/session/openid');
  const asked = new URL(away.to).searchParams;
  expect(asked.get('code_challenge_method')).toBe('S256');
  expect(asked.get('redirect_uri')).toBe('http://localhost/api/session/openid/callback');
  const code = `code-${codes.size}-${asked.get('state')}`;
  codes.set(code, { nonce: asked.get('nonce')!, challenge: asked.get('code_challenge')! });
  const state = asked.get('state')!;
  return {
    back: `/api/session/openid/callback?code=${code}&state=${state}`,
    cookies: away.cookies,
  };
}

test('a member of staff signs in at the provider and has a session here, once for each round', async () => {
  const { back, cookies } = await goAndReturn();
  const entered = await visit(back, cookies);
  expect(entered.to).toBe('/desk');
  const session = Object.values(entered.cookies).find((value) => value.length > 20)!;
  const actor = await city.db.transaction(system, (tx) => findSession(tx, session));
  expect(actor).toMatchObject({ name: '보기 근무자', role: 'operator' });
  expect((await visit(back, cookies)).to).toBe('/desk#refused=ceremony-over');
});

test('a browser that did not begin, another state and a stolen code get nothing', async () => {
  const one = await goAndReturn();
  const other = await goAndReturn();
  expect((await visit(one.back)).to).toBe('/desk#refused=ceremony-over');
  expect((await visit(one.back, other.cookies)).to).toBe('/desk#refused=openid-failed');
  const stolen = one.back.replace(/state=.*/, `state=${/state=(.*)/.exec(other.back)![1]}`);
  const third = await goAndReturn();
  expect((await visit(stolen, third.cookies)).to).toBe('/desk#refused=openid-failed');
});

test.each([
  ['another nonce', { nonce: 'x' }, 'openid-failed'],
  ['another audience', { aud: 'other' }, 'openid-failed'],
  ['another issuer', { iss: 'https://other.example' }, 'openid-failed'],
  ['a token that is over', { exp: 1, iat: 0 }, 'openid-failed'],
  ['a stranger', { sub: 'nobody' }, 'openid-unknown'],
  ['somebody who left', { sub: 'subject-2' }, 'openid-unknown'],
])('%s is refused, and no session is opened', async (_name, claims, code) => {
  const before = await city.asOwner('select count(*) from platform.sessions');
  wrong.claims = claims;
  const { back, cookies } = await goAndReturn();
  expect((await visit(back, cookies)).to).toBe(`/desk#refused=${code}`);
  expect(await city.asOwner('select count(*) from platform.sessions')).toEqual(before);
});

test('settings that are half there, and an issuer without TLS, are named', () => {
  expect(readOpenIdSettings({})).toBeUndefined();
  expect(() => readOpenIdSettings({ OPENID_ISSUER: 'https://a.example' })).toThrow(
    'Set all three, or none',
  );
  expect(() =>
    readOpenIdSettings({
      OPENID_ISSUER: 'http://a.example',
      OPENID_CLIENT_ID: 'a',
      OPENID_CLIENT_SECRET: 'b',
    }),
  ).toThrow('is not an https:// address');
});

test('a provider that is down leads back to the sign-in page, and is asked again later', async () => {
  const settings = { issuer: `${issuer}`, clientId: 'ansim', clientSecret: 'secret' };
  const fresh = openIdProvider(settings);
  wrong.down = true;
  await expect(fresh.begin('http://localhost/x')).rejects.toThrow();
  wrong.down = false;
  expect((await fresh.begin('http://localhost/x')).address).toContain(`${issuer}/authorize`);
});
