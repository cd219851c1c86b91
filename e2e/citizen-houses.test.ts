// The safe houses on a phone: nearest first, without a network, without telling anybody where she is, and never older than a minute.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity } from './city-for-test.ts';
import { besideStore, everythingSent, openPhone, type Place } from './phone-for-test.ts';

let city: City;
let at: Place;
beforeAll(async () => {
  city = await openCity();
  at = await besideStore(city);
});
afterAll(async () => {
  await city?.close();
});

test('before she wants it nobody asks where she is, and the card is true all the same', async () => {
  const { page } = await openPhone(city, { at });
  await page.addInitScript(() => {
    const asked = () => {
      (globalThis as { askedForPlace?: boolean }).askedForPlace = true;
    };
    navigator.geolocation.getCurrentPosition = asked;
    navigator.geolocation.watchPosition = () => {
      asked();
      return 1;
    };
  });
  await page.reload();
  const card = page.locator('.card-houses');
  await card.getByText(/지금 [\d,]+곳 열림/).waitFor();
  await card.getByText(/오늘 밤 [\d,]+곳 확인됨/).waitFor();
  const asked = () =>
    page.evaluate(() => (globalThis as { askedForPlace?: boolean }).askedForPlace);
  expect(await asked()).toBeUndefined();
  await page.locator('.sos').tap();
  await page.locator('.help-now').waitFor();
  expect(await asked()).toBeUndefined();
  await page.getByRole('button', { name: '뒤로' }).tap();
  await card.tap();
  expect(await asked()).toBe(true);
});

test('the nearest stand first, with a way to call and a way to go; none of it leaves the phone', async () => {
  const { page, requests } = await openPhone(city, { at });
  await page.locator('.card-houses').tap();
  await page.locator('.house-way').first().waitFor();
  const ways = await page.locator('.house-way').allInnerTexts();
  expect(ways.length).toBeGreaterThanOrEqual(8);
  for (const way of ways) expect(way).toMatch(/\d+ k?m\s+(북|남|동|서)/);
  await page.locator('.house').getByText('오늘 밤 확인됨').first().waitFor();
  await page.locator('.house').getByText('경찰', { exact: true }).first().waitFor();
  const way = await page.locator('.house a[href^="geo:"]').first().getAttribute('href');
  expect(way).toMatch(/^geo:-?\d+\.\d+,-?\d+\.\d+\?q=/);
  await page.locator('.house a[href^="tel:"]').first().waitFor();
  await page.getByRole('button', { name: '뒤로' }).tap();
  await page
    .locator('.card-houses')
    .getByText(/\d+ m · 열림/)
    .waitFor();
  const sent = await everythingSent(requests);
  expect(sent).not.toContain(String(at.latitude).slice(0, 6));
  expect(sent).not.toContain(String(at.longitude).slice(0, 6));
});

test('without a network: it opens, knows the nearest, and says how old the list is', async () => {
  const line = await city.line();
  const { page, address } = await openPhone(city, { at, line });
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.locator('.card-houses').getByText('확인됨').waitFor();
  line.cut();
  await page.goto(address);
  await page.locator('.card-houses').tap();
  await page.locator('.house-way').first().waitFor();
  await page.getByText('연결이 없어서').waitFor();
  await page.locator('.house').getByText('오늘 밤 확인됨').first().waitFor();
  // A language that was not on the screen before is there as well.
  await page.getByRole('button', { name: '뒤로' }).tap();
  await page.locator('.language').selectOption('en');
  await page.getByRole('button', { name: /I need help/ }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});

test('she keeps her place to herself: the list is there, and found by words', async () => {
  const { page } = await openPhone(city);
  await page.locator('.card-houses').tap();
  await page.getByText('위치가 허락되지 않았어요').waitFor();
  expect(await page.locator('.house').count()).toBeGreaterThan(0);
  await page.getByRole('searchbox').fill('없는 곳 <script>%%%');
  await page.getByText('맞는 곳이 없어요').waitFor();
  await page.getByRole('searchbox').fill('다솜구 파출소');
  await page.locator('.house').first().waitFor();
  for (const name of await page.locator('.house').allInnerTexts()) expect(name).toContain('다솜');
});

test('a store that is suspended is gone from a phone within a minute', async () => {
  const { page } = await openPhone(city, { at });
  await page.clock.install();
  await page.reload();
  await page.locator('.card-houses').tap();
  await page.locator('.house-way').first().waitFor();
  const name = (
    await page.locator('.house', { hasText: '오늘 밤 확인됨' }).locator('h2').first().innerText()
  ).trim();
  const manager = await city.openDesk('dasom-manager-1', '/desk#/stores');
  await manager.getByRole('searchbox').fill(name);
  await manager.locator('.store-row', { hasText: name }).first().click();
  await manager.getByRole('button', { name: '일시 중지' }).click();
  await manager.getByRole('dialog').getByLabel('까닭').fill('내부 공사');
  await manager.keyboard.press('Enter');
  await manager.locator('.store-state-suspended').waitFor();
  // The city tells phones what was true three seconds ago at most; the rest of the minute passes on hers alone.
  await expect.poll(listed).not.toContain(name);
  await page.clock.fastForward(57_000);
  await page.locator('.house', { hasText: name }).waitFor({ state: 'detached' });
});

async function listed(): Promise<string[]> {
  const answer = await fetch(`${city.server.url}/api/safe-houses/places`);
  return ((await answer.json()) as { name: string[] }).name;
}

test('the map comes only when she asks for it, from this host', async () => {
  const { page, requests } = await openPhone(city, { at });
  await page.locator('.card-houses').tap();
  await page.locator('.house-way').first().waitFor();
  expect(requests.filter((one) => /library|HouseMap|city\/map/.test(one.url()))).toEqual([]);
  await page.getByRole('button', { name: '지도에서 보기' }).tap();
  await page.locator('.house-mark').first().waitFor();
  await page.locator('.house-me').waitFor();
});

test('a new release waits while something is typed, and comes when nothing would be lost', async () => {
  const { page } = await openPhone(city, { at });
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.locator('.card-houses').tap();
  await page.getByRole('searchbox').fill('편의점');
  await page.evaluate(() => {
    (globalThis as { here?: boolean }).here = true;
  });
  const before = await (await fetch(`${city.server.url}/sw.js`)).text();
  // The city's own numbers are part of the app on the phone: changing one is a release.
  await city.set('numbers.womensHotline', '1367');
  await expect
    .poll(async () => (await (await fetch(`${city.server.url}/sw.js`)).text()) === before)
    .toBe(false);
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting !== null))
    .toBe(true);
  expect(await page.getByRole('searchbox').inputValue()).toBe('편의점');
  expect(await page.evaluate(() => (globalThis as { here?: boolean }).here)).toBe(true);
  await page.getByRole('button', { name: '뒤로' }).tap();
  await page.getByText('1367').waitFor();
});

test('the worker touches nothing but its own app', async () => {
  const { page, address } = await openPhone(city);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const kept = await page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('ansim-app-'));
    const cache = await caches.open(names[0] ?? '');
    return (await cache.keys()).map((request) => new URL(request.url).pathname);
  });
  expect(kept).toContain('/');
  for (const path of kept) expect(path).toMatch(/^\/(with|app\.webmanifest|assets\/[\w.-]+)?$/);
  expect(kept.filter((path) => /library|worker|woff2/.test(path))).toEqual([]);
  await page.goto(`${address}/desk`);
  await page.locator('input[name=username]').waitFor();
});

test('no page broke, and none asked another host for anything', () => {
  expect(city.complaints).toEqual([]);
});
