// Units and their phones put together: the register's sheets, the phone's door, OwnTracks over HTTP and MQTT, and the push that wakes a phone.
import { z } from 'zod';
import { phoneSheetOf, type Reached, trackerRoot } from '#gateways/enrolment/units.ts';
import type { MqttLogin } from '#gateways/mqtt/index.ts';
import {
  readBasic,
  readTracker,
  readTrackerPayload,
  type TrackerMessage,
} from '#gateways/owntracks/index.ts';
import { isPushService, sendPush } from '#gateways/push/index.ts';
import { sameSecret } from '#platform/auth/index.ts';
import { type Actor, type Database, system, type Tx } from '#platform/db/index.ts';
import { defineContract, type Handlers, type HttpServer, Refused } from '#platform/http/index.ts';
import type { Keyring } from '#platform/keys/index.ts';
import type { Adapter, DeliveryResult, OutboxRow } from '#platform/outbox/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import {
  dutyContract,
  dutyRoutes,
  endPush,
  endShiftsDue,
  keepFix,
  knownUnit,
  readPush,
  unitDoor,
  unitPhoneContract,
  unitPhoneRoutes,
} from '#programme/duty/index.ts';
import {
  type ResponderPorts,
  responderContract,
  responderRoutes,
} from '#programme/incidents/index.ts';
import * as network from '#programme/network/index.ts';
import type { Timer } from './timers.ts';

export type UnitPorts = {
  db: Database;
  config(): CityConfig;
  keyring: Keyring;
};

export const trackerContract = defineContract({
  'POST /api/owntracks': {
    summary: "OwnTracks in HTTP mode; Basic authentication with the unit's id and secret",
    roles: 'device',
    body: z.unknown(),
    reply: z.array(z.unknown()).describe('Always empty: a tracker is told nothing'),
  },
});

function knows({ keyring }: UnitPorts) {
  return (id: string, version: number, secret: string) =>
    sameSecret(secret, keyring.unitSecret(id, version));
}

/** Binds everything about units. `reached` is where the city is reached, for what is scanned into phones. */
export function bindUnits(
  http: HttpServer,
  ports: UnitPorts & Pick<ResponderPorts, 'findFacts'> & { reached(): Reached },
): void {
  const { db, config, keyring } = ports;
  const knowsUnit = knows(ports);
  http.bind(
    dutyContract,
    dutyRoutes({
      config,
      sheetOf: ({ version, ...unit }) =>
        phoneSheetOf(unit, keyring.unitSecret(unit.id, version), ports.reached()),
    }),
  );
  const maySendTo = (endpoint: string) => isPushService(endpoint, config().demo);
  http.bind(unitPhoneContract, unitPhoneRoutes({ db, config, knowsUnit, maySendTo }));
  http.bind(
    responderContract,
    responderRoutes({
      db,
      config,
      findFacts: ports.findFacts,
      asUnit: unitDoor({ db, knowsUnit }),
      pushKey: keyring.pushKey.publicKey,
    }),
  );
  http.bind(trackerContract, trackerRoutes(ports));
}

function trackerRoutes(ports: UnitPorts): Handlers<typeof trackerContract> {
  return {
    async 'POST /api/owntracks'(_tx, _actor, { body }, request) {
      const login = readBasic(request.headers.authorization);
      const unit = login
        ? await knownUnit({ db: ports.db, knowsUnit: knows(ports) }, login.user, login.secret)
        : null;
      if (!unit)
        throw new Refused('unknown-device', 401, 'Unknown unit, or its secret was renewed.');
      const empty = typeof body === 'object' && body !== null && Object.keys(body).length === 0;
      const told = readTracker(empty ? null : body);
      if (!told.ok)
        throw new Refused('invalid-input', 400, `Not a message of OwnTracks: ${told.reason}.`);
      await keepTold(ports.db, unit, told);
      return [];
    },
  };
}

/**
 * Keeps the fix of a unit that is on duty. Off duty the answer is the same and nothing is kept: a tracker that were refused would
 * hold its fixes and send them when the next shift begins.
 */
async function keepTold(
  db: Database,
  unit: Actor,
  told: TrackerMessage & { ok: true },
): Promise<void> {
  const { fix } = told;
  if (fix) await db.transaction(unit, (tx) => keepFix(tx, unit.id, fix));
}

/** A unit that logs in at the broker owns its own topics and may speak for nobody else. */
export async function authenticateTracker(
  ports: UnitPorts,
  username: string,
  password: string,
): Promise<MqttLogin | null> {
  const unit = await knownUnit({ db: ports.db, knowsUnit: knows(ports) }, username, password);
  return unit && { topics: [{ topic: `${trackerRoot}/${unit.id}`, deviceId: unit.id }] };
}

/** Whether a message of the broker is a tracker's. */
export function isTracker(topic: string): boolean {
  return topic.startsWith(`${trackerRoot}/`);
}

/** Takes one MQTT message of a tracker; resolves after the commit. What is not a fix of a unit on duty is dropped. */
export async function acceptTracker(
  ports: UnitPorts,
  message: { topic: string; payload: Uint8Array },
): Promise<void> {
  const id = message.topic.split('/')[1] ?? '';
  const told = readTrackerPayload(message.payload);
  if (!told.ok || !/^[0-9a-f-]{36}$/.test(id)) return;
  await keepTold(ports.db, { id, name: null, role: 'unit', districts: [] }, told);
}

/** Outbox adapter for `web-push`: wakes a unit's or a scout's phone with ids only. Nothing hangs on it: what nobody answers falls back to the operator. */
export function pushAdapter(ports: UnitPorts, contact: () => string): Adapter {
  async function deliver(row: OutboxRow): Promise<DeliveryResult> {
    const about = String(row.payload.about);
    const forSeconds = Number(row.payload.forSeconds);
    const phone = phoneOf(row);
    const to = await ports.db.transaction(system, phone.read);
    if (!to) return { result: 'given-up', error: 'no-address' };
    const answer = await sendPush(
      { key: ports.keyring.pushKey, contact: contact(), timeoutMs: 5000 },
      { to, payload: { about, id: row.subjectId }, forSeconds },
    );
    if (answer === 'taken') return { result: 'delivered' };
    if (answer === 'gone') {
      await ports.db.transaction(system, (tx) => phone.end(tx, to.endpoint));
      return { result: 'given-up', error: 'gone' };
    }
    // Old news wakes nobody: what it was about is over, answered or with the operator.
    return row.attempts > 5
      ? { result: 'given-up', error: answer.failed }
      : { result: 'later', error: answer.failed };
  }
  return { deliver };
}

/** A unit's phone, or a scout's own. */
function phoneOf({ payload }: OutboxRow) {
  const { personId, unitId } = payload;
  return typeof personId === 'string'
    ? {
        read: (tx: Tx) => network.readPush(tx, personId),
        end: (tx: Tx, endpoint: string) => network.endPush(tx, personId, endpoint),
      }
    : {
        read: (tx: Tx) => readPush(tx, String(unitId)),
        end: (tx: Tx, endpoint: string) => endPush(tx, String(unitId), endpoint),
      };
}

/** Shifts that end by themselves. */
export function unitTimers({ db }: UnitPorts): Timer[] {
  return [{ name: 'shifts', everyMilliseconds: 5000, run: () => endShiftsDue(db) }];
}
