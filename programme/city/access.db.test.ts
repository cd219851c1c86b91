// Proves over HTTP who gets in, by password, passkey, link and token, and who stays out.
import fastifyCookie from '@fastify/cookie';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  createAuthenticator,
  createEnrolment,
  createToken,
  enrolmentLink,
  hashPassword,
  refuseForeignOrigin,
  revokeToken,
  sessionCookie,
} from '#platform/auth/index.ts';
import { system } from '#platform/db/index.ts';
import { createHttpServer, defineContract } from '#platform/http/index.ts';
import { softAuthenticator } from '#platform/testing/authenticator.ts';
import { type FreshDatabase, freshDatabase } from '#platform/testing/fresh-database.ts';
import { accessRoutes } from './access.ts';
import { accessContract } from './contract.ts';
import { passkeyContract } from './passkey-contract.ts';
import { passkeyRoutes } from './passkeys.ts';
import { roles } from './roles.ts';

const origin = 'https://ansim.example.city';
const host = 'ansim.example.city';
let city: FreshDatabase;
let demo = true;
let clock = 0;
let lookUps = 0;
const operators = defineContract({
  'GET /api/only-operators': { summary: 'x', roles: ['operator'], reply: z.object({}) },
});

function serve() {
  const counted: typeof city.db = {
    ...city.db,
    transaction: (actor, work) => {
      lookUps += 1;
      return city.db.transaction(actor, work);
    },
  };
  const who = createAuthenticator(counted, () => clock);
  const http = createHttpServer({ db: city.db, authenticate: who.authenticate, log: () => {} });
  void http.app.register(fastifyCookie);
  http.app.addHook('onRequest', async (request) => refuseForeignOrigin(request, origin));
  const ports = { db: city.db, secure: true, origin };
  http.bind(
    accessContract,
    accessRoutes({
      ...ports,
      isDemo: () => demo,
      demoPassword: 'demo',
      demoPassphrase: 'demo',
      forget: who.forget,
    }),
  );
  http.bind(passkeyContract, passkeyRoutes({ ...ports, cityName: () => '보기시' }));
  http.bind(operators, { 'GET /api/only-operators': async () => ({}) });
  return http.app;
}
let app: ReturnType<typeof serve>;

beforeAll(async () => {
  city = await freshDatabase();
  const hash = await hashPassword('demo');
  await city.db.transaction(system, async (tx) => {
    for (const role of roles)
      await tx.sql`insert into platform.staff (login, name, role, districts, password_hash)
        values (${`${role}-1`}, ${`사람 ${role}`}, ${role}, ${role === 'operator' ? ['D01'] : ['*']}, ${hash})`;
  });
  app = serve();
});
afterAll(async () => {
  await app.close();
  await city.close();
});

type Options = {
  body?: unknown;
  cookies?: Record<string, string>;
  /** A header of undefined is left out, as a browser that never sends it. */
  headers?: Record<string, string | undefined>;
};
type Reply = {
  status: number;
  body: Record<string, unknown>;
  cookies: Record<string, string>;
  raw: string;
};

/** One request as a page of the city sends it. */
async function call(route: string, { body, cookies, headers }: Options = {}): Promise<Reply> {
  const [method, url] = route.split(' ') as ['GET', string];
  const reply = await app.inject({
    method,
    url,
    headers: Object.fromEntries(
      Object.entries({ host, 'sec-fetch-site': 'same-origin', ...headers }).filter(
        ([, value]) => value !== undefined,
      ),
    ) as Record<string, string>,
    ...(cookies ? { cookies } : {}),
    ...(body === undefined ? {} : { body: body as object }),
  });
  return {
    status: reply.statusCode,
    body: reply.json(),
    cookies: Object.fromEntries(reply.cookies.map((cookie) => [cookie.name, cookie.value])),
    raw: String(reply.headers['set-cookie'] ?? ''),
  };
}

async function signIn(login: string): Promise<Record<string, string>> {
  const reply = await call('POST /api/session', { body: { login, password: 'demo' } });
  expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  return reply.cookies;
}

test('a demo password opens a session in a cookie that scripts and other sites cannot use', async () => {
  const reply = await call('POST /api/session', {
    body: { login: ' Operator-1 ', password: 'demo' },
  });
  expect(reply.body).toMatchObject({ name: '사람 operator', role: 'operator', districts: ['D01'] });
  for (const word of ['HttpOnly', 'SameSite=Strict', 'Path=/', 'Secure'])
    expect(reply.raw).toContain(word);
  expect(await call('GET /api/me', { cookies: reply.cookies })).toMatchObject({
    status: 200,
    body: { role: 'operator' },
  });
  await call('DELETE /api/session', { cookies: reply.cookies });
  expect((await call('GET /api/me', { cookies: reply.cookies })).status).toBe(401);
});

test('wrong passwords are counted although each sign-in is rolled back, and the right one waits too', async () => {
  for (let each = 0; each < 10; each++)
    expect(
      await call('POST /api/session', { body: { login: 'police-1', password: `wrong ${each}` } }),
    ).toMatchObject({ status: 401, body: { code: 'wrong-password' } });
  expect(
    await call('POST /api/session', { body: { login: 'police-1', password: 'demo' } }),
  ).toMatchObject({ status: 429, body: { code: 'too-many-attempts' } });
  await signIn('manager-1');
});

test('a real city has neither passwords nor a list of sign-ins', async () => {
  const list = await call('GET /api/demo/sign-ins');
  expect(new Set((list.body.items as { role: string }[]).map((one) => one.role)).size).toBe(
    roles.length,
  );
  demo = false;
  try {
    expect(
      await call('POST /api/session', { body: { login: 'operator-1', password: 'demo' } }),
    ).toMatchObject({ status: 403, body: { code: 'password-off' } });
    expect((await call('GET /api/demo/sign-ins')).status).toBe(404);
  } finally {
    demo = true;
  }
});

test('a request that changes something must come from a page of the city', async () => {
  const cookies = await signIn('operator-1');
  const from = (headers: Record<string, string>) =>
    call('DELETE /api/session', {
      cookies,
      headers: { 'sec-fetch-site': undefined as never, ...headers },
    });
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'https://other.example.city' },
    { 'sec-fetch-site': 'cross-site', origin },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    {},
  ])
    expect((await from(headers)).body, JSON.stringify(headers)).toMatchObject({
      code: 'foreign-origin',
    });
  expect((await call('GET /api/me', { cookies })).status).toBe(200);
  expect((await from({ origin })).status).toBe(200);
});

test('a poll storm asks the database once in two seconds, and what is taken back stops within them', async () => {
  const { id, token } = await city.db.transaction(system, (tx) =>
    createToken(tx, { name: 'machine', role: 'operator', districts: ['D01'], days: 1 }),
  );
  const ask = () =>
    call('GET /api/only-operators', { headers: { authorization: `Bearer ${token}` } });
  lookUps = 0;
  const replies = await Promise.all(Array.from({ length: 50 }, ask));
  expect(replies.every((reply) => reply.status === 200)).toBe(true);
  expect(lookUps).toBe(1);
  await city.db.transaction(system, (tx) => revokeToken(tx, id));
  clock += 2000;
  expect((await ask()).status).toBe(401);
  const cookies = await signIn('operator-1');
  expect(
    (
      await call('GET /api/me', {
        cookies,
        headers: { authorization: 'Bearer not-a-token-at-all' },
      })
    ).status,
  ).toBe(401);
  expect((await call('GET /api/me', { cookies })).status).toBe(200);
  await city.asOwner("update platform.staff set active = false where login = 'operator-1'");
  clock += 2000;
  expect((await call('GET /api/me', { cookies })).status).toBe(401);
  await city.asOwner("update platform.staff set active = true where login = 'operator-1'");
});

test('roles are refused by the route', async () => {
  for (const role of roles.filter((one) => one !== 'police')) {
    const { status } = await call('GET /api/only-operators', {
      cookies: await signIn(`${role}-1`),
    });
    expect(status, role).toBe(role === 'operator' ? 200 : 403);
  }
});

async function enrolBySession(cookies: Record<string, string>) {
  const passkey = softAuthenticator();
  const options = await call('POST /api/passkeys/options', { body: {}, cookies });
  expect(options.status, JSON.stringify(options.body)).toBe(200);
  const both = { ...cookies, ...options.cookies };
  const response = passkey.create(options.body as never, { origin });
  return {
    passkey,
    both,
    response,
    kept: await call('POST /api/passkeys', { body: { response }, cookies: both }),
  };
}

async function askForPasskey() {
  const { body, cookies } = await call('POST /api/session/passkey/options', { body: {} });
  return { options: body as { challenge: string; rpId: string }, cookies };
}

test('a passkey is enrolled at the desk and signs in; nothing of it works a second time', async () => {
  const { passkey, both, response, kept } = await enrolBySession(await signIn('operator-1'));
  expect(kept).toMatchObject({ status: 201, body: { enrolled: true } });
  expect(await call('POST /api/passkeys', { body: { response }, cookies: both })).toMatchObject({
    status: 409,
    body: { code: 'ceremony-over' },
  });
  const { options, cookies } = await askForPasskey();
  const answer = passkey.get(options, { origin });
  const signedIn = await call('POST /api/session/passkey', { body: { response: answer }, cookies });
  expect(signedIn).toMatchObject({ status: 200, body: { signedIn: true } });
  expect(signedIn.raw).toMatch(/ansim_session=[^;]+;[^,]*HttpOnly; Secure; SameSite=Strict/);
  const session = signedIn.cookies[sessionCookie]!;
  expect((await call('GET /api/me', { cookies: { [sessionCookie]: session } })).body).toMatchObject(
    {
      role: 'operator',
    },
  );
  expect(
    (await call('POST /api/session/passkey', { body: { response: answer }, cookies })).body,
  ).toMatchObject({ code: 'ceremony-over' });
});

test('a passkey of another site, a copied one, one without its person, and a stranger’s are refused', async () => {
  const { passkey } = await enrolBySession(await signIn('manager-1'));
  async function attempt(
    how: (options: { challenge: string; rpId: string }) => ReturnType<typeof passkey.get>,
  ) {
    const { options, cookies } = await askForPasskey();
    return call('POST /api/session/passkey', { body: { response: how(options) }, cookies });
  }
  const refused = { status: 401, body: { code: 'passkey-refused' } };
  expect(
    await attempt((o) => passkey.get(o, { origin: 'https://ansim.evil.example' })),
  ).toMatchObject(refused);
  expect(
    await attempt((o) => passkey.get({ ...o, rpId: 'evil.example' }, { origin })),
  ).toMatchObject(refused);
  expect(await attempt((o) => passkey.get(o, { origin, verified: false }))).toMatchObject(refused);
  expect(await attempt((o) => passkey.get({ ...o, challenge: 'AAAA' }, { origin }))).toMatchObject(
    refused,
  );
  expect(await attempt((o) => softAuthenticator().get(o, { origin }))).toMatchObject(refused);
  expect(
    await attempt((o) => {
      const answer = passkey.get(o, { origin });
      return { ...answer, response: { ...answer.response, signature: 'MEUCIQ' } };
    }),
  ).toMatchObject(refused);
  passkey.counter = 40;
  expect((await attempt((o) => passkey.get(o, { origin }))).status).toBe(200);
  passkey.counter = 5;
  expect(await attempt((o) => passkey.get(o, { origin }))).toMatchObject(refused);
  passkey.counter = 50;
  await city.asOwner("update platform.staff set active = false where login = 'manager-1'");
  expect(await attempt((o) => passkey.get(o, { origin }))).toMatchObject(refused);
  await city.asOwner("update platform.staff set active = true where login = 'manager-1'");
});

test('a ceremony belongs to its browser, its purpose, its person and five minutes', async () => {
  const { passkey } = await enrolBySession(await signIn('auditor-1'));
  const over = { status: 409, body: { code: 'ceremony-over' } };
  const { options, cookies } = await askForPasskey();
  const response = passkey.get(options, { origin });
  expect(await call('POST /api/session/passkey', { body: { response } })).toMatchObject(over);
  await city.asOwner("update platform.challenges set expires_at = now() - interval '1 second'");
  expect(await call('POST /api/session/passkey', { body: { response }, cookies })).toMatchObject(
    over,
  );
  const mine = await signIn('auditor-1');
  const began = await call('POST /api/passkeys/options', { body: {}, cookies: mine });
  const made = softAuthenticator().create(began.body as never, { origin });
  const theirs = await signIn('administrator-1');
  expect(
    await call('POST /api/passkeys', {
      body: { response: made },
      cookies: { ...theirs, ...began.cookies },
    }),
  ).toMatchObject(over);
});

test('a service token cannot enrol a passkey, and passkeys need a name', async () => {
  const { token } = await city.db.transaction(system, (tx) =>
    createToken(tx, { name: 'machine', role: 'operator', districts: ['*'], days: null }),
  );
  expect(
    await call('POST /api/passkeys/options', {
      body: {},
      headers: { authorization: `Bearer ${token}` },
    }),
  ).toMatchObject({ status: 403, body: { code: 'not-a-person' } });
});

test('the first passkey comes by a link, once, and a new link kills the one before', async () => {
  const [staff] = (await city.asOwner(
    "insert into platform.staff (login, name, role, districts) values ('new-1', '새 사람', 'operator', '{*}') returning id",
  )) as { id: string }[];
  const link = () => city.db.transaction(system, (tx) => createEnrolment(tx, staff!.id));
  const former = await link();
  const token = await link();
  expect(enrolmentLink(`${origin}/`, token)).toBe(`${origin}/desk#enrol=${token}`);
  const over = { status: 410, body: { code: 'enrolment-over' } };
  expect(await call('POST /api/enrolments/options', { body: { token: former } })).toMatchObject(
    over,
  );
  const began = await call('POST /api/enrolments/options', { body: { token } });
  expect(began.body).toMatchObject({
    name: '새 사람',
    options: { rp: { id: host, name: '보기시' } },
  });
  const passkey = softAuthenticator();
  const wrong = passkey.create(began.body.options as never, { origin: 'https://evil.example' });
  expect(
    await call('POST /api/enrolments', {
      body: { token, response: wrong },
      cookies: began.cookies,
    }),
  ).toMatchObject({ status: 401, body: { code: 'passkey-refused' } });
  const again = await call('POST /api/enrolments/options', { body: { token } });
  const response = passkey.create(again.body.options as never, { origin });
  const done = await call('POST /api/enrolments', {
    body: { token, response },
    cookies: again.cookies,
  });
  expect(done).toMatchObject({ status: 201, body: { signedIn: true } });
  const { [sessionCookie]: session } = done.cookies;
  expect(
    (await call('GET /api/me', { cookies: { [sessionCookie]: session! } })).body,
  ).toMatchObject({
    id: staff!.id,
  });
  expect(await call('POST /api/enrolments/options', { body: { token } })).toMatchObject(over);
});

test('nothing is kept that could open a door, and every sign-in left its mark', async () => {
  const cookies = await signIn('operator-1');
  const rows = await city.asOwner(
    "select encode(token_hash, 'escape') as kept from platform.sessions union all select encode(token_hash, 'escape') from platform.tokens",
  );
  expect(JSON.stringify(rows)).not.toContain(cookies[sessionCookie]);
  const marks = await city.asOwner('select distinct action from platform.audit order by 1');
  expect(marks.map((row) => row.action)).toEqual([
    'staff.enrolled',
    'staff.passkey-added',
    'staff.signed-in',
  ]);
});
