// Smaller figures: a start, a desk that was away, the nearest unit, thousands due at once.
import { setTimeout as pause } from 'node:timers/promises';
import { connectButton } from './button.ts';
import type { BenchCity } from './city-for-bench.ts';
import { type Line, ms, percentile } from './figures.ts';

/** From starting the process to its first answer, in a folder that has its city. */
export async function benchStart(city: BenchCity): Promise<Line[]> {
  const empty = city.startMs;
  await city.killServer();
  await city.start();
  return [
    { figure: 'Start from empty, demo city founded', measured: ms(empty), target: '< 15 s' },
    { figure: 'Start again after kill -9', measured: ms(city.startMs), target: '< 5 s' },
  ];
}

/** A desk that was away for a day of 50,000 events, by its own cursor. */
export async function benchReplay(city: BenchCity): Promise<Line[]> {
  const made = JSON.parse(await city.ansim('token', 'create', '--role', 'operator', '--json')) as {
    token: string;
  };
  const headers = { authorization: `Bearer ${made.token}` };
  const { cursor } = (await (
    await fetch(`http://127.0.0.1:${city.port}/api/incidents?limit=1`, { headers })
  ).json()) as { cursor: string };
  const database = await city.connect();
  const events = 50_000;
  await database.query(
    `insert into platform.events (type, subject_id, audience, payload)
     select 'bench.said', null, array['*'], jsonb_build_object('number', n, 'text', repeat('x', 300)) from generate_series(1, $1) n`,
    [events],
  );
  await database.end();
  const began = performance.now();
  const abort = new AbortController();
  const answer = await fetch(
    `http://127.0.0.1:${city.port}/api/live?after=${encodeURIComponent(cursor)}`,
    { headers, signal: abort.signal },
  );
  let got = 0;
  let bytes = 0;
  let rest = '';
  const words = new TextDecoder();
  for await (const chunk of answer.body!) {
    bytes += chunk.length;
    const frames = (rest + words.decode(chunk, { stream: true })).split('\n\n');
    rest = frames.pop() ?? '';
    got += frames.filter((each) => each.includes('bench.said')).length;
    if (got >= events) break;
  }
  abort.abort();
  return [
    {
      figure: `Replay of ${events.toLocaleString('en')} events to a desk that was away`,
      measured: `${ms(performance.now() - began)}, ${(bytes / 1e6).toFixed(1)} MB`,
      target: 'without a gap',
    },
  ];
}

/** The nearest units by index, beside looking at every unit. */
export async function benchNearest(city: BenchCity): Promise<Line[]> {
  const database = await city.connect();
  async function time(query: string): Promise<number> {
    const took: number[] = [];
    for (let at = 0; at < 200; at += 1) {
      const began = performance.now();
      await database.query(query);
      took.push(performance.now() - began);
    }
    return percentile(took, 0.5);
  }
  const nearest = await time(
    'select id from safe_houses.stores order by point(lon, lat) <-> point(125, 36.2) limit 8',
  );
  const floor = await time(
    `select id from safe_houses.stores
     order by 2 * asin(sqrt(sin(radians(lat - 36.2) / 2) ^ 2 + cos(radians(lat)) * cos(radians(36.2)) * sin(radians(lon - 125) / 2) ^ 2)) limit 8`,
  );
  await database.end();
  return [
    {
      figure: 'Nearest eight safe houses by the index',
      measured: ms(nearest),
      floor: `every store looked at: ${ms(floor)}`,
      ratio: `${(nearest / floor).toFixed(2)} ×`,
      target: 'below 1 ×',
    },
  ];
}

/** Eight thousand calls that nobody took, all due in the same moment. */
export async function benchEscalate(city: BenchCity): Promise<Line[]> {
  const database = await city.connect();
  await database.query(
    `insert into incidents.incidents (id, door, state, drill, test, verified, silent, urgency, presses, district, audience, place_name, place_address, due_at, two_way_text)
     select gen_random_uuid(), 'store', 'raised', true, false, true, false, 3, 1, d.code, array[d.code], '보기', '보기', clock_timestamp() + interval '1 second', false
     from generate_series(1, 320), city.districts d`,
  );
  const due = performance.now() + 1000;
  let left = 1;
  while (left > 0) {
    const { rows } = await database.query<{ left: number }>(
      `select count(*)::int as left from incidents.incidents where place_name = '보기' and escalation = 0`,
    );
    left = rows[0]?.left ?? 0;
  }
  const late = performance.now() - due;
  await database.query(`delete from incidents.incidents where place_name = '보기'`);
  await database.end();
  return [
    {
      figure: '8,000 calls escalate that are due at once',
      measured: `all within ${ms(late)} of their time`,
      target: '< 500 ms',
    },
  ];
}

/** Every MQTT button is heard once and never again; how long after its interval is over each is flagged. Takes three minutes. */
export async function benchSilent(city: BenchCity): Promise<Line[]> {
  const intervalSeconds = 5;
  const database = await city.connect();
  await database.query('update devices.devices set interval_seconds = $1', [intervalSeconds]);
  const devices = (await city.devices()).filter(({ protocol }) => protocol === 'mqtt-zigbee2mqtt');
  for (const { mqtt } of devices) {
    const button = await connectButton(city.mqttPort, mqtt!);
    await button.press();
    button.close();
  }
  const ids = devices.map(({ id }) => id);
  // The demo city lets its healthy buttons be heard in time; one with a low battery it leaves alone.
  await database.query("update devices.vitals set flagged = 'battery' where device_id = any ($1)", [
    ids,
  ]);
  const silent = async () => {
    const { rows } = await database.query<{ flagged: number; latest: number }>(
      `select count(*)::int as flagged, max(extract(epoch from flagged_at - last_seen_at) - $2)::float8 as latest
       from devices.vitals where flagged = 'silent' and flagged_at > last_seen_at and device_id = any ($1)`,
      [ids, intervalSeconds],
    );
    return rows[0]!;
  };
  const began = performance.now();
  let now = await silent();
  while (now.flagged < ids.length && performance.now() - began < 300_000) {
    await pause(1000);
    now = await silent();
  }
  await database.end();
  return [
    {
      figure: `${ids.length} buttons silent at once, flagged after their interval`,
      measured: `${now.flagged} flagged, the last after ${now.latest.toFixed(1)} s`,
      target: '< 180 s',
    },
  ];
}
