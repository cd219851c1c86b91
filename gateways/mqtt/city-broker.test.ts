// The client of the city's broker against real brokers: Mosquitto in versions 3.1.1 and 5, and aedes in 3.1.1.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Aedes } from 'aedes';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type CityBroker, type CityMessage, connectCityBroker } from './city-broker.ts';
import { quietLog, until } from './connect-for-test.ts';
import { listen } from './listen.ts';

type RunningBroker = { port: number; stop(): Promise<void> };
type Accepting = { message: CityMessage; commit(): void; fail(): void };

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server, '127.0.0.1', 0);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A Mosquitto of this test's own, without persistence on disk. */
async function startMosquitto(extra: string[] = []): Promise<RunningBroker> {
  const folder = await mkdtemp(join(tmpdir(), 'ansim-mosquitto-'));
  const port = await freePort();
  const file = join(folder, 'mosquitto.conf');
  const lines = [
    `listener ${port} 127.0.0.1`,
    'allow_anonymous true',
    'persistence false',
    ...extra,
  ];
  await writeFile(file, `${lines.join('\n')}\n`);
  const child: ChildProcess = spawn('mosquitto', ['-c', file], {
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/usr/local/sbin` },
  });
  await new Promise<void>((resolve, reject) => {
    child.once('error', () =>
      reject(
        new Error('mosquitto is missing: install the package mosquitto, then run this again.'),
      ),
    );
    child.stderr?.on('data', (words: Buffer) => {
      if (words.includes('running')) resolve();
    });
  });
  return {
    port,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await gone;
      await rm(folder, { recursive: true });
    },
  };
}

async function startAedes(): Promise<RunningBroker> {
  const aedes = await Aedes.createBroker({});
  const server = createServer((socket) => aedes.handle(socket));
  const port = await listen(server, '127.0.0.1', 0);
  return {
    port,
    async stop() {
      await new Promise<void>((resolve) => aedes.close(resolve));
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let sessions = 0;

function listenAt(
  port: number,
  protocolVersion: 4 | 5,
  more: { manual?: boolean; topics?: string[]; clientId?: string } = {},
): { broker: CityBroker; accepting: Accepting[]; lines: string[] } {
  const accepting: Accepting[] = [];
  const lines: string[] = [];
  sessions += 1;
  const broker = connectCityBroker({
    url: `mqtt://127.0.0.1:${port}`,
    username: 'ansim',
    password: 'word',
    clientId: more.clientId ?? `city-${sessions}`,
    protocolVersion,
    topics: more.topics ?? ['city/#'],
    log: quietLog(lines),
    limits: { reconnectMs: [10, 30], retryPausesMs: [1], stopTimeoutMs: 1_000 },
    accept(message) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      accepting.push({ message, commit: resolve, fail: () => reject(new Error('away')) });
      if (more.manual !== true) resolve();
      return promise;
    },
  });
  cleanups.push(() => broker.stop());
  return { broker, accepting, lines };
}

async function publisher(port: number): Promise<MqttClient> {
  const client = await connectAsync({ host: '127.0.0.1', port, protocolVersion: 4 });
  cleanups.push(() => client.endAsync(true));
  return client;
}

describe.each([
  ['Mosquitto, version 3.1.1', startMosquitto, 4],
  ['Mosquitto, version 5', startMosquitto, 5],
  ['aedes, version 3.1.1', startAedes, 4],
] as const)('at %s', (_name, start, version) => {
  let running: RunningBroker;
  beforeAll(async () => {
    running = await start();
  });
  afterAll(() => running.stop());

  test('a press is heard, and delivered again after a commit that failed', async () => {
    const { broker, accepting } = listenAt(running.port, version, { manual: true });
    await until(() => broker.health().state === 'connected');
    const device = await publisher(running.port);
    await device.publishAsync('city/shop', 'press', { qos: 1 });
    await until(() => accepting.length === 1);
    expect(accepting[0]?.message).toMatchObject({ topic: 'city/shop', qos: 1, replayed: false });
    accepting[0]?.fail();
    await until(() => accepting.length === 2);
    expect(accepting[1]?.message.payload.toString()).toBe('press');
    accepting[1]?.commit();
    await until(() => broker.health().state === 'connected');
    await device.publishAsync('city/shop', 'long', { qos: 1 });
    await until(() => accepting.length === 3);
    accepting[2]?.commit();
  });

  test('what was not acknowledged comes again to the same session after a restart, what was does not', async () => {
    const clientId = `restart-${version}-${running.port}`;
    const before = listenAt(running.port, version, { manual: true, clientId });
    await until(() => before.broker.health().state === 'connected');
    const device = await publisher(running.port);
    await device.publishAsync('city/shop', 'first', { qos: 1 });
    await device.publishAsync('city/other', 'second', { qos: 1 });
    await until(() => before.accepting.length === 2);
    before.accepting[0]?.commit();
    await before.broker.stop();
    const after = listenAt(running.port, version, { clientId });
    await until(() => after.accepting.length === 1);
    expect(after.accepting[0]?.message.payload.toString()).toBe('second');
    await device.publishAsync('city/shop', 'third', { qos: 1 });
    await until(() => after.accepting.length === 2);
    expect(after.accepting[1]?.message.payload.toString()).toBe('third');
  });

  test('a slow commit holds up neither another device nor the order of acknowledgements', async () => {
    const clientId = `order-${version}-${running.port}`;
    const { broker, accepting } = listenAt(running.port, version, { manual: true, clientId });
    await until(() => broker.health().state === 'connected');
    const device = await publisher(running.port);
    await device.publishAsync('city/slow', 'a', { qos: 1 });
    await device.publishAsync('city/quick', 'b', { qos: 1 });
    await until(() => accepting.length === 2);
    accepting[1]?.commit();
    // The quick one is committed but behind the slow one in line: both come again, since neither was acknowledged.
    accepting[0]?.fail();
    await until(() => accepting.length === 4);
    const again = accepting.slice(2).map(({ message }) => message.payload.toString());
    expect(again.sort()).toEqual(['a', 'b']);
    for (const item of accepting) item.commit();
  });

  test('a stored press is told as nobody’s', async () => {
    const device = await publisher(running.port);
    await device.publishAsync('kept/shop', 'press', { qos: 1, retain: true });
    const { broker, accepting } = listenAt(running.port, version, { topics: ['kept/#'] });
    await until(() => broker.health().state === 'connected');
    await device.publishAsync('kept/other', 'press', { qos: 1 });
    await until(() => accepting.some(({ message }) => message.topic === 'kept/other'));
    for (const { message } of accepting)
      expect(message.replayed).toBe(message.topic === 'kept/shop');
    await device.publishAsync('kept/shop', '', { qos: 1, retain: true });
  });
});

describe('trouble', () => {
  test('a broker that goes away and comes back is seen, and found again', async () => {
    const port = await freePort();
    const { broker, lines } = listenAt(port, 4);
    await until(() => broker.health().problem !== null);
    expect(broker.health().state).not.toBe('connected');
    expect(lines.length).toBeGreaterThan(0);
    const running = await startAedesAt(port);
    await until(() => broker.health().state === 'connected');
    expect(broker.health().problem).toBeNull();
    await running.stop();
    await until(() => broker.health().state === 'offline');
  });

  test('a message that can never be kept is reported, and blocks nothing behind it', async () => {
    const running = await startMosquitto();
    cleanups.push(running.stop);
    const kept: string[] = [];
    const reported: string[] = [];
    const broker = connectCityBroker({
      url: `mqtt://127.0.0.1:${running.port}`,
      username: 'ansim',
      password: 'word',
      clientId: 'city-poison',
      protocolVersion: 5,
      topics: ['city/#'],
      log: quietLog([]),
      limits: { reconnectMs: [1, 5], attempts: 3 },
      async accept({ payload }) {
        if (payload.toString() === 'poison') throw new Error('no such column');
        kept.push(payload.toString());
      },
      refused: async ({ payload }) => {
        reported.push(payload.toString());
      },
    });
    cleanups.push(() => broker.stop());
    await until(() => broker.health().state === 'connected');
    const device = await publisher(running.port);
    await device.publishAsync('city/shop', 'poison', { qos: 1 });
    await device.publishAsync('city/shop', 'press', { qos: 1 });
    await until(() => reported.length === 1 && kept.includes('press'));
    expect(reported).toEqual(['poison']);
  });

  test('a topic that the broker refuses shows in the health', async () => {
    const aedes = await Aedes.createBroker({
      authorizeSubscribe: (_client, subscription, callback) =>
        callback(null, subscription.topic === 'city/no' ? null : subscription),
    });
    const server = createServer((socket) => aedes.handle(socket));
    const port = await listen(server, '127.0.0.1', 0);
    cleanups.push(async () => {
      await new Promise<void>((resolve) => aedes.close(resolve));
      await new Promise((resolve) => server.close(resolve));
    });
    const { broker } = listenAt(port, 4, { topics: ['city/yes', 'city/no'] });
    await until(() => broker.health().state === 'connected');
    expect(broker.health().refusedTopics).toEqual(['city/no']);
    expect(broker.health().problem).toMatch(/administrator/);
  });

  test('a wrong password does not end the trying', async () => {
    let right = false;
    const aedes = await Aedes.createBroker({
      authenticate: (_client, _username, _password, callback) => callback(null, right),
    });
    const server = createServer((socket) => aedes.handle(socket));
    const port = await listen(server, '127.0.0.1', 0);
    cleanups.push(async () => {
      await new Promise<void>((resolve) => aedes.close(resolve));
      await new Promise((resolve) => server.close(resolve));
    });
    const { broker } = listenAt(port, 4);
    await until(() => broker.health().problem !== null);
    right = true;
    await until(() => broker.health().state === 'connected');
  });
});

async function startAedesAt(port: number): Promise<RunningBroker> {
  const aedes = await Aedes.createBroker({});
  const server = createServer((socket) => aedes.handle(socket));
  await listen(server, '127.0.0.1', port);
  return {
    port,
    async stop() {
      await new Promise<void>((resolve) => aedes.close(resolve));
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
