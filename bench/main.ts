// npm run bench: every figure beside its floor in the same run; `-- NAME…` for some; --minutes, --seconds, --rate and --megabytes for longer or other runs.
import { parseArgs } from 'node:util';
import { benchAck } from './ack.ts';
import { benchCitizen } from './citizen.ts';
import { type BenchCity, openBenchCity } from './city-for-bench.ts';
import { benchConsole } from './console.ts';
import { type Line, toTable } from './figures.ts';
import { benchKill } from './kill.ts';
import { benchLive, benchSustained } from './live.ts';
import { benchMatching } from './matching.ts';
import { benchMemory } from './memory.ts';
import { benchPolice, openPoliceDesk } from './police.ts';
import { benchPoliceHears, benchReports, benchUpload } from './reports.ts';
import { benchEscalate, benchNearest, benchReplay, benchSilent, benchStart } from './rest.ts';
import { benchSealing } from './sealing.ts';
import { benchSos } from './sos.ts';
import { benchVideo } from './video.ts';
import { benchWalks } from './walks.ts';

const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    minutes: { type: 'string', default: '1' },
    seconds: { type: 'string', default: '60' },
    rate: { type: 'string', default: '3000' },
    megabytes: { type: 'string', default: '2000' },
  },
});
const [minutes, seconds, rate, megabytes] = [
  values.minutes,
  values.seconds,
  values.rate,
  values.megabytes,
].map(Number) as [number, number, number, number];

const benches: Record<string, (city: BenchCity) => Promise<Line[]>> = {
  start: benchStart,
  ack: (city) => withPolice(city, () => benchAck(city, { seconds })),
  live: (city) => withPolice(city, () => benchLive(city, { seconds })),
  sustained: (city) => withPolice(city, () => benchSustained(city, { rate, minutes })),
  police: benchPolice,
  replay: benchReplay,
  nearest: benchNearest,
  escalate: benchEscalate,
  silent: benchSilent,
  console: benchConsole,
  memory: (city) => withPolice(city, () => benchMemory(city, minutes)),
  kill: benchKill,
  sos: benchSos,
  citizen: benchCitizen,
  walks: benchWalks,
  reports: async (city) => [
    ...(await benchPoliceHears(city)),
    ...(await benchReports(city, minutes)),
  ],
  upload: (city) => benchUpload(city),
  video: (city) => benchVideo(city, megabytes),
};

async function withPolice(city: BenchCity, bench: () => Promise<Line[]>): Promise<Line[]> {
  const desk = await openPoliceDesk(city);
  return bench().finally(() => desk.close());
}

/** What needs no city around it. */
const alone: Record<string, () => Promise<Line[]>> = {
  matching: benchMatching,
  sealing: benchSealing,
};

const names = [...Object.keys(alone), ...Object.keys(benches)];
const unknown = positionals.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench ${unknown.join(', ')}. Choose from: ${names.join(' ')}\n`,
  );
  process.exit(2);
}

const lines: Line[] = [];
for (const [name, bench] of Object.entries(alone)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  lines.push(...(await bench()));
}
for (const [name, bench] of Object.entries(benches)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  // Each has a city of its own: what one leaves behind is not the next one's load.
  const city = await openBenchCity();
  try {
    lines.push(...(await bench(city)));
  } finally {
    await city.close();
  }
}
process.stdout.write(`${toTable(lines)}\n`);
// A figure that states whether its target held fails the run when it did not.
if (lines.some(({ held }) => held === false)) process.exitCode = 1;
