// Phones outside: a unit is asked, answers and works with a bad line; nobody's place is known off duty; a store's phone loses no press.
import { execFile } from 'node:child_process';
import { createECDH, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPush } from '#gateways/push/open-for-test.ts';
import { type City, openCity } from './city-for-test.ts';
import {
  beginShift,
  type DemoUnit,
  type Field,
  openField,
  phoneSize,
  waitForWorker,
} from './field-for-test.ts';

const run = promisify(execFile);
let city: City;
let field: Field;
beforeAll(async () => {
  city = await openCity();
  field = await openField(city);
});
afterAll(async () => {
  await city?.close();
});

const here = { lat: 37.5665, lon: 126.978 };
const press = (phone: Page, name: string) => phone.getByRole('button', { name, exact: true }).tap();
const state = async (id: string) =>
  (await field.api<{ state: string }>('GET', `/api/incidents/${id}`)).state;

/** The desk chooses a call, answers it, and asks one unit by its digit. */
async function askFromDesk(desk: Page, name: string, unit: DemoUnit): Promise<void> {
  await desk.locator('.call', { hasText: name }).click();
  await desk.locator('.about h2', { hasText: name }).waitFor();
  await desk.keyboard.press('Enter');
  // A step waits for the answer to the one before it.
  const state = desk.locator('.call', { hasText: name }).locator('.call-state strong');
  await state.filter({ hasText: '확인함' }).waitFor();
  await desk.keyboard.press('d');
  const row = desk.locator('.near-choosing button.unit', { hasText: unit.callSign });
  await row.waitFor();
  await desk.keyboard.press((await row.locator('.key').innerText()).trim());
}

test('asked, accepted, on the way, the line cut, the page opened again, there, done: the desk sees every step', async () => {
  const { id, name, near } = await field.call(0);
  const unit = near[0]!;
  const line = await city.line();
  const place = await placeOf(id);
  const phone = await field.phone(unit, place, line);
  expect(phone.url()).not.toContain('#');
  await beginShift(phone, place);
  await phone.getByText('위치를 나누고 있어요').waitFor();
  await waitForWorker(phone);
  const desk = await city.openDesk('dasom-night-1');
  await askFromDesk(desk, name, unit);
  const sent = desk.locator('.unit-sent', { hasText: unit.callSign });
  await sent.getByText('응답 대기').waitFor();
  await phone.getByText('출동 요청', { exact: true }).waitFor();
  expect(await phone.getByRole('link', { name: '그곳에 전화' }).count()).toBe(0);
  await press(phone, '갈게요');
  await sent.getByText('수락').waitFor();
  await phone.getByRole('link', { name: '그곳에 전화' }).waitFor();
  expect(await phone.getByRole('link', { name: '길찾기' }).getAttribute('href')).toMatch(/^geo:/);
  await press(phone, '출발했어요');
  await sent.getByText('가는 중').waitFor();
  line.cut();
  await press(phone, '도착했어요');
  await phone.getByText('연결되면 보내요').waitFor();
  await phone.getByText('현장이에요').waitFor();
  expect(await state(id)).toBe('dispatched');
  await phone.reload();
  await phone.getByText('지금은 연결이 없어요').waitFor();
  line.mend();
  await sent.getByText('현장').waitFor();
  expect(await state(id)).toBe('on-scene');
  await press(phone, '알리기');
  await phone.getByRole('textbox').fill('문 앞에 두 사람, 다친 사람 없음');
  await press(phone, '보내기');
  await desk.locator('.timeline').getByText('문 앞에 두 사람').waitFor();
  await press(phone, '마쳤어요');
  await phone.getByRole('dialog').getByRole('button', { name: '마쳤어요' }).tap();
  await phone.getByText('이 출동은 끝났어요').waitFor();
  await desk.locator('.timeline').getByText(`${unit.callSign} 마침`).waitFor();
  expect(await phone.locator('body').innerText()).not.toContain(name);
});

async function placeOf(id: string): Promise<{ lat: number; lon: number }> {
  const { place } = await field.api<{ place: { lat: number; lon: number } }>(
    'GET',
    `/api/incidents/${id}`,
  );
  return { lat: place.lat, lon: place.lon };
}

test('one declines with a reason, the other sleeps through it: both fall back to the operator, who is told', async () => {
  const { id, near } = await field.call(1);
  const [first, second] = [near[0]!, near[1]!];
  const desk = await city.openDesk('dasom-night-1');
  const phones = [await field.phone(first, here), await field.phone(second, here)] as const;
  for (const phone of phones) await beginShift(phone, here);
  await field.api('POST', `/api/incidents/${id}/acknowledge`, {});
  await expect
    .poll(async () => (await field.api<{ state: string }>('GET', `/api/incidents/${id}`)).state)
    .toBe('acknowledged');
  await field.api('POST', `/api/incidents/${id}/dispatch`, { unitId: first.id });
  await phones[0].getByText('출동 요청', { exact: true }).waitFor();
  await press(phones[0], '못 가요');
  await press(phones[0], '너무 멀어요');
  await desk.getByText('보낸 대원이 못 감').first().waitFor();
  expect(await state(id)).toBe('acknowledged');
  await phones[0].getByText('다른 대원을 찾고 있어요').waitFor();

  // The city's own patience, or the journey would wait half a minute for nothing to happen.
  await city.set('duty.answerWithinSeconds', 5);
  const asleep = await phones[1].context().newCDPSession(phones[1]);
  await asleep.send('Page.setWebLifecycleState', { state: 'frozen' });
  await field.api('POST', `/api/incidents/${id}/dispatch`, { unitId: second.id });
  await desk.getByText('보낸 대원 응답 없음').first().waitFor({ timeout: 90_000 });
  expect(await state(id)).toBe('acknowledged');
  await asleep.send('Page.setWebLifecycleState', { state: 'active' });
  await phones[1].getByText('응답이 없어 관제센터로 돌아갔어요').waitFor();
  await desk.locator('.call', { hasText: await callName(id) }).click();
  await desk
    .locator('.unit-refused', { hasText: second.callSign })
    .getByText('응답 없음')
    .waitFor();
  await city.set('duty.answerWithinSeconds', 30);
});

async function callName(id: string): Promise<string> {
  const { place } = await field.api<{ place: { name: string } }>('GET', `/api/incidents/${id}`);
  return place.name;
}

test('a place is known on duty, by the page, by OwnTracks over HTTP and MQTT; off duty by nothing', async () => {
  const unit = (await field.units()).find(
    (one) => one.callSign.startsWith('스카우트') && one.onDuty && !one.busy,
  )!;
  const known = async () => (await field.unit(unit.id)).positionAt;
  await field.api('POST', `/api/units/${unit.id}/duty`, { on: false });
  const { http, mqtt } = unit.owntracks;
  const fix = () =>
    JSON.stringify({ _type: 'location', ...here, tst: Math.ceil(Date.now() / 1000) });
  const post = (secret: string) =>
    fetch(http.url, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${http.username}:${secret}`)}`,
        'content-type': 'application/json',
      },
      body: fix(),
    });
  const publish = (secret: string) =>
    run('mosquitto_pub', [
      ...['-h', '127.0.0.1', '-p', String(city.server.mqttPort), '-q', '1', '-t', mqtt.topic],
      ...['-u', mqtt.username, '-P', secret, '-m', fix()],
    ]);
  // Off duty the tracker is answered as ever, and nothing is kept.
  const off = await post(http.password);
  expect([off.status, await off.json()]).toEqual([200, []]);
  await publish(mqtt.password);
  expect(await known()).toBeNull();
  expect((await post('wrong')).status).toBe(401);
  await expect(publish('wrong')).rejects.toThrow();

  const phone = await field.phone(unit, null);
  await beginShift(phone, null);
  await phone.getByText('위치를 나누지 않아요').waitFor();
  expect(await known()).toBeNull();
  expect((await post(http.password)).status).toBe(200);
  const first = await known();
  expect(first).not.toBeNull();
  await phone.getByText('위치를 나누고 있어요').waitFor();
  await expect
    .poll(async () => {
      await publish(mqtt.password);
      return known();
    })
    .not.toBe(first);
  await press(phone, '근무 끝내기');
  await phone.getByText('근무 전이에요').waitFor();
  expect(await known()).toBeNull();
  await post(http.password);
  expect(await known()).toBeNull();
});

test('a phone is woken by a push that only it can read, with ids and nothing else in it', async () => {
  const phone = createECDH('prime256v1');
  phone.generateKeys();
  const auth = randomBytes(16);
  const arrived = Promise.withResolvers<{ urgency: unknown; body: Buffer }>();
  const service = createServer((request, reply) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      arrived.resolve({ urgency: request.headers.urgency, body: Buffer.concat(parts) });
      reply.writeHead(201).end();
    });
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  const { id, near } = await field.call(2);
  const unit = near[0]!;
  const asUnit = (path: string, body: object) =>
    fetch(city.server.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${new URL(unit.page.url).hash.slice('#unit.'.length)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
  await asUnit('/api/unit/duty', { on: true });
  const kept = await asUnit('/api/unit/push', {
    endpoint: `http://127.0.0.1:${(service.address() as AddressInfo).port}/push`,
    keys: { p256dh: phone.getPublicKey('base64url'), auth: auth.toString('base64url') },
  });
  expect(kept.status).toBe(200);
  await field.api('POST', `/api/incidents/${id}/dispatch`, { unitId: unit.id });
  const { urgency, body } = await arrived.promise;
  expect(urgency).toBe('high');
  const payload = JSON.parse(openPush(body, phone, auth)) as Record<string, string>;
  expect(Object.keys(payload).sort()).toEqual(['about', 'id']);
  expect(payload.about).toBe('offer');
  expect(payload.id).toMatch(/^[0-9a-f-]{36}$/);
  await new Promise((resolve) => service.close(resolve));
});

test('the page’s worker shows that somebody is asked, in the language of the page, and takes it away again', async () => {
  const { near } = await field.call(3);
  const phone = await field.phone(near[0]!, here);
  await phone.context().grantPermissions(['notifications']);
  await phone.getByRole('button', { name: '근무 시작' }).waitFor();
  await waitForWorker(phone);
  await expect.poll(() => phone.evaluate(() => caches.has('ansim-field-words'))).toBe(true);
  const browser = await phone.context().newCDPSession(phone);
  const registered = Promise.withResolvers<string>();
  browser.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const own = registrations.find((one) => one.scopeURL.endsWith('/field'));
    if (own) registered.resolve(own.registrationId);
  });
  await browser.send('ServiceWorker.enable');
  const registrationId = await registered.promise;
  const origin = new URL(phone.url()).origin;
  const push = (about: string) =>
    browser.send('ServiceWorker.deliverPushMessage', {
      origin,
      registrationId,
      data: JSON.stringify({ about, id: 'one' }),
    });
  const shown = () =>
    phone.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      return (await registration.getNotifications()).map(({ title, tag }) => `${tag} ${title}`);
    });
  await push('offer');
  await expect.poll(shown).toEqual(['one 출동 요청이 왔어요']);
  await push('withdrawn');
  await expect.poll(shown).toEqual(['one 출동 요청이 끝났어요']);
});

test('a new unit is entered on the desk, its phone works by what is shown once, and a blocked one opens nothing', async () => {
  const desk = await city.openDesk('manager-1');
  await desk.keyboard.press('u');
  await desk.getByRole('button', { name: '대원 등록' }).click();
  await desk.getByRole('dialog').getByLabel('호출 부호').fill('보기 순찰 900');
  await desk.getByRole('dialog').getByRole('button', { name: '저장' }).click();
  await desk.getByRole('searchbox', { name: '호출 부호' }).fill('보기 순찰 900');
  const row = desk.locator('.unit-line', { hasText: '보기 순찰 900' });
  await row.getByText('전화 없음').waitFor();
  await row.getByRole('button', { name: '전화 등록' }).click();
  await desk.getByRole('button', { name: 'QR 코드 보기' }).click();
  const link = await desk.locator('.units-lines code').first().innerText();
  await desk.getByRole('button', { name: '등록함' }).click();
  const phone = await city.openDesk(null, `/field${new URL(link).hash}`, phoneSize);
  await phone.getByText('보기 순찰 900').waitFor();
  await beginShift(phone, null);
  await row.getByText('근무 중 · 전화로 응답').waitFor();
  await row.getByRole('button', { name: '전화 막기' }).click();
  await row.getByRole('button', { name: '전화를 막음' }).click();
  await phone.getByText('이 링크는 더 쓸 수 없어요').waitFor();
  await row.getByText('근무 아님').waitFor();
});

test('a store’s phone: a shift in one touch, a press without a network, the page opened again, and the call is there once', async () => {
  const pressed = new Set(city.buttons.slice(0, 4).map((button) => button.place.name));
  const store = city.pages.find((page) => !pressed.has(page.place.name))!;
  const line = await city.line();
  const phone = await city.openDesk(null, `/field${new URL(store.page!.url).hash}`, {
    ...phoneSize,
    line,
  });
  await phone.getByText(store.place.name).waitFor();
  await waitForWorker(phone);
  const change = phone.getByRole('button', { name: '근무 교대' });
  await change.or(phone.getByLabel('이름')).first().waitFor();
  if (await change.isVisible()) await change.tap();
  await phone.getByLabel('이름').fill('보기 점원');
  await press(phone, '근무 시작');
  await phone.getByText('보기 점원 님 근무 중').waitFor();
  await change.tap();
  await press(phone, '보기 점원 님 · 버튼 위치 알아요');
  await phone.getByText('보기 점원 님 근무 중').waitFor();
  line.cut();
  await phone.locator('.press').tap();
  await phone.locator('.help-main', { hasText: '알리고 있어요' }).waitFor();
  await phone.reload();
  await phone.locator('.help-main', { hasText: '알리고 있어요' }).waitFor();
  line.mend();
  await phone.locator('.help-main', { hasText: '알렸어요' }).waitFor();
  type Queue = { items: { presses: number; place: { name: string } }[] };
  const { items } = await field.api<Queue>('GET', '/api/incidents?state=open');
  const mine = items.filter((row) => row.place.name === store.place.name);
  expect(mine).toMatchObject([{ presses: 1 }]);
});

test('no page broke, and none asked another host for anything', () => {
  expect(city.complaints).toEqual([]);
});
