// Puts the whole programme together in one process: database, gateways, routes, timers, pages.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { driveDemoUnits, keepDemoAlive } from '#demo-city/alive.ts';
import { appointAdvisers, appointTeams, loadDemoCity } from '#demo-city/load.ts';
import { connectCityBroker, startMqttBroker } from '#gateways/mqtt/index.ts';
import { sameSecret } from '#platform/auth/index.ts';
import type { Settings } from '#platform/config/index.ts';
import { type CityDatabase, openCityDatabase, StartError, system } from '#platform/db/index.ts';
import {
  type Contract,
  compressReplies,
  type createHttpServer,
  describeApi,
} from '#platform/http/index.ts';
import { openKeyring } from '#platform/keys/index.ts';
import { startLiveHub } from '#platform/live/index.ts';
import { type Adapter, deliverDue } from '#platform/outbox/index.ts';
import { type CityConfig, cityContract, cityRoutes, readConfig } from '#programme/city/index.ts';
import {
  type Device,
  type DoorHandler,
  quarantineContract,
  quarantineRoutes,
} from '#programme/devices/index.ts';
import { keepEvenings } from '#programme/escorts/index.ts';
import { hotlineContract, hotlineRoutes } from '#programme/hotline/index.ts';
import {
  type IncidentPorts,
  incidentRoutes,
  incidentsContract,
  runIncidentTimers,
} from '#programme/incidents/index.ts';
import { readNewestPosition } from '#programme/reports/index.ts';
import {
  answerButtons,
  clerkContract,
  clerkRoutes,
  keepCallEnd,
  keepPhoneList,
  readPlaceFacts,
} from '#programme/safe-houses/index.ts';
import { bindAccess } from './access.ts';
import { bindAdvisers } from './advisers.ts';
import { bindCases } from './cases.ts';
import { citizenPages, serveCitizen } from './citizen.ts';
import { demoPoliceContract, demoPoliceRoutes } from './demo-police.ts';
import { bindDeskNews } from './desk-news.ts';
import { bindDisclosures } from './disclosures.ts';
import { drillContract, drillRoutes } from './drills.ts';
import { bindEvidence } from './evidence.ts';
import { bindFigures } from './figures.ts';
import {
  acceptCityMessage,
  acceptMqtt,
  authenticateMqtt,
  type IntakeContext,
  keepRefusal,
} from './intake.ts';
import { bindLive, callersTimer, positionsTimer } from './live.ts';
import { keepLooks } from './looks.ts';
import { createMetrics } from './metrics.ts';
import { bindOverrides } from './overrides.ts';
import { servePages } from './pages.ts';
import { policeAdapter, policeEndpoint } from './police.ts';
import { gatherPresses } from './presses.ts';
import { bindReports, policeReportAdapter, reportTimers } from './reports.ts';
import { retentionTimer } from './retention.ts';
import { bindSafeHouses, safeHouseTimers } from './safe-houses.ts';
import { bindSos, sosTimers } from './sos.ts';
import type { Tell } from './tell.ts';
import { startTimers } from './timers.ts';
import { bindUnits, pushAdapter, unitTimers } from './units.ts';
import { bindWalks } from './walks.ts';
import { webhookRoutes, webhooksContract } from './webhooks.ts';

export type RunningServer = {
  url: string;
  mqttPort: number;
  config(): CityConfig;
  stop(): Promise<void>;
};

const root = join(import.meta.dirname, '../..');
const release = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
).version;

/** Starts everything and answers when it is ready. Throws `StartError` with a sentence for people; nothing is left running then. */
export async function startServer(settings: Settings, tell: Tell): Promise<RunningServer> {
  const closing: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of closing.reverse()) await close();
    closing.length = 0;
  };
  try {
    return await compose(settings, tell, closing, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function compose(
  settings: Settings,
  tell: Tell,
  closing: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<RunningServer> {
  const database = await openCityDatabase({
    dataDir: settings.dataDir,
    databaseUrl: settings.databaseUrl,
    migrations: join(root, 'migrations'),
    connections: 20,
    log: tell.say,
  });
  closing.push(() => database.close());
  const { db, feedDb, intakeDb } = database;
  const keyring = openKeyring(join(settings.dataDir, 'keys'));
  let config = await foundOrRead(database, tell);
  const currentConfig = () => config;
  const hub = await startLiveHub(feedDb, (message) => tell.log({ level: 'error', message }));
  closing.push(() => hub.stop());
  const metrics = createMetrics(hub);
  const doors = new Map<string, DoorHandler>([['store', answerButtons]]);
  const { heard } = metrics;
  const hearPress = gatherPresses({ db, intakeDb, config: currentConfig, doors });
  const context: IntakeContext = { db, config: currentConfig, keyring, doors, hearPress, heard };

  const { http, access } = bindAccess({ db, config: currentConfig, settings, tell, metrics });
  const { app } = http;
  compressReplies(app, [...citizenPages, '/api/safe-houses/places', '/api/city/map']);
  const police = {
    db,
    config: currentConfig,
    keyring,
    demoEndpoint: () => demoEndpoint(app.server.address()),
  };
  const incidentPorts: IncidentPorts = {
    config: currentConfig,
    findFacts: readPlaceFacts,
    keepEnd: (tx, end) => keepCallEnd(tx, end, config.timeZone),
  };
  const broker = await startMqttBroker({
    host: settings.host,
    port: settings.mqttPort,
    ports: {
      authenticate: (username, password) => authenticateMqtt(context, username, password),
      accept: (message) => acceptMqtt(context, message),
      refused: (refusal) => keepRefusal(context, refusal),
    },
    log: brokerLog(tell),
  });
  closing.push(() => broker.stop());

  http.bind(cityContract, cityRoutes({ config: currentConfig, openid: access.openid }));
  http.bind(incidentsContract, incidentRoutes(incidentPorts));
  http.bind(quarantineContract, quarantineRoutes());
  bindUnits(http, {
    ...context,
    findFacts: readPlaceFacts,
    reached: () => ({ origin: settings.origin ?? url, mqttPort: broker.port }),
  });
  http.bind(hotlineContract, hotlineRoutes(incidentPorts));
  http.bind(webhooksContract, webhookRoutes(context));
  http.bind(demoPoliceContract, demoPoliceRoutes({ db, keyring, isDemo: () => config.demo }));
  http.bind(drillContract, drillRoutes(context));
  const knowsSecret = (device: Device, secret: string) =>
    sameSecret(secret, keyring.deviceSecret(device.id, device.secretVersion));
  http.bind(clerkContract, clerkRoutes({ ...context, knowsSecret }));
  const phoneList = keepPhoneList(db);
  const houses = {
    ...context,
    broker,
    hub,
    phoneList,
    police: () => policeEndpoint(police),
    origin: () => settings.origin ?? url,
  };
  bindSafeHouses(http, houses);
  bindSos(http, context);
  const reports = { db, config: currentConfig, keyring, dataDir: settings.dataDir };
  bindReports(http, reports);
  const caseTimers = bindCases(http, reports);
  const adviserTimers = bindAdvisers(http, { db, config: currentConfig });
  const disclosureTimers = bindDisclosures(http, reports);
  const overrideTimer = bindOverrides(http, reports);
  const figuresTimers = bindFigures(http, reports);
  bindEvidence(http, reports);
  const walks = bindWalks(http, {
    db,
    config: currentConfig,
    keyring,
    log: tell.log,
    reached: () => ({ origin: settings.origin ?? url }),
  });
  closing.push(() => walks.stop());
  const streams = bindLive(http, hub, db);
  bindDeskNews(http, hub, db);
  const looks = keepLooks(db, streams.readers);
  bindMachineRoutes(http, metrics, db, () => describeApi(http.contracts as Contract[], release));
  await servePages(app, join(root, 'dist'), () => config.demo);
  serveCitizen(app, join(root, 'dist'), {
    config: currentConfig,
    phoneList,
    walks: keepEvenings({ db, config: currentConfig }),
    keys: () => db.transaction(system, readNewestPosition),
  });
  const url = await listen(app, settings);
  closing.push(() => app.close());

  if (settings.cityBroker) {
    const client = connectCityBroker({
      ...settings.cityBroker,
      clientId: `ansim-${keyring.keyId}`,
      accept: (message) => acceptCityMessage(context, message),
      refused: (message) =>
        keepRefusal(context, { ...message, username: 'city-broker', reason: 'not-kept' }),
      log: brokerLog(tell),
    });
    closing.push(() => client.stop());
  }
  const adapters = new Map<string, Adapter>([
    ['police-eido', policeAdapter(police)],
    ['police-report', policeReportAdapter(police)],
    ['web-push', pushAdapter(context, () => pushContact(settings))],
  ]);
  const stopTimers = startTimers(
    [
      {
        name: 'configuration',
        everyMilliseconds: 2000,
        async run() {
          config = (await db.transaction(system, readConfig)) ?? config;
        },
      },
      { name: 'incidents', everyMilliseconds: 250, run: () => runIncidentTimers(db, config) },
      // One each, so that receivers who are slow hold up no others.
      ...[...adapters].map(([kind, adapter]) => ({
        name: `outbox of ${kind}`,
        everyMilliseconds: 100,
        run: () => deliverDue(db, kind, adapter),
      })),
      {
        name: 'demo city',
        everyMilliseconds: 60_000,
        run: async () => config.demo && keepDemoAlive(db),
      },
      {
        name: 'demo units',
        everyMilliseconds: 1000,
        run: async () => config.demo && driveDemoUnits(db, 1),
      },
      positionsTimer(db, hub),
      callersTimer(db, hub, looks),
      streams.timer,
      retentionTimer(db, currentConfig),
      ...access.timers,
      ...safeHouseTimers(houses),
      ...sosTimers(context),
      ...reportTimers(reports),
      ...caseTimers,
      ...adviserTimers,
      overrideTimer,
      ...disclosureTimers,
      ...figuresTimers,
      ...unitTimers(context),
      ...walks.timers,
    ],
    tell.log,
  );
  closing.push(() => looks.closeAll());
  closing.push(stopTimers);
  return { url, mqttPort: broker.port, config: currentConfig, stop };
}

async function foundOrRead(database: CityDatabase, tell: Tell): Promise<CityConfig> {
  const known = await database.db.transaction(system, readConfig);
  const scale = Number(process.env.ANSIM_DEMO_SCALE) || 1;
  if (known) {
    const came = known.demo ? await appointTeams(database.db, scale) : 0;
    if (came > 0)
      tell.say(
        `This demo city is older than sealed reports: ${came} people of crisis teams have joined it.`,
      );
    const advise = known.demo ? await appointAdvisers(database.db, scale) : 0;
    if (advise > 0)
      tell.say(
        `This demo city is older than its Advisory Group: ${advise} advisers have joined it.`,
      );
    return known;
  }
  tell.say('Founding the demo city …');
  return loadDemoCity(database.db, { scale });
}

async function listen(
  app: ReturnType<typeof createHttpServer>['app'],
  settings: Settings,
): Promise<string> {
  try {
    return await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE')
      throw new StartError(
        `Port ${settings.port} is taken by another program. Stop that program, or choose another port: PORT=8081 npm start`,
      );
    if (code === 'EACCES')
      throw new StartError(
        `Port ${settings.port} may not be opened by this user. Choose one above 1023: PORT=8080 npm start`,
      );
    throw new StartError(
      `The server cannot listen on ${settings.host}:${settings.port} (${code}). Check HOST and PORT.`,
    );
  }
}

/** Where a push service finds this city's people; a demo has no address of its own. */
function pushContact({ origin }: Settings): string {
  return origin?.startsWith('https:') ? origin : 'mailto:ansim@example.invalid';
}

function demoEndpoint(address: ReturnType<import('node:net').Server['address']>): string | null {
  return address && typeof address === 'object'
    ? `http://127.0.0.1:${address.port}/demo-police/eido`
    : null;
}

function brokerLog(tell: Tell) {
  const at = (level: string) => (details: object, message: string) =>
    tell.log({ level, message, ...details });
  return { info: () => {}, warn: at('warn'), error: at('error') };
}

function bindMachineRoutes(
  http: ReturnType<typeof createHttpServer>,
  metrics: ReturnType<typeof createMetrics>,
  db: CityDatabase['db'],
  describe: () => unknown,
): void {
  const { app } = http;
  app.get('/healthz', async () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await db.transaction(system, (tx) => tx.sql`select 1 as ready`);
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'the database does not answer' });
    }
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.text()),
  );
  app.get('/api/openapi.json', async () => describe());
}
