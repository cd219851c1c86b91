// The walks home in this process: routes, clocks, the matching thread, and what is derived from the city's key.
import { createHmac } from 'node:crypto';
import { liveDemoWalks, type Send } from '#demo-city/walks/live.ts';
import { keepDemoEvening } from '#demo-city/walks/tonight.ts';
import { personSheetOf } from '#gateways/enrolment/people.ts';
import { isPushService } from '#gateways/push/index.ts';
import type { Database } from '#platform/db/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import type { Keyring } from '#platform/keys/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import {
  bindWalkStreams,
  boardContract,
  boardRoutes,
  companionContract,
  companionRoutes,
  openMatcher,
  openRouting,
  pairContract,
  pairRoutes,
  type WalkPorts,
  walkRoutes,
  walksContract,
  walkTimers,
} from '#programme/escorts/index.ts';
import {
  applicantRoutes,
  applicantsContract,
  networkContract,
  networkRoutes,
} from '#programme/network/index.ts';
import type { Timer } from './timers.ts';

export type WalksInProcess = { timers: Timer[]; stop(): Promise<void> };

/** Binds everything about walks and the people who walk. */
export function bindWalks(
  http: HttpServer,
  ports: {
    db: Database;
    config(): CityConfig;
    keyring: Keyring;
    log(entry: Record<string, unknown>): void;
    /** Where the city is reached, for what is scanned into phones. */
    reached(): { origin: string };
  },
): WalksInProcess {
  const { db, config, keyring } = ports;
  const callers = keyring.derived('walk-callers');
  const walkPorts: WalkPorts = {
    db,
    config,
    secrets: {
      meeting: (walkId, shiftId, matchNumber) =>
        keyring.derived(`meeting|${walkId}|${shiftId}|${matchNumber}`),
      callerMark: (text) => createHmac('sha256', callers).update(text).digest('base64url'),
    },
  };
  http.bind(
    networkContract,
    networkRoutes({ config, sheetOf: (key) => personSheetOf(key, ports.reached().origin) }),
  );
  http.bind(
    applicantsContract,
    applicantRoutes(() => config().walks.applicantsKeptDays),
  );
  http.bind(walksContract, walkRoutes(walkPorts));
  http.bind(
    pairContract,
    pairRoutes({
      ...walkPorts,
      maySendTo: (endpoint) => isPushService(endpoint, config().demo),
      pushKey: keyring.pushKey.publicKey,
    }),
  );
  http.bind(boardContract, boardRoutes(walkPorts));
  http.bind(companionContract, companionRoutes(walkPorts));
  const streams = bindWalkStreams(http, db);
  const matcher = openMatcher();
  return {
    timers: [
      ...walkTimers({ db, config, matcher, routing: openRouting(config, ports.log) }),
      { name: 'walk streams', everyMilliseconds: 300, run: () => streams.tell() },
      {
        name: 'demo evening',
        everyMilliseconds: 60_000,
        run: async () => config().demo && keepDemoEvening(db, config()),
      },
      {
        name: 'demo walks',
        everyMilliseconds: 5000,
        run: async () => config().demo && liveDemoWalks(db, sendTo(http)),
      },
    ],
    stop: () => matcher.close(),
  };
}

/** The demo city's phones speak to the routes without a network between. */
function sendTo(http: HttpServer): Send {
  return async (method, url, authorization, body) => {
    const reply = await http.app.inject({
      method,
      url,
      headers: { authorization },
      ...(body ? { body } : {}),
    });
    return reply.statusCode < 300 ? (reply.json() as Record<string, unknown>) : null;
  };
}
