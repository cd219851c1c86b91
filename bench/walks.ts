// A thousand walks at once: every pair tells where it is each five seconds, and every screen should show it within a second.
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchCity } from './city-for-bench.ts';
import { type Line, ms, percentile } from './figures.ts';

const walks = 1000;
const everySeconds = 5;
const seconds = 30;

type Walk = { id: string; walkKey: string; scoutKey: string };

/** From the pair's phone to her open stream. The floor is the way to the city alone: until the position is kept. */
export async function benchWalks(city: BenchCity): Promise<Line[]> {
  const made = await arrange(city);
  const base = `http://127.0.0.1:${city.port}`;
  const abort = new AbortController();
  const sentAt = new Map<string, number>();
  const arrived: number[] = [];
  const kept: number[] = [];
  let failed = 0;
  await Promise.all(made.map((walk) => follow(base, walk, abort.signal, sentAt, arrived)));
  const begins = performance.now();
  let count = 0;
  const posts: Promise<void>[] = [];
  for (;;) {
    const elapsed = performance.now() - begins;
    if (elapsed > seconds * 1000) break;
    // By the clock, not by pauses: a busy machine must not make the load lighter.
    const due = Math.floor((elapsed / 1000) * (walks / everySeconds));
    for (; count < due; count += 1) {
      const walk = made[count % walks]!;
      // A latitude of its own tells each position from every other.
      const lat = 36 + (count + 1) / 1e6;
      const began = performance.now();
      sentAt.set(`${walk.id} ${lat}`, began);
      posts.push(
        tell(base, walk, lat).then((fine) => {
          if (fine) kept.push(performance.now() - began);
          else failed += 1;
        }),
      );
    }
    await pause(5);
  }
  await Promise.all(posts);
  await pause(3000);
  abort.abort();
  const p99 = percentile(arrived, 0.99);
  return [
    {
      figure: `Position of a pair to her screen, ${walks} walks at once, ${(count / seconds).toFixed(0)}/s for ${seconds} s`,
      measured: `p50 ${ms(percentile(arrived, 0.5))}, p99 ${ms(p99)}; ${failed} refused, ${count - failed - arrived.length} passed over by a newer one`,
      floor: `kept p50 ${ms(percentile(kept, 0.5))}, p99 ${ms(percentile(kept, 0.99))}`,
      ratio: `${(p99 / percentile(kept, 0.99)).toFixed(1)} ×`,
      target: 'p99 < 1 s',
    },
  ];
}

async function arrange(city: BenchCity): Promise<Walk[]> {
  const made = Array.from({ length: walks }, (_, index) => ({
    id: randomUUID(),
    walkKey: keyOf(`walk ${index}`),
    scoutKey: keyOf(`scout ${index}`),
  }));
  const database = await city.connect();
  const hash = (key: string) => createHash('sha256').update(key).digest('hex');
  const rows = JSON.stringify(
    made.map(({ id, walkKey, scoutKey }, n) => ({
      id,
      n,
      person: randomUUID(),
      shift: randomUUID(),
      walk: hash(walkKey),
      scout: hash(scoutKey),
    })),
  );
  const from = `from jsonb_to_recordset($1::jsonb) as r(id uuid, n int, person uuid, shift uuid, walk text, scout text),
    (select id as point, district from escorts.meeting_points order by id limit 1) p`;
  for (const statement of [
    `insert into network.people (id, kind, name, staff_number, district, phone_key_hash)
      select person, 'scout', 'bench', 'B-' || n, district, decode(scout, 'hex') ${from}`,
    `insert into network.shifts (id, call_sign, district, begins_at, ends_at, started_at, lat, lon)
      select shift, 'bench ' || n, district, now() - interval '1 hour', now() + interval '3 hours', now(), 36, 125 ${from}`,
    `insert into network.shift_people (shift_id, person_id, worked_from) select shift, person, now() ${from}`,
    `insert into escorts.walks (id, key_hash, district, point_id, wanted_at, booked_by, state, shift_id, walking_at, checked_in_at)
      select id, decode(walk, 'hex'), district, point, now(), 'phone', 'walking', shift, now(), now() ${from}`,
    `insert into escorts.walk_details (walk_id, first_name, end_lat, end_lon, walk_seconds) select id, 'bench', 36, 125, 900 ${from}`,
  ])
    await database.query(statement, [rows]);
  await database.end();
  return made;
}

function keyOf(text: string): string {
  return createHash('sha256').update(`${randomUUID()} ${text}`).digest('base64url');
}

async function tell(base: string, { scoutKey }: Walk, lat: number): Promise<boolean> {
  const answer = await fetch(`${base}/api/pair/position`, {
    method: 'POST',
    headers: { authorization: `Scout ${scoutKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      fixes: [{ lat, lon: 125, accuracy: 5, at: new Date().toISOString() }],
    }),
  });
  await answer.arrayBuffer();
  return answer.ok;
}

async function follow(
  base: string,
  walk: Walk,
  signal: AbortSignal,
  sentAt: Map<string, number>,
  arrived: number[],
): Promise<void> {
  const answer = await fetch(`${base}/api/walks/${walk.id}/live`, {
    headers: { authorization: `Walk ${walk.walkKey}` },
    signal,
  });
  const words = new TextDecoder();
  const read = async () => {
    for await (const chunk of answer.body!) {
      const text = words.decode(chunk as Uint8Array, { stream: true });
      for (const [, lat] of text.matchAll(/"lat":([\d.]+)/g)) {
        const began = sentAt.get(`${walk.id} ${Number(lat)}`);
        if (began !== undefined) arrived.push(performance.now() - began);
      }
    }
  };
  // Ends when the bench does.
  read().catch(() => {});
}
