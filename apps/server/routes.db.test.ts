// Proves of the whole server that every route lets in the roles of its contract and nobody else, and that what is described is what is served.
import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, glob, mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken, revokeToken } from '#platform/auth/index.ts';
import { openCityDatabase, system } from '#platform/db/index.ts';
import { roles } from '#programme/city/index.ts';
import { type RunningServer, startServer } from './server.ts';

const root = join(import.meta.dirname, '../..');
type Described = Record<
  string,
  Record<string, { summary: string; security?: object[]; 'x-roles'?: string[] }>
>;

let dataDir: string;
let server: RunningServer;
let described: { paths: Described };
const tokens = new Map<string, string>();
let revoked: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'ansim-routes-'));
  // The database server runs as another user when we are root, and must be able to enter.
  await chmod(dataDir, 0o755);
  const settings = {
    host: '127.0.0.1',
    port: 0,
    mqttPort: 0,
    dataDir,
    databaseUrl: undefined,
    origin: undefined,
    openid: undefined,
    cityBroker: undefined,
  };
  server = await startServer(settings, { say: () => {}, log: () => {} });
  const database = await openCityDatabase({
    dataDir,
    databaseUrl: undefined,
    migrations: join(root, 'migrations'),
    connections: 1,
    log: () => {},
  });
  await database.db.transaction(system, async (tx) => {
    for (const role of roles) {
      const made = await createToken(tx, { name: role, role, districts: ['*'], days: 1 });
      tokens.set(role, made.token);
    }
    const gone = await createToken(tx, {
      name: 'gone',
      role: 'operator',
      districts: ['*'],
      days: 1,
    });
    await revokeToken(tx, gone.id);
    revoked = gone.token;
  });
  await database.close();
  described = await (await fetch(`${server.url}/api/openapi.json`)).json();
});
afterAll(async () => {
  await server?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** The code of a refusal, or `in` when the door was open whatever was behind it. */
async function knock(method: string, path: string, token: string | null): Promise<string> {
  const abort = new AbortController();
  const answer = await fetch(server.url + path.replaceAll(/\{\w+\}/g, randomUUID()), {
    method,
    signal: abort.signal,
    redirect: 'manual',
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' ? {} : { body: '"rubbish"' }),
  });
  if (!answer.headers.get('content-type')?.includes('problem')) {
    abort.abort();
    return 'in';
  }
  const { code } = (await answer.json()) as { code: string };
  expect(answer.status, `${method} ${path} breaks on rubbish`).toBeLessThan(500);
  return ['not-signed-in', 'not-allowed'].includes(code) ? code : 'in';
}

const routes = () =>
  Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, route]) => ({
      method: method.toUpperCase(),
      path,
      allowed: route['x-roles'],
    })),
  );

test('every route lets in the roles of its contract and refuses every other', async () => {
  const wrong: string[] = [];
  let guarded = 0;
  for (const { method, path, allowed } of routes()) {
    if (!allowed) continue;
    guarded += 1;
    const visitors = [['nobody', null] as const, ['revoked', revoked] as const, ...tokens];
    for (const [role, token] of visitors) {
      const expected = !tokens.has(role)
        ? 'not-signed-in'
        : allowed.includes(role)
          ? 'in'
          : 'not-allowed';
      const got = await knock(method, path, token);
      if (got !== expected) wrong.push(`${method} ${path} as ${role}: ${got}, not ${expected}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(guarded).toBeGreaterThan(25);
});

test('every route that a contract of the house declares, or that is bound by hand, is described', async () => {
  const files: string[] = [];
  for await (const name of glob('{apps,platform,programme,gateways}/**/*.ts', { cwd: root }))
    if (!name.endsWith('.test.ts')) files.push(name);
  const declared = new Set<string>();
  for (const file of files) {
    const text = await readFile(join(root, file), 'utf8');
    for (const [, method, path] of text.matchAll(/'(GET|POST|PUT|PATCH|DELETE) (\/[^']+)': \{\n/g))
      declared.add(`${method} ${path}`);
    for (const [, method, path] of text.matchAll(/\bapp\.(get|post|put|patch|delete)\('([^']+)'/g))
      declared.add(`${method!.toUpperCase()} ${path}`);
  }
  const served = new Set(
    routes().map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );
  // Pages and what machines ask outside of /api are no part of the description.
  const missing = [...declared].filter(
    (route) => route.includes(' /api/') && route !== 'GET /api/openapi.json' && !served.has(route),
  );
  expect(missing).toEqual([]);
  expect(declared.size).toBeGreaterThanOrEqual(served.size);
});

test('the committed description of the API is the one that is served', async () => {
  const committed = JSON.parse(await readFile(join(root, 'docs/openapi.json'), 'utf8'));
  expect(
    described,
    'docs/openapi.json is old. Renew it: npm start, then npm run -s ansim -- openapi > docs/openapi.json',
  ).toEqual(committed);
});

test('metrics, health and the map of the city answer everyone; pages carry their guards', async () => {
  for (const path of ['/healthz', '/readyz', '/metrics', '/api/city', '/api/safe-houses', '/'])
    expect((await fetch(server.url + path)).status, path).toBe(200);
  const page = await fetch(`${server.url}/`);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await (await fetch(`${server.url}/metrics`)).text()).toContain('ansim_live_listeners');
});

test('as many residents at once as there are connections, and twice as many: each has the list and a call', async () => {
  const all = Array.from({ length: 40 }, async () => {
    const list = await fetch(`${server.url}/api/safe-houses`);
    const call = await fetch(`${server.url}/api/sos`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: randomUUID(), key: randomBytes(32).toString('base64url') }),
    });
    return [list.status, call.status];
  });
  expect(await Promise.all(all)).toEqual(Array(40).fill([200, 201]));
});

test('a phone that dies the moment it has sent its call has called', async () => {
  const calls = Array.from({ length: 20 }, () => ({
    id: randomUUID(),
    key: randomBytes(32).toString('base64url'),
  }));
  const { hostname, port } = new URL(server.url);
  for (const call of calls) {
    const body = JSON.stringify(call);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          `POST /api/sos HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
          () => socket.destroy(),
        ),
      );
      socket.once('close', () => resolve());
    });
  }
  for (const { id, key } of calls)
    await expect
      .poll(async () => {
        const headers = { authorization: `Sos ${key}` };
        return (await fetch(`${server.url}/api/sos/${id}`, { headers })).status;
      })
      .toBe(200);
});
