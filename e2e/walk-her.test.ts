// Her side of a walk home on a real phone against the real city: asked, met by codes without a network, walked, home, and nothing of hers left; refused, and her own way.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from './axe-for-test.ts';
import { type City, openCity } from './city-for-test.ts';
import { everythingSent, openPhone, type Phone, type Place } from './phone-for-test.ts';
import { forThumbs } from './thumbs-for-test.ts';
import {
  digitsOf,
  type Evening,
  type HerView,
  openEvening,
  type Pair,
} from './walkers-for-test.ts';

let city: City;
let evening: Evening;
let home: Place;
beforeAll(async () => {
  city = await openCity();
  evening = await openEvening(city);
  const { lat, lon } = evening.point;
  home = { latitude: lat + 0.0041234, longitude: lon + 0.0012345, accuracy: 9 };
});
afterAll(async () => {
  await city?.close();
});

const press = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).first().tap();
const sees = (page: Page, words: string) => page.getByText(words).first().waitFor();
const kept = (page: Page) => page.evaluate(() => ({ ...localStorage }) as Record<string, string>);

/** Asks for a walk to where she is, at the first free time; answers with the secret that her phone keeps. */
async function ask(page: Page): Promise<{ id: string; key: string }> {
  await page.locator('.card', { hasText: '집까지 함께' }).tap();
  await page.getByLabel('역이나 출구 이름, 초성').fill('ㅅㅎㅇ');
  await page.locator('.card', { hasText: '시험역 1번 출구' }).tap();
  // The first may begin before the form is sent.
  await page.locator('.walk-slot[aria-disabled="false"]').nth(1).tap();
  await press(page, '지금 있는 곳');
  await page.getByLabel('덧붙일 말 (쓰지 않아도 돼요)').fill('파란 대문 골목');
  await press(page, '다음');
  await press(page, '부탁할게요');
  await sees(page, '부를 이름을 써 주세요');
  await page.getByLabel('뭐라고 부를까요?').fill('하늘이');
  await press(page, '부탁할게요');
  await page.getByText('부탁을 받았어요', { exact: true }).waitFor();
  return JSON.parse((await kept(page))['ansim.walk']!) as { id: string; key: string };
}

/** The only pair on duty near her is asked, and says yes. */
async function give(pair: Pair): Promise<void> {
  await pair.do('shift/begin', { both: true });
  await expect.poll(async () => (await pair.view()).offer?.id, { timeout: 60_000 }).toBeTruthy();
  await pair.do(`offers/${(await pair.view()).offer!.id}/accept`);
}

async function meetingOf({ id, key }: { id: string; key: string }) {
  const answer = await fetch(`${city.server.url}/api/walks/${id}`, {
    headers: { authorization: `Walk ${key}` },
  });
  return ((await answer.json()) as HerView).pair!.meeting!;
}

/** Everything the phone keeps, shows and would show without a network. */
async function everythingOn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const parts = [document.documentElement.outerHTML, location.href, document.title];
    for (const storage of [localStorage, sessionStorage])
      parts.push(JSON.stringify({ ...storage }));
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) parts.push(request.url);
    for (const { name } of await indexedDB.databases()) parts.push(`database ${name}`);
    return parts.join('\n');
  });
}

/** The news of the city reaches an open screen within seconds; a touch on the card brings it after a reload. */
async function openWalk(page: Page): Promise<void> {
  await page.locator('.card-walk').tap();
  await page.locator('.walk-state').waitFor();
}

test('asked on her phone, met by both codes without a network, walked home, and nothing of hers stays', async () => {
  const pair = await evening.pair();
  const line = await city.line();
  const { page, requests }: Phone = await openPhone(city, { at: home, line });
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const hers = await ask(page);
  expect(await page.title()).toBe('동네 생활 정보');
  await give(pair);
  await sees(page, '함께 걸을 두 사람을 찾았어요');
  for (const name of pair.names) await sees(page, name);
  await pair.do(`walks/${hers.id}/set-out`);
  await pair.at(evening.point.lat + 0.001, evening.point.lon);
  await sees(page, '두 사람이 오고 있어요');
  await page.getByText(/(만나는 곳에서|나에게서) .* m · /).waitFor();
  await pair.do(`walks/${hers.id}/arrive`);
  await sees(page, '두 사람이 도착했어요');

  // The network is gone and the phone was off in between: they can still know each other.
  const meeting = await meetingOf(hers);
  line.cut();
  await page.reload();
  await openWalk(page);
  await page.getByLabel('두 사람의 숫자 네 개').fill(await digitsOf(meeting, 'her'));
  await press(page, '확인');
  await sees(page, '숫자가 맞지 않아요');
  await page.getByLabel('두 사람의 숫자 네 개').fill(await digitsOf(meeting, 'pair'));
  await press(page, '확인');
  await sees(page, '두 사람이 맞아요');
  await sees(page, '연결이 끊겼어요');
  const shown = () => page.locator('.walk-digits').innerText();
  await expect
    .poll(async () => (await shown()) === (await digitsOf(meeting, 'her')), { timeout: 30_000 })
    .toBe(true);
  line.mend();
  await pair.do(`walks/${hers.id}/confirm`, {
    code: await digitsOf(meeting, 'her'),
    at: new Date().toISOString(),
  });
  await page.getByText('함께 걷고 있어요', { exact: true }).waitFor({ timeout: 60_000 });

  // Where she is has left the phone as her destination only; now she lets them see it.
  const before = requests.length;
  await press(page, '내 위치를 두 사람에게 보이기');
  await expect
    .poll(() => requests.slice(before).some((one) => one.url().endsWith('/position')), {
      timeout: 30_000,
    })
    .toBe(true);
  await pair.at(evening.point.lat + 0.003, evening.point.lon);
  await sees(page, '집까지 1');
  await press(page, '지도에서 보기');
  await page.locator('.walk-legend').waitFor({ timeout: 60_000 });
  expect(await findings(page)).toEqual([]);
  expect(await forThumbs(page)).toEqual([]);

  line.cut();
  await sees(page, '연결이 끊겼어요');
  await press(page, '도착했어요');
  await sees(page, '누른 것은 연결되는 대로 전할게요');
  line.mend();
  await page.getByRole('heading', { name: '잘 오셨어요' }).waitFor({ timeout: 60_000 });
  await press(page, '5: 아주 안전했어요');
  await press(page, '네');
  await sees(page, '답해 주셔서 고마워요');
  await press(page, '이 휴대전화에 간직하기');
  await press(page, '열어 보기');
  await sees(page, pair.callSign);
  const saved = page.waitForEvent('download');
  await press(page, '파일로 내려받기');
  expect((await saved).suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d\.json$/);
  await press(page, '지우기');
  await press(page, '지우기');
  await sees(page, '간직한 기록이 없어요');
  await press(page, '뒤로');
  await press(page, '처음으로');
  await page.locator('.sos').waitFor();

  await pair.do(`walks/${hers.id}/safe`);
  await pair.do('shift/end', { both: true });

  expect(Object.keys(await kept(page))).toEqual(['ansim.mark']);
  const left = await everythingOn(page);
  const marks = ['하늘이', '파란 대문', hers.id, hers.key, '시험역', ...pair.names];
  for (const mark of [...marks, String(home.latitude)])
    expect(left.includes(mark), mark).toBe(false);
  // What is behind the # or in an address could be read on the way.
  const addresses = requests.map((one) => one.url()).join('\n');
  expect(addresses).not.toContain(hers.key);
  expect(await everythingSent(requests.slice(0, 12))).not.toContain('하늘이');
});

test('leaving fast keeps the walk; three wrong codes warn her; she refuses, and it is over at once', async () => {
  const pair = await evening.pair();
  const { page, address } = await openPhone(city, { at: home });
  const hers = await ask(page);
  await press(page, '바로 나가기');
  await page.waitForURL('about:blank');
  await page.goto(address);
  await page.locator('.card', { hasText: '부탁을 받았어요' }).tap();
  await sees(page, '파란 대문 골목');
  expect(Object.keys(await kept(page)).sort()).toEqual(['ansim.walk', 'ansim.walk.seen']);

  await give(pair);
  await sees(page, '함께 걸을 두 사람을 찾았어요');
  // They cannot come: she is told, and that two others are looked for.
  await pair.do(`walks/${hers.id}/give-back`, { reason: 'pair-ill' });
  await sees(page, '다른 두 사람을 찾고 있어요');
  await sees(page, '오기로 한 두 사람이 못 오게 됐어요');
  const others = await evening.pair();
  await give(others);
  await sees(page, others.names[0]);
  await others.do(`walks/${hers.id}/arrive`);
  const meeting = await meetingOf(hers);
  for (let left = 2; left >= 0; left -= 1) {
    await page.getByLabel('두 사람의 숫자 네 개').fill(await digitsOf(meeting, 'her'));
    await press(page, '확인');
    if (left > 0) await sees(page, `${left}번 더 틀리면`);
  }
  await sees(page, '이 사람들이 아닐 수 있어요');
  await sees(page, '관제센터가 알고 있어요');
  expect(await forThumbs(page)).toEqual([]);
  await press(page, '원하지 않아요');
  await press(page, '네, 끝낼게요');
  await page.getByRole('heading', { name: '끝냈어요' }).waitFor();
  expect((await others.view()).walk).toBeNull();
  await press(page, '처음으로');
  await page.locator('.sos').waitFor();
  expect(await kept(page)).toEqual({});
});

test('on her own way a person she trusts follows by a link that ends when she is there', async () => {
  const { page } = await openPhone(city, { at: home });
  await page.locator('.card', { hasText: '집까지 함께' }).tap();
  await press(page, '혼자 가는 길 시작하기');
  await press(page, '45분');
  await press(page, '출발할게요');
  await page.getByText('함께 보고 있어요', { exact: true }).waitFor();
  await press(page, '링크 보내기');
  const link = new URL(await page.getByLabel('링크 주소').inputValue());
  const friend = await openPhone(city, {}, link.pathname + link.hash);
  await sees(friend.page, '집에 가고 있어요');
  await sees(friend.page, '에 받은 위치예요');
  expect(friend.page.url()).not.toContain(link.hash.slice(5));
  expect(friend.requests.map((one) => one.url()).join()).not.toContain(link.hash.slice(5));
  await press(page, '15분 더');
  await page.reload();
  await page.locator('.card', { hasText: '혼자 가는 길' }).tap();
  await press(page, '도착했어요');
  await page.getByRole('heading', { name: '도착했어요' }).waitFor();
  await sees(friend.page, '이 링크는 끝났어요');
  await press(page, '처음으로');
  await page.locator('.sos').waitFor();
  expect(await kept(page)).toEqual({});
});

test('no page broke, and none asked another host for anything', () => {
  expect(city.complaints).toEqual([]);
});
