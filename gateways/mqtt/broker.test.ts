// What the embedded broker acknowledges and when, as real MQTT clients see it.
import { afterEach, describe, expect, test } from 'vitest';
import { startMqttBroker } from './broker.ts';
import { closed, connected, type Harness, quietLog, startHarness } from './connect-for-test.ts';

const open: Harness[] = [];
afterEach(async () => {
  for (const harness of open.splice(0)) await harness.close();
});

async function harnessWith(options: Parameters<typeof startHarness>[0] = {}): Promise<Harness> {
  const harness = await startHarness(options);
  open.push(harness);
  return harness;
}

describe('acknowledgement', () => {
  test('PUBACK comes only after the commit', async () => {
    const harness = await harnessWith({ manual: true });
    const client = harness.client('shop', { clientId: 'button-1' });
    await connected(client);
    let acknowledged = false;
    const publish = client.publishAsync('ansim/shop', 'press', { qos: 1 }).then(() => {
      acknowledged = true;
    });
    const [first] = await harness.accepted(1);
    // A round trip after the press: had a PUBACK been sent, it would have arrived before the SUBACK.
    await client.subscribeAsync('ansim/shop/set', { qos: 1 });
    expect(acknowledged).toBe(false);
    expect(first?.message).toMatchObject({
      deviceId: 'shop',
      clientId: 'button-1',
      topic: 'ansim/shop',
      qos: 1,
      dup: false,
      retain: false,
      replayed: false,
    });
    expect(first?.message.payload.toString()).toBe('press');
    first?.commit();
    await publish;
  });

  test('a commit that fails closes the connection, and the press comes again', async () => {
    const harness = await harnessWith({ manual: true });
    const client = harness.client('shop', { clean: false, clientId: 'button-1' });
    await connected(client);
    const publish = client.publishAsync('ansim/shop', 'press', { qos: 1 });
    const [first] = await harness.accepted(1);
    const gone = closed(client);
    first?.fail();
    await gone;
    const [, second] = await harness.accepted(2);
    // This client forgets the DUP flag (MQTT 3.1.1, 3.3.1.1), as others in the field do: the identifier is what stays.
    expect(second?.message.packetId).toBe(first?.message.packetId);
    second?.commit();
    await publish;
    expect(harness.accepting).toHaveLength(2);
  });

  test('PUBACKs of one bridge keep their order while the commits behind them overtake each other', async () => {
    const harness = await harnessWith({ manual: true });
    const client = harness.client('bridge');
    await connected(client);
    const order: string[] = [];
    const first = client.publishAsync('z2m/one', 'a', { qos: 1 }).then(() => order.push('one'));
    await harness.accepted(1);
    const second = client.publishAsync('z2m/two', 'b', { qos: 1 }).then(() => order.push('two'));
    // The slow commit of device one does not keep device two from being committed.
    const [one, two] = await harness.accepted(2);
    expect(two?.message.deviceId).toBe('two');
    two?.commit();
    await client.subscribeAsync('z2m/+/set');
    expect(order).toEqual([]);
    one?.commit();
    await Promise.all([first, second]);
    expect(order).toEqual(['one', 'two']);
  });

  test('messages that arrive in one segment are worked on side by side too', async () => {
    const harness = await harnessWith({ manual: true });
    const client = harness.client('bridge');
    await connected(client);
    client.stream.cork();
    const sent = ['one', 'two', 'one', 'two'].map((name, index) =>
      client.publishAsync(`z2m/${name}`, String(index), { qos: 1 }),
    );
    process.nextTick(() => client.stream.uncork());
    await harness.accepted(2);
    const payloads = () => harness.accepting.map(({ message }) => message.payload.toString());
    // Two lanes, and within a lane one after the other.
    expect(payloads()).toEqual(['0', '1']);
    for (const index of [1, 0]) harness.accepting[index]?.commit();
    await harness.accepted(4);
    expect(payloads().slice(2).sort()).toEqual(['2', '3']);
    for (const accepting of harness.accepting) accepting.commit();
    await Promise.all(sent);
  });

  test('one slow device does not delay another connection', async () => {
    const harness = await harnessWith({ manual: true });
    const slow = harness.client('shop');
    const quick = harness.client('other');
    const pending = slow.publishAsync('ansim/shop', 'press', { qos: 1 });
    await harness.accepted(1);
    const published = quick.publishAsync('ansim/other', 'press', { qos: 1 });
    await harness.accepted(2);
    harness.accepting[1]?.commit();
    await published;
    harness.accepting[0]?.commit();
    await pending;
  });

  test('QoS 2 is committed before PUBREC', async () => {
    const harness = await harnessWith({ manual: true });
    const client = harness.client('shop');
    await connected(client);
    let done = false;
    const publish = client.publishAsync('ansim/shop', 'press', { qos: 2 }).then(() => {
      done = true;
    });
    const [first] = await harness.accepted(1);
    await client.subscribeAsync('ansim/shop/set');
    expect(done).toBe(false);
    first?.commit();
    await publish;
  });

  test('a QoS 0 press is tried again here, because its sender never will', async () => {
    const harness = await harnessWith({ manual: true, limits: { retryPausesMs: [1, 1] } });
    const client = harness.client('shop');
    await client.publishAsync('ansim/shop', 'press', { qos: 0 });
    const [first] = await harness.accepted(1);
    first?.fail();
    const [, second] = await harness.accepted(2);
    expect(second?.message.payload.toString()).toBe('press');
    second?.commit();
    const after = client.publishAsync('ansim/shop', 'long', { qos: 1 });
    const third = (await harness.accepted(3))[2];
    third?.commit();
    await after;
  });

  test('a message that can never be kept is reported, acknowledged, and blocks nothing behind it', async () => {
    const poison = 'poison';
    const kept: string[] = [];
    const harness = await harnessWith({
      limits: { attempts: 3 },
      ports: {
        async accept(message) {
          if (message.payload.toString() === poison) throw new Error('no such column');
          kept.push(message.payload.toString());
        },
      },
    });
    const client = harness.client('shop', { clean: false, clientId: 'button-1' });
    const sent = [poison, 'press'].map((payload) =>
      client.publishAsync('ansim/shop', payload, { qos: 1 }),
    );
    await Promise.all(sent);
    expect(harness.refusals).toMatchObject([{ reason: 'not-kept', deviceId: 'shop' }]);
    expect(kept).toContain('press');
  });

  test('a commit that hangs is given up, so that the press comes again', async () => {
    const harness = await harnessWith({ manual: true, limits: { acceptTimeoutMs: 30 } });
    const client = harness.client('shop', { clean: false, clientId: 'button-1' });
    await connected(client);
    const publish = client.publishAsync('ansim/shop', 'press', { qos: 1 });
    (await harness.accepted(2))[1]?.commit();
    await publish;
  });

  test('stopping lets what is on its way be committed and acknowledged', async () => {
    const harness = await harnessWith({ manual: true });
    const client = harness.client('shop', { reconnectPeriod: 0 });
    await connected(client);
    const publish = client.publishAsync('ansim/shop', 'press', { qos: 1 });
    const [first] = await harness.accepted(1);
    const stopped = harness.broker.stop();
    first?.commit();
    await Promise.all([publish, stopped]);
  });
});

describe('starting', () => {
  test('a port in use is said in a sentence', async () => {
    const harness = await harnessWith();
    const second = startMqttBroker({
      host: '127.0.0.1',
      port: harness.broker.port,
      log: quietLog([]),
      ports: { authenticate: async () => null, accept: async () => undefined },
    });
    await expect(second).rejects.toThrow(/is in use.*MQTT_PORT/);
  });
});
