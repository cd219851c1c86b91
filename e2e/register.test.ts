// A store joins the programme: designated, its button enrolled from the screen, pressed, and the truth counted where it belongs.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity } from './city-for-test.ts';

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(async () => {
  await city?.close();
});

test('designated by hand, enrolled with what the screen shows once, pressed, closed, and counted', async () => {
  const page = await city.openDesk('dasom-manager-1', '/desk');
  const desk = await city.openDesk('dasom-night-1', '/desk');
  await page.locator('.link-live').waitFor();
  await page.keyboard.press('r');
  await page.locator('.store-row').first().waitFor();
  const known = await page.locator('.store-row h3').first().innerText();
  await page.locator('.store-row').first().click();
  const place = await page
    .locator('.store-facts div', { hasText: '위도' })
    .locator('dd')
    .innerText();
  await page.locator('.store-back').click();

  await page.getByRole('button', { name: '점포 지정' }).click();
  const form = page.getByRole('dialog');
  const submit = form.locator('button[type=submit]');
  await form.getByLabel('점포 이름').fill('새벽편의점 첫눈점');
  await form.getByLabel('주소').fill('다솜구 첫눈길 1');
  await form.getByLabel('위도, 경도').fill('어딘가');
  await submit.click();
  await form.getByText('쉼표로 나누어').waitFor();
  await form.getByLabel('위도, 경도').fill('1.5, 2.5');
  await submit.click();
  await page.getByText('도시 밖의 위치').waitFor();
  await form.getByLabel('위도, 경도').fill(place);
  await form.getByLabel('계산대 전화').fill('12');
  await submit.click();
  await page.getByText('전화번호가 아님').waitFor();
  await form.getByLabel('계산대 전화').fill('02 000 7777');
  await submit.click();
  await page.locator('.store-head', { hasText: '새벽편의점 첫눈점' }).waitFor();
  await page.locator('.store-needs', { hasText: '버튼 없음' }).waitFor();
  expect(known).not.toBe('');

  await page.getByRole('button', { name: '장치 등록', exact: true }).click();
  await page.getByRole('dialog').getByLabel('종류').selectOption('mqtt-zigbee2mqtt');
  await page.getByRole('dialog').getByLabel('통신 이름').fill('first-snow');
  await page.keyboard.press('Enter');
  const lines = page.locator('.sheet-lines code');
  await lines.nth(2).waitFor();
  const [topic, username, password] = await lines.allInnerTexts();
  await page.getByRole('button', { name: '입력함' }).click();
  await page.locator('.store-list', { hasText: 'Zigbee' }).first().waitFor();
  expect(await page.getByText(password!).count()).toBe(0);

  await city.press({
    id: '',
    protocol: 'mqtt-zigbee2mqtt',
    place: { name: '' },
    mqtt: { topic: topic!, username: username!, password: password! },
  });
  const row = desk.locator('.call', { hasText: '새벽편의점 첫눈점' });
  await row.waitFor();
  await row.click();
  await desk.locator('.about', { hasText: '02-000-7777' }).waitFor();
  await desk.keyboard.press('Enter');
  await row.locator('.call-state', { hasText: '확인함' }).waitFor();
  await desk.keyboard.press('x');
  await desk.getByRole('dialog').waitFor();
  await desk.keyboard.press('7');
  await desk.keyboard.press('Enter');
  await row.waitFor({ state: 'detached' });

  await page.reload();
  const falseAlarms = page.locator('.store-year div', { hasText: '오경보' }).locator('dd');
  await falseAlarms.filter({ hasText: '1' }).waitFor();

  await page.getByRole('button', { name: '일시 중지' }).click();
  await page.getByRole('dialog').getByLabel('까닭').fill('내부 공사');
  await page.keyboard.press('Enter');
  await page.locator('.store-state-suspended').waitFor();
  const shown = await (await fetch(`${city.server.url}/api/safe-houses`)).text();
  expect(shown).not.toContain('새벽편의점 첫눈점');
  expect(city.complaints).toEqual([]);
});

test('an operator reads the register and writes nothing; the hotline is not offered it', async () => {
  const operator = await city.openDesk('dasom-night-1', '/desk#/stores');
  await operator.locator('.store-row').first().waitFor();
  expect(await operator.getByRole('button', { name: '점포 지정' }).count()).toBe(0);
  await operator.getByRole('searchbox').fill('없는가게이름');
  await operator.getByText('맞는 점포 없음').waitFor();
  const hotline = await city.openDesk('hotline-night-1');
  await hotline.locator('.link-live').waitFor();
  expect(await hotline.getByText('등록부', { exact: true }).count()).toBe(0);
  await hotline.keyboard.press('r');
  expect(new URL(hotline.url()).hash).not.toContain('stores');
});
