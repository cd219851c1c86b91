// A demo city for journeys: the real server, a PostgreSQL of its own, real buttons over MQTT, and desks in a real browser.
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject, onTestFinished, vi } from 'vitest';
import { type RunningServer, startServer } from '../apps/server/server.ts';
import { findChromium } from '../scripts/browser.mjs';
import { copyCity, openFolder, settingsIn } from './founded-city.ts';
import { type Line, openLine } from './line-for-test.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');

export type DemoDevice = {
  id: string;
  protocol: string;
  place: { name: string };
  mqtt?: { topic: string; username: string; password: string };
  page?: { url: string };
};

export type DeskOptions = BrowserContextOptions & { line?: Line };

export type City = {
  server: RunningServer;
  browser: Browser;
  /** The operators' command line, as an outsider runs it. */
  ansim(...words: string[]): Promise<string>;
  /** Changes a policy of the city by the command line; resolves when the running server goes by it. */
  set(key: string, value: string | number): Promise<void>;
  /** Buttons of stores in one district, one a store. */
  buttons: DemoDevice[];
  /** The page of a store for its clerk. */
  pages: DemoDevice[];
  /** Presses with mosquitto's own client; resolves when the broker has acknowledged. */
  press(button: DemoDevice): Promise<void>;
  /** A browser window of its own until the test ends, signed in by the form unless `login` is null; nobody's language but Korean. */
  openDesk(login: string | null, path?: string, options?: DeskOptions): Promise<Page>;
  /** A line that can be cut. */
  line(): Promise<Line>;
  /** What pages complained about, and what they asked of other hosts. */
  complaints: string[];
  close(): Promise<void>;
};

/** Opens it; call `close` afterwards. `district` is where the buttons are. */
export async function openCity(district = '다솜구'): Promise<City> {
  const dataDir = await openFolder('ansim-journey-');
  await copyCity(inject('foundedCity'), dataDir);
  const complaints: string[] = [];
  const server = await startServer(settingsIn(dataDir), {
    say: () => {},
    log: (entry) => entry.level === 'error' && complaints.push(JSON.stringify(entry)),
  });
  const port = Number(new URL(server.url).port);
  const browser = await chromium.launch({
    executablePath: findChromium() ?? 'chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const lines: Line[] = [];

  async function ansim(...words: string[]): Promise<string> {
    const env = {
      ...process.env,
      ANSIM_DATA: dataDir,
      PORT: String(port),
      MQTT_PORT: String(server.mqttPort),
    };
    const options = { env, cwd: root, maxBuffer: 64 * 1024 * 1024 };
    const { stdout } = await run(process.execPath, ['apps/ansim/main.ts', ...words], options);
    return stdout;
  }

  const devices = JSON.parse(await ansim('devices', '--json')) as DemoDevice[];
  const near = await namesIn(server.url, district);
  const inDistrict = devices.filter((device) => near.has(device.place.name));
  const seen = new Set<string>();
  const buttons = inDistrict.filter((device) => {
    if (device.protocol !== 'mqtt-zigbee2mqtt' || seen.has(device.place.name)) return false;
    seen.add(device.place.name);
    return true;
  });

  return {
    server,
    browser,
    ansim,
    async set(key, value) {
      await ansim('city', 'set', key, JSON.stringify(value));
      const known = () =>
        key.split('.').reduce<unknown>((part, name) => Object(part)[name], server.config());
      await vi.waitUntil(() => known() === value, { timeout: 60_000, interval: 20 });
    },
    buttons,
    pages: inDistrict.filter((device) => device.page !== undefined),
    complaints,
    async press(button) {
      const { topic, username, password } = button.mqtt!;
      const to = ['-h', '127.0.0.1', '-p', String(server.mqttPort), '-q', '1', '-t', topic];
      const who = ['-u', username, '-P', password];
      await run('mosquitto_pub', [...to, ...who, '-m', '{"action":"emergency","battery":82}']);
    },
    async openDesk(login, path = '/desk', { line, ...options } = {}) {
      const context = await browser.newContext({ locale: 'ko-KR', ...options });
      // A desk that nobody looks at any more goes on drawing its map and asking the city.
      onTestFinished(() => context.close());
      const page = await context.newPage();
      const address = `http://localhost:${line?.port ?? port}`;
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('request', (request) => {
        const { hostname, protocol } = new URL(request.url());
        if (protocol.startsWith('http') && hostname !== 'localhost')
          complaints.push(`asked ${hostname}`);
      });
      await page.goto(login === null ? new URL(path, address).href : `${address}/desk`);
      if (login !== null) await signIn(page, login);
      if (login !== null && path !== '/desk') await page.goto(address + path);
      return page;
    },
    async line() {
      const line = await openLine(port);
      lines.push(line);
      return line;
    },
    async close() {
      await browser.close();
      for (const line of lines) await line.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Signs in by typing, as on a machine without a passkey, and waits for the desk: a key pressed before it is there is nobody's. */
export async function signIn(page: Page, login: string): Promise<void> {
  await page.locator('input[name=username]').fill(login);
  await page.locator('input[name=password]').fill('ansim-demo');
  await page.keyboard.press('Enter');
  await page.locator('.desk').waitFor();
}

async function namesIn(url: string, district: string): Promise<Set<string>> {
  const city = (await (await fetch(`${url}/api/city`)).json()) as {
    districts: { code: string; name: { ko: string } }[];
  };
  const code = city.districts.find((one) => one.name.ko === district)?.code;
  const list = (await (await fetch(`${url}/api/safe-houses`)).json()) as {
    items: { name: string; kind: string; district: string }[];
  };
  const stores = list.items.filter((one) => one.kind === 'store' && one.district === code);
  return new Set(stores.map((one) => one.name));
}
