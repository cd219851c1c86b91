// The hotline's contract bound to its services.
import type { Handlers } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { type FindPlaceFacts, readIncident } from '#programme/incidents/index.ts';
import { findPlaces } from '#programme/safe-houses/index.ts';
import type { hotlineContract } from './contract.ts';
import { raiseForCaller } from './service.ts';

/** Handlers of `hotlineContract`. */
export function hotlineRoutes(ports: {
  config(): CityConfig;
  findFacts: FindPlaceFacts;
}): Handlers<typeof hotlineContract> {
  return {
    async 'GET /api/hotline/search'(tx, _actor, { query }) {
      return { items: await findPlaces(tx, query.q) };
    },
    async 'POST /api/hotline/incidents'(tx, _actor, { body }) {
      const id = await raiseForCaller(tx, ports.config(), body);
      return readIncident(tx, ports.config(), ports.findFacts, id);
    },
  };
}
