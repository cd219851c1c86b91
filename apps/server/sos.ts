// The residents' calls, with what they need of the rest of the process.
import type { FastifyRequest } from 'fastify';
import { type Database, system } from '#platform/db/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import { type CityConfig, rememberGround } from '#programme/city/index.ts';
import { runCountdowns } from '#programme/incidents/index.ts';
import {
  eraseDeadLinks,
  openFloodWatch,
  placeFinder,
  sosContract,
  sosRoutes,
} from '#programme/sos/index.ts';
import type { Timer } from './timers.ts';

export type SosContext = { db: Database; config(): CityConfig };

/** Binds the routes of the residents' calls. */
export function bindSos(http: HttpServer, { db, config }: SosContext): void {
  const language = () => config().languages[0] ?? 'ko';
  const findPlace = placeFinder(rememberGround(language), language);
  const isFlood = openFloodWatch();
  const suspectFlood = (request: FastifyRequest) => {
    const address = addressOf(request);
    return () => address !== null && isFlood(address);
  };
  http.bind(sosContract, sosRoutes({ db, config, findPlace, suspectFlood }));
}

/** A countdown ends within 100 ms of its second, whatever became of the phone; links end with the call. */
export function sosTimers({ db, config }: SosContext): Timer[] {
  return [
    { name: 'countdowns', everyMilliseconds: 100, run: () => runCountdowns(db, config()) },
    { name: 'links', everyMilliseconds: 1000, run: () => db.transaction(system, eraseDeadLinks) },
  ];
}

/** Loopback and the private networks of RFC 1918 and RFC 4193, also as IPv4 written in IPv6. */
const own = /^(?:::ffff:)?(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)|^::1$|^f[cd]/i;

/**
 * Who asks; where a proxy of the city's own network stands in front, the last address that it added. `null` when the phone has
 * hung up already: its call is kept all the same.
 */
export function addressOf(request: FastifyRequest): string | null {
  const { headers } = request;
  const ip: string | undefined = request.ip;
  if (ip === undefined) return null;
  if (!own.test(ip)) return ip;
  const added = [headers['x-forwarded-for'] ?? []].flat().join(',').split(',').at(-1)?.trim();
  return added || ip;
}
