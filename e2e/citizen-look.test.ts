// Every screen of the residents' app for everybody: two languages, two lights, one hand, a keyboard, large letters; with ANSIM_PHOTOS=1 also the pictures of docs/screenshots.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from './axe-for-test.ts';
import { type City, openCity } from './city-for-test.ts';
import { besideStore, openPhone, type Place } from './phone-for-test.ts';
import { forThumbs } from './thumbs-for-test.ts';

const pictures = join(import.meta.dirname, '../docs/screenshots');
const takesPictures = process.env.ANSIM_PHOTOS === '1';

let city: City;
let at: Place;
beforeAll(async () => {
  city = await openCity();
  at = await besideStore(city);
  // Long enough to look at it.
  await city.set('doors.sos.countdownSeconds', 60);
  await mkdir(pictures, { recursive: true });
});
afterAll(async () => {
  await city?.close();
});

async function picture(page: Page, name: string): Promise<void> {
  if (takesPictures) await page.screenshot({ path: join(pictures, `citizen-${name}.png`) });
}

/** Nothing that axe finds, nothing too small; afterwards the same at twice the size of letters. */
async function expectFit(page: Page, where: string): Promise<void> {
  expect(await findings(page), where).toEqual([]);
  expect(await forThumbs(page), where).toEqual([]);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  expect(await forThumbs(page), `${where}, letters twice as large`).toEqual([]);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '';
  });
}

const words = {
  'ko-KR': { mistake: '잘못 눌렀어요', end: 'ended' },
  'en-US': { mistake: 'I touched by mistake', end: 'ended' },
} as const;

test.each([
  ['ko-KR', 'light'],
  ['ko-KR', 'dark'],
  ['en-US', 'light'],
  ['en-US', 'dark'],
] as const)('every screen in %s by %s', async (locale, colorScheme) => {
  const calm = { bypassCSP: true, reducedMotion: 'reduce', locale, colorScheme } as const;
  const { page } = await openPhone(city, { at, ...calm });
  await page.locator('.sos').waitFor();
  await expectFit(page, 'home');
  await page.locator('.home-cards .touch-plain').tap();
  await page.locator('.part').first().waitFor();
  await expectFit(page, 'prepare');
  await page.locator('.screen-back').tap();
  await page.locator('.card-houses').tap();
  await page.locator('.house-way').first().waitFor();
  await expectFit(page, 'houses');
  await page.locator('.screen-back').tap();
  await page.locator('.sos').tap();
  await page.locator('.help-now').waitFor();
  await expectFit(page, 'help');
  await page.locator('.touch-plain').tap();
  await page.locator('.help-now-low').tap();
  await page.locator('.odd').waitFor();
  await expectFit(page, 'somebody else');
  await page.locator('.screen-back').tap();
  await page.locator('.help-now').tap();
  await page.locator('.ring-left').waitFor();
  await expectFit(page, 'countdown');
  await page.locator('.touch-white').tap();
  await page.locator('.live-state').waitFor();
  await page.locator('.chip').first().tap();
  await page.locator('.line').waitFor();
  const odd = page.locator('form', { has: page.locator('input[type=tel]') });
  await odd.locator('input').fill('어디든');
  await odd.locator('button').tap();
  await page.locator('#number-odd').waitFor();
  await page.getByRole('button', { name: /링크 보내기|Send a link/ }).tap();
  const link = await page.locator('input[readonly]').inputValue();
  await expectFit(page, 'live');
  const friend = await openPhone(city, calm, `/with${new URL(link).hash}`);
  await friend.page.locator('.part').waitFor();
  await expectFit(friend.page, 'with');
  const stranger = await openPhone(city, calm, '/with#nothing');
  await stranger.page.locator('.live-state').waitFor();
  await expectFit(stranger.page, 'with, gone');
  const second = await openPhone(city, { ...calm });
  await second.page.locator('.card-houses').tap();
  await second.page.locator('.where').waitFor();
  await expectFit(second.page, 'houses without a place');
  await second.page.locator('.screen-back').tap();
  await second.page.locator('.sos').tap();
  await second.page.locator('.help-now').tap();
  // Before the city has it she would be taken home at once.
  await second.page.locator('.ring-left').waitFor();
  await second.page.getByRole('button', { name: words[locale].mistake }).tap();
  await second.page.locator('.ended').waitFor();
  await expectFit(second.page, 'ended');
});

test('the first screen is whole at every size from 360 × 640, help lowest and nearest the thumb', async () => {
  for (const [width, height] of [
    [360, 640],
    [390, 844],
    [412, 915],
    [768, 1024],
  ] as const)
    for (const locale of ['ko-KR', 'en-US']) {
      const { page } = await openPhone(city, { viewport: { width, height }, locale });
      await page.getByText(/확인됨|confirmed/).waitFor();
      const seen = await page.evaluate(() => {
        const bottom = (css: string) =>
          document.querySelector(css)?.getBoundingClientRect().bottom ?? 0;
        return {
          scrolls: document.documentElement.scrollHeight - innerHeight,
          sos: bottom('.sos'),
          cards: bottom('.home-cards'),
          size: document.querySelector('.sos')?.getBoundingClientRect().height ?? 0,
        };
      });
      expect(seen.scrolls, `${width} × ${height}`).toBeLessThanOrEqual(0);
      expect(seen.sos).toBeGreaterThan(seen.cards);
      expect(seen.sos).toBeGreaterThan(height - 40);
      expect(seen.size).toBeGreaterThan(160);
      await page.context().close();
    }
});

test('by keyboard alone: to the call and back, to the list and back', async () => {
  const { page } = await openPhone(city, { at, isMobile: false, hasTouch: false });
  // What comes a moment later would come between two touches of the key.
  for (const one of ['.sos', '.card-tell', '.card-houses', '.card-walk', '.touch-plain'])
    await page.locator(one).first().waitFor();
  const reached: string[] = [];
  for (let press = 0; press < 10; press += 1) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement?.className || 'a'));
  }
  expect(reached.slice(0, 10)).toEqual([
    'language',
    'leave',
    'a',
    'a',
    'a',
    'touch touch-plain',
    'card card-tell',
    'card card-houses',
    'card card-walk',
    'sos',
  ]);
  await page.locator('.sos').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '도움 부르기' }).waitFor();
  // The new screen says its name first.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
  await page.keyboard.press('Escape');
  await page.locator('.sos').waitFor();
  await page.locator('.card-houses').focus();
  await page.keyboard.press('Enter');
  await page.locator('.house-way').first().waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.sos').waitFor();
});

test('rubbish in every field gets a plain answer, and reaches nobody as anything but text', async () => {
  const desk = await city.openDesk('city-night-1');
  await desk.getByText('실시간 연결', { exact: true }).waitFor();
  const rubbish = '<img src=x onerror=alert(1)> "; drop table calls; -- ‮𝕬\u0000 ';
  const { page } = await openPhone(city, { at });
  await page.locator('.sos').tap();
  await page.getByRole('button', { name: '다른 사람이 위험해요' }).tap();
  await page.getByLabel('어디예요?').fill('   ');
  await page.getByRole('button', { name: '지금 알리기' }).tap();
  await page.getByText('어디인지 쓰거나').waitFor();
  await page.getByLabel('어디예요?').fill(rubbish + 'x'.repeat(400));
  await page.getByLabel('무슨 일이에요?').fill(rubbish.repeat(20));
  await page.getByRole('button', { name: '지금 알리기' }).tap();
  await page.getByText('알렸어요', { exact: true }).waitFor();
  await page.getByLabel('직접 쓰기').fill(rubbish);
  await page.getByRole('button', { name: '보내기', exact: true }).tap();
  await page.getByText('보내는 중').waitFor({ state: 'detached' });
  await page.getByRole('log').getByText('drop table calls').last().waitFor();
  for (const number of ['112로', '+', '++82', '0', '1'.repeat(24)]) {
    await page.getByLabel('전화를 받을 수 있나요?').fill(number);
    await page.getByRole('button', { name: '번호 남기기' }).tap();
    await page.getByText('전화번호를 숫자로 써 주세요').waitFor();
  }
  await page.getByLabel('전화를 받을 수 있나요?').fill('010-1234-5678');
  await page.getByRole('button', { name: '번호 남기기' }).tap();
  await page.getByText('번호를 남겼어요').waitFor();
  await page.getByRole('button', { name: '번호 지우기' }).tap();
  await page.getByRole('button', { name: '번호 남기기' }).waitFor();
  await desk.locator('.call', { hasText: '<img src=x' }).click();
  await desk.locator('.about').getByText('drop table calls').first().waitFor();
});

test('all scripts until the call answers are under 25 kB compressed, in two journeys', async () => {
  const { page, requests } = await openPhone(city);
  await page.locator('.sos').tap();
  await page.locator('.help-now').waitFor();
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const scripts = requests.filter((one) => one.resourceType() === 'script');
  const bytes = new Map<string, number>();
  for (const one of scripts) {
    const answer = await fetch(one.url(), { headers: { 'accept-encoding': 'identity' } });
    bytes.set(new URL(one.url()).pathname, gzipSync(await answer.text(), { level: 9 }).length);
  }
  const sum = [...bytes.values()].reduce((all, one) => all + one, 0);
  // Dynamic imports and the worker are among them.
  expect([...bytes.keys()].join(' ')).toMatch(/later-screens/);
  expect(sum, JSON.stringify([...bytes])).toBeLessThanOrEqual(25_000);
  const depth = await page.evaluate(() => {
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    return files.filter(
      ({ initiatorType, name }) => initiatorType === 'link' || /citizen-/.test(name),
    ).length;
  });
  expect(depth).toBeLessThanOrEqual(6);
});

test('the page, its history and the home screen say nothing that tells', async () => {
  const { page, address } = await openPhone(city);
  await page.locator('.sos').waitFor();
  expect(await page.title()).toBe('동네 생활 정보');
  const manifest = (await (await fetch(`${address}/app.webmanifest`)).json()) as {
    name: string;
    icons: { src: string }[];
    shortcuts: { url: string }[];
  };
  expect(JSON.stringify(manifest)).not.toMatch(/안심|ansim|sos|여성|women/i);
  expect((await fetch(address + manifest.icons[0]!.src)).status).toBe(200);
  await page.goto(`${address}${manifest.shortcuts[0]!.url}`);
  await page.reload();
  expect(await page.evaluate(() => location.hash)).toBe('');
  const answer = await fetch(`${address}/`);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('content-security-policy')).toContain(
    "require-trusted-types-for 'script'",
  );
});

async function takePictures(): Promise<void> {
  await city.set('doors.sos.countdownSeconds', 5);
  const look = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 } as const;
  const { page } = await openPhone(city, { at, colorScheme: 'light', ...look });
  await page.getByText(/확인됨/).waitFor();
  await picture(page, 'home');
  await page.locator('.card-houses').tap();
  await page.locator('.house-way').first().waitFor();
  await picture(page, 'houses');
  await page.locator('.screen-back').tap();
  await page.locator('.sos').tap();
  await page.locator('.help-now').tap();
  await page.getByText('3', { exact: true }).waitFor();
  await picture(page, 'countdown');
  await page.getByText('알렸어요', { exact: true }).waitFor();
  await page.getByText('위치를 함께 보내고 있어요').waitFor();
  await page.getByText('경찰도 알고 있어요').waitFor();
  await page.getByRole('button', { name: '말할 수 없어요' }).tap();
  await page.getByText('보내는 중').waitFor({ state: 'detached' });
  await picture(page, 'live');
  const dark = await openPhone(city, { at, colorScheme: 'dark', locale: 'en-US', ...look });
  await dark.page.getByText(/confirmed/).waitFor();
  await picture(dark.page, 'home-dark-en');
}
// Not a test that is skipped: without ANSIM_PHOTOS=1 there is nothing to prove here.
if (takesPictures) test('pictures', takePictures);

test('no page broke, and none asked another host for anything', () => {
  expect(city.complaints).toEqual([]);
});
