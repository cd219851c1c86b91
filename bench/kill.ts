// Killed without a word in mid-burst: what was acknowledged is there, and nothing is there twice.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { BenchCity } from './city-for-bench.ts';
import type { Line } from './figures.ts';

export type Aftermath = {
  acknowledged: number;
  /** Acknowledged and not in the database. */
  lost: number;
  /** Presses that were kept more than once. */
  twice: number;
  /** Presses that calls count beyond those that were kept, or miss of them. */
  miscounted: number;
};

/** Presses as fast as sixteen phones can, kills in the middle, goes on for a hundred presses more, and counts. */
export async function killInBurst(
  city: BenchCity,
  what: 'server' | 'database',
): Promise<Aftermath> {
  const pages = (await city.devices()).filter((device) => device.page).slice(0, 16);
  const acknowledged = new Set<string>();
  // What is there stays: emptying the tables would take every lock that the timers of the running server want.
  const before = await tally(city);
  let over = false;
  const phones = pages.map(async ({ page }) => {
    const secret = new URL(page!.url).hash.slice(1);
    while (!over) {
      const pressId = randomUUID();
      // As a phone does: the same press again until it has arrived.
      while (!(await press(city.port, secret, pressId))) await pause(20);
      acknowledged.add(pressId);
    }
  });
  const killed = (async () => {
    while (acknowledged.size < 50) await pause(1);
    if (what === 'server') await city.killServer();
    else await city.killDatabase();
    if (what === 'server') await city.start();
  })();
  await killed;
  const then = acknowledged.size;
  while (acknowledged.size < then + 100) await pause(5);
  over = true;
  await Promise.all(phones);
  return count(city, acknowledged, before);
}

async function press(port: number, secret: string, pressId: string): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/clerk/press`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ pressId, kind: 'single' }),
      signal: AbortSignal.timeout(10_000),
    });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}

type Tally = { signals: number; presses: number };

/** Presses that were kept, and presses that calls count. */
async function tally(city: BenchCity): Promise<Tally> {
  const database = await city.connect();
  const { rows } = await database.query<Tally>(
    `select (select count(*) from devices.signals)::int as signals,
       (select coalesce(sum(presses), 0) from incidents.incidents where door = 'store')::int as presses`,
  );
  await database.end();
  return rows[0]!;
}

async function count(
  city: BenchCity,
  acknowledged: ReadonlySet<string>,
  before: Tally,
): Promise<Aftermath> {
  const database = await city.connect();
  const { rows: kept } = await database.query<{ key: string; times: number }>(
    "select delivery_key as key, count(*)::int as times from devices.signals where starts_with(delivery_key, 'id:') group by 1",
  );
  await database.end();
  const after = await tally(city);
  const keys = new Set(kept.map(({ key }) => key.replace(/^id:/, '')));
  return {
    acknowledged: acknowledged.size,
    lost: [...acknowledged].filter((id) => !keys.has(id)).length,
    twice: kept.filter(({ times }) => times > 1).length,
    miscounted: Math.abs(after.presses - before.presses - (after.signals - before.signals)),
  };
}

/** Both kills as lines of the table. */
export async function benchKill(city: BenchCity): Promise<Line[]> {
  const lines: Line[] = [];
  for (const what of ['server', 'database'] as const) {
    const { acknowledged, lost, twice, miscounted } = await killInBurst(city, what);
    lines.push({
      figure: `kill -9 of the ${what} in mid-burst, ${acknowledged} presses`,
      measured: `${lost} lost, ${twice} twice, ${miscounted} miscounted`,
      target: 'none lost, none twice',
    });
  }
  return lines;
}
