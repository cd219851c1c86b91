// The embedded broker under bare bytes, rubbish, limits and another maker's client.
import { spawn, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  closeOf,
  connected,
  connectPacket,
  type Harness,
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

describe('on the bare wire', () => {
  test('a press may follow CONNECT without waiting, and counts only if the login holds', async () => {
    const harness = await harnessWith();
    const honest = await socketTo(harness);
    honest.write(connectPacket());
    // A segment of its own, while the login is being checked.
    await new Promise((resolve) => setImmediate(resolve));
    honest.write(publishPacket({ topic: 'ansim/shop', id: 7 }));
    const answer = await new Promise<Buffer>((resolve) => {
      let bytes = Buffer.alloc(0);
      honest.on('data', (chunk) => {
        bytes = Buffer.concat([bytes, chunk]);
        if (bytes.length >= 8) resolve(bytes);
      });
    });
    expect([...answer]).toEqual([0x20, 2, 0, 0, 0x40, 2, 0, 7]);
    honest.destroy();

    const wrong = await socketTo(harness);
    const closed = closeOf(wrong);
    wrong.write(connectPacket({ password: 'wrong' }));
    await new Promise((resolve) => setImmediate(resolve));
    wrong.write(publishPacket({ topic: 'ansim/shop', id: 8 }));
    await closed;
    expect(harness.accepting).toHaveLength(1);
  });

  test('a press is still taken when the button dies right after it', async () => {
    const harness = await harnessWith();
    const socket = await socketTo(harness);
    const qos0 = Buffer.concat([Buffer.of(0x30, 17, 0, 10), Buffer.from('ansim/shoppress')]);
    socket.end(Buffer.concat([connectPacket(), qos0]));
    const [first] = await harness.accepted(1);
    expect(first?.message.payload.toString()).toBe('press');
  });

  test('a press arrives however the network cuts the bytes', async () => {
    const harness = await harnessWith();
    const bytes = Buffer.concat([
      connectPacket(),
      publishPacket({ topic: 'ansim/shop', id: 1 }),
      publishPacket({ topic: 'ansim/shop', id: 2 }),
    ]);
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(cuts, async (unsorted) => {
        const before = harness.accepting.length;
        const socket = await socketTo(harness);
        const gone = closeOf(socket);
        let start = 0;
        for (const end of [...unsorted.sort((one, other) => one - other), bytes.length]) {
          socket.write(bytes.subarray(start, end));
          start = end;
          await new Promise((resolve) => setImmediate(resolve));
        }
        await harness.accepted(before + 2);
        socket.destroy();
        await gone;
        expect(harness.accepting.length).toBe(before + 2);
      }),
      { numRuns: 60 },
    );
  });

  test('a packet over the limit is refused by its announced length', async () => {
    const harness = await harnessWith({ limits: { maxPacketBytes: 1_000 } });
    const socket = await socketTo(harness);
    const closed = closeOf(socket);
    socket.write(Buffer.concat([connectPacket(), Buffer.of(0x32, 0xff, 0xff, 0xff, 0x7f)]));
    await closed;
    expect(harness.lines.length).toBeGreaterThan(0);
  });

  test('a connection that never says CONNECT is closed in time', async () => {
    const harness = await harnessWith({ limits: { connectTimeoutMs: 20 } });
    await closeOf(await socketTo(harness));
  });

  test('connections beyond the limit are turned away', async () => {
    const harness = await harnessWith({ limits: { maxConnections: 1 } });
    const client = harness.client('shop');
    await connected(client);
    await closeOf(await socketTo(harness));
    await client.publishAsync('ansim/shop', 'press', { qos: 1 });
  });

  test('no bytes whatever stop the next press', async () => {
    const harness = await harnessWith();
    const client = harness.client('shop');
    await connected(client);
    const packets = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 60 }),
      fc
        .tuple(fc.integer({ min: 0, max: 255 }), fc.uint8Array({ maxLength: 40 }))
        .map(([type, body]) => Uint8Array.from([type, body.length, ...body])),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(packets, { maxLength: 4 }),
        async (login, rubbish) => {
          const socket = await socketTo(harness);
          const closed = closeOf(socket);
          socket.end(Buffer.concat([login ? connectPacket() : Buffer.alloc(0), ...rubbish]));
          await closed;
        },
      ),
      { numRuns: 150 },
    );
    const before = harness.accepting.length;
    await client.publishAsync('ansim/shop', 'press', { qos: 1 });
    expect(harness.accepting.length).toBe(before + 1);
  });
});

describe('mosquitto’s own command line', () => {
  const args = (port: number) => [
    '-h',
    '127.0.0.1',
    '-p',
    String(port),
    '-u',
    'shop',
    '-P',
    'right',
  ];

  function run(more: string[]): Promise<{ code: number | null; words: string }> {
    return new Promise((resolve) => {
      const child = spawn('mosquitto_pub', more);
      let words = '';
      child.stdout.on('data', (chunk) => {
        words += chunk;
      });
      child.stderr.on('data', (chunk) => {
        words += chunk;
      });
      child.once('close', (code) => resolve({ code, words }));
    });
  }

  test('is installed', () => {
    const found = spawnSync('mosquitto_pub', ['--help']).error === undefined;
    expect(found, 'mosquitto_pub is missing: install the package mosquitto-clients').toBe(true);
  });

  test('publishes at QoS 0, 1 and 2, and is refused with a wrong password or version 5', async () => {
    const harness = await harnessWith();
    for (const qos of ['0', '1', '2']) {
      const topic = ['-t', 'ansim/shop', '-m', `press ${qos}`, '-q', qos];
      expect(await run([...args(harness.broker.port), ...topic])).toMatchObject({ code: 0 });
    }
    await until(() => harness.accepting.length === 3);
    const payloads = harness.accepting.map(({ message }) => message.payload.toString());
    expect(payloads).toEqual(['press 0', 'press 1', 'press 2']);
    const press = ['-t', 'ansim/shop', '-m', 'press', '-q', '1'];
    const wrong = await run([...args(harness.broker.port), ...press, '-P', 'wrong']);
    expect(wrong.code).not.toBe(0);
    const modern = await run([...args(harness.broker.port), ...press, '-V', 'mqttv5']);
    expect(modern.code).not.toBe(0);
    expect(harness.accepting).toHaveLength(3);
  });
});
