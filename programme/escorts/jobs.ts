// The clocks of the walks, for whoever runs the server's timers.
import { type Database, system } from '#platform/db/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { endForgotten } from '#programme/network/index.ts';
import { callRound } from './call-round.ts';
import { companionRound } from './companion.ts';
import type { Matcher } from './matcher.ts';
import { newsRound } from './news-round.ts';
import { matchRound } from './round.ts';
import type { Routing } from './routing.ts';
import { shuffleAnswers } from './store/closing.ts';
import { closeForgotten, closeUnconfirmed, watchRound } from './watch-round.ts';

export type WalkJobPorts = {
  db: Database;
  config(): CityConfig;
  matcher: Matcher;
  routing: Routing;
};

/** Every clock with its period; each asks the database what is due, so any number of servers may run them. */
export function walkTimers(ports: WalkJobPorts) {
  const { db, config } = ports;
  let matchedAt = 0;
  return [
    {
      name: 'walk matching',
      everyMilliseconds: 1000,
      async run() {
        // The period is the city's to change while the server runs.
        if (Date.now() - matchedAt < config().walks.matching.everySeconds * 1000) return;
        matchedAt = Date.now();
        await matchRound(ports);
      },
    },
    { name: 'walk watch', everyMilliseconds: 2000, run: () => watchRound(ports) },
    { name: 'walk news', everyMilliseconds: 2000, run: () => newsRound(ports) },
    { name: 'walk calls', everyMilliseconds: 1000, run: () => callRound(ports) },
    { name: 'walk arrivals', everyMilliseconds: 15_000, run: () => closeUnconfirmed(ports) },
    { name: 'walks forgotten', everyMilliseconds: 60_000, run: () => closeForgotten(ports) },
    { name: 'ways home', everyMilliseconds: 1000, run: () => companionRound(ports) },
    {
      name: 'shifts forgotten',
      everyMilliseconds: 60_000,
      run: () => db.transaction(system, endForgotten),
    },
    {
      name: 'walk answers',
      everyMilliseconds: 3_600_000,
      run: () => db.transaction(system, shuffleAnswers),
    },
  ];
}
