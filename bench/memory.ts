// Memory of the server at rest and after each minute of load.
import type { BenchCity } from './city-for-bench.ts';
import type { Line } from './figures.ts';
import { runLoad } from './load.ts';

const rate = 100;

/** Presses with twenty desks looking on, and reads the memory every minute. */
export async function benchMemory(city: BenchCity, minutes: number): Promise<Line[]> {
  const before = await city.residentMb();
  const after: number[] = [];
  const reading = setInterval(async () => {
    after.push(await city.residentMb());
    process.stderr.write(`  minute ${after.length}: ${after.at(-1)!.toFixed(0)} MB\n`);
  }, 60_000);
  await runLoad(city, { rate, seconds: minutes * 60, desks: 20 });
  clearInterval(reading);
  after.push(await city.residentMb());
  const tenths = after.filter((_, at) => (at + 1) % Math.max(1, Math.round(minutes / 10)) === 0);
  return [
    {
      figure: `Memory after ${minutes} min of ${rate} alarms/s, 20 desks`,
      measured: tenths.map((mb) => `${mb.toFixed(0)} MB`).join(', '),
      floor: `at rest ${before.toFixed(0)} MB`,
      ratio: `${((after.at(-1) ?? before) / before).toFixed(1)} ×`,
      target: 'does not grow from minute to minute',
    },
  ];
}
