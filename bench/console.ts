// The desk in a real browser with ten thousand open calls and a hundred thousand facilities, beside the same desk on a quiet night.
import { setTimeout as pause } from 'node:timers/promises';
import { connectAsync } from 'mqtt';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../scripts/browser.mjs';
import { ensurePages } from '../scripts/pages.mjs';
import type { BenchCity } from './city-for-bench.ts';
import { type Line, ms, percentile } from './figures.ts';
import { type Tasks, tasksOf } from './main-thread.ts';

const calls = 10_000;
const facilities = 100_000;
const pressesPerSecond = 50;
/** A task of the page longer than this is felt by who types (RAIL, long tasks). */
const longest = 50;
/** One frame of sixty a second. */
const frame = 1000 / 60;

type Phases = { step: Tasks; hold: Tasks; press: Tasks; pan: Tasks };

/** Steps through the queue, holds the key, takes presses and pans the map: first on a quiet night, then on a flooded one. */
export async function benchConsole(city: BenchCity): Promise<Line[]> {
  if (!(await ensurePages(process.execPath))) throw new Error('The pages could not be built.');
  const browser = await chromium.launch({
    executablePath: findChromium() ?? 'chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    await flood(city, 40, 0);
    const quiet = await measure(city, browser);
    await flood(city, calls - 40, facilities);
    const flooded = await measure(city, browser);
    return [
      toLine(`Stepping with J through ${calls.toLocaleString('en')} calls`, 'step', quiet, flooded),
      toLine('J held down, 30 a second', 'hold', quiet, flooded),
      toLine(`${pressesPerSecond} presses a second while stepping`, 'press', quiet, flooded),
      toFrames(`Panning over ${facilities.toLocaleString('en')} facilities`, quiet, flooded),
    ];
  } finally {
    await browser.close();
  }
}

function toLine(figure: string, phase: keyof Phases, quiet: Phases, flooded: Phases): Line {
  const [floor, measured] = [quiet[phase], flooded[phase]];
  return {
    figure,
    measured: `longest task ${ms(measured.longest)}, p99 ${ms(percentile(measured.each, 0.99))}`,
    floor: `40 calls: longest ${ms(floor.longest)}`,
    ratio: `${(measured.longest / floor.longest).toFixed(1)} ×`,
    target: `no task over ${longest} ms`,
    held: measured.longest <= longest,
  };
}

function toFrames(figure: string, quiet: Phases, flooded: Phases): Line {
  const [floor, measured] = [quiet.pan, flooded.pan];
  return {
    figure,
    measured: `${ms(measured.total / measured.frames)} of the page’s thread a frame, longest task ${ms(measured.longest)}, ${measured.frames} frames`,
    floor: `${ms(floor.total / floor.frames)} a frame`,
    ratio: `${(measured.total / measured.frames / (floor.total / floor.frames)).toFixed(1)} ×`,
    target: `< ${ms(frame)} a frame, no task over ${longest} ms`,
    held: measured.total / measured.frames <= frame && measured.longest <= longest,
  };
}

async function flood(city: BenchCity, open: number, places: number): Promise<void> {
  const database = await city.connect();
  const numbered = `with s as materialized (
    select *, row_number() over (order by id) - 1 as nth, count(*) over () as many
    from safe_houses.stores where source <> 'bench' and lat is not null)`;
  await database.query(
    `${numbered}
     insert into incidents.incidents (id, door, state, verified, urgency, presses, district, audience, place_name, place_address, place_phone, lat, lon, raised_at, two_way_text)
     select gen_random_uuid(), 'store', (array['raised', 'acknowledged', 'dispatched', 'on-scene'])[1 + n % 4], true, 1 + n % 5, 1,
       district, array[district], name || ' ' || n, address, phone, lat + sin(n) * 0.02, lon + cos(n) * 0.02,
       now() - make_interval(secs => n % 5400), false
     from generate_series(1, $1::int) n join s on nth = n % many`,
    [open],
  );
  await database.query(
    `${numbered}
     insert into safe_houses.stores (source, name, district, address, lat, lon)
     select 'bench', name || ' ' || n, district, address, lat + sin(n) * 0.03, lon + cos(n * 1.7) * 0.03
     from generate_series(1, $1::int) n join s on nth = n % many`,
    [places],
  );
  await database.end();
}

async function measure(city: BenchCity, browser: Browser): Promise<Phases> {
  const page = await openDesk(city, browser);
  const step = await tasksOf(page, async () => {
    for (let round = 0; round < 4; round += 1) {
      await pressKeys(page, 'KeyJ', 6, 150);
      // The last of each round is looked at: its details come and the map goes there.
      await pause(900);
    }
  });
  const hold = await tasksOf(page, () => pressKeys(page, 'KeyJ', 60, 33));
  const buttons = await openButtons(city);
  const press = await tasksOf(page, async () => {
    const pressing = buttons.press(6);
    await pressKeys(page, 'KeyK', 12, 450);
    await pressing;
  });
  await buttons.close();
  const pan = await tasksOf(page, () => dragMap(page));
  await page.context().close();
  return { step, hold, press, pan };
}

/**
 * Presses a key in the page itself: a browser that draws by software takes its time over each frame, and whoever types
 * from outside would wait for it.
 */
async function pressKeys(page: Page, code: string, times: number, gap: number): Promise<void> {
  await page.evaluate(
    async ({ code, times, gap }) => {
      for (let at = 0; at < times; at += 1) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true }));
        await new Promise((done) => setTimeout(done, gap));
      }
    },
    { code, times, gap },
  );
}

async function openDesk(city: BenchCity, browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    locale: 'ko-KR',
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  await page.goto(`http://localhost:${city.port}/`);
  await page.locator('input[name=username]').fill('city-night-1');
  await page.locator('input[name=password]').fill('ansim-demo');
  await page.keyboard.press('Enter');
  await page.locator('.call').first().waitFor({ timeout: 60_000 });
  await page.locator('.maplibregl-marker').first().waitFor({ state: 'attached', timeout: 60_000 });
  // The map lays its first tiles out; afterwards the desk is as it is all night.
  await pause(6000);
  return page;
}

/** Buttons of the city that are pressed at a steady rate, each over its own line. */
async function openButtons(city: BenchCity) {
  const seen = new Set<string>();
  const own = (await city.devices()).filter(
    ({ protocol, place }) =>
      protocol === 'mqtt-zigbee2mqtt' && !seen.has(place.name) && seen.add(place.name),
  );
  const lines = await Promise.all(
    own.slice(0, 120).map(async ({ mqtt }) => ({
      topic: mqtt!.topic,
      client: await connectAsync({
        port: city.mqttPort,
        host: '127.0.0.1',
        username: mqtt!.username,
        password: mqtt!.password,
      }),
    })),
  );
  return {
    async press(seconds: number): Promise<void> {
      const began = performance.now();
      for (let at = 0; at < pressesPerSecond * seconds; at += 1) {
        const { client, topic } = lines[at % lines.length]!;
        client.publish(topic, '{"action":"emergency"}', { qos: 1 });
        const rest = began + ((at + 1) * 1000) / pressesPerSecond - performance.now();
        if (rest > 1) await pause(rest);
      }
    },
    close: () => Promise.all(lines.map(({ client }) => client.endAsync(true))),
  };
}

/** Drags the map about, one move a frame, for two seconds of frames or four of the clock. */
async function dragMap(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const canvas = document.querySelector('.maplibregl-canvas');
    if (canvas === null) throw new Error('The map is not there.');
    const box = canvas.getBoundingClientRect();
    const say = (target: EventTarget, type: string, at: number) =>
      target.dispatchEvent(
        new MouseEvent(type, {
          bubbles: true,
          button: 0,
          buttons: type === 'mouseup' ? 0 : 1,
          clientX: box.left + box.width / 2 + Math.sin(at / 14) * 260,
          clientY: box.top + box.height / 2 + Math.cos(at / 20) * 160,
        }),
      );
    const began = performance.now();
    say(canvas, 'mousedown', 0);
    for (let at = 0; at < 120 && performance.now() - began < 4000; at += 1) {
      say(document, 'mousemove', at);
      await new Promise(requestAnimationFrame);
    }
    say(document, 'mouseup', 120);
  });
}
