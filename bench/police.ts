// The police hand-over: from raising a call to the document at the endpoint of another machine's desk.
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { connectButton } from './button.ts';
import type { BenchCity } from './city-for-bench.ts';
import { type Line, ms, percentile } from './figures.ts';

export type PoliceDesk = {
  /** When the first document about each incident came, in milliseconds since 1970, by its id without hyphens. */
  firstAt(): Promise<ReadonlyMap<string, number>>;
  close(): Promise<unknown>;
};

/** Opens a desk in a thread of its own and lets the city hand over to it; the demo desk would burden the measured server. */
export async function openPoliceDesk(city: BenchCity): Promise<PoliceDesk> {
  const worker = new Worker(new URL('./police-desk.ts', import.meta.url));
  const [port] = (await once(worker, 'message')) as [number];
  const database = await city.connect();
  await database.query(
    `update platform.city set config = jsonb_set(config, '{police,endpoint}', $1)`,
    [JSON.stringify(`http://127.0.0.1:${port}/`)],
  );
  await database.end();
  // The server reads its configuration every two seconds.
  await pause(3000);
  return {
    async firstAt() {
      const answer = once(worker, 'message');
      worker.postMessage('first');
      return ((await answer) as [ReadonlyMap<string, number>])[0];
    },
    close: () => worker.terminate(),
  };
}

/** Calls of as many stores as have a button: ten a second, and then all within a second. */
export async function benchPolice(city: BenchCity): Promise<Line[]> {
  const desk = await openPoliceDesk(city);
  const lines = [
    await handOver(city, desk, 100, 'ten calls a second'),
    await handOver(city, desk, 3, 'a call of every store within a second'),
  ];
  await desk.close();
  return lines;
}

async function handOver(
  city: BenchCity,
  desk: PoliceDesk,
  everyMs: number,
  words: string,
): Promise<Line> {
  const database = await city.connect();
  await database.query('truncate incidents.incidents cascade');
  const devices = (await city.devices()).filter(({ protocol }) => protocol === 'mqtt-zigbee2mqtt');
  const ofStore = new Map(devices.map((device) => [device.place.name, device]));
  const chosen = [...ofStore.values()].slice(0, 300);
  const buttons = await Promise.all(chosen.map(({ mqtt }) => connectButton(city.mqttPort, mqtt!)));
  const presses: Promise<unknown>[] = [];
  for (const button of buttons) {
    presses.push(button.press());
    await pause(everyMs);
  }
  await Promise.all(presses);
  for (const button of buttons) button.close();
  const { rows } = await database.query<{ id: string; raised_at: Date }>(
    'select id, raised_at from incidents.incidents',
  );
  await database.end();
  const late: number[] = [];
  for (let quiet = 0; late.length < rows.length && quiet < 20; quiet += 1) {
    await pause(500);
    const firstAt = await desk.firstAt();
    late.splice(0);
    for (const { id, raised_at } of rows) {
      const at = firstAt.get(id.replaceAll('-', ''));
      if (at !== undefined) late.push(at - raised_at.getTime());
    }
  }
  return {
    figure: `Police hand-over at the endpoint, ${words}`,
    measured: `${late.length} of ${rows.length}; p50 ${ms(percentile(late, 0.5))}, p99 ${ms(percentile(late, 0.99))}`,
    target: 'p99 < 1 s after raising',
  };
}
