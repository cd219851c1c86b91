// The residents' app: the nearest of all places on the phone, what it weighs, and when a slow phone on a slow network answers a touch.
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import type { PhonePlaces } from '#programme/safe-houses/contract.ts';
import { nearest } from '#programme/safe-houses/pages/citizen/nearest.ts';
import { findChromium } from '../scripts/browser.mjs';
import type { BenchCity } from './city-for-bench.ts';
import { type Line, ms, percentile } from './figures.ts';

const kb = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** What Lighthouse calls a slow phone: a quarter of this processor, 150 ms a journey, 1.6 Mbit/s. */
const slowNetwork = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (0.75 * 1024 * 1024) / 8,
};
const slowerBy = 4;
const visits = 5;

export async function benchCitizen(city: BenchCity): Promise<Line[]> {
  const places = (await (await ask(city, '/api/safe-houses/places')).json()) as PhonePlaces;
  return [nearestLine(places), ...(await weights(city)), ...(await slowPhone(city))];
}

function ask(city: BenchCity, path: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${city.port}${path}`);
}

/** Beside it the least that a look at every place can cost: one comparison of a number each. */
function nearestLine(places: PhonePlaces): Line {
  const rounds = 2000;
  const mine: number[] = [];
  const bare: number[] = [];
  let sink = 0;
  for (let round = 0; round < rounds; round += 1) {
    const at = {
      lat: places.lat[round % places.lat.length]! / 1e5 + 0.001,
      lon: places.lon[round % places.lon.length]! / 1e5 + 0.001,
    };
    const began = performance.now();
    sink += nearest(places, at, 24).length;
    const between = performance.now();
    let least = Number.POSITIVE_INFINITY;
    for (let index = 0; index < places.lat.length; index += 1) {
      const square =
        (places.lat[index]! / 1e5 - at.lat) ** 2 + (places.lon[index]! / 1e5 - at.lon) ** 2;
      if (square < least) least = square;
    }
    bare.push(performance.now() - between);
    mine.push(between - began);
    sink += least;
  }
  if (Number.isNaN(sink)) throw new Error('The distances are no numbers.');
  const [p50, floor] = [percentile(mine, 0.5), percentile(bare, 0.5)];
  return {
    figure: `Nearest 24 of ${places.lat.length} places, on the phone`,
    measured: `p50 ${p50.toFixed(3)} ms, p99 ${percentile(mine, 0.99).toFixed(3)} ms`,
    floor: `every place looked at ${floor.toFixed(3)} ms`,
    ratio: `${(p50 / floor).toFixed(1)} ×`,
    target: '< 1 ms',
  };
}

async function weights(city: BenchCity): Promise<Line[]> {
  const places = await (await ask(city, '/api/safe-houses/places')).text();
  const night = await (await ask(city, '/api/safe-houses/night')).text();
  const worker = await (await ask(city, '/sw.js')).text();
  const scripts = [
    ...worker.matchAll(/"(\/assets\/(?:first|citizen|later-screens)-[\w.-]+\.js)"/g),
  ].map(([, path]) => path!);
  let sum = gzipSync(worker, { level: 9 }).length;
  for (const path of scripts)
    sum += gzipSync(await (await ask(city, path)).text(), { level: 9 }).length;
  return [
    {
      figure: 'Scripts of the residents’ app until a call for help answers, gzip',
      measured: kb(sum),
      target: '≤ 25 kB',
    },
    {
      figure: 'The list of every safe house and police office',
      measured: `${kb(brotliCompressSync(places).length)} brotli, ${kb(gzipSync(places, { level: 9 }).length)} gzip`,
      floor: `uncompressed ${kb(places.length)}`,
      target: 'once',
    },
    { figure: 'What is asked every 40 s', measured: `${night.length} bytes`, target: 'small' },
  ];
}

/** First visits with nothing kept, until the button that calls help is there and hears a touch. */
async function slowPhone(city: BenchCity): Promise<Line[]> {
  const browser = await chromium.launch({
    executablePath: findChromium() ?? 'chromium',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const usable: number[] = [];
  const bare: number[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    usable.push(await timeOf(city, '/', '.sos'));
    bare.push(await timeOf(city, '/healthz', 'body'));
  }
  await browser.close();
  const [p50, floor] = [percentile(usable, 0.5), percentile(bare, 0.5)];
  return [
    {
      figure: 'First visit to a call that answers, slow phone (CPU ÷ 4, 150 ms, 1.6 Mbit/s)',
      measured: `p50 ${ms(p50)}, most ${ms(Math.max(...usable))}`,
      floor: `one small file ${ms(floor)}`,
      ratio: `${(p50 / floor).toFixed(1)} ×`,
      target: '< 1 s',
    },
  ];

  async function timeOf(of: BenchCity, path: string, wanted: string): Promise<number> {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', slowNetwork);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowerBy });
    await watchFor(page, wanted);
    await page.goto(`http://localhost:${of.port}${path}`);
    const seen = await page.waitForFunction(() => (globalThis as { seenAt?: number }).seenAt);
    const at = await seen.jsonValue();
    await context.close();
    return at ?? Number.NaN;
  }
}

/** Notes, by the page's own clock since the navigation began, when it is there and has been drawn. */
async function watchFor(page: Page, css: string): Promise<void> {
  await page.addInitScript((wanted) => {
    function look(): void {
      if (document.querySelector(wanted) === null) requestAnimationFrame(look);
      else (globalThis as { seenAt?: number }).seenAt ??= performance.now();
    }
    look();
  }, css);
}
