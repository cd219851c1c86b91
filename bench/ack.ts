// From a button to the acknowledgement that means "it is in the database", beside a bare insert and commit of the same PostgreSQL.
import { setTimeout as pause } from 'node:timers/promises';
import { connectButton } from './button.ts';
import type { BenchCity } from './city-for-bench.ts';
import { type Line, ms, percentile } from './figures.ts';

const bareEveryMs = 20;

/** Presses at both rates, each for as long as asked. */
export async function benchAck(city: BenchCity, { seconds = 60 } = {}): Promise<Line[]> {
  return [
    await pressAtRate(city, { rate: 100, seconds }),
    await pressAtRate(city, { rate: 1000, seconds }),
  ];
}

/** Presses at a steady rate for some seconds; a bare insert is timed between the presses. */
export async function pressAtRate(
  city: BenchCity,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<Line> {
  const devices = (await city.devices()).filter(({ protocol }) => protocol === 'mqtt-zigbee2mqtt');
  const buttons = await Promise.all(devices.map(({ mqtt }) => connectButton(city.mqttPort, mqtt!)));
  const pressed: number[] = [];
  const bare: number[] = [];
  const under: Promise<unknown>[] = [];
  let over = false;
  const floor = insertBare(city, bare, () => over);
  const began = performance.now();
  for (let at = 0; at < rate * seconds; at += 1) {
    const rest = began + (at * 1000) / rate - performance.now();
    if (rest > 0) await pause(rest);
    const press = buttons[at % buttons.length]!.press();
    under.push(press.then((took) => pressed.push(took)));
  }
  await Promise.all(under);
  over = true;
  await floor;
  for (const button of buttons) button.close();
  const [p50, bareP50] = [percentile(pressed, 0.5), percentile(bare, 0.5)];
  return {
    figure: `Device to durable acknowledgement, ${rate}/s for ${seconds} s`,
    measured: `p50 ${ms(p50)}, p99 ${ms(percentile(pressed, 0.99))}`,
    floor: `insert and commit p50 ${ms(bareP50)}, p99 ${ms(percentile(bare, 0.99))}`,
    ratio: `${(p50 / bareP50).toFixed(1)} ×`,
    target: 'p50 ≤ 1.5 ×, p99 < 20 ms',
  };
}

async function insertBare(city: BenchCity, took: number[], isOver: () => boolean): Promise<void> {
  const database = await city.connect();
  await database.query('create table if not exists public.bench_floor (id bigserial, said text)');
  const insert = { name: 'floor', text: 'insert into public.bench_floor (said) values ($1)' };
  while (!isOver()) {
    const asked = performance.now();
    await database.query({ ...insert, values: ['{"action":"emergency","battery":82}'] });
    took.push(performance.now() - asked);
    await pause(bareEveryMs);
  }
  await database.end();
}
