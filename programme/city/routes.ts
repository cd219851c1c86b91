// The city's contract bound to its tables.
import type { Handlers } from '#platform/http/index.ts';
import type { CityConfig } from './config.ts';
import type { cityContract } from './contract.ts';
import { selectDistricts, selectMap } from './store.ts';

export type CityPorts = { config(): CityConfig; openid: boolean };

/** Handlers of `cityContract`. */
export function cityRoutes(ports: CityPorts): Handlers<typeof cityContract> {
  return {
    async 'GET /api/city'(tx) {
      const config = ports.config();
      return {
        name: config.name,
        demo: config.demo,
        timeZone: config.timeZone,
        languages: config.languages,
        numbers: config.numbers,
        labels: config.labels,
        bounds: config.bounds,
        districts: await selectDistricts(tx),
        signIn: { password: config.demo, passkey: true, openid: ports.openid },
        escalation: config.escalation,
      };
    },
    async 'GET /api/city/map'(tx) {
      return { layers: await selectMap(tx) };
    },
  };
}
