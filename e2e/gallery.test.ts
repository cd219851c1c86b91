// Every example of every room, for everybody: both languages, phone and desk, dark and paper, usual and high contrast, by keyboard, enlarged, still.
// With ANSIM_PHOTOS=1 the chosen ones are kept in docs/screenshots/gallery.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findings } from './axe-for-test.ts';
import { type City, openCity } from './city-for-test.ts';
import { setsOnDisk } from './gallery-sets-for-test.ts';
import { forThumbs } from './thumbs-for-test.ts';

const pictures = join(import.meta.dirname, '../docs/screenshots/gallery');
const takesPictures = process.env.ANSIM_PHOTOS === '1';
const windows = {
  phone: { width: 390, height: 844 },
  desk: { width: 1280, height: 800 },
} as const;
type Size = keyof typeof windows;
type Listed = {
  set: string;
  example: string;
  sizes: Size[];
  frame: string;
  usual: string | undefined;
};

let city: City;
let address: string;
let listed: Listed[];
/** A context of its own for each lane: a page behind another of its window is drawn late. */
const contexts: Record<string, BrowserContext> = {};
/** How many examples are looked at side by side: one for each core of a small machine. */
const lanes = [0, 1] as const;
/** A page for each lane and size, used again for every example: a page of its own for each would take as long as all that is looked at. */
const reused = new Map<string, Page>();
const said: string[] = [];

beforeAll(async () => {
  city = await openCity();
  address = `http://localhost:${new URL(city.server.url).port}/gallery`;
  for (const lane of lanes)
    for (const size of ['phone', 'desk'] as const)
      contexts[`${lane} ${size}`] = await city.browser.newContext({
        bypassCSP: true,
        reducedMotion: 'reduce',
        viewport: windows[size],
        hasTouch: size === 'phone',
      });
  const page = await open('desk', '');
  listed = await page.locator('.gallery-set li a').evaluateAll((links) =>
    links.map((link) => {
      const query = new URL((link as HTMLAnchorElement).href).searchParams;
      const { sizes = '', frame = '', photo } = (link as HTMLElement).dataset;
      return {
        set: query.get('set') ?? '',
        example: query.get('example') ?? '',
        sizes: sizes.split(' ') as ('phone' | 'desk')[],
        frame,
        usual: photo,
      };
    }),
  );
  await page.close();
  if (takesPictures) {
    await rm(pictures, { recursive: true, force: true });
    await mkdir(pictures, { recursive: true });
  }
});
afterAll(async () => {
  await city?.close();
});

/** Opens one address on a page of its own; whatever the page complains about is kept in `said`. */
async function open(size: Size, query: string, lane = 0): Promise<Page> {
  const page = await contexts[`${lane} ${size}`]!.newPage();
  const where = () => page.url().slice(address.length);
  page.on('pageerror', (error) => said.push(`${where()}: ${error}`));
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(`${where()}: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && hostname !== 'localhost')
      said.push(`${where()}: asked ${hostname}`);
  });
  await visit(page, query);
  return page;
}

async function visit(page: Page, query: string): Promise<void> {
  await page.goto(address + query);
  await page.locator('html[data-ready]').waitFor();
}

/** Opens one address on the page that this lane has already for this size. */
async function show(lane: number, size: Size, query: string): Promise<Page> {
  const known = reused.get(`${lane} ${size}`);
  if (known === undefined) {
    const page = await open(size, query, lane);
    reused.set(`${lane} ${size}`, page);
    return page;
  }
  await known.setViewportSize(windows[size]);
  await visit(known, query);
  return known;
}

/** How many pixels lie beyond the right edge of the window. */
function beyond(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** What still moves although stillness was asked for. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter((each) => each.playState === 'running')
      .filter((each) => Number(each.effect?.getComputedTiming().duration ?? 0) > 20)
      .map((each) => String((each.effect as KeyframeEffect).target?.className)),
  );
}

/** Walks with Tab; answers what took the focus and could not be seen to have it (WCAG 2.2, 2.4.7 and 2.4.11). */
async function unseen(page: Page): Promise<string[]> {
  const lost: string[] = [];
  for (let step = 0; step < 16; step += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!(focused instanceof HTMLElement) || focused === document.body) return 'end';
      const box = focused.getBoundingClientRect();
      const x = Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2));
      const y = Math.min(innerHeight - 1, Math.max(0, box.top + Math.min(box.height, 40) / 2));
      const above = document.elementFromPoint(x, y);
      const covered = above === null || !(focused.contains(above) || above.contains(focused));
      const near = [focused, focused.parentElement, focused.parentElement?.parentElement];
      // A list shows the focus on its chosen row.
      const rows = [
        ...focused.querySelectorAll('[aria-selected="true"] *, [aria-selected="true"]'),
      ];
      const marked = [...near, ...rows].some((element) => {
        if (!element) return false;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      });
      const name = `${focused.tagName} ${focused.className}`;
      return covered ? `${name} is covered` : marked ? '' : `${name} is not marked`;
    });
    if (found === 'end') break;
    if (found !== '') lost.push(found);
  }
  return lost;
}

const lights = [
  ['paper', 'usual'],
  ['dark', 'more'],
  ['paper', 'more'],
] as const;

/** Makes the window as high as its page: what a foot stands over until it is scrolled is not in its way. */
async function unroll(page: Page): Promise<void> {
  const { width } = page.viewportSize()!;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
}

/** Colours, names, roles and focus of one example, in the dark and every other light. */
async function expectFit(page: Page, where: string): Promise<void> {
  expect.soft(await findings(page), where).toEqual([]);
  expect.soft(await moving(page), `${where} moves`).toEqual([]);
  for (const [theme, contrast] of lights) {
    await page.evaluate(
      ([theme, contrast]) => Object.assign(document.documentElement.dataset, { theme, contrast }),
      [theme, contrast] as const,
    );
    expect.soft(await findings(page, 'contrast'), `${where} ${theme} ${contrast}`).toEqual([]);
  }
}

/** A screen for a thumb: as it is, on the narrowest phone, and with letters twice as large. */
async function expectThumbs(page: Page, size: Size, where: string): Promise<void> {
  expect.soft(await forThumbs(page), where).toEqual([]);
  if (size === 'phone') {
    await page.setViewportSize({ width: 320, height: 640 });
    expect.soft(await forThumbs(page), `${where}, 320 px wide`).toEqual([]);
  }
  await page.setViewportSize(windows[size]);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  expect.soft(await forThumbs(page), `${where}, letters twice as large`).toEqual([]);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
  });
}

/** Looks at one example in one language at one size, on a page that shows it. */
async function look(page: Page, one: Listed, size: Size, language: 'ko' | 'en'): Promise<void> {
  const where = `${one.set} ${one.example} ${size} ${language}`;
  expect(await page.locator('html').getAttribute('lang'), where).toBe(language);
  expect.soft(await beyond(page), `${where} wider than its window`).toBeLessThanOrEqual(0);
  // A value that nobody gave stands there by its name.
  const said = await page.locator('body').innerText();
  expect.soft(said.match(/\{\w+[^{}]*\}/g), `${where} value missing`).toBeNull();
  const thumb = one.frame === 'phone';
  if (thumb) await expectThumbs(page, size, where);
  if (language === 'ko') expect.soft(await unseen(page), `${where} focus`).toEqual([]);
  // Twice as large is half as wide (WCAG 2.2, 1.4.4 and 1.4.10).
  if (size === 'desk') {
    await page.setViewportSize({ width: 640, height: 400 });
    expect.soft(await beyond(page), `${where} at 200 %`).toBeLessThanOrEqual(0);
    await page.setViewportSize(windows.desk);
  }
  // A phone's screen is one column at every size: each language is looked at closely at one of them.
  if (!thumb || one.sizes.length === 1 || (size === 'phone') === (language === 'en')) {
    if (thumb) await unroll(page);
    await expectFit(page, where);
    await page.setViewportSize(windows[size]);
  }
}

const dark = 'theme=dark&contrast=usual';

/** A phone's screen in a wide window is the same column: there one language is enough. */
function sizesFor(one: Listed, language: 'ko' | 'en'): readonly Size[] {
  const narrow = one.frame === 'phone' && language === 'en' && one.sizes.includes('phone');
  return narrow ? ['phone'] : one.sizes;
}

/** Looks at one example in one language: loaded for each size, but for a phone's screen, which must also follow a window that grows. */
async function lookAtEach(lane: number, one: Listed, language: 'ko' | 'en'): Promise<void> {
  const query = `?set=${one.set}&example=${one.example}&language=${language}`;
  let page: Page | undefined;
  for (const size of sizesFor(one, language)) {
    if (page === undefined || one.frame !== 'phone')
      page = await show(lane, size, `${query}&${dark}`);
    else await page.setViewportSize(windows[size]);
    await look(page, one, size, language);
  }
  if (takesPictures && one.usual !== undefined && language === 'ko')
    await photograph(one.sizes[0]!, `${query}&theme=${one.usual}`, `${one.set}-${one.example}`);
}

describe.each(setsOnDisk())('%s', (set) => {
  test('every example in every combination', { timeout: 600_000 }, async () => {
    said.length = 0;
    const mine = listed.filter((one) => one.set === set);
    expect(mine.length, `the gallery shows no example of ${set}`).toBeGreaterThan(0);
    const left = mine.flatMap((one) =>
      (['ko', 'en'] as const).map((language) => ({ one, language })),
    );
    await Promise.all(
      lanes.map(async (lane) => {
        for (let next = left.shift(); next; next = left.shift())
          await lookAtEach(lane, next.one, next.language);
      }),
    );
    expect(said).toEqual([]);
  });
});

async function photograph(size: Size, query: string, name: string): Promise<void> {
  const page = await open(size, query);
  await page.evaluate(() => document.fonts.ready);
  const piece = page.locator('.shown-side');
  const target = (await piece.count()) > 0 ? piece : page;
  await target.screenshot({ path: join(pictures, `${name}.png`) });
  await page.close();
}

test('a third language is shown where it has words', async () => {
  const page = await open('phone', '?set=ui-states&example=failed-phone&language=zh');
  expect(await page.locator('html').getAttribute('lang')).toBe('zh');
  expect(await page.locator('.state-title').textContent()).toBe('我们这边出了问题');
  expect(await findings(page)).toEqual([]);
  await page.close();
});

test('what is drawn by colour alone is still there under forced colours', async () => {
  const context = await city.browser.newContext({ forcedColors: 'active' });
  contexts['0 desk'] = context;
  const page = await open('desk', '?set=incidents-console&example=queue-busy');
  await page.locator('.call').first().waitFor();
  const seen = await page.evaluate(() => {
    const style = (selector: string) =>
      getComputedStyle(document.querySelector(selector) ?? document.body);
    return {
      ground: style('body').backgroundColor,
      bar: style('.call-bar').backgroundColor,
      chosen: style('[aria-selected="true"]').outlineStyle,
    };
  });
  expect(seen.bar).not.toBe(seen.ground);
  expect(seen.chosen).toBe('solid');
  await page.close();
  const quiet = await open('desk', '?set=incidents-console&example=queue-quiet');
  const strokes = await quiet
    .locator('.mark path, .mark circle')
    .evaluateAll((shapes) => shapes.map((shape) => getComputedStyle(shape).stroke));
  expect(new Set(strokes).size).toBe(1);
  expect(strokes[0]).not.toBe(seen.ground);
  expect(said).toEqual([]);
});
