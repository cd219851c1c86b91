// A walk home from the desk's side: booked by keyboard with a caller on the line, read out, cancelled with a reason and seen so by both desks; a month planned; a walk offered when a call at a store closes.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findings } from './axe-for-test.ts';
import { type City, openCity } from './city-for-test.ts';

type Point = { id: string; name: { ko: string }; lat: number; lon: number };

const patient = { timeout: 120_000 };
let city: City;
let origin: string;
let dasom: string;
let point: Point;
/** The pair of the test's own. */
const callSign = '첫눈조';
let shiftId: string;
const phones: ReturnType<typeof scoutOf>[] = [];

beforeAll(async () => {
  city = await openCity();
  origin = `http://localhost:${new URL(city.server.url).port}`;
  const { districts } = (await (await fetch(`${city.server.url}/api/city`)).json()) as {
    districts: { code: string; name: { ko: string } }[];
  };
  dasom = districts.find(({ name }) => name.ko === '다솜구')!.code;
  await walkNow();
  point = await putPairOnDuty();
});
afterAll(async () => {
  await city?.close();
});

/** A member of staff without a page. */
async function as(login: string) {
  const headers = { 'content-type': 'application/json', origin };
  const body = JSON.stringify({ login, password: 'ansim-demo' });
  const session = await fetch(`${origin}/api/session`, { method: 'POST', headers, body });
  const cookie = session.headers.getSetCookie().map((one) => one.split(';')[0]);
  return async <T>(method: string, path: string, send?: object): Promise<T> => {
    const answer = await fetch(origin + path, {
      method,
      headers: { ...headers, cookie: cookie.join('; ') },
      ...(send ? { body: JSON.stringify(send) } : {}),
    });
    expect(answer.ok, `${method} ${path} answers ${answer.status}`).toBe(true);
    return (await answer.json()) as T;
  };
}

/** The hour at which this runs must not matter: an evening began an hour ago and lasts for eight more, without lead. */
async function walkNow(): Promise<void> {
  const hourIn = (hours: number) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Seoul', hour: '2-digit', hourCycle: 'h23' })
      .format(Date.now() + hours * 3_600_000)
      .padStart(2, '0');
  const administrator = await as('admin-1');
  await administrator('PUT', '/api/walk-service', {
    hours: [{ days: [0, 1, 2, 3, 4, 5, 6], from: `${hourIn(-1)}:00`, to: `${hourIn(8)}:00` }],
    holidays: { calendar: 'none', hours: null },
    seasons: [],
    closedOn: [],
    leadMinutes: 0,
    daysAhead: 7,
    slotMinutes: 10,
  });
}

/** Two scouts of the test's own, whose phones do nothing by themselves, begin a shift some minutes away from a point. */
async function putPairOnDuty(): Promise<Point> {
  const manager = await as('dasom-manager-1');
  const points = await manager<{ items: (Point & { district: string })[] }>(
    'GET',
    '/api/meeting-points',
  );
  const at = points.items.find(({ district }) => district === dasom)!;
  const people: string[] = [];
  for (const number of [1, 2]) {
    const { id } = await manager<{ id: string }>('POST', '/api/people', {
      kind: 'scout',
      name: `첫눈 ${number}`,
      staffNumber: `T-000${number}`,
      district: dasom,
      contractFrom: '2020-01-01',
      vettedUntil: '2099-01-01',
      trainedUntil: '2099-01-01',
      idIssuedOn: '2020-01-01',
      availableDays: [0, 1, 2, 3, 4, 5, 6],
    });
    people.push(id);
  }
  const shift = await manager<{ id: string }>('POST', '/api/shifts', {
    callSign,
    district: dasom,
    beginsAt: new Date(Date.now() - 60_000).toISOString(),
    endsAt: new Date(Date.now() + 6 * 3_600_000).toISOString(),
    lat: at.lat + 0.006,
    lon: at.lon,
    people,
  });
  shiftId = shift.id;
  for (const id of people) {
    const { key } = await manager<{ key: string }>('POST', `/api/people/${id}/phone`, {});
    const scout = scoutOf(key);
    expect((await scout('POST', '/api/pair/shift/begin', {})).status).toBeLessThan(300);
    phones.push(scout);
  }
  return at;
}

/** A scout's phone without a page. */
function scoutOf(key: string) {
  return (method: string, path: string, send?: object) =>
    fetch(origin + path, {
      method,
      headers: { authorization: `Scout ${key}`, 'content-type': 'application/json' },
      ...(send ? { body: JSON.stringify(send) } : {}),
    });
}

type OnBoard = {
  id: string;
  version: number;
  state: string;
  bookedBy: string;
  callSign: string | null;
  asked: string | null;
  pinned: boolean;
};

/** The pair takes the walk that the agent booked, and no other: late in the evening the demo city's own pairs and callers are at the same point. */
async function takeBooked(): Promise<void> {
  const operator = await as('dasom-night-1');
  const [scout] = phones;
  const taken = async (): Promise<boolean> => {
    // The offer before the board: what the board then names is no older than the offer.
    const { offer } = (await (await scout!('GET', '/api/pair')).json()) as {
      offer: { id: string } | null;
    };
    const { walks } = await operator<{ walks: OnBoard[] }>('GET', '/api/walk-board');
    const walk = walks.find(({ bookedBy }) => bookedBy === 'hotline');
    if (walk === undefined) return false;
    if (walk.callSign === callSign) return true;
    const { id, version } = walk;
    if (offer !== null && walk.asked === callSign)
      await scout!('POST', `/api/pair/offers/${offer.id}/accept`, {});
    else if (offer !== null && walks.some(({ asked }) => asked === callSign))
      await scout!('POST', `/api/pair/offers/${offer.id}/decline`, { reason: 'other' });
    else if (!['received', 'paired'].includes(walk.state))
      await operator('POST', `/api/walk-board/${id}/release`, { version, reason: 'pair-ill' });
    else if (!walk.pinned)
      await operator('POST', `/api/walk-board/${id}/pin`, { version, shiftId });
    return false;
  };
  // A step that came too late is taken again on what the board shows then.
  await expect.poll(() => taken().catch(() => false), patient).toBe(true);
}

async function bookByKeys(desk: Page): Promise<void> {
  const { keyboard } = desk;
  await keyboard.press('y');
  const where = desk.getByRole('combobox', { name: '만남 장소' });
  await where.fill(point.name.ko);
  await desk.getByRole('option', { name: point.name.ko }).waitFor();
  await keyboard.press('Enter');
  // The first free time is chosen; Enter goes on to what is missing.
  await desk.locator('.slot input:checked').waitFor({ state: 'attached' });
  await keyboard.press('Enter');
  const to = desk.getByRole('combobox', { name: '가는 곳' });
  await expect.poll(() => to.evaluate((input) => input === document.activeElement)).toBe(true);
  await keyboard.insertText(point.name.ko.split(' ')[0]!);
  await desk.locator('.pick-found:not([hidden]) .choice').first().waitFor();
  await keyboard.press('Enter');
  await keyboard.press('Enter');
  const name = desk.getByLabel('부를 이름');
  await expect.poll(() => name.evaluate((input) => input === document.activeElement)).toBe(true);
  await keyboard.insertText('하늘');
  await keyboard.press('Enter');
  await desk.locator('.booked-say', { hasText: point.name.ko }).waitFor();
}

test('an agent books by keyboard, reads out who comes and the codes; another desk sees it, cancels, and both know', async () => {
  const agent = await city.openDesk('hotline-night-1');
  const desk = await city.openDesk('dasom-night-1', '/desk#/walks');
  for (const page of [agent, desk]) await page.locator('.link-live').waitFor();
  await bookByKeys(agent);
  await takeBooked();
  const readOut = agent.getByRole('dialog').locator('.read-out');
  await readOut.locator('.read-code').nth(1).waitFor(patient);
  expect(await readOut.locator('.read-code').allInnerTexts()).toEqual([
    expect.stringMatching(/^(\d ){3}\d$/),
    expect.stringMatching(/^(\d ){3}\d$/),
  ]);
  await agent.keyboard.press('Enter');
  await agent.locator('.walk-whole', { hasText: '하늘' }).waitFor();
  expect(new URL(agent.url()).hash).toBe('#/walks');

  const row = desk.locator('.walk-row', { hasText: callSign });
  await row.waitFor(patient);
  await row.click();
  await desk.locator('.walk-whole', { hasText: '이 조인 까닭' }).waitFor();
  expect(await findings(desk)).toEqual([]);
  await desk.keyboard.press('x');
  const dialog = desk.getByRole('dialog');
  await dialog.waitFor();
  await desk.keyboard.press('7');
  await desk.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await desk.locator('.walk-facts', { hasText: '스카우트가 아픔' }).waitFor();
  await agent.locator('.walk-facts', { hasText: '스카우트가 아픔' }).waitFor(patient);
  // What she has not heard wants somebody, wherever it was cancelled.
  await agent.locator('.walk-notice', { hasText: '아직 소식을 못 들음' }).waitFor();
  await agent.keyboard.press('n');
  await agent.locator('.walk-notice').waitFor({ state: 'detached' });

  await desk.keyboard.press('m');
  await desk.locator('.walks-pane-map .map canvas').waitFor();
  await desk.keyboard.press('m');
  await desk.locator('.walk-rows').waitFor();
});

test('a manager plans a month by the rules, edits and publishes it; closes a meeting point for bookings', async () => {
  const page = await city.openDesk('dasom-manager-1', '/desk#/walks/roster');
  const administrator = await as('admin-1');
  const known = await administrator<Record<string, unknown>>('GET', '/api/walk-service');
  const { mayChange: _, holidaysAhead: __, ...service } = known;
  await administrator('PUT', '/api/walk-service', {
    ...service,
    hours: [{ days: [0, 1, 2, 3, 4, 5, 6], from: '22:00', to: '01:00' }],
  });
  await expect
    .poll(
      async () =>
        (await administrator<{ hours: { from: string }[] }>('GET', '/api/walk-service')).hours[0]!
          .from,
      { timeout: 60_000 },
    )
    .toBe('22:00');
  await page.reload();
  const months = page.getByLabel('달', { exact: true });
  await months.locator('option').nth(3).waitFor({ state: 'attached' });
  await months.selectOption({ index: 2 });
  await page.locator('.roster-evening').nth(27).waitFor();
  await page.getByLabel('밤마다 조').fill('2');
  await page.getByRole('button', { name: '자동으로 짜기' }).click();
  const drafts = page.locator('.roster-draft');
  await drafts.nth(55).waitFor();
  const proposed = await drafts.count();
  await drafts.first().getByRole('button').last().click();
  await expect.poll(() => drafts.count()).toBe(proposed - 1);
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: `${proposed - 1}조 확정` }).click();
  await expect.poll(() => drafts.count(), { timeout: 60_000 }).toBe(0);
  const planned = page.locator('.roster-pair');
  await expect.poll(() => planned.count(), { timeout: 60_000 }).toBe(proposed - 1);

  await page.locator('.walks-parts a', { hasText: '만남 장소' }).click();
  const row = page.locator('tr', { hasText: point.name.ko });
  await row.getByRole('button').click();
  await page.getByLabel('예약을 받음').uncheck();
  await page.getByRole('dialog').locator('button[type=submit]').click();
  await row.getByText('닫음').waitFor();
  const offered = (await (await fetch(`${origin}/api/walks/points`)).json()) as { items: Point[] };
  expect(offered.items.map(({ id }) => id)).not.toContain(point.id);
});

test('closing a call at a store offers a walk home from there', async () => {
  const desk = await city.openDesk('dasom-night-1');
  await desk.locator('.link-live').waitFor();
  const button = city.buttons[0]!;
  await city.press(button);
  const row = desk.locator('.call', { hasText: button.place.name });
  await row.waitFor();
  await row.click();
  await desk.locator('.about', { hasText: button.place.name }).waitFor();
  await desk.keyboard.press('Enter');
  await row.locator('.call-state', { hasText: '확인함' }).waitFor();
  await desk.keyboard.press('x');
  const dialog = desk.getByRole('dialog');
  await dialog.waitFor();
  await desk.keyboard.press('1');
  await dialog.getByRole('button', { name: '종결하고 귀가 예약' }).waitFor();
  await desk.keyboard.press('y');
  await desk.getByRole('dialog', { name: '귀가 동행 예약' }).waitFor();
  await expect
    .poll(() => desk.getByRole('combobox', { name: '만남 장소' }).inputValue())
    .toBe(button.place.name);
  await row.waitFor({ state: 'detached' });
  expect(city.complaints).toEqual([]);
});
