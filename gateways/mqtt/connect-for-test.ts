// Real clients and a programme that commits when the test says so, for the tests beside this file.
import { connect as connectSocket, type Socket } from 'node:net';
import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { type MqttBroker, type MqttPorts, startMqttBroker } from './broker.ts';
import type { MqttRefusal } from './intake.ts';
import type { MqttLimits } from './limits.ts';
import type { MqttLog, MqttMessage } from './message.ts';
import type { MqttLogin } from './topics.ts';

export type Accepting = {
  message: MqttMessage;
  commit(): void;
  fail(): void;
};

export type Harness = {
  broker: MqttBroker;
  /** Messages handed to `accept`, in order of arrival. */
  accepting: Accepting[];
  refusals: MqttRefusal[];
  lines: string[];
  /** Resolves when `accept` was called `count` times. */
  accepted(count: number): Promise<Accepting[]>;
  client(username: string, options?: IClientOptions): MqttClient;
  close(): Promise<void>;
};

export const logins: Readonly<Record<string, MqttLogin>> = {
  shop: { topics: [{ topic: 'ansim/shop', deviceId: 'shop' }] },
  other: { topics: [{ topic: 'ansim/other', deviceId: 'other' }] },
  bridge: {
    topics: [
      { topic: 'z2m/one', deviceId: 'one' },
      { topic: 'z2m/two', deviceId: 'two' },
      { topic: 'z2m/bridge', deviceId: null },
    ],
    subscribe: ['z2m'],
  },
};

/** Resolves when the condition holds; looks again at every turn of the event loop, without a timer. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

export function quietLog(lines: string[]): MqttLog {
  const write = (_details: object, message: string) => {
    lines.push(message);
  };
  return { info: write, warn: write, error: write };
}

/** Resolves with the next connection of a client. */
export function connected(client: MqttClient): Promise<void> {
  return new Promise((resolve) => client.once('connect', () => resolve()));
}

/** Resolves when a client's connection is closed. */
export function closed(client: MqttClient): Promise<void> {
  return new Promise((resolve) => client.once('close', () => resolve()));
}

/** A broker on a free port whose password is `right`; `manual` leaves every commit to the test. */
export async function startHarness(
  options: { manual?: boolean; limits?: Partial<MqttLimits>; ports?: Partial<MqttPorts> } = {},
): Promise<Harness> {
  const accepting: Accepting[] = [];
  const refusals: MqttRefusal[] = [];
  const lines: string[] = [];
  const clients: MqttClient[] = [];
  const broker = await startMqttBroker({
    host: '127.0.0.1',
    port: 0,
    log: quietLog(lines),
    limits: options.limits ?? {},
    ports: {
      authenticate: async (username, password) =>
        password === 'right' ? (logins[username] ?? null) : null,
      accept(message) {
        const { promise, resolve, reject } = Promise.withResolvers<void>();
        const fail = () => reject(new Error('the database is away'));
        accepting.push({ message, commit: resolve, fail });
        if (options.manual !== true) resolve();
        return promise;
      },
      refused: async (refusal) => {
        refusals.push(refusal);
      },
      ...options.ports,
    },
  });
  return {
    broker,
    accepting,
    refusals,
    lines,
    async accepted(count) {
      await until(() => accepting.length >= count);
      return accepting;
    },
    client(username, more = {}) {
      const client = connect({
        host: '127.0.0.1',
        port: broker.port,
        username,
        password: 'right',
        protocolVersion: 4,
        reconnectPeriod: 20,
        ...more,
      });
      client.on('error', () => undefined);
      clients.push(client);
      return client;
    },
    async close() {
      for (const client of clients) client.end(true);
      await broker.stop();
    },
  };
}

/** A bare connection to the broker. */
export function socketTo(harness: Harness): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connectSocket(harness.broker.port, '127.0.0.1', () => resolve(socket));
    socket.on('error', () => undefined);
  });
}

/** Resolves when the other side has closed. */
export function closeOf(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.resume();
    socket.once('close', () => resolve());
  });
}

/** A CONNECT packet (MQTT 3.1.1, 3.1) under 128 bytes. */
export function connectPacket(
  said: { username?: string; password?: string; level?: number } = {},
): Buffer {
  const body = Buffer.concat([
    lengthPrefixed('MQTT'),
    Buffer.of(said.level ?? 4, 0b1100_0010, 0, 60),
    lengthPrefixed('raw'),
    lengthPrefixed(said.username ?? 'shop'),
    lengthPrefixed(said.password ?? 'right'),
  ]);
  return Buffer.concat([Buffer.of(0x10, body.length), body]);
}

/** A PUBLISH packet of `press` (MQTT 3.1.1, 3.3); `flags` are the low bits of its first byte, QoS 1 unless said. */
export function publishPacket(said: { topic: string; flags?: number; id: number }): Buffer {
  const identifier = Buffer.of(said.id >> 8, said.id & 0xff);
  const body = Buffer.concat([lengthPrefixed(said.topic), identifier, Buffer.from('press')]);
  return Buffer.concat([Buffer.of(0x30 | (said.flags ?? 0x02), body.length), body]);
}

function lengthPrefixed(text: string): Buffer {
  return Buffer.concat([Buffer.of(0, text.length), Buffer.from(text)]);
}
