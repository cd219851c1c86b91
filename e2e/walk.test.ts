// A walk home with three at once: the scouts' page, her and the desk; met with a code, walked over a cut line, and nothing of hers left on their phone.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity } from './city-for-test.ts';
import { waitForWorker } from './field-for-test.ts';
import { digitsOf, type Evening, openEvening, type Pair } from './walkers-for-test.ts';

let city: City;
let evening: Evening;
beforeAll(async () => {
  city = await openCity();
  evening = await openEvening(city);
});
afterAll(async () => {
  await city?.close();
});

const press = (phone: Page, name: string) => phone.getByRole('button', { name, exact: true }).tap();
const sure = (phone: Page, name: string) =>
  phone.getByRole('dialog').getByRole('button', { name, exact: true }).tap();

/** Begins the shift by its one touch; then the phone finds where it is. */
async function begin(phone: Page): Promise<void> {
  await press(phone, '둘 다 왔어요 · 근무 시작');
  await phone.getByText('순찰 중이에요').waitFor();
  // The browser's stand-in for a receiver dates a place by when it was set.
  await phone.context().setGeolocation({
    latitude: evening.point.lat,
    longitude: evening.point.lon + 0.001,
  });
  await phone.getByText('위치를 나누고 있어요').waitFor();
}

async function accept(phone: Page): Promise<void> {
  await phone.getByText('동행 요청', { exact: true }).waitFor();
  await press(phone, '갈게요');
  await phone.getByText('만나러 갈 준비').waitFor();
}

/** Everything that the phone keeps or shows: the page, both storages, every cache, the address. */
async function everythingOn(phone: Page): Promise<string> {
  return phone.evaluate(async () => {
    const parts = [
      document.documentElement.outerHTML,
      location.href,
      JSON.stringify(history.state),
    ];
    for (const storage of [localStorage, sessionStorage])
      parts.push(JSON.stringify({ ...storage }));
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const kept = await cache.match(request);
        const text = /\.(js|css|woff2?|png)$/.test(new URL(request.url).pathname)
          ? ''
          : await kept!.text();
        parts.push(`${request.url} ${text}`);
      }
    }
    for (const { name } of await indexedDB.databases()) parts.push(`database ${name}`);
    parts.push(document.cookie);
    return parts.join('\n');
  });
}

async function expectForgotten(phone: Page): Promise<void> {
  const left = await everythingOn(phone);
  for (const hers of ['하늘이', '파란 대문', '회색 우산', String(evening.point.lat + 0.004)])
    expect(left.includes(hers), hers).toBe(false);
}

const stateOf = async (id: string) =>
  (await evening.as<{ state: string }>('operator', 'GET', `/api/walk-board/${id}`)).state;

test('asked, met by both codes, walked home over a cut line, and forgotten', async () => {
  const pair = await evening.pair();
  const line = await city.line();
  const phone = await pair.phone(line);
  expect(phone.url()).not.toContain('#');
  await begin(phone);
  await waitForWorker(phone);
  const her = await evening.her(pair, { note: '회색 우산을 들고 있어요' });
  await accept(phone);
  await phone.getByText('하늘이').waitFor();
  await press(phone, '출발했어요');
  await expect.poll(() => stateOf(her.id)).toBe('on-the-way');
  await press(phone, '도착했어요');
  await phone.getByText('그분께 보여 주세요').waitFor();
  await expect.poll(() => stateOf(her.id)).toBe('here');

  // Her phone and theirs show and know the same, and the place she goes to is not on theirs yet.
  const { meeting } = (await her.view()).pair!;
  const theirs = () => phone.locator('.scout-digits').innerText();
  await expect.poll(async () => (await theirs()) === (await digitsOf(meeting!, 'pair'))).toBe(true);
  expect(await everythingOn(phone)).not.toContain('파란 대문');
  await her.do('confirm', { code: await theirs(), at: new Date().toISOString() });
  await phone.getByText('그분이 우리를 확인했어요').waitFor();
  await phone.getByLabel('그분의 숫자 네 자리').fill(await her.wrong());
  await press(phone, '확인');
  await phone.getByText('맞지 않아요. 2번 더 해 볼 수 있어요').waitFor();
  await phone.getByLabel('그분의 숫자 네 자리').fill(await her.code());
  await press(phone, '확인');
  await phone.getByText('파란 대문 골목').waitFor();
  await expect.poll(() => stateOf(her.id)).toBe('walking');

  line.cut();
  await press(phone, '잘 가고 있어요');
  await phone.getByText('지금은 연결이 없어요').waitFor();
  await phone.getByText('연결되면 보내요', { exact: true }).first().waitFor();
  // A phone that was switched off and on in between still knows the way.
  await phone.reload();
  await phone.getByText('파란 대문 골목').waitFor();
  await press(phone, '집 앞이에요');
  await sure(phone, '네, 집 앞이에요');
  await phone.getByText('문 앞까지 왔어요').first().waitFor();
  await expectForgotten(phone);
  expect(await stateOf(her.id)).toBe('walking');
  line.mend();
  await expect.poll(() => stateOf(her.id), { timeout: 60_000 }).toBe('dropped-off');
  const { steps } = await evening.as<{ steps: { kind: string }[] }>(
    'operator',
    'GET',
    `/api/walk-board/${her.id}`,
  );
  expect(steps.map(({ kind }) => kind)).toEqual([
    ...['pinned', 'accept', 'set-out', 'arrive', 'confirm-them', 'wrong-code'],
    ...['confirm-her', 'check-in', 'drop-off'],
  ]);
  await her.do('home');
  await phone.getByText('무사히 들어갔어요').waitFor();
  await press(phone, '우리도 무사해요');
  await phone.getByText('무사하다고 알렸어요').waitFor();
  await expectForgotten(phone);
});

test('met without any network, told later; then she does not want it, and contact ends at once', async () => {
  const pair = await evening.pair();
  const line = await city.line();
  const phone = await pair.phone(line);
  await begin(phone);
  const her = await evening.her(pair, { phoneMark: 'A'.repeat(43) });
  await accept(phone);
  const [code, wrong] = [await her.code(), await her.wrong()];
  line.cut();
  await press(phone, '출발했어요');
  await press(phone, '도착했어요');
  await phone.getByText('지금은 연결이 없어요').waitFor();
  await phone.getByLabel('그분의 숫자 네 자리').fill(wrong);
  await press(phone, '확인');
  await phone.getByText('이 전화에서는 맞지 않아요').waitFor();
  await phone.getByLabel('그분의 숫자 네 자리').fill(code);
  await press(phone, '확인');
  await press(phone, '그분도 확인했다고 해요');
  await phone.getByText('그분이 길을 알려 줄 거예요').waitFor();
  await press(phone, '잘 가고 있어요');
  line.mend();
  await expect.poll(async () => (await her.view()).pairConfirmed, { timeout: 60_000 }).toBe(true);
  expect(await stateOf(her.id)).toBe('here');
  // Her own phone comes back to the network last.
  const theirs = await digitsOf((await her.view()).pair!.meeting!, 'pair');
  await her.do('confirm', { code: theirs, at: new Date().toISOString() });
  await phone.getByText('파란 대문 골목').waitFor();
  await her.do('refuse');
  await phone.getByText('그분이 원하지 않았어요').waitFor();
  await expectForgotten(phone);
  await press(phone, '이분과 다시 만나지 않기');
  await sure(phone, '다시 만나지 않을래요');
  await phone.getByText('다시 만나지 않게 했어요').waitFor();
});

test('between walks: what was seen is told with a photo that says nothing else, and help is one call', async () => {
  const pair = await evening.pair();
  const phone = await pair.phone();
  await begin(phone);
  // From here on they stand in the middle of the demo city's evening: nothing is given away for a while.
  await city.ansim('city', 'set', 'walks.matching.everySeconds', '300');
  await phone
    .context()
    .setGeolocation({ latitude: evening.point.lat - 0.3, longitude: evening.point.lon });
  await press(phone, '본 것 알리기');
  await phone.getByText('꺼진 가로등').tap();
  await phone.locator('input[type=file]').setInputFiles({
    name: 'lamp.jpg',
    mimeType: 'image/jpeg',
    buffer: await photo(phone),
  });
  await phone.getByAltText('보낼 사진').waitFor();
  await press(phone, '알리기');
  const seen = () =>
    evening
      .as<{ items: { id: string; kind: string; hasPhoto: boolean }[] }>(
        'operator',
        'GET',
        '/api/walk-observations',
      )
      .then(({ items }) => items[0]);
  await expect.poll(seen).toMatchObject({ kind: 'dark-lamp', hasPhoto: true });
  const { id } = (await seen())!;
  const { base64 } = await evening.as<{ base64: string }>(
    'operator',
    'GET',
    `/api/walk-observations/${id}/photo`,
  );
  expect(Buffer.from(base64, 'base64').includes('Exif')).toBe(false);
  await callHelp(phone, pair);
});

async function callHelp(phone: Page, pair: Pair): Promise<void> {
  await press(phone, '도와주세요');
  await sure(phone, '소리 없이 부르기');
  // Whoever stands beside them reads nothing of it.
  await phone.getByText('보냈어요', { exact: true }).waitFor();
  expect(await phone.getByText('도움을 불렀어요').count()).toBe(0);
  await press(phone, '도와주세요');
  await sure(phone, '지금 도와주세요');
  await phone.getByText('도움을 불렀어요').waitFor();
  const open = async () =>
    (
      await evening.as<{ items: { place: { name: string }; presses: number }[] }>(
        'operator',
        'GET',
        '/api/incidents?state=open',
      )
    ).items.filter(({ place }) => place.name.includes(pair.callSign));
  await expect.poll(open).toMatchObject([{ presses: 2 }]);
}

/** A picture as a camera writes it, with a place in it. */
async function photo(phone: Page): Promise<Buffer> {
  const drawn = await phone.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 1600;
    canvas.height = 1200;
    canvas.getContext('2d')!.fillRect(200, 200, 900, 600);
    return canvas.toDataURL('image/jpeg').split(',')[1]!;
  });
  const bytes = Buffer.from(drawn, 'base64');
  const exif = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\0', 'latin1');
  const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
  return Buffer.concat([bytes.subarray(0, 2), head, exif, bytes.subarray(2)]);
}

test('no page broke, and none asked another host for anything', () => {
  expect(city.complaints).toEqual([]);
});
