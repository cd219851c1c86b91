// Starts Ansim: prints where it is and how to sign in; Ctrl-C stops all of it.
import { demoPassword } from '#demo-city/load.ts';
import { readSettings } from '#platform/config/index.ts';
import { StartError } from '#platform/db/index.ts';
import { type RunningServer, startServer } from './server.ts';

const started = performance.now();
const stopWithinSeconds = 15;

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

/** One JSON line an entry; ids and codes only, never people. */
function log(entry: Record<string, unknown>): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
}

function welcome(server: RunningServer): void {
  const config = server.config();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`\n안심 Ansim · ${config.name.ko ?? ''} ${config.name.en ?? ''} · ready in ${seconds} s\n`);
  say(`  Residents       ${server.url}/`);
  say(`  Console         ${server.url}/desk`);
  say(`  Safe houses     ${server.url}/api/safe-houses`);
  say(`  Buttons (MQTT)  port ${server.mqttPort}`);
  if (config.demo) {
    say(`  Police desk     ${server.url}/police   (demo)`);
    say(`\n  Demo sign-ins, password ${demoPassword}:`);
    say('    city-night-1    city desk, every district');
    say('    dasom-night-1   operator of 다솜구');
    say('    dasom-police-1  police desk');
    say('\n  npm run drill     plays a night so that the console comes alive');
  }
  say('\n  Ctrl-C stops everything.\n');
}

// A terminal sends Ctrl-C to the launcher and to us: the second signal within a moment is the same wish.
function stopOnSignal(server: RunningServer): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      say('Stopping …');
      setTimeout(() => {
        log({
          level: 'error',
          message: `not stopped in order within ${stopWithinSeconds} s; what was acknowledged is in the database`,
        });
        process.exit(1);
      }, stopWithinSeconds * 1000).unref();
      server.stop().then(
        () => process.exit(0),
        (error: Error) => {
          log({ level: 'error', message: `stopping: ${error.message}` });
          process.exit(1);
        },
      );
    });
  }
}

try {
  const server = await startServer(readSettings(process.env), { say, log });
  stopOnSignal(server);
  welcome(server);
} catch (error) {
  const known = error instanceof StartError || (error as Error).name === 'StartError';
  process.stderr.write(
    `\n${known ? (error as Error).message : `Ansim could not start: ${(error as Error).stack}`}\n\n`,
  );
  process.exit(1);
}
