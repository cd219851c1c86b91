// A walk home with three at once: the scouts' page, her and the desk; met with a code, walked over a cut line, and nothing of hers left on their phone.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from './axe-for-test.ts';
import { type City, openCity } from './city-for-test.ts';
import { waitForWorker } from './field-for-test.ts';
import type { Line } from './line-for-test.ts';
import { openPhone } from './phone-for-test.ts';
import { forThumbs } from './thumbs-for-test.ts';
import { digitsOf, type Evening, faceSize, openEvening, type Pair } from './walkers-for-test.ts';

const patient = { timeout: 90_000 };
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

async function expectForgotten(phone: Page, where: string): Promise<void> {
  const left = await everythingOn(phone);
  for (const hers of ['하늘이', '파란 대문', where]) expect(left.includes(hers), hers).toBe(false);
}

const stateOf = async (id: string) =>
  (await evening.as<{ state: string }>('operator', 'GET', `/api/walk-board/${id}`)).state;

/** She asks on her own phone for the first free time, to where she stands now. */
async function askForAWalk(her: Page): Promise<string> {
  await her.locator('.card', { hasText: '집까지 함께' }).tap();
  await her.getByLabel('역이나 출구 이름, 초성').fill('ㅅㅎㅇ');
  await her.locator('.card', { hasText: '시험역 1번 출구' }).tap();
  // The first may begin before the form is sent.
  await her.locator('.walk-slot[aria-disabled="false"]').nth(1).tap();
  await pressFirst(her, '지금 있는 곳');
  await her.getByLabel('덧붙일 말 (쓰지 않아도 돼요)').fill('파란 대문 골목');
  await pressFirst(her, '다음');
  await her.getByLabel('뭐라고 부를까요?').fill('하늘이');
  await pressFirst(her, '부탁할게요');
  await her.getByText('부탁을 받았어요', { exact: true }).waitFor();
  const kept = await her.evaluate(() => localStorage.getItem('ansim.walk'));
  return (JSON.parse(kept!) as { id: string }).id;
}
const pressFirst = (her: Page, name: string) =>
  her.getByRole('button', { name, exact: true }).first().tap();

/** Reads four digits off one phone until the other takes them: a minute may turn in between. */
async function tellDigits(from: Page, shown: string, to: (digits: string) => Promise<void>) {
  const digits = from.locator(shown);
  await digits.filter({ hasText: /^\d{4}$/ }).waitFor();
  await to((await digits.innerText()).trim());
}

test('three at once: asked by her, met by both codes, walked home over a cut line, seen by the desk, and forgotten', async () => {
  const pair = await evening.pair();
  const line = await city.line();
  const phone = await pair.phone(line);
  expect(phone.url()).not.toContain('#');
  await begin(phone);
  await waitForWorker(phone);
  const { lat, lon } = evening.point;
  const { page: her } = await openPhone(city, {
    at: { latitude: lat + 0.0041234, longitude: lon + 0.0012345, accuracy: 9 },
  });
  const desk = await city.openDesk('city-night-1', '/desk#/walks');
  await desk.locator('.link-live').waitFor();
  const id = await askForAWalk(her);
  const row = desk.locator(`.walk-row[data-walk="${id}"]`);
  await row.waitFor(patient);
  await accept(phone);
  await phone.getByText('하늘이').waitFor();
  for (const name of pair.names) await her.getByText(name).first().waitFor(patient);
  // Faces beside the names, before they meet.
  for (const name of pair.names) {
    const face = her.getByAltText(`${name} 사진`);
    await face.waitFor(patient);
    await expect
      .poll(() => face.evaluate((image) => (image as HTMLImageElement).naturalWidth), patient)
      .toBe(faceSize);
  }
  await row.getByText('조 정해짐').waitFor(patient);
  await press(phone, '출발했어요');
  await her.getByText('두 사람이 오고 있어요').first().waitFor(patient);
  await row.getByText('가는 중').waitFor(patient);
  await press(phone, '도착했어요');
  await her.getByText('두 사람이 도착했어요').first().waitFor(patient);
  await row.getByText('만남 장소 도착').waitFor(patient);

  // Each types what the other's screen shows; where she goes is not on their phone before.
  await tellDigits(phone, '.scout-digits', async (digits) => {
    await her.getByLabel('두 사람의 숫자 네 개').fill(digits);
    await pressFirst(her, '확인');
    await her.getByText('두 사람이 맞아요').first().waitFor(patient);
  });
  await phone.getByText('그분이 우리를 확인했어요').waitFor(patient);
  expect(await everythingOn(phone)).not.toContain('파란 대문');
  await tellDigits(her, '.walk-digits', async (digits) => {
    await phone.getByLabel('그분의 숫자 네 자리').fill(digits);
    await press(phone, '확인');
  });
  await phone.getByText('파란 대문 골목').waitFor(patient);
  await her.getByText('함께 걷고 있어요', { exact: true }).waitFor(patient);
  await row.getByText('함께 걷는 중').waitFor(patient);

  line.cut();
  await press(phone, '잘 가고 있어요');
  await phone.getByText('지금은 연결이 없어요').waitFor();
  await phone.getByText('연결되면 보내요', { exact: true }).first().waitFor();
  // A phone that was switched off and on in between still knows the way.
  await phone.reload();
  await phone.getByText('파란 대문 골목').waitFor(patient);
  await press(phone, '집 앞이에요');
  await sure(phone, '네, 집 앞이에요');
  await phone.getByText('문 앞까지 왔어요').first().waitFor();
  await expectForgotten(phone, String(lat + 0.0041234));
  expect(await stateOf(id)).toBe('walking');
  line.mend();
  await row.getByText('문 앞 도착').waitFor(patient);
  const { steps } = await evening.as<{ steps: { kind: string }[] }>(
    'operator',
    'GET',
    `/api/walk-board/${id}`,
  );
  // A slow machine may have told her meanwhile that two are still looked for.
  const kinds = steps.map(({ kind }) => kind).filter((kind) => kind !== 'still-looking');
  expect(kinds).toEqual([
    ...['accept', 'set-out', 'arrive', 'confirm-them', 'confirm-her', 'check-in', 'drop-off'],
  ]);
  await pressFirst(her, '도착했어요');
  await her.getByRole('heading', { name: '잘 오셨어요' }).waitFor(patient);
  await phone.getByText('무사히 들어갔어요').waitFor(patient);
  await press(phone, '우리도 무사해요');
  await phone.getByText('무사하다고 알렸어요').waitFor();
  await expectForgotten(phone, String(lat + 0.0041234));
  const left = await everythingOn(her);
  for (const theirs of [...pair.names, 'data:image/jpeg', 'data:image/png', 'blob:'])
    expect(left.includes(theirs), theirs).toBe(false);
  for (const page of [her, desk]) await page.context().close();
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
  await expectForgotten(phone, String(evening.point.lat + 0.004));
  await press(phone, '이분과 다시 만나지 않기');
  await sure(phone, '다시 만나지 않을래요');
  await phone.getByText('다시 만나지 않게 했어요').waitFor();
});

test('between walks: what was seen is told with a photo that says nothing else, and help is one call', async () => {
  const pair = await evening.pair();
  const line = await city.line();
  const phone = await pair.phone(line);
  await begin(phone);
  await waitForWorker(phone);
  // From here on they stand in the middle of the demo city's evening: nothing is given away for a while.
  await city.set('walks.matching.everySeconds', 300);
  await phone
    .context()
    .setGeolocation({ latitude: evening.point.lat - 0.3, longitude: evening.point.lon });
  await press(phone, '본 것 알리기');
  await expectFit(phone);
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
  await press(phone, '근무 끝내기');
  await expectFit(phone);
  await phone.keyboard.press('Escape');
  await callHelp(phone, pair, line);
});

/** A window over the page: for everybody, and for a thumb. */
async function expectFit(phone: Page): Promise<void> {
  await phone.getByRole('dialog').waitFor();
  expect(await findings(phone)).toEqual([]);
  expect(await forThumbs(phone)).toEqual([]);
}

async function callHelp(phone: Page, pair: Pair, line: Line): Promise<void> {
  await press(phone, '도와주세요');
  await expectFit(phone);
  await sure(phone, '소리 없이 부르기');
  // Whoever stands beside them reads nothing of it.
  await phone.getByText('보냈어요', { exact: true }).waitFor();
  expect(await phone.getByText('도움을 불렀어요').count()).toBe(0);
  line.cut();
  await press(phone, '도와주세요');
  await sure(phone, '지금 도와주세요');
  await phone.getByText('알리고 있어요').waitFor();
  // The phone was switched off and on before it could be told.
  await phone.reload();
  await phone.getByText('알리고 있어요').waitFor();
  line.mend();
  await phone.getByText('도움을 불렀어요').waitFor(patient);
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
