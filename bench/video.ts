// A long video from a real browser to the city, cut and gone on with, and from the city to the disk of a desk: what the browser and the server need of memory.
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { BenchCity } from './city-for-bench.ts';
import type { Line } from './figures.ts';
import { openQuietBrowser, type QuietBrowser } from './quiet-browser.ts';
import { desksOf } from './reports.ts';

/** What may come on top of what the browser and the server need before it: room for the engine to collect late. */
const mostMb = 200;
const patienceMs = 30 * 60_000;

/** Needs Linux, whose /proc says what a process holds. */
export async function benchVideo(city: BenchCity, megabytes: number): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ansim-bench-video-'));
  const path = join(folder, 'video.mp4');
  const bytes = megabytes * 1_000_000;
  const file = await open(path, 'w');
  // On the disk it is a hole but for its beginning; whoever reads it reads all of it.
  await file.write(crypto.getRandomValues(new Uint8Array(65_536)));
  await file.truncate(bytes);
  await file.close();
  await desksOf(city);
  const browser = await openQuietBrowser();
  try {
    return [await upload(city, browser, path, bytes), await save(city, browser, bytes)];
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function upload(
  city: BenchCity,
  browser: QuietBrowser,
  path: string,
  bytes: number,
): Promise<Line> {
  const phone = await browser.lead(`http://localhost:${city.port}/`, tell);
  const says = (text: string) =>
    phone.evaluate<boolean>(`document.body.innerText.includes('${text}')`);
  const press = async (text: string) => {
    const button = `[...document.querySelectorAll('button')].find((one) => one.textContent.includes('${text}'))`;
    await until(() => phone.evaluate<boolean>(`${button} !== undefined`));
    await phone.evaluate(`${button}.click()`);
  };
  await phone.chooseFile(`[...document.querySelectorAll('input[type=file]')].at(-1)`, path);
  await until(() => says('video.mp4'));
  const watch = await watchMemory(city, browser);
  const began = performance.now();
  for (const words of ['다음', '잠가서 보내기', '적지 않고 넘어가기', '그래도 넘어가기'])
    await press(words);
  await until(() => says('% 갔어요'));
  await until(() => phone.evaluate(`document.querySelector('progress').value > 0.5`));
  await city.killServer();
  await until(() => says('연결을 기다려요'));
  await city.start();
  await until(() => says('다 갔어요'));
  const seconds = (performance.now() - began) / 1000;
  const memory = await watch.end();
  await phone.close();
  return {
    figure: `${(bytes / 1e9).toFixed(1)} GB from a browser: hashed, sealed, cut in the middle and gone on with`,
    measured: `all there in ${seconds.toFixed(0)} s; ${memory.most}`,
    floor: memory.before,
    target: `at most ${mostMb} MB more`,
    held: memory.more < mostMb,
  };
}

async function save(city: BenchCity, browser: QuietBrowser, bytes: number): Promise<Line> {
  const desk = await browser.lead(`http://localhost:${city.port}/desk`, openAtDesk);
  const says = (text: string) =>
    desk.evaluate<boolean>(`document.body.innerText.includes('${text}')`);
  const watch = await watchMemory(city, browser);
  const began = performance.now();
  await desk.evaluate(`document.querySelector('.file button').click()`);
  await until(() => says('저장함'));
  const seconds = (performance.now() - began) / 1000;
  if (!(await says('SHA-256 일치'))) throw new Error('What was saved is not what was sent.');
  const memory = await watch.end();
  await desk.close();
  return {
    figure: `${(bytes / 1e9).toFixed(1)} GB opened at a desk and saved: fetched, opened, hashed, written to the disk`,
    measured: `the same SHA-256 after ${seconds.toFixed(0)} s; ${memory.most}`,
    floor: memory.before,
    target: `at most ${mostMb} MB more`,
    held: memory.more < mostMb,
  };
}

/** She answers until she is asked for files; the crisis team of a district shall know. */
async function tell(page: Page): Promise<void> {
  // So that the app's own worker stands between the page and the city, as on every visit but the first.
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  const next = () => page.locator('.tell-main').click();
  const asked = (words: string) => page.getByRole('heading', { name: words }).waitFor();
  await page.locator('.card-tell').click();
  await page.locator('.card-report').click();
  await asked('먼저, 지금 안전한가요?');
  await next();
  await asked('누구의 일인가요?');
  await next();
  await page.getByLabel('있었던 일').fill('영상이 있어요');
  await next();
  await page.locator('option', { hasText: '다솜구' }).waitFor({ state: 'attached' });
  await page.getByLabel('어느 구에서').selectOption({ label: '다솜구' });
  await next();
  await asked('무엇이 필요한가요?');
  await next();
  await page.getByLabel('어떻게 부를까요?').waitFor();
  await next();
  await page.locator('.tell-pick', { hasText: '다솜구 위기개입팀' }).click();
  await next();
  await asked('사진이나 소리가 있나요?');
}

/** The team unlocks its key and opens the description of the file; the disk is the browser's own, because no one is there to choose a place. */
async function openAtDesk(page: Page): Promise<void> {
  await page.locator('input[name=username]').fill('dasom-crisis-1');
  await page.locator('input[name=password]').fill('ansim-demo');
  await page.keyboard.press('Enter');
  await page.locator('.report-row').first().click();
  await page.locator('.key-bar-locked').waitFor();
  await page.keyboard.press('o');
  await page.locator('input[name=passphrase]').fill('ansim-demo-keys');
  await page.keyboard.press('Enter');
  await page.locator('.key-bar-open').waitFor();
  await page.locator('li.part-file').getByRole('button').first().click();
  await page.locator('.file button').waitFor();
  await page.evaluate(() => {
    const disk = async ({ suggestedName }: { suggestedName: string }) =>
      (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
    Object.assign(globalThis, { showSaveFilePicker: disk });
  });
}

/** Looks at both every half second until it is told to end. */
async function watchMemory(city: BenchCity, browser: QuietBrowser) {
  const look = async () => ({ ...(await browser.memory()), server: await city.residentMb() });
  const before = await look();
  const most = { ...before };
  let over = false;
  const looking = (async () => {
    while (!over) {
      const now = await look();
      for (const who of ['page', 'all', 'server'] as const)
        most[who] = Math.max(most[who], now[who]);
      await pause(500);
    }
  })();
  const say = ({ page, all, server }: typeof most) =>
    `page ${page.toFixed(0)} MB, browser ${all.toFixed(0)} MB, server ${server.toFixed(0)} MB`;
  return {
    async end() {
      over = true;
      await looking;
      const more = Math.max(most.all - before.all, most.server - before.server);
      return { before: `before ${say(before)}`, most: `at most ${say(most)}`, more };
    },
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > patienceMs) throw new Error('It does not get on.');
    await pause(200);
  }
}
