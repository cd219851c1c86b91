// Figures in this process: routes, and the job that publishes a month once it is due.
import { randomInt } from 'node:crypto';
import { type Database, system } from '#platform/db/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import {
  figuresContract,
  figuresRoutes,
  linesOf,
  publishMonths,
} from '#programme/figures/index.ts';
import type { Timer } from './timers.ts';

/** Binds figures; answers what has to run. */
export function bindFigures(
  http: HttpServer,
  { db, config }: { db: Database; config(): CityConfig },
): Timer[] {
  http.bind(figuresContract, figuresRoutes({ config }));
  return [
    {
      name: 'figures',
      everyMilliseconds: 3_600_000,
      run: () => {
        const { timeZone, figures } = config();
        const today = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
        return db.transaction(system, (tx) =>
          publishMonths(tx, linesOf(tx), {
            today: today.format(new Date()),
            afterDays: figures.publishAfterDays,
            below: figures.smallBelow,
            dice: secretDice,
          }),
        );
      },
    },
  ];
}

const sides = 2 ** 47;

/** Drawn once and kept nowhere. */
function secretDice(): number {
  return randomInt(sides) / sides;
}
