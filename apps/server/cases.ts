// Cases in this process: routes, clocks, and the counts whose key is not in the database.
import { join } from 'node:path';
import { type Database, system } from '#platform/db/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import type { Keyring } from '#platform/keys/index.ts';
import {
  caseRoutes,
  casesContract,
  runCaseTimers,
  sealCaseLine,
  shuffleLines,
} from '#programme/cases/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import { firstOpenMonth } from '#programme/figures/index.ts';
import { openPieces } from '#programme/reports/index.ts';
import { monthIn } from './reports.ts';
import type { Timer } from './timers.ts';

export type CasesContext = {
  db: Database;
  config(): CityConfig;
  keyring: Keyring;
  dataDir: string;
};

/** Binds everything about cases; answers what has to run. */
export function bindCases(http: HttpServer, context: CasesContext): Timer[] {
  const { db, config, keyring } = context;
  const key = keyring.derived('case-lines');
  const pieces = openPieces(join(context.dataDir, 'reports'));
  http.bind(
    casesContract,
    caseRoutes({
      db,
      month: () => monthIn(config().timeZone, new Date()),
      seal: (line) => sealCaseLine(key, line),
      keepMonths: () => config().cases.keepMonths,
    }),
  );
  return [
    {
      name: 'cases',
      everyMilliseconds: 5000,
      run: () =>
        runCaseTimers(db, { warnHours: config().cases.warnHours }, (files) =>
          pieces.remove([...files]),
        ),
    },
    {
      name: 'case figures',
      everyMilliseconds: 3_600_000,
      run: () =>
        db.transaction(system, async (tx) =>
          shuffleLines(tx, key, config().reports.shuffleAtLeast, await firstOpenMonth(tx)),
        ),
    },
  ];
}
