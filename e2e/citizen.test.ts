// A resident calls for help: two touches, and the city knows; whatever becomes of her phone, her network and her clock.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from './axe-for-test.ts';
import { type City, openCity } from './city-for-test.ts';
import {
  besideStore,
  callForHelp,
  callsOfResidents,
  everythingSent,
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

/** The key that a running call leaves on the phone. */
const kept = () => localStorage.getItem('ansim.sos');

test('two touches, and the desk shows it; she sees who comes, writes, and the desk ends it', async () => {
  const desk = await city.openDesk('city-night-1');
  await desk.getByText('실시간 연결', { exact: true }).waitFor();
  const { page, requests } = await openPhone(city, { at });
  // She looked for a safe house before: her phone knows where she is, and nobody else does.
  await page.locator('.card-houses').tap();
  await page.locator('.house-way').first().waitFor();
  await page.locator('.screen-back').tap();
  await page.locator('.sos').tap();
  const before = await everythingSent(requests);
  expect(before).not.toContain(String(at.latitude).slice(0, 6));
  expect(before).not.toContain(String(at.longitude).slice(0, 6));
  await page.locator('.help-now').tap();
  await page.getByRole('heading', { name: '도움을 부르고 있어요' }).waitFor();
  const row = desk.locator('.call', { hasText: '긴급 호출' });
  await row.waitFor();
  await page.getByRole('button', { name: '지금 바로 보내기' }).tap();
  await page.getByText('알렸어요', { exact: true }).waitFor();
  await page.getByText('위치를 함께 보내고 있어요').waitFor();
  const sent = await everythingSent(requests.filter((one) => one.url().includes('/position')));
  expect(sent).toContain(String(at.latitude));

  await row.click();
  await desk.locator('.about .acts').waitFor();
  await desk.keyboard.press('Enter');
  await page.getByText('관제센터가 확인했어요').waitFor();
  await page.getByRole('button', { name: '말할 수 없어요' }).tap();
  await desk.locator('.about').getByText('말할 수 없어요', { exact: true }).waitFor();
  await desk.keyboard.press('m');
  await desk.getByRole('dialog').waitFor();
  await desk.keyboard.press('1');
  await page.getByRole('log').getByText('도움이 가고 있어요').waitFor();
  await desk.keyboard.press('d');
  await desk.locator('.near-choosing .unit-key').first().waitFor();
  await desk.keyboard.press('1');
  await page
    .getByText(/오고 있어요|도착해요/)
    .first()
    .waitFor();
  await desk.keyboard.press('a');
  await page.getByText('도움이 도착했어요').waitFor();
  // Whoever holds the phone cannot end it.
  await page.getByRole('button', { name: '위치 그만 보내기' }).tap();
  await page.getByText('위치를 보내지 않아요').waitFor();
  expect(await page.evaluate(kept)).not.toBeNull();
  await desk.keyboard.press('x');
  await desk.getByRole('dialog').waitFor();
  await desk.keyboard.press('1');
  await desk.keyboard.press('Enter');
  await page.getByRole('heading', { name: '요청이 끝났어요' }).waitFor();
  expect(await page.evaluate(kept)).toBeNull();
  await page.getByRole('button', { name: '처음으로' }).tap();
  await page.locator('.sos').waitFor();
});

test('by mistake: taken back in the countdown, without blame, and nothing stays', async () => {
  const before = await callsOfResidents(city);
  const { page } = await openPhone(city, { at });
  await callForHelp(page);
  await page.getByRole('heading', { name: '도움을 부르고 있어요' }).waitFor();
  await page.getByRole('button', { name: '잘못 눌렀어요' }).tap();
  await page.getByRole('heading', { name: '취소했어요' }).waitFor();
  await page.getByText('누구나 잘못 누를 수 있어요').waitFor();
  expect(await page.evaluate(kept)).toBeNull();
  expect(await callsOfResidents(city)).toHaveLength(before.length);
});

test('silently: the desk is told so, and the phone says so', async () => {
  const { page } = await openPhone(city, { at });
  await page.locator('.sos').tap();
  await page.getByRole('button', { name: '소리 없이 알리기' }).tap();
  await page.getByText('소리 없이 보내요').waitFor();
  await expect
    .poll(async () => (await callsOfResidents(city)).some((call) => call.silent))
    .toBe(true);
  await page.getByRole('button', { name: '지금 바로 보내기' }).tap();
  await page.getByText('알렸어요', { exact: true }).waitFor();
});

test('the phone is gone in the countdown: raised anyway', async () => {
  const before = (await callsOfResidents(city)).map(({ id }) => id);
  const { page } = await openPhone(city, { at });
  const stored = page.waitForResponse((one) => one.url().endsWith('/api/sos') && one.ok());
  await callForHelp(page);
  await stored;
  await page.context().close();
  await expect
    .poll(async () => {
      const fresh = (await callsOfResidents(city)).filter(({ id }) => !before.includes(id));
      return fresh.map(({ state }) => state);
    })
    .toEqual(['raised']);
});

test('it goes on after a reload, in a second tab, and on a phone whose battery was empty', async () => {
  const { page, address } = await openPhone(city, { at });
  await callForHelp(page);
  await page.getByRole('heading', { name: '도움을 부르고 있어요' }).waitFor();
  await page.reload();
  await page.getByText('알렸어요', { exact: true }).waitFor();
  const second = await page.context().newPage();
  await second.goto(address);
  await second.getByText('알렸어요', { exact: true }).waitFor();
  const storageState = await page.context().storageState();
  await page.context().close();
  const again = await openPhone(city, { at, storageState });
  await again.page.getByText('알렸어요', { exact: true }).waitFor();
});

test('no place: she says no, is heard all the same, and is asked to write where she is', async () => {
  const { page } = await openPhone(city);
  await callForHelp(page);
  await page.getByRole('button', { name: '지금 바로 보내기' }).tap();
  await page.getByText('알렸어요', { exact: true }).waitFor();
  await page.getByText('위치가 허락되지 않았어요').waitFor();
});

test('somebody else is in danger: the place is said, the caller is not asked for', async () => {
  const desk = await city.openDesk('city-night-1');
  const { page } = await openPhone(city);
  await page.locator('.sos').tap();
  await page.getByRole('button', { name: '다른 사람이 위험해요' }).tap();
  await page.getByRole('button', { name: '지금 알리기' }).tap();
  await page.getByText('어디인지 쓰거나').waitFor();
  await page.getByLabel('어디예요?').fill('해오름역 3번 출구 앞');
  await page.getByLabel('무슨 일이에요?').fill('두 사람이 한 사람을 막고 있어요');
  await page.getByRole('button', { name: '지금 알리기' }).tap();
  await page.getByText('알렸어요', { exact: true }).waitFor();
  await desk.locator('.call', { hasText: '해오름역 3번 출구 앞' }).waitFor();
  await page.getByRole('log').getByText('두 사람이 한 사람을').waitFor();
});

test('somebody else is in danger: the place is pointed at, by a map that comes when it is asked for, with keys alone', async () => {
  const { page, requests } = await openPhone(city, { bypassCSP: true });
  await page.locator('.sos').tap();
  await page.getByRole('button', { name: '다른 사람이 위험해요' }).tap();
  const map = page.getByRole('button', { name: '지도에서 가리키기' });
  await map.waitFor();
  expect(requests.filter((one) => /library|PointMap|city\/map/.test(one.url()))).toEqual([]);
  // Without the map the place can still be said; the next touch tries again.
  await page.route('**/*PointMap*.js', (route) => route.abort());
  await map.tap();
  await page.getByText('지도를 열지 못했어요').waitFor();
  await page.unroute('**/*PointMap*.js');
  await map.tap();
  await map.tap();
  await page.getByText('핀을 그곳에 맞추세요').waitFor();
  // Where it opens is nobody's place.
  await page.getByRole('button', { name: '지금 알리기' }).tap();
  await page.getByText('어디인지 쓰거나').waitFor();
  await page.getByRole('region', { name: '가리키는 지도' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.getByText('핀이 있는 곳을 알려요').waitFor();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: '지금 알리기' }).tap();
  await page.getByText('알렸어요', { exact: true }).waitFor();
  const sent = requests.find((one) => one.url().endsWith('/for-another'))?.postData() ?? '';
  const { place } = JSON.parse(sent) as { place: { text: string; lat: number } };
  expect(place.text).toBe('');
  const calls = await callsOfResidents(city);
  expect(calls.map((call) => call.place.lat?.toFixed(4))).toContain(place.lat.toFixed(4));
});

test('a person she trusts watches along, until she takes the link back', async () => {
  const { page } = await openPhone(city, { at });
  await callForHelp(page);
  await page.getByRole('button', { name: '지금 바로 보내기' }).tap();
  await page.getByRole('button', { name: '링크 보내기' }).tap();
  const link = await page.getByLabel('링크 주소').inputValue();
  const token = link.split('#')[1]!;
  const friend = await openPhone(city, {}, new URL(link).pathname + new URL(link).hash);
  await friend.page.getByText('알렸어요', { exact: true }).waitFor();
  await friend.page.getByText('에 받은 위치예요').waitFor();
  expect(friend.page.url()).not.toContain(token);
  const asked = friend.requests.map((one) => one.url()).join('\n');
  expect(asked).not.toContain(token);
  expect(await friend.page.title()).toBe('동네 생활 정보');
  await page.getByRole('button', { name: '링크 1개 모두 끊기' }).tap();
  await friend.page.getByText('이 링크는 끝났어요').waitFor();
});

test('no page broke, and none asked another host for anything', () => {
  expect(city.complaints).toEqual([]);
});
