// Every screen for everybody: no finding of axe in two languages and two lights; with ANSIM_PHOTOS=1 it also takes the pictures of docs/screenshots.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from './axe-for-test.ts';
import { type City, openCity } from './city-for-test.ts';

const pictures = join(import.meta.dirname, '../docs/screenshots');
const takesPictures = process.env.ANSIM_PHOTOS === '1';

let city: City;
beforeAll(async () => {
  city = await openCity();
  await mkdir(pictures, { recursive: true });
  // A night with every state in it: answered, escalated, closed, and one left for the desk.
  await city.ansim('drill', '--fast');
  for (const button of city.buttons.slice(0, 3)) await city.press(button);
});
afterAll(async () => {
  await city?.close();
});

async function picture(page: Page, name: string): Promise<void> {
  if (takesPictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** Finds nothing in both languages and both lights, and leaves the page as it was. */
async function expectClean(page: Page, where: string): Promise<void> {
  for (const key of ['l', 't', 'l', 't']) {
    expect(await findings(page), `${where} before ${key}`).toEqual([]);
    await page.keyboard.press(key);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  }
}

const calm = {
  bypassCSP: true,
  reducedMotion: 'reduce',
  viewport: { width: 1280, height: 800 },
} as const;

test('the door', async () => {
  const page = await city.openDesk(null, '/desk', calm);
  await page.locator('.demo-person').first().waitFor();
  expect(await findings(page)).toEqual([]);
  await picture(page, 'sign-in');
  await page.locator('.sign-in-language').click();
  expect(await findings(page)).toEqual([]);
});

test('the desk, its lists and its windows', async () => {
  const page = await city.openDesk('city-night-1', '/desk', calm);
  await page.locator('.call').first().waitFor();
  await page.locator('.about .acts').waitFor();
  await page.locator('.maplibregl-marker').first().waitFor({ state: 'attached' });
  await expectClean(page, 'desk');
  await picture(page, 'console-dark-ko');
  for (const [key, where] of [
    ['n', 'note'],
    ['c', 'call'],
    ['x', 'close'],
    ['h', 'hotline'],
    ['?', 'keys'],
  ] as const) {
    if (key === 'x') {
      // Only what somebody has can be closed.
      await page.keyboard.press('Enter');
      await page.locator('.call-chosen .call-state', { hasText: '확인함' }).waitFor();
    }
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    expect(await findings(page), where).toEqual([]);
    if (key === 'h') await picture(page, 'hotline');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await page.keyboard.press('q');
  await page.locator('[class*=device], .health').first().waitFor();
  await expectClean(page, 'devices');
  await picture(page, 'devices');
  await page.keyboard.press('b');
  await page.locator('.view').waitFor();
  await expectClean(page, 'night');
  await picture(page, 'night');
  await page.keyboard.press('g');
  await expectClean(page, 'shift');
});

test('the register, a store, and every window of it', async () => {
  const page = await city.openDesk('dasom-manager-1', '/desk#/stores', calm);
  await page.locator('.store-row').first().waitFor();
  await expectClean(page, 'register');
  await page.locator('.register-find select').first().selectOption('any');
  await picture(page, 'register');
  await page.locator('.store-row').first().click();
  await page.locator('.store-head').waitFor();
  await expectClean(page, 'store');
  await picture(page, 'store');
  for (const name of ['고치기', '현장 점검', '장치 등록', '일시 중지']) {
    await page.getByRole('button', { name, exact: true }).click();
    await page.getByRole('dialog').waitFor();
    expect(await findings(page), name).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
});

test('every width from a tablet to a large screen holds the desk without a sideways scroll', async () => {
  for (const [width, height] of [
    [820, 1180],
    [1024, 768],
    [1920, 1080],
  ] as const) {
    const page = await city.openDesk('dasom-night-1', '/desk', {
      ...calm,
      viewport: { width, height },
    });
    await page.locator('.call').first().waitFor();
    await page.locator('.maplibregl-marker').first().waitFor({ state: 'attached' });
    await page.keyboard.press('l');
    await page.keyboard.press('t');
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide, `${width}`).toBeLessThanOrEqual(0);
    expect(await findings(page), `${width}`).toEqual([]);
    if (width < 1280) await picture(page, `console-light-en-${width}`);
    await page.context().close();
  }
});

test('the police desk and the clerk’s phone', async () => {
  const police = await city.openDesk('dasom-police-1', '/police', calm);
  await police.locator('.hand-over-head').first().waitFor();
  await expectClean(police, 'police');
  await picture(police, 'police-desk');
  const hash = new URL(city.pages[1]!.page!.url).hash;
  const phone = await city.openDesk(null, `/field${hash}`, {
    ...calm,
    viewport: { width: 390, height: 844 },
  });
  await phone.locator('.press').waitFor();
  expect(await findings(phone)).toEqual([]);
  await picture(phone, 'clerk');
  await phone.locator('.press').click();
  await phone.locator('.help-main').waitFor();
  expect(await findings(phone)).toEqual([]);
  await picture(phone, 'clerk-pressed');
});
