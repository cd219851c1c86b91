// Phones outside for journeys: a unit's or a store's, each in a browser of its own, and what the city knows of them.
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { City } from './city-for-test.ts';
import type { Line } from './line-for-test.ts';

export type DemoUnit = {
  id: string;
  callSign: string;
  positionAt: string | null;
  onDuty: boolean;
  busy: boolean;
  page: { url: string };
  owntracks: {
    http: { url: string; username: string; password: string };
    mqtt: { host: string; port: number; topic: string; username: string; password: string };
  };
};

export type Field = {
  /** Any route with an operator's service token. */
  api<T>(method: string, path: string, body?: object): Promise<T>;
  units(): Promise<DemoUnit[]>;
  unit(id: string): Promise<DemoUnit>;
  /** Presses a store's button; answers the open call and the free units near it whose phones are still off, nearest first. */
  call(index: number): Promise<{ id: string; name: string; near: DemoUnit[] }>;
  /** A phone with a unit's link; `at` is where it may say that it is. */
  phone(unit: DemoUnit, at: { lat: number; lon: number } | null, line?: Line): Promise<Page>;
};

export const phoneSize: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
};

/** Everything about the field of one city. */
export async function openField(city: City): Promise<Field> {
  const made = await city.ansim(
    'token',
    'create',
    '--role',
    'operator',
    '--name',
    '관제',
    '--json',
  );
  const { token } = JSON.parse(made) as { token: string };
  const units = async () => JSON.parse(await city.ansim('units', '--json')) as DemoUnit[];
  const known = await units();
  /** Units whose phone was opened already: their shift goes on. */
  const opened = new Set<string>();

  async function api<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(city.server.url + path, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  type Row = { id: string; place: { name: string } };
  type Whole = { nearby: { id: string; busy: boolean }[] };
  return {
    api,
    units,
    async unit(id) {
      const { items } = await api<{ items: DemoUnit[] }>('GET', '/api/units');
      return items.find((one) => one.id === id)!;
    },
    async call(index) {
      const button = city.buttons[index]!;
      await city.press(button);
      const { items } = await api<{ items: Row[] }>('GET', '/api/incidents?state=open');
      const { name } = button.place;
      const { id } = items.find((row) => row.place.name === name)!;
      const whole = await api<Whole>('GET', `/api/incidents/${id}`);
      const near = whole.nearby.filter((one) => !one.busy && !opened.has(one.id));
      return { id, name, near: near.map((one) => known.find((unit) => unit.id === one.id)!) };
    },
    async phone(unit, at, line) {
      opened.add(unit.id);
      return city.openDesk(null, `/field${new URL(unit.page.url).hash}`, {
        ...phoneSize,
        ...(at
          ? { geolocation: { latitude: at.lat, longitude: at.lon }, permissions: ['geolocation'] }
          : {}),
        ...(line ? { line } : {}),
      });
    },
  };
}

/** Begins the shift on a phone, by its one button; then the phone finds where it is. */
export async function beginShift(
  phone: Page,
  at: { lat: number; lon: number } | null,
): Promise<void> {
  await phone.getByRole('button', { name: '근무 시작' }).tap();
  await phone.getByText('대기 중이에요').waitFor();
  // The browser's stand-in for a receiver dates a place by when it was set.
  if (at) await phone.context().setGeolocation({ latitude: at.lat, longitude: at.lon });
}

/** Waits until the page's own worker has the page for the time without a network. */
export async function waitForWorker(phone: Page): Promise<void> {
  await phone.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null)
      await new Promise((done) =>
        navigator.serviceWorker.addEventListener('controllerchange', done, { once: true }),
      );
  });
}
