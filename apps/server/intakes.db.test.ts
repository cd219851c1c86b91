// Throws arbitrary bytes and JSON at every public door of a running server: never a 5xx, never a crash, and the next good message is heard.
import { randomUUID } from 'node:crypto';
import { connect as connectSocket, createServer, type Server } from 'node:net';
import { Aedes } from 'aedes';
import fc from 'fast-check';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { networkSecret } from '#gateways/buttons/index.ts';
import { type ServedCity, serveSmallCity } from './server-for-test.ts';

let served: ServedCity;
let cityBroker: Aedes;
let cityServer: Server;
const device = { zigbee: '', shelly: '', plain: '', chirpstack: '', ttn: '', hook: '', page: '' };
const devEui = '0004a30b001c0530';

beforeAll(async () => {
  cityBroker = await Aedes.createBroker({});
  cityServer = createServer((socket) => cityBroker.handle(socket)).listen(0, '127.0.0.1');
  await new Promise((resolve) => cityServer.once('listening', resolve));
  const address = cityServer.address();
  served = await serveSmallCity(`mqtt://127.0.0.1:${typeof address === 'object' && address?.port}`);
  const [store] = served.city.stores;
  const enrol = async (protocol: string, externalId: string) => {
    const [row] = await served.city.asOwner(
      `with device as (insert into devices.devices (external_id, protocol, label, place_kind, place_id, district)
        values ($1, $2, '보기', 'store', $3, $4) returning id)
       insert into devices.vitals (device_id) select id from device returning device_id as id`,
      [externalId, protocol, store!.id, store!.district],
    );
    return String(row!.id);
  };
  device.zigbee = await enrol('mqtt-zigbee2mqtt', 'fuzz-zigbee');
  device.shelly = await enrol('mqtt-shelly', 'fuzz-shelly');
  device.plain = await enrol('mqtt-plain', 'fuzz-plain');
  device.chirpstack = await enrol('lorawan-chirpstack', devEui);
  device.ttn = await enrol('lorawan-ttn', devEui);
  device.hook = await enrol('webhook', 'fuzz-hook');
  device.page = await enrol('page', 'fuzz-page');
});
afterAll(async () => {
  await served.close();
  await new Promise<void>((resolve) => cityBroker.close(resolve));
  await new Promise((resolve) => cityServer.close(resolve));
});
afterEach(async () => {
  expect(served.errors, 'something broke on our side').toEqual([]);
  // A clerk's practice may have begun in between: then the first is its test, and the second is real.
  await press();
  expect(await press()).toMatchObject({ status: 200, body: { outcome: 'call' } });
});

const secretOf = (id: string) => served.keyring.deviceSecret(id, 1);

type Reply = { status: number; body: { outcome?: string; code?: string } };

async function post(
  path: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
  method = 'POST',
): Promise<Reply> {
  const answer = await fetch(served.server.url + path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'GET' ? {} : { body: body as string }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : {} };
}

/** A good message by the plain webhook. */
function press(): Promise<Reply> {
  const body = JSON.stringify({ id: randomUUID(), event: 'press' });
  const authorization = `Bearer ${secretOf(device.hook)}`;
  return post(`/api/webhooks/devices/${device.hook}`, body, { authorization });
}

const odd = fc.constantFrom(
  '',
  '\u0000',
  '\ud800',
  '𝕏'.repeat(2000),
  'a\u0000b',
  '-1',
  '1e999',
  "'; drop table incidents.incidents; --",
  '{{7*7}}',
  '\u202e가나다',
  '9'.repeat(400),
);
const leaf = fc.oneof(
  odd,
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.double(),
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('press', 'long', 'AQ==', 'up', 'emergency', 'S', devEui),
);
const names = fc.constantFrom(
  ...['id', 'event', 'battery', 'at', 'action', 'event_cnt', 'deduplicationId', 'deviceInfo'],
  ...['devEui', 'data', 'object', 'fPort', 'end_device_ids', 'dev_eui', 'uplink_message'],
  ...['frm_payload', 'decoded_payload', 'f_cnt', 'session_key_id', 'received_at', 'join_accept'],
  ...['pressId', 'kind', 'name', 'knowsButton', 'method', 'params', 'events', '__proto__'],
);
const tree = fc.letrec((tie) => ({
  node: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('node'), { maxLength: 3 }),
    fc.dictionary(names, tie('node'), { maxKeys: 6 }),
  ),
})).node;
const bytes = fc.uint8Array({ maxLength: 300 });
const json = tree.map((value) => JSON.stringify(value) ?? 'null');
/** What the network servers send, with arbitrary values where a value stands. */
const uplinks = fc.tuple(leaf, leaf, leaf, tree).map(([id, data, port, object]) =>
  JSON.stringify({
    deduplicationId: id,
    deviceInfo: { devEui },
    end_device_ids: { dev_eui: devEui },
    fPort: port,
    data,
    object,
    uplink_message: {
      session_key_id: id,
      f_port: port,
      f_cnt: port,
      frm_payload: data,
      decoded_payload: object,
    },
  }),
);
const runs = { numRuns: 60 };

test('webhooks: whatever is sent with the right secret, the wrong one or none', async () => {
  const doors: [string, string][] = [
    [`/api/webhooks/devices/${device.hook}`, secretOf(device.hook)],
    ['/api/webhooks/chirpstack', networkSecret(served.keyring, 'lorawan-chirpstack')],
    ['/api/webhooks/chirpstack?event=status', secretOf(device.chirpstack)],
    ['/api/webhooks/the-things-stack', networkSecret(served.keyring, 'lorawan-ttn')],
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...doors),
      fc.oneof(json, uplinks, bytes, fc.string()),
      fc.constantFrom('right', 'wrong', 'none'),
      async ([path, secret], body, who) => {
        const headers: Record<string, string> =
          who === 'none' ? {} : { authorization: `Bearer ${who === 'right' ? secret : 'wrong'}` };
        const { status } = await post(path, body, headers);
        expect(status).toBeLessThan(500);
        if (who !== 'right') expect(status).toBeGreaterThanOrEqual(400);
      },
    ),
    runs,
  );
});

test('the clerk’s page: whatever the phone sends', async () => {
  const authorization = `Bearer ${device.page}.${secretOf(device.page)}`;
  const paths = ['press', 'shift', 'test-mode', 'bell-broken'].map((word) => `/api/clerk/${word}`);
  const shapes = fc.record(
    { pressId: leaf, kind: leaf, name: leaf, knowsButton: leaf, note: leaf },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      fc.oneof(
        json,
        bytes,
        shapes.map((value) => JSON.stringify(value)),
      ),
      async (path, body) => {
        expect((await post(path, body, { authorization })).status).toBeLessThan(500);
      },
    ),
    runs,
  );
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 200 }), async (bearer) => {
      const clean = bearer.replace(/[^\x20-\x7e]/g, '');
      const body = JSON.stringify({ pressId: randomUUID(), kind: 'single' });
      const { status } = await post('/api/clerk/press', body, { authorization: `Bearer ${clean}` });
      expect(status).toBe(401);
    }),
    { numRuns: 20 },
  );
});

test('the embedded broker: bytes that are no MQTT, and any payload on any topic of a device that is known', async () => {
  const port = served.server.mqttPort;
  await fc.assert(
    fc.asyncProperty(bytes, async (packet) => {
      await new Promise<void>((resolve, reject) => {
        const socket = connectSocket(port, '127.0.0.1', () => socket.end(packet));
        socket.on('data', () => {});
        socket.once('error', (error: NodeJS.ErrnoException) =>
          error.code === 'ECONNRESET' ? resolve() : reject(error),
        );
        socket.once('close', () => resolve());
        // A half of a packet may be waited for; it is cut off when we go.
        socket.once('finish', () => socket.destroy());
      });
    }),
    runs,
  );
  const clients = new Map<string, MqttClient>();
  for (const [name, id] of [
    ['fuzz-zigbee', device.zigbee],
    ['fuzz-shelly', device.shelly],
    ['fuzz-plain', device.plain],
  ] as const)
    clients.set(
      name,
      await connectAsync(`mqtt://127.0.0.1:${port}`, {
        username: name,
        password: secretOf(id),
        protocolVersion: 4,
      }),
    );
  const topics = [
    ['fuzz-zigbee', 'zigbee2mqtt/fuzz-zigbee'],
    ['fuzz-zigbee', 'zigbee2mqtt/fuzz-zigbee/availability'],
    ['fuzz-shelly', 'shellies/fuzz-shelly/input_event/0'],
    ['fuzz-shelly', 'shellies/fuzz-shelly/events/rpc'],
    ['fuzz-shelly', 'shellies/fuzz-shelly/sensor/battery'],
    ['fuzz-plain', 'ansim/fuzz-plain'],
    ['fuzz-plain', 'zigbee2mqtt/fuzz-zigbee'],
    ['fuzz-plain', 'zigbee2mqtt/bridge/state'],
    ['fuzz-plain', 'ansim/nobody'],
  ] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...topics),
      fc.oneof(bytes, json),
      fc.boolean(),
      async ([name, topic], payload, retain) => {
        // Resolves with the acknowledgement: what is not understood is kept and never blocks the next.
        await clients.get(name)!.publishAsync(topic, Buffer.from(payload), { qos: 1, retain });
      },
    ),
    runs,
  );
  await clients
    .get('fuzz-zigbee')!
    .publishAsync('zigbee2mqtt/fuzz-zigbee', '{"action":"emergency"}', { qos: 1 });
  for (const client of clients.values()) await client.endAsync();
  expect(await pressesOf(device.zigbee)).toBeGreaterThan(0);
});

async function pressesOf(id: string): Promise<number> {
  const [row] = await served.city.asOwner(
    'select count(*)::int as count from devices.signals where device_id = $1',
    [id],
  );
  return Number(row!.count);
}

test('the city’s own broker: any payload on any topic, and then a press', async () => {
  const address = cityServer.address();
  const client = await connectAsync(
    `mqtt://127.0.0.1:${typeof address === 'object' && address?.port}`,
    { protocolVersion: 4 },
  );
  const before = await pressesOf(device.plain);
  const levels = fc.array(fc.stringMatching(/^[a-z0-9가-힣 .:-]{1,12}$/), {
    minLength: 1,
    maxLength: 4,
  });
  const topics = fc.oneof(
    levels.map((parts) => ['ansim', ...parts].join('/')),
    levels.map((parts) => ['zigbee2mqtt', ...parts].join('/')),
    fc.constantFrom('ansim/fuzz-plain', 'shellies/fuzz-shelly/events/rpc', 'shellies/announce'),
  );
  await fc.assert(
    fc.asyncProperty(topics, fc.oneof(bytes, json), async (topic, payload) => {
      await client.publishAsync(topic, Buffer.from(payload), { qos: 1 });
    }),
    runs,
  );
  await client.publishAsync('ansim/fuzz-plain', 'long', { qos: 1 });
  await expect.poll(() => pressesOf(device.plain)).toBeGreaterThan(before);
  await client.endAsync();
});

type Schema = {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  minimum?: number;
  maximum?: number;
  format?: string;
  pattern?: string;
};

test('the hotline: a district that there is not is refused, and what cannot be kept of a word is left out', async () => {
  const authorization = `Bearer ${await served.token('hotline-agent')}`;
  const raise = (place: object) =>
    post('/api/hotline/incidents', JSON.stringify({ place }), { authorization });
  expect(await raise({ name: '골목', district: 'nope' })).toMatchObject({
    status: 422,
    body: { code: 'outside-city' },
  });
  expect(await raise({ name: 'a\u0000b', district: '10001' })).toMatchObject({
    status: 201,
    body: { place: { name: 'ab' } },
  });
  expect(await raise({ name: '골목', lat: 0, lon: 0 })).toMatchObject({ status: 422 });
  expect(await raise({ name: '골목', district: '10001' })).toMatchObject({ status: 201 });
});

test('positions of a fleet: a time that the calendar does not have is refused', async () => {
  const authorization = `Bearer ${await served.token('operator')}`;
  const unit = { callSign: '순찰 10001', lat: 37.5, lon: 127 };
  const tell = (at: string) =>
    post('/api/duty/positions', JSON.stringify({ items: [{ ...unit, at }] }), { authorization });
  expect((await tell('1972-02-29T17:44:14+21:32')).status).toBe(400);
  expect((await tell(new Date().toISOString())).status).toBe(200);
});

/** Values that a schema nearly lets through: of its type and odd in every other way, or of no type that it knows. */
function nearly(schema: Schema): fc.Arbitrary<unknown> {
  const right = ((): fc.Arbitrary<unknown> => {
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    if (schema.anyOf) return fc.oneof(...schema.anyOf.map(nearly));
    switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
      case 'object':
        return fc.record(
          Object.fromEntries(
            Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, nearly(inner)]),
          ),
          { requiredKeys: [] },
        );
      case 'array':
        return fc.array(nearly(schema.items ?? {}), { maxLength: 4 });
      case 'string':
        if (schema.format === 'uuid')
          return fc.oneof(
            fc.uuid(),
            fc.constantFrom(...served.city.stores.map(({ id }) => id), device.zigbee),
          );
        return schema.pattern
          ? fc.stringMatching(new RegExp(schema.pattern))
          : fc.oneof(fc.string(), odd);
      case 'number':
      case 'integer':
        return fc.oneof(
          fc.integer({ min: -10, max: 100 }),
          fc.constantFrom(schema.minimum ?? 0, schema.maximum ?? 1, 2 ** 53, 1e300, 0.1),
        );
      case 'boolean':
        return fc.boolean();
      default:
        return tree;
    }
  })();
  return fc.oneof({ weight: 12, arbitrary: right }, { weight: 1, arbitrary: leaf });
}

test('every described route: bodies, queries and ids that are nearly right or quite wrong', async () => {
  const document = (await (await fetch(`${served.server.url}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Route>>;
  };
  type Route = {
    'x-roles'?: string[];
    parameters: { name: string; in: string; schema: Schema }[];
    requestBody?: { content: { 'application/json': { schema: Schema } } };
  };
  const { stores } = served.city;
  const [incident] = await served.city.asOwner('select id from incidents.incidents limit 1');
  const ids = fc.oneof(
    fc.constantFrom(String(incident!.id), stores[0]!.id, device.zigbee, '1', '0'),
    fc.uuid(),
    odd,
  );
  const tokens = new Map<string, string>();
  const broke: string[] = [];
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, route] of Object.entries(methods)) {
      // A stream has no end to wait for.
      if (path.endsWith('/live')) continue;
      const role = route['x-roles']?.at(-1);
      if (role && !tokens.has(role)) tokens.set(role, await served.token(role));
      const query = fc.tuple(
        ...route.parameters
          .filter((one) => one.in === 'query')
          .map(({ name, schema }) =>
            fc.tuple(fc.constant(name), fc.oneof(nearly(schema).map(String), odd)),
          ),
      );
      const body = route.requestBody
        ? nearly(route.requestBody.content['application/json'].schema)
        : fc.constant(undefined);
      await fc.assert(
        fc.asyncProperty(
          fc.array(ids, { minLength: 3, maxLength: 3 }),
          query,
          body,
          async (some, asked, sent) => {
            let at = 0;
            const place = path.replace(/\{\w+\}/g, () => encoded(some[at++]!));
            const words = asked.map(([name, value]) => `${name}=${encoded(value)}`).join('&');
            const headers: Record<string, string> = role
              ? { authorization: `Bearer ${tokens.get(role)}` }
              : {};
            const { status } = await post(
              `${place}?${words}`,
              JSON.stringify(sent) ?? '',
              headers,
              method.toUpperCase(),
            );
            if (status >= 500) broke.push(`${status} ${method} ${place} ${JSON.stringify(sent)}`);
          },
        ),
        { numRuns: 20 },
      );
    }
  expect(broke).toEqual([]);
}, 300_000);

function encoded(text: string): string {
  return encodeURIComponent(text.isWellFormed() ? text : 'x');
}
