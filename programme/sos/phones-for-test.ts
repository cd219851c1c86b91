// Phones and desks for tests: both speak to the routes over HTTP, in a small city of their own.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Actor } from '#platform/db/index.ts';
import { createHttpServer } from '#platform/http/index.ts';
import { openSmallCity, type SmallCity, staffOf } from '#platform/testing/small-city.ts';
import { type CityConfig, cityConfigSchema, rememberGround } from '#programme/city/index.ts';
import { incidentRoutes, incidentsContract, runCountdowns } from '#programme/incidents/index.ts';
import type { SosView } from './contract.ts';
import { placeFinder, sosContract, sosRoutes } from './index.ts';

export type Answer<Body = Record<string, unknown>> = { status: number; body: Body };
export type SosAnswer = Answer<SosView & { code?: string }>;

/** A phone with a call of its own. */
export type Phone = {
  id: string;
  key: string;
  /** The second touch. */
  touch(more?: object): Promise<SosAnswer>;
  look(): Promise<SosAnswer>;
  say(step: string, body?: object): Promise<SosAnswer>;
};

export type Phones = {
  city: SmallCity;
  config: CityConfig;
  phone(as?: { id?: string; key?: string }): Phone;
  /** Any request, as whoever `headers` say. */
  ask(
    method: 'GET' | 'POST',
    url: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** A step of an operator: `city`, or `near`, `next` and `far` of one district each. */
  desk(who: string, id: string, step: string, body?: object): Promise<Answer>;
  queueOf(who: string): Promise<string[]>;
  /** The desk's id of a phone's call. */
  incidentOf(phone: Phone): Promise<string>;
  /** Lets every countdown end at once. */
  runOut(): Promise<number>;
  /** Kinds of the steps of a call, oldest first. */
  steps(incidentId: string): Promise<unknown[]>;
  close(): Promise<void>;
};

const facts = { policeOffice: null, onDuty: null, pastYear: null };

/** Opens it; `suspectFlood` answers for every new call. */
export async function openPhones(suspectFlood: () => boolean = () => false): Promise<Phones> {
  const config = cityConfigSchema.parse({ name: { ko: '보기' }, bounds: [124, 33, 132, 39] });
  const city = await openSmallCity(1);
  const [near, next, far] = city.districts;
  const people = new Map<string, Actor>([
    ['near', staffOf('operator', [near], '가 근무자')],
    ['next', staffOf('operator', [next], '나 근무자')],
    ['far', staffOf('operator', [far], '다 근무자')],
    ['city', staffOf('city-operator', 'all', '시 근무자')],
  ]);
  const { db } = city;
  const http = createHttpServer({
    db,
    authenticate: async (request) => people.get(String(request.headers['x-who'])) ?? null,
    log: (entry) => console.error(entry),
  });
  const findPlace = placeFinder(
    rememberGround(() => 'ko'),
    () => 'ko',
  );
  http.bind(
    sosContract,
    sosRoutes({ db, config: () => config, findPlace, suspectFlood: () => suspectFlood }),
  );
  http.bind(
    incidentsContract,
    incidentRoutes({
      config: () => config,
      findFacts: async () => facts,
      keepEnd: async () => {},
    }),
  );

  async function ask(
    method: 'GET' | 'POST',
    url: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const reply = await http.app.inject({ method, url, headers, ...(body ? { body } : {}) });
    return { status: reply.statusCode, body: reply.json() };
  }

  return {
    city,
    config,
    ask,
    phone({ id = randomUUID(), key = randomBytes(32).toString('base64url') } = {}) {
      const headers = { authorization: `Sos ${key}` };
      return {
        id,
        key,
        touch: (more = {}) => ask('POST', '/api/sos', { id, key, ...more }) as Promise<SosAnswer>,
        look: () => ask('GET', `/api/sos/${id}`, undefined, headers) as Promise<SosAnswer>,
        say: (step, body = {}) =>
          ask('POST', `/api/sos/${id}/${step}`, body, headers) as Promise<SosAnswer>,
      };
    },
    desk: (who, id, step, body = {}) =>
      ask('POST', `/api/incidents/${id}/${step}`, body, { 'x-who': who }),
    async queueOf(who) {
      const { body } = await ask('GET', '/api/incidents', undefined, { 'x-who': who });
      return (body.items as { id: string }[]).map((item) => item.id);
    },
    async incidentOf(phone) {
      const [row] = await city.asOwner('select incident_id from sos.calls where id = $1', [
        phone.id,
      ]);
      return String(row?.incident_id);
    },
    async runOut() {
      await city.asOwner(
        "update incidents.incidents set due_at = now() - interval '1 second' where state = 'counting-down'",
      );
      return runCountdowns(db, config);
    },
    async steps(incidentId) {
      const rows = await city.asOwner(
        'select kind from incidents.steps where incident_id = $1 order by id',
        [incidentId],
      );
      return rows.map((row) => row.kind);
    },
    async close() {
      await http.app.close();
      await city.close();
    },
  };
}
