// The field app for everybody: no finding of axe in two languages and two lights, nothing too small for a thumb, everything by keyboard; with ANSIM_PHOTOS=1 it also takes pictures.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from './axe-for-test.ts';
import { type City, openCity } from './city-for-test.ts';
import { type Field, openField, phoneSize } from './field-for-test.ts';
import { forThumbs } from './thumbs-for-test.ts';

const pictures = join(import.meta.dirname, '../docs/screenshots');
const takesPictures = process.env.ANSIM_PHOTOS === '1';
/** Those that the README shows; the others are looked at while a screen is made. */
const shown = ['unit-offer-ko-paper', 'unit-call-en-dark'];

let city: City;
let field: Field;
beforeAll(async () => {
  city = await openCity();
  field = await openField(city);
  await mkdir(pictures, { recursive: true });
  // Long enough to look at a request in every light.
  await city.set('duty.answerWithinSeconds', 90);
});
afterAll(async () => {
  await city?.close();
});

const top = (page: Page) => page.locator('.clerk-tool');

/** Looks at one screen in both languages and both lights, and leaves it as it was. */
async function look(page: Page, name: string): Promise<void> {
  for (const [language, light] of [
    ['ko', 'paper'],
    ['ko', 'dark'],
    ['en', 'dark'],
    ['en', 'paper'],
  ] as const) {
    const is = await page.evaluate(() => [
      document.documentElement.lang,
      document.documentElement.dataset.theme,
    ]);
    if (is[1] !== light) await top(page).nth(0).tap();
    if (is[0] !== language) await top(page).nth(1).tap();
    await page.locator(`html[lang=${language}][data-theme=${light}]`).waitFor();
    expect(await findings(page), `${name} ${language} ${light}`).toEqual([]);
    expect(await forThumbs(page), `${name} ${language} ${light}`).toEqual([]);
    const file = `${name}-${language}-${light}`;
    const folder = shown.includes(file) ? pictures : process.env.ANSIM_PHOTOS_ALL;
    if (takesPictures && folder) await page.screenshot({ path: join(folder, `${file}.png`) });
  }
  await top(page).nth(1).tap();
  await page.locator('html[lang=ko]').waitFor();
}

/** Goes from thing to thing by Tab until the one of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let press = 0; press < 30; press += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (at.trim() === name) return;
  }
  throw new Error(`Tab did not reach ${name}`);
}

const calm = { ...phoneSize, bypassCSP: true, reducedMotion: 'reduce' } as const;

test('a unit’s page in every state, and a whole call by keyboard', async () => {
  const { id, near } = await field.call(0);
  const unit = near[0]!;
  await field.api('POST', `/api/units/${unit.id}/duty`, { on: false });
  const { place } = await field.api<{ place: { lat: number; lon: number } }>(
    'GET',
    `/api/incidents/${id}`,
  );
  const at = { latitude: place.lat + 0.002, longitude: place.lon - 0.001 };
  const page = await city.openDesk(null, `/field${new URL(unit.page.url).hash}`, {
    ...calm,
    geolocation: at,
    permissions: ['geolocation'],
  });
  await page.getByText('근무 전이에요').waitFor();
  await look(page, 'unit-off');
  await tabTo(page, '근무 시작');
  await page.keyboard.press('Enter');
  await page.getByText('대기 중이에요').waitFor();
  await page.context().setGeolocation(at);
  await page.getByText('위치를 나누고 있어요').waitFor();
  await look(page, 'unit-waiting');
  await field.api('POST', `/api/incidents/${id}/notes`, { text: '뒷문 쪽, 두 사람' });
  await field.api('POST', `/api/incidents/${id}/dispatch`, { unitId: unit.id });
  await page.getByText('출동 요청', { exact: true }).waitFor();
  await look(page, 'unit-offer');
  await tabTo(page, '못 가요');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  expect(await findings(page)).toEqual([]);
  expect(await forThumbs(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('body').focus();
  await tabTo(page, '갈게요');
  await page.keyboard.press('Enter');
  await page.getByText('뒷문 쪽, 두 사람').waitFor();
  await look(page, 'unit-call');
  for (const word of ['출발했어요', '도착했어요']) {
    await tabTo(page, word);
    await page.keyboard.press('Enter');
  }
  await page.getByText('현장이에요').waitFor();
  await look(page, 'unit-there');
  await tabTo(page, '마쳤어요');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  expect(await findings(page)).toEqual([]);
  await tabTo(page, '마쳤어요');
  await page.keyboard.press('Enter');
  await page.getByText('이 출동은 끝났어요').waitFor();
  await look(page, 'unit-ended');
});

test('a clerk’s page before, during and after a shift begins, and a page without a link', async () => {
  const pressed = city.buttons[0]!.place.name;
  const store = city.pages.find((page) => page.place.name !== pressed)!;
  const hash = new URL(store.page!.url).hash;
  const page = await city.openDesk(null, `/field${hash}`, calm);
  await page.getByText(store.place.name).waitFor();
  await page.locator('.part').first().waitFor();
  await look(page, 'clerk-ready');
  await page.getByText('벨이 고장 났어요').tap();
  await page.getByRole('dialog').waitFor();
  expect(await findings(page)).toEqual([]);
  expect(await forThumbs(page)).toEqual([]);
  await page.keyboard.press('Escape');
  const bare = await city.openDesk(null, '/field', calm);
  await bare.getByText('이 화면은 받은 링크로 열어야 해요').waitFor();
  await look(bare, 'field-none');
  const gone = await city.openDesk(
    null,
    `/field#unit.${crypto.randomUUID()}.${'a'.repeat(26)}`,
    calm,
  );
  await gone.getByText('이 링크는 더 쓸 수 없어요').waitFor();
  await look(gone, 'unit-refused');
});

test('no page broke, and none asked another host for anything', () => {
  expect(city.complaints).toEqual([]);
});
