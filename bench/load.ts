// Buttons that press at a steady rate while desks look on: what was acknowledged, what reached whom, and how late.
import { once } from 'node:events';
import { createHistogram } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { type Button, connectButton } from './button.ts';
import type { BenchCity } from './city-for-bench.ts';
import type { DesksFigures, DesksTask } from './desks.ts';

export type Load = { rate: number; seconds: number; desks: number };
export type LoadFigures = {
  acknowledged: number;
  /** Presses on whose connection the broker hung up. */
  unacknowledged: number;
  /** Acknowledgements a second. */
  taken: number;
  ackP50: number;
  ackP99: number;
  /** Acknowledged presses that the database does not have. */
  lost: number;
  /** Arrivals at desks that should have been and were not. */
  missing: number;
  atDesk: DesksFigures;
};

/** Times of the last presses of each place that may still be on their way to a desk. */
const slots = 1024;
const cityWide = 8;
/** Presses of one button on their way; a real one has one. */
const mostPending = 32;

/** Presses for some seconds and waits until everything has arrived. Buttons are of different stores, one each. */
export async function runLoad(city: BenchCity, load: Load): Promise<LoadFigures> {
  const stores = await openStores(city);
  const desks = await openDesks(city, stores, load.desks);
  const ack = createHistogram();
  const presses = stores.map(() => 0);
  const under = new Set<Promise<void>>();
  const began = performance.now();
  let acknowledged = 0;
  let unacknowledged = 0;
  for (let sent = 0; sent < load.rate * load.seconds; ) {
    const due = Math.min(
      load.rate * load.seconds,
      Math.floor(((performance.now() - began) * load.rate) / 1000),
    );
    let skipped = 0;
    while (sent < due && skipped < stores.length) {
      const number = (sent + skipped) % stores.length;
      const { button } = stores[number]!;
      // Who cannot keep up with the rate is asked for less: that is what "taken" tells.
      if (button.pending() >= mostPending) {
        skipped += 1;
        continue;
      }
      presses[number]! += 1;
      desks.sent(number, presses[number]!);
      const press = button
        .press()
        .then((took) => {
          ack.record(Math.max(1, Math.round(took * 1000)));
          acknowledged += 1;
        })
        // Not acknowledged is not lost: a real button would send it again.
        .catch(() => {
          unacknowledged += 1;
        })
        .finally(() => under.delete(press));
      under.add(press);
      sent += 1;
    }
    if (performance.now() - began > load.seconds * 1000) break;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(under);
  const took = (performance.now() - began) / 1000;
  const expected = stores.reduce((sum, { seenBy }, number) => sum + seenBy * presses[number]!, 0);
  const atDesk = await desks.finish(expected);
  for (const { button } of stores) button.close();
  const database = await city.connect();
  const { rows } = await database.query<{ kept: string }>(
    'select coalesce(sum(presses), 0) as kept from incidents.incidents',
  );
  await database.end();
  return {
    acknowledged,
    unacknowledged,
    taken: acknowledged / took,
    ackP50: ack.percentile(50) / 1000,
    ackP99: ack.percentile(99) / 1000,
    lost: Math.max(0, acknowledged - Number(rows[0]!.kept)),
    missing: expected - atDesk.arrivals,
    atDesk,
  };
}

type Store = { placeId: string; district: string; button: Button; seenBy: number };

/** One connected button of each store that has one, with nothing open anywhere. */
async function openStores(city: BenchCity): Promise<Store[]> {
  const database = await city.connect();
  await database.query('truncate incidents.incidents cascade');
  await database.query('truncate devices.signals');
  // Who sees a call must not change in mid-run, or nobody could say how many arrivals there should be.
  await database.query(
    `update platform.city set config = jsonb_set(config, '{escalation}', '{"widerAfterSeconds": 600, "neighbourAfterSeconds": 1200}')`,
  );
  const { rows } = await database.query<{ id: string; place_id: string; district: string }>(
    'select id, place_id, district from devices.devices',
  );
  await database.end();
  const hangs = new Map(rows.map((row) => [row.id, row]));
  const buttons = (await city.devices()).filter(({ protocol }) => protocol === 'mqtt-zigbee2mqtt');
  const byPlace = new Map(buttons.map((device) => [hangs.get(device.id)!.place_id, device]));
  return Promise.all(
    [...byPlace].map(async ([placeId, { id, mqtt }]) => ({
      placeId,
      district: hangs.get(id)!.district,
      button: await connectButton(city.mqttPort, mqtt!),
      seenBy: 0,
    })),
  );
}

async function openDesks(city: BenchCity, stores: Store[], count: number) {
  const districts = [...new Set(stores.map(({ district }) => district))].toSorted();
  const tokens = count === 0 ? [] : [await tokenOf(city)];
  const ofDistrict = new Map<string, string>();
  for (const code of count > cityWide ? districts : [])
    ofDistrict.set(code, await tokenOf(city, '--district', code));
  const seats = Array.from({ length: count }, (_, at) =>
    at < cityWide ? '*' : districts[at % districts.length]!,
  );
  for (const store of stores)
    store.seenBy = seats.filter((seat) => seat === '*' || seat === store.district).length;
  const sent = new SharedArrayBuffer(8 * slots * stores.length);
  const times = new Float64Array(sent);
  const task: DesksTask = {
    url: `http://127.0.0.1:${city.port}/api/live`,
    tokens: seats.map((seat) => ofDistrict.get(seat) ?? tokens[0]!),
    places: stores.map(({ placeId }) => placeId),
    slots,
    sent,
  };
  const worker = new Worker(new URL('./desks.ts', import.meta.url), { workerData: task });
  await once(worker, 'message');
  async function ask(): Promise<DesksFigures> {
    const answer = once(worker, 'message');
    worker.postMessage('figures');
    return ((await answer) as [DesksFigures])[0];
  }
  return {
    sent(number: number, presses: number) {
      times[number * slots + (presses % slots)] = Number(process.hrtime.bigint()) / 1e6;
    },
    /** Waits until everything expected has arrived, or nothing more comes for ten seconds. */
    async finish(expected: number): Promise<DesksFigures> {
      let figures = await ask();
      for (let quiet = 0; figures.arrivals < expected && quiet < 20; ) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        const now = await ask();
        quiet = now.arrivals === figures.arrivals ? quiet + 1 : 0;
        figures = now;
      }
      await worker.terminate();
      return figures;
    },
  };
}

async function tokenOf(city: BenchCity, ...more: string[]): Promise<string> {
  const words = ['token', 'create', '--role', 'operator', '--json', ...more];
  return (JSON.parse(await city.ansim(...words)) as { token: string }).token;
}
