// Phones of units for tests: they speak to the routes over HTTP with the secret they were enrolled with.
import { createHttpServer } from '#platform/http/index.ts';
import {
  type PhonePorts,
  unitDoor,
  unitPhoneContract,
  unitPhoneRoutes,
} from '#programme/duty/index.ts';
import type { Answer, Desks } from './desks-for-test.ts';
import { responderContract, responderRoutes } from './index.ts';

export type Phone = {
  id: string;
  callSign: string;
  get(): Promise<Answer>;
  post(path: string, body?: object): Promise<Answer>;
  /** A step with a call. */
  step(incidentId: string, name: string, body?: object): Promise<Answer>;
};

/** Enrols the phones of every unit of the city; `version` of a secret is what the register holds. */
export async function openPhones(
  desks: Desks,
): Promise<{ phones: Phone[]; close(): Promise<void> }> {
  const { city, config } = desks;
  const knowsUnit: PhonePorts['knowsUnit'] = (id, version, secret) =>
    secret === secretFor(id, version);
  const http = createHttpServer({ db: city.db, authenticate: async () => null, log: () => {} });
  const ports = { db: city.db, config: () => config, knowsUnit, maySendTo: () => true };
  http.bind(unitPhoneContract, unitPhoneRoutes(ports));
  http.bind(
    responderContract,
    responderRoutes({
      ...ports,
      asUnit: unitDoor(ports),
      pushKey: 'key',
      findFacts: async () => ({
        policeOffice: null,
        onDuty: { name: '보기 점원', acceptedAt: new Date().toISOString(), knowsButton: true },
        pastYear: null,
      }),
    }),
  );
  const { app } = http;
  await city.asOwner('update duty.units set has_phone = true');
  const phones = city.units.map(({ id, callSign }) => {
    async function ask(method: 'GET' | 'POST', url: string, body?: object): Promise<Answer> {
      const headers = { authorization: `Bearer ${id}.${secretFor(id, 1)}` };
      const reply = await app.inject({ method, url, headers, ...(body ? { body } : {}) });
      return { status: reply.statusCode, body: reply.json() };
    }
    const post = (path: string, body: object = {}) => ask('POST', path, body);
    return {
      id,
      callSign,
      post,
      get: () => ask('GET', '/api/unit'),
      step: (incidentId: string, name: string, body: object = {}) =>
        post(`/api/unit/incidents/${incidentId}/${name}`, body),
    };
  });
  return { phones, close: () => app.close() };
}

function secretFor(id: string, version: number): string {
  return `secret${id.replaceAll('-', '')}${version}`;
}
