// From a button to every desk that may see it: 192 desks of one district each and 8 of the whole city.
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import type { BenchCity } from './city-for-bench.ts';
import { type Line, ms, percentile } from './figures.ts';

/** Presses at a steady rate for some seconds and times each arrival at each desk. */
export async function benchLive(
  city: BenchCity,
  {
    rate = 1000,
    seconds = 8,
    desks = 200,
  }: { rate?: number; seconds?: number; desks?: number } = {},
): Promise<Line[]> {
  const { districts } = (await (await fetch(`http://127.0.0.1:${city.port}/api/city`)).json()) as {
    districts: { code: string }[];
  };
  const tokenOf = async (...more: string[]) =>
    (
      JSON.parse(await city.ansim('token', 'create', '--role', 'operator', '--json', ...more)) as {
        token: string;
      }
    ).token;
  const whole = await tokenOf();
  const tokens: string[] = [];
  for (const { code } of districts) tokens.push(await tokenOf('--district', code));
  const sentAt = new Map<string, number>();
  const arrivals: number[] = [];
  const abort = new AbortController();
  const followers = Array.from({ length: desks }, (_, at) =>
    follow(city, at < 8 ? whole : tokens[at % tokens.length]!, abort.signal, (name) => {
      const sent = sentAt.get(name);
      if (sent !== undefined) arrivals.push(performance.now() - sent);
    }),
  );
  await Promise.all(followers);
  const { items } = (await (
    await fetch(`http://127.0.0.1:${city.port}/api/safe-houses`)
  ).json()) as { items: { id: string; name: string }[] };
  const idOf = new Map(items.map(({ id, name }) => [name, id]));
  const devices = (await city.devices()).filter(({ protocol }) => protocol === 'mqtt-zigbee2mqtt');
  const seen = new Set<string>();
  const own = devices.filter(({ place }) => !seen.has(place.name) && seen.add(place.name));
  const clients = await Promise.all(
    own.map(({ mqtt }) =>
      connectAsync({
        port: city.mqttPort,
        host: '127.0.0.1',
        username: mqtt!.username,
        password: mqtt!.password,
      }),
    ),
  );
  const under: Promise<unknown>[] = [];
  const began = performance.now();
  for (let at = 0; at < rate * seconds; at += 1) {
    const index = at % own.length;
    const { mqtt, place } = own[index]!;
    sentAt.set(idOf.get(place.name) ?? '', performance.now());
    under.push(clients[index]!.publishAsync(mqtt!.topic, '{"action":"emergency"}', { qos: 1 }));
    const rest = began + ((at + 1) * 1000) / rate - performance.now();
    if (rest > 1) await pause(rest);
  }
  await Promise.all(under);
  const took = (performance.now() - began) / 1000;
  // What is still on its way to the desks belongs to the measurement.
  for (let before = -1; before !== arrivals.length; await pause(500)) before = arrivals.length;
  abort.abort();
  await Promise.all(clients.map((client) => client.endAsync(true)));
  return [
    {
      figure: `Device to ${desks} open desks, ${rate} alarms/s asked, ${(under.length / took).toFixed(0)}/s taken, ${arrivals.length} arrivals`,
      measured: `p50 ${ms(percentile(arrivals, 0.5))}, p99 ${ms(percentile(arrivals, 0.99))}`,
      target: 'p99 < 60 ms',
    },
  ];
}

/** Follows the live feed; resolves once it is open. */
async function follow(
  city: BenchCity,
  token: string,
  signal: AbortSignal,
  onIncident: (placeId: string) => void,
): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${city.port}/api/live`, {
    headers: { authorization: `Bearer ${token}` },
    signal,
  });
  void read(answer, onIncident).catch(() => {});
}

async function read(answer: Response, onIncident: (placeId: string) => void): Promise<void> {
  let rest = '';
  const words = new TextDecoder();
  for await (const chunk of answer.body!) {
    const frames = (rest + words.decode(chunk, { stream: true })).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      // The place is all that is needed; parsing everything would measure the desk of the bench itself.
      const place = /"placeId":"([^"]+)"/.exec(frame)?.[1];
      if (place) onIncident(place);
    }
  }
}
