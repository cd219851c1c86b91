// A resident's phone for journeys: the app in a browser of a phone's size, and what left it.
import type { BrowserContextOptions, Page, Request } from 'playwright-core';
import type { City, DeskOptions } from './city-for-test.ts';
import type { Line } from './line-for-test.ts';

export const phoneSize: BrowserContextOptions = {
  viewport: { width: 360, height: 640 },
  hasTouch: true,
  isMobile: true,
};

export type Place = { latitude: number; longitude: number; accuracy: number };

export type PhoneOptions = DeskOptions & {
  /** Where the phone is; it may be asked. Without it she says no. */
  at?: Place;
  line?: Line;
};

export type Phone = { page: Page; requests: Request[]; address: string };

/** Opens the app on a phone of its own. */
export async function openPhone(
  city: City,
  { at, ...options }: PhoneOptions = {},
  path = '/',
): Promise<Phone> {
  const requests: Request[] = [];
  const page = await city.openDesk(null, 'about:blank', {
    ...phoneSize,
    ...(at ? { geolocation: at, permissions: ['geolocation'] } : {}),
    ...options,
  });
  const address = `http://localhost:${options.line?.port ?? new URL(city.server.url).port}`;
  page.on('request', (request) => requests.push(request));
  await page.goto(address + path);
  return { page, requests, address };
}

/** Two touches. */
export async function callForHelp(page: Page): Promise<void> {
  await page.locator('.sos').tap();
  await page.locator('.help-now').tap();
}

/** A place a few steps from a store of the list. */
export async function besideStore(city: City, index = 10): Promise<Place> {
  const list = (await (await fetch(`${city.server.url}/api/safe-houses/places`)).json()) as {
    lat: number[];
    lon: number[];
  };
  return {
    latitude: list.lat[index]! / 1e5 + 0.0009,
    longitude: list.lon[index]! / 1e5 + 0.0012,
    accuracy: 18,
  };
}

export type Call = {
  id: string;
  door: string;
  state: string;
  silent: boolean;
  place: { lat: number | null; lon: number | null };
};

/** Calls of residents, as a desk of the whole city reads them. */
export async function callsOfResidents(city: City, state = 'open'): Promise<Call[]> {
  const headers = { authorization: `Bearer ${await tokenOf(city)}` };
  const answer = await fetch(`${city.server.url}/api/incidents?state=${state}`, { headers });
  const { items } = (await answer.json()) as { items: Call[] };
  return items.filter((item) => item.door === 'sos');
}

const tokens = new WeakMap<City, Promise<string>>();
function tokenOf(city: City): Promise<string> {
  const known =
    tokens.get(city) ??
    city
      .ansim('token', 'create', '--role', 'city-operator', '--json')
      .then((text) => (JSON.parse(text) as { token: string }).token);
  tokens.set(city, known);
  return known;
}

/** Everything that left the phone, as text: addresses, headers, bodies. */
export async function everythingSent(requests: readonly Request[]): Promise<string> {
  const parts = requests.map(async (request) =>
    JSON.stringify([request.url(), await request.allHeaders(), request.postData()]),
  );
  return (await Promise.all(parts)).join('\n');
}

/** Types the seven words into the screen that opens a report again. */
export async function comeBack(page: Page, words: string): Promise<void> {
  await page.locator('.card-tell').tap();
  await page.locator('.card-again').tap();
  await page.getByLabel('일곱 낱말').fill(words);
  await page.locator('.tell-main').tap();
}

/** Goes on by Tab until the focus is where `css` says; everything on the way has a name that a screen reader can say. Answers its role and name. */
export async function tabTo(page: Page, css: string): Promise<string> {
  const passed: string[] = [];
  while (passed.length < 60) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) continue;
    const [said = ''] = (await focused.ariaSnapshot()).split('\n');
    if (!/^- '?[a-z]+ "./.test(said))
      throw new Error(`It has no name: ${said || (await focused.innerHTML())}`);
    passed.push(said);
    if (await focused.evaluate((element, wanted) => element.matches(wanted), css)) return said;
  }
  throw new Error(`Tab never came to ${css}: ${passed.join(', ')}`);
}
