// From a button to the acknowledgement that means "it is in the database", beside a bare insert and commit of the same PostgreSQL.
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import type { BenchCity } from './city-for-bench.ts';
import { type Line, ms, percentile } from './figures.ts';

const payload = '{"action":"emergency","battery":82}';

/** Presses at a steady rate for some seconds; a bare insert is timed between the presses. */
export async function benchAck(
  city: BenchCity,
  { rate = 100, seconds = 15 }: { rate?: number; seconds?: number } = {},
): Promise<Line[]> {
  const devices = (await city.devices()).filter(({ protocol }) => protocol === 'mqtt-zigbee2mqtt');
  const clients = await Promise.all(
    devices.slice(0, 64).map(async ({ mqtt }) => ({
      topic: mqtt!.topic,
      client: await connectAsync({
        port: city.mqttPort,
        host: '127.0.0.1',
        username: mqtt!.username,
        password: mqtt!.password,
      }),
    })),
  );
  const database = await city.connect();
  await database.query('create table if not exists public.bench_floor (id bigserial, said text)');
  const pressed: number[] = [];
  const bare: number[] = [];
  const under: Promise<unknown>[] = [];
  const began = performance.now();
  for (let at = 0; at < rate * seconds; at += 1) {
    const { client, topic } = clients[at % clients.length]!;
    const sent = performance.now();
    under.push(
      client
        .publishAsync(topic, payload, { qos: 1 })
        .then(() => pressed.push(performance.now() - sent)),
    );
    if (at % 4 === 0) {
      const asked = performance.now();
      await database.query('insert into public.bench_floor (said) values ($1)', [payload]);
      bare.push(performance.now() - asked);
    }
    const rest = began + ((at + 1) * 1000) / rate - performance.now();
    if (rest > 0) await pause(rest);
  }
  await Promise.all(under);
  for (const { client } of clients) await client.endAsync(true);
  await database.end();
  const [p50, p99] = [percentile(pressed, 0.5), percentile(pressed, 0.99)];
  const floor = percentile(bare, 0.5);
  return [
    {
      figure: `Device to durable acknowledgement, ${rate}/s for ${seconds} s`,
      measured: `p50 ${ms(p50)}, p99 ${ms(p99)}`,
      floor: `insert and commit p50 ${ms(floor)}, p99 ${ms(percentile(bare, 0.99))}`,
      ratio: `${(p50 / floor).toFixed(1)} ×`,
      target: 'p50 ≤ 1.5 ×, p99 < 20 ms',
    },
  ];
}
