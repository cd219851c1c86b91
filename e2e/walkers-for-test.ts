// An evening of walks for journeys: a pair of its own with its phone, her as her phone speaks, and a board that hears everything.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { vi } from 'vitest';
import type { PairView } from '#programme/escorts/pair-contract.ts';
import { meetingCode, stepOf } from '#programme/escorts/rules/meeting-code.ts';
import type { City } from './city-for-test.ts';
import { phoneSize } from './field-for-test.ts';
import type { Line } from './line-for-test.ts';

type Meeting = { walkId: string; shiftId: string; secret: string };
export type HerView = {
  state: string;
  version: number;
  sheConfirmed: boolean;
  pairConfirmed: boolean;
  pair: { meeting: Meeting | null } | null;
};

export type Pair = {
  shiftId: string;
  callSign: string;
  names: [string, string];
  /** A phone with the first one's link, standing where the pair is. */
  phone(line?: Line): Promise<Page>;
  /** The same phone without a screen: what it asks and tells. */
  do(step: string, body?: object): Promise<PairView>;
  view(): Promise<PairView>;
  /** Stands somewhere now. */
  at(lat: number, lon: number): Promise<void>;
};

export type Her = {
  id: string;
  view(): Promise<HerView>;
  do(step: string, body?: object): Promise<void>;
  /** What her screen shows now. */
  code(): Promise<string>;
  /** Four digits that her screen shows neither now nor in the next minutes. */
  wrong(): Promise<string>;
};

export type Evening = {
  point: { id: string; lat: number; lon: number };
  /** Any route as somebody of that role. */
  as<T>(
    role: 'administrator' | 'operator',
    method: string,
    path: string,
    body?: object,
  ): Promise<T>;
  pair(): Promise<Pair>;
  /** Books for the next slot, to be met by this pair and no other. */
  her(pair: Pair, more?: object): Promise<Her>;
};

/** A face of one pixel. */
const face =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
export const faceSize = 1;

/** The four digits that a screen shows now. */
export async function digitsOf(
  meeting: Meeting,
  shows: 'pair' | 'her',
  at = Date.now(),
): Promise<string> {
  const secret = new Uint8Array(Buffer.from(meeting.secret, 'base64url'));
  return (await meetingCode({ ...meeting, secret }, shows, stepOf(at))).digits;
}

/** Walks around the clock, offered within a second; so far from the demo city's own that neither is given the other's. */
export async function openEvening(city: City): Promise<Evening> {
  // Evenings that turn an hour ago: whenever this runs, the next one is far away.
  const turn = `${new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Seoul', hour: '2-digit', hourCycle: 'h23' }).format(Date.now() - 3_600_000)}:00`;
  const walks = {
    hours: [{ days: [0, 1, 2, 3, 4, 5, 6], from: turn, to: turn }],
    holidays: { calendar: 'none' },
    leadMinutes: 0,
    slotMinutes: 5,
    matching: { everySeconds: 1 },
    answerWithinSeconds: 300,
  };
  const tokens = new Map<string, string>();
  // Together: each is a program of its own that has to start.
  await Promise.all([
    city.ansim('city', 'set', 'walks', JSON.stringify(walks)),
    ...['administrator', 'operator'].map(async (role) => {
      const made = await city.ansim('token', 'create', '--role', role, '--name', role, '--json');
      tokens.set(role, (JSON.parse(made) as { token: string }).token);
    }),
  ]);
  // A running server follows within two seconds.
  await vi.waitFor(
    async () => {
      const answer = await fetch(`${city.server.url}/api/walks/service`);
      const { slotMinutes } = (await answer.json()) as { slotMinutes: number };
      if (slotMinutes !== walks.slotMinutes) throw new Error(`slots of ${slotMinutes} minutes`);
    },
    { timeout: 60_000, interval: 200 },
  );
  async function send<T>(authorization: string, method: string, path: string, body?: object) {
    const answer = await fetch(city.server.url + path, {
      method,
      headers: { authorization, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }
  const as: Evening['as'] = (role, method, path, body) =>
    send(`Bearer ${tokens.get(role)}`, method, path, body);

  const { items } = await as<{
    items: { id: string; district: string; lat: number; lon: number }[];
  }>('administrator', 'GET', '/api/meeting-points');
  const near = items[0]!;
  const point = await as<{ id: string; district: string; lat: number; lon: number }>(
    'administrator',
    'POST',
    '/api/meeting-points',
    {
      district: near.district,
      name: { ko: '시험역 1번 출구', en: 'Test Station, exit 1' },
      station: '시험역',
      exit: '1',
      hint: { ko: '출구 앞 안내판 옆', en: 'Beside the sign at the exit' },
      lat: near.lat + 0.3,
      lon: near.lon,
      reachMetres: 2000,
      perSlot: 20,
      active: true,
    },
  );
  let pairs = 0;

  async function pair(): Promise<Pair> {
    pairs += 1;
    const names: [string, string] = [`김보기${pairs}`, `이보기${pairs}`];
    const ids: string[] = [];
    for (const [index, name] of names.entries()) {
      const person = await as<{ id: string }>('administrator', 'POST', '/api/people', {
        kind: 'scout',
        name,
        staffNumber: `T-${pairs}-${index}`,
        district: point.district,
        payPerHour: 12_000,
        contractFrom: '2020-01-01',
        vettedUntil: '2099-01-01',
        trainedUntil: '2099-01-01',
        idIssuedOn: '2020-01-01',
        availableDays: [0, 1, 2, 3, 4, 5, 6],
      });
      await as('administrator', 'POST', `/api/people/${person.id}/photo`, { base64: face });
      ids.push(person.id);
    }
    const { url, key } = await as<{ url: string; key: string }>(
      'administrator',
      'POST',
      `/api/people/${ids[0]}/phone`,
      {},
    );
    const callSign = `시험 ${pairs}조`;
    const { id: shiftId } = await as<{ id: string }>('administrator', 'POST', '/api/shifts', {
      callSign,
      district: point.district,
      beginsAt: new Date(Date.now() - 60_000).toISOString(),
      endsAt: new Date(Date.now() + 4 * 3_600_000).toISOString(),
      lat: point.lat,
      lon: point.lon + 0.001,
      people: ids,
    });
    const step: Pair['do'] = (name, body = {}) =>
      send(`Scout ${key}`, 'POST', `/api/pair/${name}`, body);
    return {
      shiftId,
      callSign,
      names,
      do: step,
      view: () => send(`Scout ${key}`, 'GET', '/api/pair'),
      async at(lat, lon) {
        const fix = { lat, lon, accuracy: 5, at: new Date().toISOString() };
        await step('position', { fixes: [fix] });
      },
      phone: (line) =>
        city.openDesk(null, `/field${new URL(url).hash}`, {
          ...phoneSize,
          bypassCSP: true,
          geolocation: { latitude: point.lat, longitude: point.lon + 0.001 },
          permissions: ['geolocation'],
          ...(line ? { line } : {}),
        }),
    };
  }

  async function her(of: Pair, more: object = {}): Promise<Her> {
    const id = randomUUID();
    const key = randomBytes(32).toString('base64url');
    const authorization = `Walk ${key}`;
    const step = 300_000;
    const at = new Date((Math.floor((Date.now() + 60_000) / step) + 1) * step).toISOString();
    const destination = { lat: point.lat + 0.004, lon: point.lon + 0.001, words: '파란 대문 골목' };
    const booking = { id, key, pointId: point.id, at, firstName: '하늘이', destination, ...more };
    const booked = await send<HerView>(authorization, 'POST', '/api/walks', booking);
    await as('operator', 'POST', `/api/walk-board/${id}/pin`, {
      version: booked.version,
      shiftId: of.shiftId,
      despite: [],
    });
    const view = () => send<HerView>(authorization, 'GET', `/api/walks/${id}`);
    return {
      id,
      view,
      do: async (name, body = {}) =>
        void (await send(authorization, 'POST', `/api/walks/${id}/${name}`, body)),
      code: async () => digitsOf((await view()).pair!.meeting!, 'her'),
      async wrong() {
        const meeting = (await view()).pair!.meeting!;
        const minutes = [-2, -1, 0, 1, 2, 3, 4, 5];
        const shown = await Promise.all(
          minutes.map((n) => digitsOf(meeting, 'her', Date.now() + n * 60_000)),
        );
        return ['1357', '2468', '3579', '4680', '5791', '6802', '7913', '8024', '9135'].find(
          (one) => !shown.includes(one),
        )!;
      },
    };
  }

  return { point, as, pair, her };
}
