// Calling for help when everything is against it: no network, a slow one, a wrong clock, a sleeping page, somebody looking over her shoulder.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity } from './city-for-test.ts';
import {
  besideStore,
  callForHelp,
  callsOfResidents,
  openPhone,
  type Place,
} from './phone-for-test.ts';

let city: City;
let at: Place;
beforeAll(async () => {
  city = await openCity();
  at = await besideStore(city);
});
afterAll(async () => {
  await city?.close();
});

const received = (page: Page) => page.getByText('알렸어요', { exact: true }).waitFor();
const known = async () => new Set((await callsOfResidents(city)).map(({ id }) => id));
const fresh = async (before: Set<string>) =>
  (await callsOfResidents(city)).filter(({ id }) => !before.has(id));

test('the network is gone at the second touch: she is told so, offered a call and a text, and it arrives when it is back', async () => {
  const before = await known();
  const line = await city.line();
  const { page } = await openPhone(city, { at, line });
  await page.locator('.card-houses').tap();
  await page.locator('.house-way').first().waitFor();
  await page.locator('.screen-back').tap();
  line.cut();
  await callForHelp(page);
  await page.getByText('아직 닿지 않았을 수 있어요').waitFor();
  expect(await page.getByRole('link', { name: '112 전화' }).getAttribute('href')).toBe('tel:112');
  const text = decodeURIComponent(
    (await page.getByRole('link', { name: '112 문자' }).getAttribute('href'))!,
  );
  expect(text).toContain('sms:112');
  expect(text).toContain(at.latitude.toFixed(5));
  expect(text).toMatch(/에서 (북|남|동|서)[가-힣]* \d+ m/);
  expect(await fresh(before)).toEqual([]);
  line.mend();
  await received(page);
  expect(await fresh(before)).toHaveLength(1);
});

test('cut in the middle of a call: what she writes waits, and arrives once', async () => {
  const line = await city.line();
  const { page } = await openPhone(city, { at, line });
  await callForHelp(page);
  await page.getByRole('button', { name: '지금 바로 보내기' }).tap();
  await received(page);
  line.cut();
  await page.getByText('지금은 연결이 끊겼어요').waitFor();
  await page.getByRole('button', { name: '숨어 있어요' }).tap();
  await page.getByText('보내는 중').waitFor();
  line.mend();
  await page.getByText('보내는 중').waitFor({ state: 'detached' });
  expect(await page.getByRole('log').getByText('숨어 있어요').count()).toBe(1);
});

test('a gate of some network answers in the city’s place: nothing is forgotten, nothing is called received', async () => {
  const { page } = await openPhone(city, { at });
  const gate = (status: number) => ({ status, contentType: 'text/html', body: '<h1>Sign in</h1>' });
  await page.route('**/api/sos', (route) => route.fulfill(gate(200)));
  await callForHelp(page);
  await page.getByText('아직 닿지 않았을 수 있어요').waitFor();
  await page.unroute('**/api/sos');
  await page.getByRole('button', { name: '지금 바로 보내기' }).tap();
  await received(page);
  await page.route('**/api/sos/**', (route) => route.fulfill(gate(404)));
  await page.getByText('지금은 연결이 끊겼어요').waitFor();
  await page.getByRole('button', { name: '다쳤어요' }).tap();
  await page.getByText('보내는 중').waitFor();
  await page.unroute('**/api/sos/**');
  await page.getByText('보내는 중').waitFor({ state: 'detached' });
  expect(await page.getByRole('log').getByText('다쳤어요').count()).toBe(1);
});

test('taken back without a network: nothing arrives later', async () => {
  const before = await known();
  const line = await city.line();
  const { page } = await openPhone(city, { at, line });
  line.cut();
  await callForHelp(page);
  await page.getByText('아직 닿지 않았을 수 있어요').waitFor();
  await page.getByRole('button', { name: '잘못 눌렀어요' }).tap();
  await page.locator('.sos').waitFor();
  line.mend();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('ansim.sos'))).toBeNull();
  expect(await fresh(before)).toEqual([]);
});

test('a network slower than her patience: she is told what is true at every moment', async () => {
  const { page } = await openPhone(city, { at });
  await page.locator('.sos').waitFor();
  const cdp = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 2500, downloadThroughput: 4000, uploadThroughput: 4000 };
  await cdp.send('Network.emulateNetworkConditions', slow);
  await callForHelp(page);
  await page.getByRole('heading', { name: '보내고 있어요' }).waitFor();
  await page.getByRole('heading', { name: '도움을 부르고 있어요' }).waitFor();
  await received(page);
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await page.getByText('위치를 함께 보내고 있어요').waitFor();
});

test.each([
  ['four years ahead', 4 * 365],
  ['eleven years behind', -11 * 365],
])('a clock %s changes nothing', async (_name, days) => {
  const { page } = await openPhone(city, { at });
  await page.addInitScript((shift) => {
    const real = Date.now;
    Date.now = () => real() + shift;
  }, days * 86_400_000);
  await page.reload();
  await callForHelp(page);
  await page.getByRole('heading', { name: '도움을 부르고 있어요' }).waitFor();
  await page.getByRole('button', { name: '지금 바로 보내기' }).tap();
  await received(page);
  // The place is taken in, so its time was not the phone's.
  await page.getByText('위치를 함께 보내고 있어요').waitFor();
  await page.getByRole('button', { name: '뒤로' }).tap();
  await page.locator('.card-houses').tap();
  await page.getByText('오늘 밤 확인됨').first().waitFor();
});

test('the page is put to sleep in the countdown: raised anyway, and she sees it when it wakes', async () => {
  const before = await known();
  const { page } = await openPhone(city, { at });
  const stored = page.waitForResponse((one) => one.url().endsWith('/api/sos') && one.ok());
  await callForHelp(page);
  await stored;
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
  await expect
    .poll(async () => (await fresh(before)).map(({ state }) => state))
    .toEqual(['raised']);
  await cdp.send('Page.setWebLifecycleState', { state: 'active' });
  await received(page);
});

test.each(['button', 'Shift'])(
  'leaving fast by %s: another page, no way back, nothing on the phone',
  async (how) => {
    const { page, address } = await openPhone(city, { at });
    await page.locator('.card-houses').tap();
    await page.locator('.house-way').first().waitFor();
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.locator('input[type=search]').fill('편의점');
    const length = await page.evaluate(() => history.length);
    if (how === 'button') await page.getByRole('button', { name: '바로 나가기' }).tap();
    else for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
    await page.waitForURL('about:blank');
    expect(await page.evaluate(() => history.length)).toBe(length);
    await page.goBack();
    expect(page.url()).toBe('about:blank');
    // What another page of this site would find.
    const look = await page.context().newPage();
    await look.goto(`${address}/healthz`);
    const left = await look.evaluate(async () => ({
      local: Object.keys(localStorage),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      databases: (await indexedDB.databases()).length,
    }));
    expect(left).toEqual({ local: [], caches: [], workers: 0, databases: 0 });
  },
);

test('leaving fast in the middle of a call: the call goes on, and is there when she comes back', async () => {
  const { page, address } = await openPhone(city, { at });
  await callForHelp(page);
  await page.getByRole('heading', { name: '도움을 부르고 있어요' }).waitFor();
  await page.getByRole('button', { name: '바로 나가기' }).tap();
  await page.waitForURL('about:blank');
  await page.goto(address);
  await received(page);
});

test('no page broke, and none asked another host for anything', () => {
  expect(city.complaints).toEqual([]);
});
