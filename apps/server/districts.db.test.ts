// Proves at every route that whoever works for one district neither reads nor changes what belongs to another.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#platform/db/index.ts';
import { cityWideRoles, roles } from '#programme/city/index.ts';
import { type ServedCity, serveSmallCity } from './server-for-test.ts';

type Schema = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  minimum?: number;
  exclusiveMinimum?: number;
  format?: string;
  pattern?: string;
  default?: unknown;
};
type Described = {
  'x-roles'?: string[];
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
};
type Route = Described & { method: string; path: string };

/** Words that stand in the foreign district only; wherever one is read, a wall has a hole. */
const marks = {
  clerk: '표식점원',
  note: 'mark-of-a-note',
  hint: 'mark-of-a-hint',
  callback: '010-0000-7777',
  device: 'mark-of-a-device',
  quarantine: 'mark-of-a-message',
  shift: 'mark-of-a-shift',
};
/** By the name of a path or body field: something of the foreign district. */
const foreign: Record<string, string> = {};
const stranger = '01900000-0000-7000-8000-00000000ffff';
let served: ServedCity;
let routes: Route[];

/** Ids in paths by the collection before them. Of a collection that is not kept here a stranger is asked for, which proves less. */
function idFor(path: string, name: string): string {
  const collection = new RegExp(`/([a-z-]+)/\\{${name}\\}`).exec(path)?.[1] ?? name;
  return foreign[name === 'id' ? collection : name] ?? foreign[collection] ?? stranger;
}

/** The smallest value that a schema lets through; ids of the foreign district where the field's name is one's. */
function exampleOf(schema: Schema, name = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return exampleOf(schema.anyOf[0]!, name);
  if (schema.oneOf) return exampleOf(schema.oneOf[0]!, name);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => schema.required?.includes(key) || foreign[key])
          .map(([key, inner]) => [key, exampleOf(inner, key)]),
      );
    case 'array':
      return Array.from({ length: schema.minItems ?? 1 }, () =>
        exampleOf(schema.items ?? {}, name),
      );
    case 'string':
      if (foreign[name]) return foreign[name];
      // A sealed text has one of a few lengths, which no pattern says: 1 kB with nonce and tag.
      if (name === 'sealed' && schema.pattern?.endsWith('*$'))
        return Buffer.alloc(1024 + 28).toString('base64url');
      if (schema.format === 'uuid') return crypto.randomUUID();
      if (schema.format === 'date') return '2026-01-01';
      if (schema.format === 'date-time') return '2026-01-01T00:00:00Z';
      return schema.pattern
        ? fc.sample(fc.stringMatching(new RegExp(schema.pattern)), 1)[0]
        : '보기';
    case 'number':
    case 'integer':
      return (schema.exclusiveMinimum ?? (schema.minimum ?? 1) - 1) + 1;
    case 'boolean':
      return true;
    default:
      return null;
  }
}

beforeAll(async () => {
  served = await serveSmallCity();
  const { city, server } = served;
  const district = city.districts[2];
  const store = city.stores[2]!;
  const incident = '01900000-0000-7000-8000-000000000001';
  const another = '01900000-0000-7000-8000-000000000003';
  const clerk = '01900000-0000-7000-8000-000000000002';
  await city.db.transaction(system, async (tx) => {
    for (const id of [incident, another])
      await tx.sql`insert into incidents.incidents (id, door, state, district, audience, place_id, place_name, place_address, place_hint, callback_number)
        values (${id}, 'store', 'raised', ${district}, ${[district]}, ${store.id}, '가게', '주소', ${marks.hint}, ${marks.callback})`;
    await tx.sql`insert into incidents.steps (incident_id, kind, actor_id, text) values (${incident}, 'note', 'system', ${marks.note})`;
    await tx.sql`insert into safe_houses.clerks (id, store_id, name) values (${clerk}, ${store.id}, ${marks.clerk})`;
    await tx.sql`insert into safe_houses.shifts (store_id, name, knows_button) values (${store.id}, ${marks.clerk}, true)`;
    await tx.sql`update devices.devices set label = ${marks.device}, training = true where id = ${store.devices[0]!}`;
    await tx.sql`update devices.vitals set flagged = 'silent', flagged_at = now() where device_id = ${store.devices[0]!}`;
    await tx.sql`insert into devices.quarantine (protocol, device_id, district, reason, detail)
      values ('webhook', ${store.devices[0]!}, ${district}, 'malformed', ${marks.quarantine})`;
    await tx.sql`insert into duty.shift_log (author_id, author, district, text) values ('system', '보기', ${district}, ${marks.shift})`;
  });
  const [kept] = await city.asOwner('select max(id)::text as id from devices.quarantine');
  Object.assign(foreign, {
    incidents: incident,
    ids: incident,
    other: another,
    placeId: store.id,
    stores: store.id,
    clerkId: clerk,
    devices: store.devices[0]!,
    deviceId: store.devices[0]!,
    quarantine: String(kept!.id),
    'hand-overs': incident,
    teams: district,
    units: city.units[2]!.id,
    unitId: city.units[2]!.id,
  });
  const document = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Described>>;
  };
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, route]) => ({
      ...route,
      method: method.toUpperCase(),
      path,
    })),
  );
});
afterAll(() => served.close());

type Answer = { status: number; code: string; text: string };

async function call(route: Route, token: string | null): Promise<Answer> {
  const abort = new AbortController();
  const query = route.parameters
    .filter((one) => one.in === 'query' && one.required)
    .map((one) => `${one.name}=${encodeURIComponent(String(exampleOf(one.schema, one.name)))}`);
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const schema = route.parameters.find((one) => one.in === 'path' && one.name === name)?.schema;
    return schema?.type === 'integer' ? String(exampleOf(schema)) : idFor(route.path, name);
  });
  const body = route.requestBody?.content['application/json'].schema;
  const answer = await fetch(`${served.server.url}${path}?${query.join('&')}`, {
    method: route.method,
    signal: abort.signal,
    redirect: 'manual',
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(exampleOf(body)) } : {}),
  });
  if (answer.headers.get('content-type')?.includes('event-stream')) {
    abort.abort();
    return { status: answer.status, code: '', text: '' };
  }
  const text = await answer.text();
  const code = answer.headers.get('content-type')?.includes('problem')
    ? (JSON.parse(text) as { code: string }).code
    : '';
  return { status: answer.status, code, text };
}

/** What belongs to the foreign district, as one value that changes with any of it. */
async function stateOfForeign(): Promise<unknown> {
  const { city } = served;
  return city.asOwner(
    `select (select jsonb_agg(i order by i.id) from incidents.incidents i where id::text like '01900000%') as incidents,
      (select jsonb_agg(s order by s.id) from incidents.steps s where incident_id::text like '01900000%') as steps,
      (select jsonb_agg(s) from safe_houses.stores s where district = $1) as stores,
      (select jsonb_agg(c order by c.id) from safe_houses.clerks c) as clerks,
      (select jsonb_agg(d order by d.id) from devices.devices d where district = $1) as devices,
      (select jsonb_agg(q order by q.id) from devices.quarantine q) as quarantine,
      (select count(*) from incidents.assignments) as assignments,
      (select count(*) from safe_houses.inspections) as inspections`,
    [city.districts[2]],
  );
}

const oneDistrict = roles.filter((role) => !cityWideRoles.includes(role));

test('no route gives or changes anything of another district', async () => {
  const before = await stateOfForeign();
  const wrong: string[] = [];
  let knocked = 0;
  for (const role of oneDistrict) {
    const token = await served.token(role, [served.city.districts[0]]);
    for (const route of routes.filter((one) => one['x-roles']?.includes(role))) {
      knocked += 1;
      const name = `${route.method} ${route.path} as ${role}`;
      const { status, code, text } = await call(route, token);
      if (code === 'invalid-input') wrong.push(`${name}: no example that fits (${text})`);
      if (status >= 500) wrong.push(`${name}: ${status}`);
      for (const [what, word] of Object.entries(marks))
        if (text.includes(word)) wrong.push(`${name}: tells ${what}`);
      const isForeign = route.path.includes('{') || route.path === '/api/drills';
      const isRefused = status >= 400 || text === '{"looked":false}';
      if (route.method !== 'GET' && isForeign && !isRefused) wrong.push(`${name}: let through`);
    }
  }
  expect(wrong).toEqual([]);
  expect(knocked).toBeGreaterThan(60);
  expect(await stateOfForeign()).toEqual(before);
  expect(served.errors).toEqual([]);
});

test('the same calls go through for the district itself, so that the walls above were what refused', async () => {
  const token = await served.token('operator', [served.city.districts[2]]);
  const route = (method: string, path: string) =>
    routes.find((one) => one.method === method && one.path === path)!;
  expect((await call(route('GET', '/api/incidents/{id}'), token)).text).toContain(marks.note);
  expect((await call(route('GET', '/api/quarantine'), token)).text).toContain(marks.quarantine);
  expect((await call(route('GET', '/api/shift-log'), token)).text).toContain(marks.shift);
  expect((await call(route('POST', '/api/incidents/{id}/acknowledge'), token)).status).toBe(200);
});

test('whoever is not signed in is told nothing that is not for everybody, and device doors open to no token', async () => {
  const administrator = await served.token('administrator');
  const wrong: string[] = [];
  for (const route of routes.filter((one) => !one['x-roles'])) {
    const isDevice = 'security' in route;
    for (const token of isDevice ? [null, administrator] : [null]) {
      const { status, text } = await call(route, token);
      const name = `${route.method} ${route.path}`;
      if (status >= 500) wrong.push(`${name}: ${status}`);
      if (isDevice && status < 400) wrong.push(`${name}: let through`);
      for (const [what, word] of Object.entries(marks))
        if (text.includes(word)) wrong.push(`${name}: tells ${what}`);
    }
  }
  expect(wrong).toEqual([]);
});
