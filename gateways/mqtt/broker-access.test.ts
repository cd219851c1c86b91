// What one client of the embedded broker may do, and what it cannot do to another.
import type { MqttClient } from 'mqtt';
import { afterEach, describe, expect, test } from 'vitest';
import {
  closed,
  connected,
  connectPacket,
  type Harness,
  logins,
  publishPacket,
  socketTo,
  startHarness,
  until,
} from './connect-for-test.ts';

const open: Harness[] = [];
afterEach(async () => {
  for (const harness of open.splice(0)) await harness.close();
});

async function harnessWith(options: Parameters<typeof startHarness>[0] = {}): Promise<Harness> {
  const harness = await startHarness(options);
  open.push(harness);
  return harness;
}

describe('who may do what', () => {
  test('a wrong password, an unknown name and no login at all are refused', async () => {
    const harness = await harnessWith();
    const tries: [string, object][] = [
      ['shop', { password: 'wrong' }],
      ['nobody', {}],
      ['shop', { username: undefined, password: undefined }],
    ];
    for (const [username, more] of tries) {
      const client = harness.client(username, { ...more, reconnectPeriod: 0 });
      const error = await new Promise<Error>((resolve) => client.once('error', resolve));
      expect(error.message).toMatch(/bad user ?name or password/i);
    }
    expect(harness.broker.connectedDeviceIds()).toEqual([]);
  });

  test('a database that is away is no wrong password: the client may try again', async () => {
    const harness = await harnessWith({
      ports: { authenticate: () => Promise.reject(new Error('away')) },
    });
    const client = harness.client('shop', { reconnectPeriod: 0 });
    const error = await new Promise<Error>((resolve) => client.once('error', resolve));
    expect(error.message).toMatch(/server unavailable/i);
  });

  test('a secret that is renewed ends its open connections, and nobody else’s; while nobody can check they stay', async () => {
    let renewed: string | undefined;
    let asked = 0;
    let isAway = false;
    const harness = await harnessWith({
      limits: { recheckMs: 1 },
      ports: {
        async authenticate(username) {
          asked += 1;
          if (isAway) throw new Error('away');
          return username === renewed ? null : (logins[username] ?? null);
        },
      },
    });
    const [shop, other] = ['shop', 'other'].map((name) =>
      harness.client(name, { reconnectPeriod: 0 }),
    ) as [MqttClient, MqttClient];
    await Promise.all([connected(shop), connected(other)]);
    isAway = true;
    const before = asked;
    await until(() => asked > before + 6);
    expect(harness.broker.connectedDeviceIds().sort()).toEqual(['other', 'shop']);
    const gone = closed(shop);
    [renewed, isAway] = ['shop', false];
    await gone;
    await other.publishAsync('ansim/other', 'press', { qos: 1 });
    expect(harness.broker.connectedDeviceIds()).toEqual(['other']);
  });

  test('a foreign topic is acknowledged, reported once, and not used; the next press goes through', async () => {
    const harness = await harnessWith();
    const client = harness.client('shop');
    for (const topic of ['ansim/other', 'ansim/other', 'ansim/shopping', '$SYS/x/new/clients']) {
      await client.publishAsync(topic, 'press', { qos: 1 });
    }
    await client.publishAsync('ansim/shop', 'press', { qos: 1 });
    expect(harness.accepting.map(({ message }) => message.topic)).toEqual(['ansim/shop']);
    expect(harness.refusals.map(({ reason, topic }) => [reason, topic])).toEqual([
      ['foreign-topic', 'ansim/other'],
      ['foreign-topic', 'ansim/shopping'],
      ['foreign-topic', '$SYS/x/new/clients'],
    ]);
  });

  test('a bridge’s own messages are dropped in silence, and each device behind it is told apart', async () => {
    const harness = await harnessWith();
    const client = harness.client('bridge');
    await client.publishAsync('z2m/bridge/state', '{}', { qos: 1 });
    await client.publishAsync('z2m/two/availability', 'online', { qos: 1 });
    await client.publishAsync('z2m/one', '{}', { qos: 1 });
    expect(harness.accepting.map(({ message }) => message.deviceId)).toEqual(['two', 'one']);
    expect(harness.refusals).toEqual([]);
    expect(harness.broker.connectedDeviceIds().sort()).toEqual(['one', 'two']);
  });

  test('a login hears only what is sent to its own topics, and nothing that devices say', async () => {
    const harness = await harnessWith();
    const listener = harness.client('bridge');
    const heard: string[] = [];
    listener.on('message', (topic, payload) => heard.push(`${topic} ${payload}`));
    const grants = await listener
      .subscribeAsync(['#', '+/shop', 'ansim/shop', '$SYS/#', 'z2m/+/set', 'z2m/#'], { qos: 1 })
      .catch((error: unknown) => error);
    expect(grants).toBeDefined();
    const speaker = harness.client('shop');
    await speaker.publishAsync('ansim/shop', 'press', { qos: 1 });
    await listener.publishAsync('z2m/one', 'press', { qos: 1 });
    await harness.broker.publish('ansim/shop/set', 'blink');
    await harness.broker.publish('z2m/one/set', 'blink');
    await until(() => heard.length >= 1);
    await listener.publishAsync('z2m/two', 'alive', { qos: 1 });
    expect(new Set(heard)).toEqual(new Set(['z2m/one/set blink']));
  });

  test('nobody can throw out another login by taking its client id', async () => {
    const harness = await harnessWith();
    const victim = harness.client('shop', { clientId: 'same' });
    await connected(victim);
    let closed = false;
    victim.on('close', () => {
      closed = true;
    });
    const impostor = harness.client('other', { clientId: 'same' });
    await impostor.publishAsync('ansim/other', 'press', { qos: 1 });
    await victim.publishAsync('ansim/shop', 'press', { qos: 1 });
    expect(closed).toBe(false);
    expect(harness.accepting.map(({ message }) => message.clientId)).toEqual(['same', 'same']);
  });

  test('one connection too many of a login closes its oldest', async () => {
    const harness = await harnessWith({ limits: { maxConnectionsPerLogin: 2 } });
    const [first, second, third] = ['a', 'b', 'c'].map((clientId) =>
      harness.client('shop', { clientId, reconnectPeriod: 0, manualConnect: true }),
    ) as [MqttClient, MqttClient, MqttClient];
    for (const client of [first, second]) {
      client.connect();
      await connected(client);
    }
    const gone = closed(first);
    third.connect();
    await gone;
    await third.publishAsync('ansim/shop', 'press', { qos: 1 });
    expect(second.connected).toBe(true);
  });

  test('MQTT 5 is refused cleanly, and version 3.1.1 goes on', async () => {
    const harness = await harnessWith();
    const modern = harness.client('shop', { protocolVersion: 5, reconnectPeriod: 0 });
    await new Promise<void>((resolve) => {
      modern.once('error', () => resolve());
      modern.once('close', () => resolve());
    });
    expect(modern.connected).toBe(false);
    await harness.client('shop').publishAsync('ansim/shop', 'press', { qos: 1 });
    expect(harness.accepting).toHaveLength(1);
  });
});

describe('retained messages and last wills', () => {
  test('a press with the retain flag is an alarm now and is told to nobody later', async () => {
    const harness = await harnessWith();
    await harness.client('bridge').publishAsync('z2m/one', 'press', { qos: 1, retain: true });
    expect(harness.accepting[0]?.message).toMatchObject({ retain: true, replayed: false });
    const later = harness.client('bridge');
    const heard: string[] = [];
    later.on('message', (topic) => heard.push(topic));
    await later.subscribeAsync('z2m/#', { qos: 1 });
    await harness.broker.publish('z2m/marker', 'end');
    await until(() => heard.length > 0);
    expect(heard).toEqual(['z2m/marker']);
  });

  test('from a bridge between brokers the flag means an old message, which is no alarm', async () => {
    const harness = await harnessWith();
    const socket = await socketTo(harness);
    // Brokers name themselves by the highest bit of the protocol level.
    socket.write(connectPacket({ username: 'bridge', level: 0x84 }));
    socket.write(publishPacket({ topic: 'z2m/one', flags: 0x03, id: 1 }));
    socket.write(publishPacket({ topic: 'z2m/one', flags: 0x0a, id: 2 }));
    await harness.accepted(2);
    const seen = harness.accepting.map(({ message }) => [message.replayed, message.dup]);
    expect(seen).toEqual([
      [true, false],
      [false, true],
    ]);
    socket.destroy();
  });

  test('a last will is passed on as told by nobody', async () => {
    const harness = await harnessWith();
    const client = harness.client('shop', {
      reconnectPeriod: 0,
      will: { topic: 'ansim/shop', payload: Buffer.from('press'), qos: 1, retain: true },
    });
    await connected(client);
    client.stream.destroy();
    const [will] = await harness.accepted(1);
    expect(will?.message).toMatchObject({ replayed: true, packetId: null });
  });
});
