// From a button to every desk that may see it: 192 desks of one district each and 8 of the whole city.
import type { BenchCity } from './city-for-bench.ts';
import { type Line, ms } from './figures.ts';
import { type LoadFigures, runLoad } from './load.ts';

const desks = 200;

/** The live feed at 1,000 alarms a second, alone and beside a transaction of 20 s that writes in another database of the cluster. */
export async function benchLive(
  city: BenchCity,
  { rate = 1000, seconds = 60 } = {},
): Promise<Line[]> {
  const alone = await runLoad(city, { rate, seconds, desks });
  const stop = await holdForeignWrite(city);
  const beside = await runLoad(city, { rate, seconds: 25, desks }).finally(stop);
  return [
    lineOf(`Device to ${desks} open desks, ${rate}/s for ${seconds} s`, alone, 'p99 < 60 ms'),
    lineOf(`The same beside a foreign 20 s write transaction, 25 s`, beside, 'p99 < 100 ms'),
  ];
}

/** As many alarms a second for as long as asked, with everybody looking on. */
export async function benchSustained(
  city: BenchCity,
  { rate = 3000, minutes = 10 } = {},
): Promise<Line[]> {
  const figures = await runLoad(city, { rate, seconds: minutes * 60, desks });
  const resident = await city.residentMb();
  const line = lineOf(
    `${rate} alarms/s for ${minutes} min, ${desks} open desks`,
    figures,
    `${rate}/s, none lost`,
  );
  return [{ ...line, measured: `${line.measured}; server ${resident.toFixed(0)} MB` }];
}

function lineOf(figure: string, load: LoadFigures, target: string): Line {
  const { atDesk } = load;
  return {
    figure,
    measured: `${load.taken.toFixed(0)}/s taken, ${load.lost} lost, ${load.unacknowledged} unacknowledged, ${load.missing} of ${atDesk.arrivals + load.missing} arrivals missing; at the desk p50 ${ms(atDesk.p50)}, p99 ${ms(atDesk.p99)}; acknowledged p50 ${ms(load.ackP50)}, p99 ${ms(load.ackP99)}`,
    target,
  };
}

async function holdForeignWrite(city: BenchCity): Promise<() => Promise<void>> {
  const own = await city.connect();
  await own.query('create database bench_foreign');
  const foreign = await city.connect('bench_foreign');
  await foreign.query('create table held (id int)');
  await foreign.query('begin; insert into held values (1)');
  const over = setTimeout(() => void foreign.query('commit'), 20_000);
  return async () => {
    clearTimeout(over);
    await foreign.end();
    await own.query('drop database bench_foreign with (force)');
    await own.end();
  };
}
