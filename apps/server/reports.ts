// Sealed reports in this process: routes, clocks, files, and the hand-over to the police without content.
import { join } from 'node:path';
import { keepDemoKeys, signDemoKeys } from '#demo-city/reports/keys.ts';
import { keepDemoRoster } from '#demo-city/reports/roster.ts';
import { incidentToEido, postEido, signRequest } from '#gateways/police/index.ts';
import { type Database, system } from '#platform/db/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import type { Keyring } from '#platform/keys/index.ts';
import type { Adapter } from '#platform/outbox/index.ts';
import { sealedChunkSize } from '#platform/sealing/index.ts';
import { type CityConfig, readDistrictName } from '#programme/city/index.ts';
import { firstOpenMonth } from '#programme/figures/index.ts';
import {
  keyRoutes,
  keysContract,
  openPieces,
  readHandOver,
  reportDeskContract,
  reportDeskRoutes,
  reportRoutes,
  reportsContract,
  runReportTimers,
  sealLine,
  shuffleFigures,
} from '#programme/reports/index.ts';
import { openFloodWatch } from '#programme/sos/index.ts';
import { cityOf, type PoliceContext, policeEndpoint } from './police.ts';
import { addressOf } from './sos.ts';
import type { Timer } from './timers.ts';

export type ReportsContext = {
  db: Database;
  config(): CityConfig;
  keyring: Keyring;
  dataDir: string;
};

const megabyte = 1_000_000;

/** Binds everything about sealed reports. */
export function bindReports(http: HttpServer, context: ReportsContext): void {
  const { db, config, keyring } = context;
  const pieces = openPieces(join(context.dataDir, 'reports'));
  const isFlood = openFloodWatch();
  const figuresKey = keyring.derived('report-figures');
  http.app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: sealedChunkSize },
    (_request, body, done) => done(null, body),
  );
  http.bind(
    reportsContract,
    reportRoutes({
      db,
      pieces,
      policy() {
        const { acknowledgeWithinMinutes, fileQuotaMegabytes, reserveMegabytes } = config().reports;
        return {
          acknowledgeWithinMinutes,
          quotaBytes: fileQuotaMegabytes * megabyte,
          reserveBytes: reserveMegabytes * megabyte,
        };
      },
      month: () => monthIn(config().timeZone, new Date()),
      sealFigures: (line) => sealLine(figuresKey, line),
      isPartner: (code) => config().reports.partners.some((partner) => partner.code === code),
      suspectFlood(request) {
        const address = addressOf(request);
        return () => address !== null && isFlood(address);
      },
    }),
  );
  http.bind(
    reportDeskContract,
    reportDeskRoutes({ pieces, partners: () => config().reports.partners }),
  );
  http.bind(keysContract, keyRoutes({ db }));
}

/** In a demo city nobody holds a ceremony: it has desks, keys and a roster by itself from its start on, and signs whatever waits. */
function demoDesks({ db, config, keyring }: ReportsContext): Timer {
  let founded = false;
  return {
    name: 'demo desks',
    everyMilliseconds: 2000,
    async run() {
      if (!config().demo) return;
      const signingKey = new Uint8Array(keyring.derived('demo key log'));
      if (founded) return signDemoKeys(db, signingKey);
      await keepDemoKeys(db, signingKey);
      await keepDemoRoster(db, config().timeZone);
      founded = true;
    },
  };
}

/** Demo time goes on, and its roster with it. */
function demoRoster({ db, config }: ReportsContext): Timer {
  return {
    name: 'demo roster',
    everyMilliseconds: 3_600_000,
    run: async () => config().demo && keepDemoRoster(db, config().timeZone),
  };
}

/** Silence is told within a second of its minute; answers for statistics are shuffled each hour. */
export function reportTimers(context: ReportsContext): Timer[] {
  const { db, config, keyring } = context;
  const figuresKey = keyring.derived('report-figures');
  return [
    demoDesks(context),
    demoRoster(context),
    {
      name: 'reports',
      everyMilliseconds: 500,
      run: () =>
        runReportTimers(db, {
          acknowledgeWithin: config().reports.acknowledgeWithinMinutes,
          neighbourSilentAfter: config().reports.citySilentAfterMinutes,
        }),
    },
    {
      name: 'report figures',
      everyMilliseconds: 3_600_000,
      run: () =>
        db.transaction(system, async (tx) =>
          shuffleFigures(tx, figuresKey, config().reports.shuffleAtLeast, await firstOpenMonth(tx)),
        ),
    },
  ];
}

/** First day of the month in the city. To make a format costs as much as keeping a report: the city's is made once. */
export function monthIn(timeZone: string, now: Date): string {
  const format =
    months.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' });
  months.set(timeZone, format);
  return `${format.format(now).slice(0, 7)}-01`;
}

const months = new Map<string, Intl.DateTimeFormat>();

const timeoutMs = 5000;

/** Outbox adapter for `police-report`: that a sealed report waits for them, which, where and since when; never what is in it. */
export function policeReportAdapter(context: PoliceContext): Adapter {
  return {
    async deliver(row) {
      const facts = await context.db.transaction(system, async (tx) => {
        const report = await readHandOver(tx, row.subjectId);
        return (
          report && { ...report, districtName: await readDistrictName(tx, report.district, 'ko') }
        );
      });
      if (!facts) return { result: 'given-up', error: 'report-withdrawn' };
      const endpoint = policeEndpoint(context);
      if (!endpoint) return { result: 'later', error: 'no-endpoint' };
      const answer = await postEido({
        endpoint,
        eido: incidentToEido({
          incidentId: row.subjectId,
          version: 1,
          state: 'raised',
          door: 'report',
          urgency: facts.urgency === 'today' ? 4 : 3,
          verified: false,
          // Nobody rings at a place: how she may be reached is sealed.
          silent: true,
          raisedAt: facts.sentAt,
          updatedAt: facts.sentAt,
          place: {
            name: `봉인된 신고 · ${facts.districtName}`,
            address: facts.districtName,
            phone: null,
            hint: null,
            lat: null,
            lon: null,
            districtName: facts.districtName,
          },
          callbackNumber: null,
          language: facts.language,
          disposition: null,
          city: cityOf(context.config()),
        }),
        sign: (message) =>
          signRequest({
            ...message,
            keyId: context.keyring.keyId,
            privateKey: context.keyring.privateKey,
            created: Math.floor(Date.now() / 1000),
          }),
        timeoutMs,
      });
      if ('receipt' in answer || answer.failure.kind === 'no-receipt')
        return { result: 'delivered' };
      return { result: 'later', error: answer.failure.kind };
    },
  };
}
