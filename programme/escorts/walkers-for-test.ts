// Phones, pairs and desks for tests: all speak to the routes over HTTP, in a small city that walks around the clock.
import { randomBytes, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { hashSecret } from '#platform/auth/index.ts';
import type { Actor } from '#platform/db/index.ts';
import { createHttpServer } from '#platform/http/index.ts';
import { openSmallCity, type SmallCity, staffOf } from '#platform/testing/small-city.ts';
import { squarePoint } from '#platform/testing/square-city.ts';
import { type CityConfig, cityConfigSchema } from '#programme/city/index.ts';
import { incidentRoutes, incidentsContract } from '#programme/incidents/index.ts';
import { networkContract, networkRoutes } from '#programme/network/index.ts';
import type { BoardDetail } from './board-contract.ts';
import { callRound } from './call-round.ts';
import { companionRound } from './companion.ts';
import type { WalkView } from './contract.ts';
import {
  bindWalkStreams,
  boardContract,
  boardRoutes,
  companionContract,
  companionRoutes,
  openMatcher,
  pairContract,
  pairRoutes,
  walkRoutes,
  walksContract,
} from './index.ts';
import { newsRound } from './news-round.ts';
import type { PairView } from './pair-contract.ts';
import { matchRound } from './round.ts';
import { meetingCode, stepOf } from './rules/meeting-code.ts';
import { watchRound } from './watch-round.ts';

export type Answer<Body> = { status: number; body: Body & { code?: string } };

export type Scout = {
  shiftId: string;
  personIds: [string, string];
  look(): Promise<PairView>;
  do(step: string, body?: object): Promise<Answer<PairView & Record<string, unknown>>>;
  /** The first open offer is accepted. */
  accept(): Promise<void>;
  at(lat: number, lon: number, secondsAgo?: number): Promise<void>;
};

export type Her = {
  id: string;
  key: string;
  book(more?: object): Promise<Answer<WalkView & Record<string, unknown>>>;
  look(): Promise<WalkView>;
  do(step: string, body?: object): Promise<Answer<WalkView & Record<string, unknown>>>;
};

export type Walkers = {
  city: SmallCity;
  config: CityConfig;
  points: { id: string; lat: number; lon: number }[];
  ask<Body = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
  desk<Body = BoardDetail>(
    who: string,
    method: 'GET' | 'POST' | 'PATCH' | 'PUT',
    url: string,
    body?: object,
  ): Promise<Answer<Body>>;
  her(as?: { id?: string; key?: string }): Her;
  /** A pair on duty of a district (0, 1 or 2), standing near its meeting point. */
  pair(
    district?: number,
    more?: { lapsed?: boolean; started?: boolean; metresEast?: number; languages?: string[] },
  ): Promise<Scout>;
  round(): Promise<number>;
  watch(): Promise<number>;
  ways(): Promise<number>;
  calls(): Promise<number>;
  news(): Promise<number>;
  /** An operator takes the only open call and closes it. */
  closeCall(who?: string): Promise<string>;
  /** Opens the stream of a walk over a real connection; `next` answers one more event, `tell` plays a round. */
  follow(her: Her): Promise<{ status: number; next(): Promise<string>; tell(): Promise<void> }>;
  /** The next slot that can be booked, so many slots further on. */
  slot(further?: number): string;
  /** Everything of every table of the city as one text. */
  dump(): Promise<string>;
  close(): Promise<void>;
};

/** A code as the other's screen shows it now. */
export async function codeOn(
  meeting: { walkId: string; shiftId: string; secret: string },
  shows: 'pair' | 'her',
  at = Date.now(),
): Promise<{ digits: string; long: string }> {
  const secret = new Uint8Array(Buffer.from(meeting.secret, 'base64url'));
  return meetingCode({ ...meeting, secret }, shows, stepOf(at));
}

/** Opens it; `walks` changes the policy of walks, `more` the city's own settings. Call `close` afterwards. */
export async function openWalkers(walks: object = {}, more: object = {}): Promise<Walkers> {
  const config = cityConfigSchema.parse({
    name: { ko: '보기' },
    bounds: [124, 33, 132, 39],
    ...more,
    walks: {
      hours: [{ days: [0, 1, 2, 3, 4, 5, 6], from: '00:00', to: '00:00' }],
      holidays: { calendar: 'none' },
      leadMinutes: 0,
      slotMinutes: 5,
      matching: { aheadMinutes: 45 },
      ...walks,
    },
  });
  const city = await openSmallCity(1);
  const [near, next, far] = city.districts;
  const people = new Map<string, Actor>([
    ['near', staffOf('operator', [near], '가 근무자')],
    ['next', staffOf('operator', [next], '나 근무자')],
    ['far', staffOf('operator', [far], '다 근무자')],
    ['city', staffOf('city-operator', 'all', '시 근무자')],
    ['agent', staffOf('hotline-agent', 'all', '상담원')],
    ['manager', staffOf('manager', [near], '담당자')],
    ['whole', staffOf('manager', 'all', '총괄 담당자')],
    ['auditor', staffOf('auditor', 'all', '감사')],
    ['police', staffOf('police', [near], '경찰')],
  ]);
  const { db } = city;
  const key = randomBytes(32);
  const derived = (text: string) => new Uint8Array(hashSecret(`${key.toString('hex')}|${text}`));
  const secrets = {
    meeting: (walk: string, shift: string, number: number) =>
      derived(`meeting|${walk}|${shift}|${number}`),
    callerMark: (text: string) => Buffer.from(derived(text)).toString('base64url'),
  };
  const ports = { db, config: () => config, secrets };
  const http = createHttpServer({
    db,
    authenticate: async (request) => people.get(String(request.headers['x-who'])) ?? null,
    log: (entry) => console.error(entry),
  });
  http.bind(
    networkContract,
    networkRoutes({
      ...ports,
      sheetOf: (text) => ({ url: `/field#scout.${text}`, qr: { size: 0, path: '' } }),
    }),
  );
  http.bind(walksContract, walkRoutes(ports));
  http.bind(
    pairContract,
    pairRoutes({
      ...ports,
      maySendTo: (endpoint) => endpoint.startsWith('https://push.'),
      pushKey: 'key',
    }),
  );
  http.bind(boardContract, boardRoutes(ports));
  http.bind(
    incidentsContract,
    incidentRoutes({
      config: () => config,
      findFacts: async () => ({ policeOffice: null, onDuty: null, pastYear: null }),
      keepEnd: async () => {},
    }),
  );
  http.bind(companionContract, companionRoutes(ports));
  const streams = bindWalkStreams(http, db);
  const matcher = openMatcher();
  const points = await addPoints(city);
  let pairs = 0;

  async function ask<Body>(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT',
    url: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer<Body>> {
    const reply = await http.app.inject({ method, url, headers, ...(body ? { body } : {}) });
    return { status: reply.statusCode, body: reply.json() };
  }

  const walkers: Walkers = {
    city,
    config,
    points,
    ask,
    desk: (who, method, url, body) => ask(method, url, body, { 'x-who': who }),
    round: () => matchRound({ db, config: () => config, matcher, routing: async () => undefined }),
    watch: () => watchRound({ db, config: () => config }),
    ways: () => companionRound({ db, config: () => config }),
    calls: () => callRound({ db, config: () => config }),
    news: () => newsRound({ db, config: () => config }),
    async closeCall(who = 'near') {
      const [row] = await city.asOwner(
        'select id from incidents.incidents where closed_at is null',
      );
      const url = `/api/incidents/${String(row?.id)}`;
      await ask('POST', `${url}/acknowledge`, {}, { 'x-who': who });
      const { status } = await ask(
        'POST',
        `${url}/close`,
        { disposition: 'false', note: '' },
        { 'x-who': who },
      );
      if (status !== 200) throw new Error(`closing answers ${status}`);
      return String(row?.id);
    },
    async follow(her) {
      const url = http.app.server.listening
        ? `http://127.0.0.1:${(http.app.server.address() as AddressInfo).port}`
        : await http.app.listen({ host: '127.0.0.1', port: 0 });
      const answer = await fetch(`${url}/api/walks/${her.id}/live`, {
        headers: { authorization: `Walk ${her.key}` },
      });
      const chunks = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
      let rest = '';
      return {
        status: answer.status,
        tell: () => streams.tell(),
        async next() {
          for (;;) {
            const end = rest.indexOf('\n\n');
            const frame = rest.slice(0, end);
            if (end >= 0) rest = rest.slice(end + 2);
            if (end >= 0 && /^event: (walk|position)/.test(frame)) return frame;
            if (end >= 0) continue;
            const { value, done } = await chunks.read();
            if (done) return 'over';
            rest += value;
          }
        },
      };
    },
    slot(further = 0) {
      const step = config.walks.slotMinutes * 60_000;
      // A minute from now at least: a slow machine must not make it too soon.
      return new Date(
        (Math.floor((Date.now() + 60_000) / step) + 1 + further) * step,
      ).toISOString();
    },
    her({ id = randomUUID(), key: secret = randomBytes(32).toString('base64url') } = {}) {
      const headers = { authorization: `Walk ${secret}` };
      return {
        id,
        key: secret,
        book: (more = {}) =>
          ask('POST', '/api/walks', {
            id,
            key: secret,
            pointId: points[0]!.id,
            at: walkers.slot(),
            firstName: '하늘',
            destination: { lat: points[0]!.lat + 0.004, lon: points[0]!.lon + 0.001, words: null },
            ...more,
          }),
        look: async () => (await ask<WalkView>('GET', `/api/walks/${id}`, undefined, headers)).body,
        do: (step, body = {}) => ask('POST', `/api/walks/${id}/${step}`, body, headers),
      };
    },
    async pair(district = 0, more = {}) {
      pairs += 1;
      const point = points[district]!;
      const scout = await addPair(city, pairs, district, point, more);
      const headers = { authorization: `Scout ${scout.phoneKey}` };
      const step = (name: string, body: object = {}) =>
        ask<PairView & Record<string, unknown>>('POST', `/api/pair/${name}`, body, headers);
      const look = async () => (await ask<PairView>('GET', '/api/pair', undefined, headers)).body;
      return {
        shiftId: scout.shiftId,
        personIds: scout.personIds,
        look,
        do: step,
        async accept() {
          const { offer } = await look();
          if (!offer) throw new Error('there is no offer');
          const { status } = await step(`offers/${offer.id}/accept`);
          if (status !== 200) throw new Error(`accepting answers ${status}`);
        },
        async at(lat, lon, secondsAgo = 0) {
          const at = new Date(Date.now() - secondsAgo * 1000).toISOString();
          const { status } = await step('position', { fixes: [{ lat, lon, accuracy: 5, at }] });
          if (status !== 200) throw new Error(`position answers ${status}`);
        },
      };
    },
    async dump() {
      const tables = await city.asOwner(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables
         where schemaname in ('escorts', 'network', 'incidents', 'platform', 'duty')`,
      );
      const parts: string[] = [];
      for (const { name } of tables)
        for (const row of await city.asOwner(`select t::text as row from ${String(name)} t`))
          parts.push(`${String(name)} ${String(row.row)}`);
      return parts.join('\n');
    },
    async close() {
      await http.app.close();
      await matcher.close();
      await city.close();
    },
  };
  return walkers;
}

async function addPoints(city: SmallCity) {
  const points = [];
  for (const [index, district] of city.districts.entries()) {
    const { lat, lon } = squarePoint(index, 0.5, 0.5);
    const [row] = await city.asOwner(
      `insert into escorts.meeting_points (district, name, station, exit, lat, lon)
       values ($1, '{"ko": "보기역 1번 출구", "en": "Bogi exit 1"}', '보기역', '1', $2, $3) returning id`,
      [district, lat, lon],
    );
    points.push({ id: String(row?.id), lat, lon });
  }
  return points;
}

async function addPair(
  city: SmallCity,
  number: number,
  district: number,
  point: { lat: number; lon: number },
  more: { lapsed?: boolean; started?: boolean; metresEast?: number; languages?: string[] },
) {
  const code = city.districts[district]!;
  const phoneKey = randomBytes(32).toString('base64url');
  const personIds: string[] = [];
  for (const who of [1, 2]) {
    const [row] = await city.asOwner(
      `insert into network.people (kind, name, staff_number, district, languages, contract_from, vetted_until, trained_until, id_issued_on, phone_key_hash, pay_per_hour)
       values ('scout', $1, $2, $3, $4, '2020-01-01', '2099-01-01', $5, '2020-01-01', $6, 12000) returning id`,
      [
        `보기 스카우트 ${number}-${who}`,
        `S-${number}-${who}`,
        code,
        more.languages ?? ['ko'],
        more.lapsed && who === 2 ? '2021-01-01' : '2099-01-01',
        who === 1 ? hashSecret(phoneKey) : null,
      ],
    );
    personIds.push(String(row?.id));
  }
  const started = more.started ?? true;
  const [shift] = await city.asOwner(
    `insert into network.shifts (call_sign, district, begins_at, ends_at, started_at, lat, lon)
     values ($1, $2, now() - interval '30 minutes', now() + interval '5 hours', case when $3 then now() end, $4, $5) returning id`,
    [
      `스카우트 ${number}조`,
      code,
      started,
      point.lat,
      point.lon + (more.metresEast ?? 300) / 88_000,
    ],
  );
  const shiftId = String(shift?.id);
  for (const person of personIds)
    await city.asOwner(
      `insert into network.shift_people (shift_id, person_id, worked_from) values ($1, $2, case when $3 then now() end)`,
      [shiftId, person, started],
    );
  return { shiftId, personIds: personIds as [string, string], phoneKey };
}
