// A control room for tests: desks of several districts that speak to the routes over HTTP, in a database of their own.
import { randomUUID } from 'node:crypto';
import { type Actor, system } from '#platform/db/index.ts';
import { createHttpServer } from '#platform/http/index.ts';
import { openSmallCity, type SmallCity, staffOf } from '#platform/testing/small-city.ts';
import { type CityConfig, cityConfigSchema } from '#programme/city/index.ts';
import { type Call, type Door, incidentRoutes, incidentsContract, raiseCall } from './index.ts';

export type Answer = { status: number; body: Record<string, unknown> };
export type Desks = {
  city: SmallCity;
  config: CityConfig;
  /** Takes a step with an incident as somebody. */
  step(who: string, id: string, name: string, body?: object): Promise<Answer>;
  get(who: string, path: string): Promise<Answer>;
  /** Ids of the open calls that somebody sees. */
  queueOf(who: string): Promise<string[]>;
  /** Raises a call in the first district. */
  raise(door?: Door, more?: Partial<Call>): Promise<string>;
  /** Kinds of the steps of a call, oldest first. */
  steps(id: string): Promise<unknown[]>;
  /** How many messages to the police were written for a call. */
  outbox(id: string): Promise<number>;
  empty(): Promise<void>;
  close(): Promise<void>;
};

const facts = { policeOffice: null, onDuty: null, pastYear: null };

/** Opens it with: first and second (one district), neighbour, far, city, hotline, auditor. */
export async function openDesks(): Promise<Desks> {
  const config = cityConfigSchema.parse({ name: { ko: '보기' }, bounds: [124, 33, 132, 39] });
  const city = await openSmallCity(2);
  const [near, next, far] = city.districts;
  const people = new Map<string, Actor>([
    ['first', staffOf('operator', [near], '가 근무자')],
    ['second', staffOf('operator', [near], '나 근무자')],
    ['neighbour', staffOf('operator', [next], '이웃 근무자')],
    ['far', staffOf('operator', [far], '먼 근무자')],
    ['city', staffOf('city-operator', 'all', '시 근무자')],
    ['hotline', staffOf('hotline-agent', 'all', '상담 근무자')],
    ['auditor', staffOf('auditor', 'all', '감사')],
  ]);
  const http = createHttpServer({
    db: city.db,
    authenticate: async (request) => people.get(String(request.headers['x-who'])) ?? null,
    log: () => {},
  });
  const ports = { config: () => config, findFacts: async () => facts, keepEnd: async () => {} };
  http.bind(incidentsContract, incidentRoutes(ports));
  const { app } = http;

  async function ask(
    method: 'GET' | 'POST',
    who: string,
    url: string,
    body?: object,
  ): Promise<Answer> {
    const headers = { 'x-who': who };
    const reply = await app.inject({ method, url, headers, ...(body ? { body } : {}) });
    return { status: reply.statusCode, body: reply.json() };
  }
  const get = (who: string, path: string) => ask('GET', who, path);

  return {
    city,
    config,
    get,
    step: (who, id, name, body = {}) => ask('POST', who, `/api/incidents/${id}/${name}`, body),
    async queueOf(who) {
      const { items } = (await get(who, '/api/incidents')).body as { items: { id: string }[] };
      return items.map((item) => item.id);
    },
    async raise(door = 'store', more = {}) {
      const raised = await city.db.transaction(system, (tx) =>
        raiseCall(tx, config, { ...callFrom(city), door, ...more }),
      );
      return raised.id;
    },
    async steps(id) {
      const rows = await city.asOwner(
        'select kind from incidents.steps where incident_id = $1 order by id',
        [id],
      );
      return rows.map((row) => row.kind);
    },
    async outbox(id) {
      return (await city.asOwner('select id from platform.outbox where subject_id = $1', [id]))
        .length;
    },
    async empty() {
      await city.asOwner('update duty.units set incident_id = null');
      await city.asOwner('truncate incidents.incidents cascade');
      await city.asOwner('truncate platform.outbox, platform.events');
    },
    async close() {
      await app.close();
      await city.close();
    },
  };
}

function callFrom(city: SmallCity): Call {
  const store = city.stores[0]!;
  return {
    door: 'store',
    drill: false,
    test: false,
    silent: false,
    urgency: 3,
    district: store.district,
    samePlace: `place:${randomUUID()}`,
    place: {
      id: store.id,
      name: '보기 가게',
      address: '보기로 1',
      hint: null,
      phone: '02-0000-0000',
      lat: 37.5,
      lon: 127,
    },
    deviceId: null,
    callbackNumber: null,
    language: null,
    twoWayText: false,
    press: null,
    promotesTest: false,
  };
}
