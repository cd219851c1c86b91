// A server of its own for measuring: another process with its own data folder, reached as buttons and desks reach it.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findEmbedded } from '#platform/db/index.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

export type BenchDevice = {
  id: string;
  protocol: string;
  place: { name: string };
  mqtt?: { topic: string; username: string; password: string };
  page?: { url: string };
};

export type BenchCity = {
  dataDir: string;
  port: number;
  mqttPort: number;
  /** Milliseconds from starting the process to the first answer of /readyz. */
  startMs: number;
  ansim(...words: string[]): Promise<string>;
  devices(): Promise<BenchDevice[]>;
  /** A connection past row-level security, to arrange and to count. */
  connect(database?: string): Promise<pg.Client>;
  /** Resident memory of the server process in MB. */
  residentMb(): Promise<number>;
  /** Ends the server process without a word, as a power cut would. */
  killServer(): Promise<void>;
  /** Ends the database server the same way. */
  killDatabase(): Promise<void>;
  /** Starts the server process again on the same data and ports. */
  start(): Promise<void>;
  close(): Promise<void>;
};

/** Founds a demo city of this scale in a folder of its own and starts it. */
export async function openBenchCity(scale = 1): Promise<BenchCity> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ansim-bench-'));
  // The database server runs as another user when we are root, and must be able to enter.
  await chmod(dataDir, 0o755);
  let child: ChildProcess | undefined;
  const city = { port: 0, mqttPort: 0, startMs: 0 };
  const env = () => ({
    ...process.env,
    ANSIM_DATA: dataDir,
    ANSIM_DEMO_SCALE: String(scale),
    PORT: String(city.port),
    MQTT_PORT: String(city.mqttPort),
  });

  async function start(): Promise<void> {
    const began = performance.now();
    const server = spawn(process.execPath, ['apps/server/main.ts'], {
      cwd: root,
      env: env(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child = server;
    // Read to its end: a server that nobody listens to would break on its next word.
    await new Promise<void>((resolve, reject) => {
      let said = '';
      server.once('exit', () => reject(new Error(`The server did not start:\n${said}`)));
      server.stdout.on('data', (words: Buffer) => {
        said += words;
        const port = /Console\s+http:\/\/[^:]+:(\d+)/.exec(said)?.[1];
        const mqttPort = /port (\d+)/.exec(said)?.[1];
        if (!port || !mqttPort) return;
        Object.assign(city, { port: Number(port), mqttPort: Number(mqttPort) });
        resolve();
      });
    });
    // A connection of the server that was killed may be offered once more by this process.
    const ask = () =>
      fetch(`http://127.0.0.1:${city.port}/readyz`, { headers: { connection: 'close' } });
    await ask().catch(ask);
    city.startMs = performance.now() - began;
  }

  async function ansim(...words: string[]): Promise<string> {
    const options = { env: env(), cwd: root, maxBuffer: 256 * 1024 * 1024 };
    const { stdout } = await run(process.execPath, ['apps/ansim/main.ts', ...words], options);
    return stdout;
  }

  await start();
  return {
    dataDir,
    get port() {
      return city.port;
    },
    get mqttPort() {
      return city.mqttPort;
    },
    get startMs() {
      return city.startMs;
    },
    ansim,
    start,
    devices: async () => JSON.parse(await ansim('devices', '--json')) as BenchDevice[],
    async connect(database = 'ansim') {
      const server = await findEmbedded(join(dataDir, 'postgres'));
      if (!server) throw new Error('The database does not run.');
      const client = new pg.Client({ connectionString: server.url(database) });
      // Only the address was wanted: the server process holds the database.
      await server.stop();
      client.on('error', () => {});
      await client.connect();
      return client;
    },
    async residentMb() {
      const status = await readFile(`/proc/${child?.pid}/status`, 'utf8').catch(() => '');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    },
    async killServer() {
      const gone = once(child!, 'exit');
      child!.kill('SIGKILL');
      await gone;
    },
    async killDatabase() {
      const lock = await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8');
      process.kill(Number(lock.split('\n')[0]), 'SIGKILL');
    },
    async close() {
      if (child && child.exitCode === null && child.signalCode === null) {
        const gone = once(child, 'exit');
        child.kill('SIGTERM');
        await gone;
      }
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
