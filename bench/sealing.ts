// Sealing on a phone-class processor, in a real browser: X25519 by WebCrypto and, as on older phones, in JavaScript.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { findChromium } from '../scripts/browser.mjs';
import { type Line, ms, percentile } from './figures.ts';
import type { SealingTimes } from './sealing-page.ts';

const slowerBy = 6;
const rounds = 30;
const origin = 'http://localhost:1';

/** Needs no city: the page is made here, and its address answers from this process. */
export async function benchSealing(): Promise<Line[]> {
  const script = await bundle();
  const executablePath = findChromium();
  if (!executablePath) throw new Error('There is no Chromium to measure with.');
  const browser = await chromium.launch({ executablePath });
  try {
    const lines: Line[] = [];
    for (const old of [false, true]) {
      const one = await seal(browser, script, old, 1);
      const slow = await seal(browser, script, old, slowerBy);
      const [p50, plain] = [percentile(slow.next, 0.5), percentile(one.next, 0.5)];
      lines.push({
        figure: `Sealing 9 kB for 8 desks and herself, ${slowerBy} × slower, X25519 ${old ? 'in JavaScript' : 'by WebCrypto'}`,
        measured: `first ${ms(slow.first)}, then p50 ${ms(p50)}, p95 ${ms(percentile(slow.next, 0.95))}`,
        floor: `not slowed ${ms(plain)}`,
        ratio: `${(p50 / plain).toFixed(1)} ×`,
        target: '< 200 ms',
      });
    }
    return lines;
  } finally {
    await browser.close();
  }
}

async function bundle(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'ansim-bench-page-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        outDir,
        lib: {
          entry: join(import.meta.dirname, 'sealing-page.ts'),
          formats: ['es'],
          fileName: 'page',
        },
        // One file: the page has no others.
        rollupOptions: { output: { codeSplitting: false } },
      },
    });
    return await readFile(join(outDir, 'page.js'), 'utf8');
  } finally {
    await rm(outDir, { recursive: true, force: true });
  }
}

async function seal(
  browser: Browser,
  script: string,
  old: boolean,
  slower: number,
): Promise<SealingTimes> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route(`${origin}/**`, (route) =>
    route.request().url().endsWith('/page.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
  );
  await page.goto(`${origin}/`);
  if (old)
    await page.evaluate(() => {
      const { generateKey } = SubtleCrypto.prototype;
      // A phone of before 2025 answers so.
      Object.assign(SubtleCrypto.prototype, {
        generateKey(this: SubtleCrypto, ...words: Parameters<typeof generateKey>) {
          return words[0] === 'X25519'
            ? Promise.reject(new DOMException('unknown', 'NotSupportedError'))
            : generateKey.apply(this, words);
        },
      });
    });
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.addScriptTag({ type: 'module', url: '/page.js' });
  await page.waitForFunction(() => 'measureSealing' in globalThis);
  const times = await page.evaluate(
    (count) =>
      (
        globalThis as unknown as { measureSealing(count: number): Promise<SealingTimes> }
      ).measureSealing(count),
    rounds,
  );
  await context.close();
  return times;
}
