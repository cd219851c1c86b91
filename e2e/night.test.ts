// A night at the desks: a button is pressed, somebody answers, help goes, the police know, and the truth is written down.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type City, openCity } from './city-for-test.ts';

let city: City;
beforeAll(async () => {
  city = await openCity();
});
afterAll(async () => {
  await city?.close();
});

const row = (page: Page, name: string) => page.locator('.call', { hasText: name });
const state = (page: Page, name: string) => row(page, name).locator('.call-state strong');

/** Waits until the call stands in the queue and has this state. */
async function waitFor(page: Page, name: string, word: string): Promise<void> {
  await state(page, name).filter({ hasText: word }).waitFor();
}

/** Chooses a call by keyboard, as an operator does: looks where it stands, and at what each key did before the next. */
async function choose(page: Page, name: string): Promise<void> {
  await row(page, name).waitFor();
  const chosen = page.locator('.call-chosen');
  const place = async () => ((await chosen.count()) > 0 ? (await chosen.boundingBox())?.y : null);
  for (let press = 0; press < 20; press += 1) {
    if ((await chosen.filter({ hasText: name }).count()) > 0) return;
    const from = await place();
    const target = (await row(page, name).boundingBox())!.y;
    await page.keyboard.press(from != null && from > target ? 'k' : 'j');
    await expect.poll(place).not.toBe(from);
  }
  throw new Error(`The keys did not reach ${name}`);
}

test('from the press to the truth by keyboard alone, and the police have it', async () => {
  const [button] = city.buttons;
  const name = button!.place.name;
  const desk = await city.openDesk('dasom-night-1');
  const police = await city.openDesk('dasom-police-1', '/police');
  await desk.locator('.link-live').waitFor();
  await city.press(button!);
  await waitFor(desk, name, '응답 대기');
  await choose(desk, name);
  await desk.locator('.about').getByText('접수 확인').first().waitFor();
  await desk.keyboard.press('Enter');
  await waitFor(desk, name, '확인함');
  await desk.keyboard.press('d');
  await desk.locator('.near-choosing .unit-key').first().waitFor();
  await desk.keyboard.press('1');
  await waitFor(desk, name, '출동');
  await desk.keyboard.press('a');
  await waitFor(desk, name, '현장');
  await desk.keyboard.press('x');
  await desk.getByRole('dialog').waitFor();
  await desk.keyboard.press('1');
  await desk.keyboard.press('Enter');
  await row(desk, name).waitFor({ state: 'detached' });
  await police.locator('li', { hasText: name }).first().waitFor();
  await police.keyboard.press('Enter');
  await police.getByText('확인', { exact: false }).first().waitFor();
  const { items } = JSON.parse(await api('/api/incidents?state=closed')) as {
    items: { place: { name: string }; disposition: string; handOver: string }[];
  };
  expect(items.find((item) => item.place.name === name)).toMatchObject({
    disposition: 'assisted',
    handOver: 'confirmed',
  });
});

async function api(path: string): Promise<string> {
  const { token } = JSON.parse(
    await city.ansim('token', 'create', '--role', 'operator', '--json'),
  ) as { token: string };
  const answer = await fetch(city.server.url + path, {
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.text();
}

test('a call that nobody answers is told wider in words, by the title and to the neighbours, and one key shows it', async () => {
  const button = city.buttons[5]!;
  const name = button.place.name;
  // The city's own times, or the journey would wait twenty seconds for nothing to happen.
  await city.set('escalation.widerAfterSeconds', 2);
  await city.set('escalation.neighbourAfterSeconds', 4);
  const desk = await city.openDesk('dasom-night-1');
  const neighbour = await city.openDesk('maru-night-1');
  await desk.locator('.link-live').waitFor();
  await desk.keyboard.press('b');
  await city.press(button);
  await desk.locator('.unanswered-2', { hasText: '이웃 센터도' }).waitFor({ timeout: 60_000 });
  expect(await desk.title()).toContain('응답 없음');
  await neighbour.locator('.unanswered', { hasText: '이웃 센터의 신고' }).waitFor();
  await neighbour.locator('.call', { hasText: name }).getByText('이웃 다솜구').waitFor();
  await desk.keyboard.press('w');
  await desk.locator('.call-chosen', { hasText: name }).waitFor();
  await desk.locator('.map').waitFor();
  await desk.keyboard.press('Enter');
  await waitFor(desk, name, '확인함');
  await desk.locator('.unanswered').waitFor({ state: 'detached' });
  expect(await desk.title()).toBe('안심 관제');
  await city.set('escalation.widerAfterSeconds', 10);
  await city.set('escalation.neighbourAfterSeconds', 20);
});

test('two operators take the same call: one has it, the other is told who', async () => {
  const button = city.buttons[1]!;
  const name = button.place.name;
  const first = await city.openDesk('dasom-night-1');
  const second = await city.openDesk('city-night-1');
  await city.press(button);
  await waitFor(first, name, '응답 대기');
  await choose(second, name);
  await choose(first, name);
  // The second one's step is on its way while the first one's arrives.
  const taken = Promise.withResolvers<void>();
  await second.route('**/acknowledge', async (route) => {
    await taken.promise;
    await route.continue();
  });
  const sent = second.waitForRequest('**/acknowledge');
  await second.keyboard.press('Enter');
  await sent;
  await first.keyboard.press('Enter');
  await waitFor(first, name, '확인함');
  const winner = await first.locator('.top-who').innerText();
  taken.resolve();
  await second.locator('[role=status], [role=alert]').getByText(winner.split(' ')[0]!).waitFor();
  await waitFor(second, name, '확인함');
});

test('the line is cut: the desk says so, and after it is back nothing is missing and nothing twice', async () => {
  const button = city.buttons[2]!;
  const name = button.place.name;
  const line = await city.line();
  const desk = await city.openDesk('dasom-night-1', '/desk', { line });
  await desk.locator('.link-live').waitFor();
  line.cut();
  await desk.getByText('실시간 연결이 끊겼습니다').waitFor();
  await city.press(button);
  expect(await row(desk, name).count()).toBe(0);
  line.mend();
  await waitFor(desk, name, '응답 대기');
  await desk.locator('.banner').waitFor({ state: 'detached' });
  await city.press(city.buttons[3]!);
  await waitFor(desk, city.buttons[3]!.place.name, '응답 대기');
  expect(await row(desk, name).count()).toBe(1);
});

test('the hotline raises a call in two keys and a name, and is offered nothing that is not its own', async () => {
  const name = city.buttons[4]!.place.name;
  const desk = await city.openDesk('hotline-night-1');
  const operator = await city.openDesk('dasom-night-1');
  await desk.locator('.link-live').waitFor();
  await desk.keyboard.press('h');
  await desk.getByRole('dialog').waitFor();
  await desk.keyboard.type(name);
  await desk.getByRole('option', { name }).first().waitFor();
  await desk.keyboard.press('Enter');
  await waitFor(operator, name, '응답 대기');
  await choose(desk, name);
  await desk.locator('.acts').waitFor();
  expect(await desk.locator('.acts').innerText()).not.toMatch(/출동|종결|사실/);
  await desk.keyboard.press('Enter');
  await desk.keyboard.press('x');
  expect(await desk.getByRole('dialog').count()).toBe(0);
});

test('the clerk presses on the phone and sees that it was heard and who comes', async () => {
  const store = city.pages[0]!;
  const phone = await city.openDesk(null, `/field${new URL(store.page!.url).hash}`, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  await phone.getByText(store.place.name).waitFor();
  expect(phone.url()).not.toContain('#');
  await phone.locator('.press').tap();
  await phone.locator('.help-main', { hasText: '알렸어요' }).waitFor();
  const desk = await city.openDesk('dasom-night-1');
  await choose(desk, store.place.name);
  await desk.keyboard.press('Enter');
  await phone.locator('.help-main', { hasText: '확인했어요' }).waitFor();
});

test('rubbish gets a plain answer: a wrong password, a search without a find, an empty note', async () => {
  const door = await city.openDesk(null);
  await door.locator('input[name=username]').fill('"; drop table staff; --');
  await door.locator('input[name=password]').fill('x'.repeat(300));
  await door.keyboard.press('Enter');
  await expect.poll(() => door.locator('.sign-in-problem').innerText()).not.toBe('');
  const desk = await city.openDesk('dasom-night-1');
  await desk.locator('.link-live').waitFor();
  await desk.keyboard.press('/');
  await desk.keyboard.type('<script>없는 곳 %%%');
  await desk
    .getByText(/없음|없습니다|찾지 못/)
    .first()
    .waitFor();
  await desk.keyboard.press('Escape');
  await desk.keyboard.press('Escape');
  await choose(desk, city.buttons[3]!.place.name);
  await desk.keyboard.press('n');
  await desk.getByRole('dialog').waitFor();
  await desk.keyboard.type('   ');
  await desk.getByRole('dialog').getByRole('button', { name: '남기기' }).click();
  await desk.getByRole('dialog').waitFor();
  expect(await desk.getByRole('dialog').count()).toBe(1);
});

test('a new colleague enrols a passkey by a link, and signs in with it and nothing else', async () => {
  const said = await city.ansim(
    ...['staff', 'add', '--login', 'new-1', '--name', '새 근무자', '--role', 'operator'],
  );
  const desk = await city.openDesk(null);
  const cdp = await desk.context().newCDPSession(desk);
  await cdp.send('WebAuthn.enable');
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  const hash = /#enrol=\S+/.exec(said)![0];
  await desk.goto('about:blank');
  await desk.goto(`http://localhost:${new URL(city.server.url).port}/desk${hash}`);
  await desk.getByText('새 근무자 님').waitFor();
  expect(desk.url()).not.toContain('enrol');
  await desk.getByRole('button', { name: '패스키 만들기' }).click();
  await desk.locator('.top-who', { hasText: '새 근무자' }).waitFor();
  await desk.context().clearCookies();
  await desk.reload();
  await desk.getByRole('button', { name: '패스키로 로그인' }).click();
  await desk.locator('.top-who', { hasText: '새 근무자' }).waitFor();
});

test('no page broke, and none asked another host for anything', () => {
  expect(city.complaints).toEqual([]);
});
