// The safe houses' routes and timers, with what they need of the rest of the process.
import { sheetOf } from '#gateways/enrolment/index.ts';
import type { MqttBroker } from '#gateways/mqtt/index.ts';
import { system } from '#platform/db/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import type { LiveHub } from '#platform/live/index.ts';
import { flagSilent } from '#programme/devices/index.ts';
import {
  callRoll,
  closeRoll,
  countLate,
  isRollDue,
  lapseDesignations,
  type PhoneList,
  registerContract,
  registerRoutes,
  safeHouseRoutes,
  safeHousesContract,
} from '#programme/safe-houses/index.ts';
import type { IntakeContext } from './intake.ts';
import type { Timer } from './timers.ts';

export type SafeHousePorts = IntakeContext & {
  broker: MqttBroker;
  hub: LiveHub;
  phoneList(): Promise<PhoneList>;
  police(): string | null;
  /** Where the city is reached, for what is typed into devices. */
  origin(): string;
};

/** Binds the routes of the safe houses. */
export function bindSafeHouses(http: HttpServer, ports: SafeHousePorts): void {
  const { db, phoneList, keyring, config } = ports;
  http.bind(safeHousesContract, safeHouseRoutes({ db, phoneList }));
  http.bind(
    registerContract,
    registerRoutes({
      config,
      sheetOf: (device) =>
        sheetOf(device, ports.origin(), keyring.deviceSecret(device.id, device.secretVersion)),
    }),
  );
}

/** Supervision and the evening's roll call. */
export function safeHouseTimers(ports: SafeHousePorts): Timer[] {
  const { db } = ports;
  return [
    { name: 'silence', everyMilliseconds: 5000, run: () => db.transaction(system, flagSilent) },
    {
      name: 'designations',
      everyMilliseconds: 60_000,
      run: () => db.transaction(system, (tx) => lapseDesignations(tx, ports.config().timeZone)),
    },
    { name: 'roll call', everyMilliseconds: 15_000, run: () => keepRoll(ports) },
  ];
}

async function keepRoll(ports: SafeHousePorts): Promise<void> {
  const { rollCallAt: callAt, rollCallClosesAt: closesAt, timeZone, demo } = ports.config();
  const policeAnswers = await ping(ports.police());
  await ports.db.transaction(system, async (tx) => {
    const due = await isRollDue(tx, { callAt, closesAt, timeZone, callFirstAtOnce: demo });
    if (due === 'call') {
      await callRoll(tx, {
        connectedDeviceIds: ports.broker.connectedDeviceIds(),
        districtsAtDesk: ports.hub.districtsAtDesk(),
        policeAnswers,
      });
    } else if (due === 'close') await closeRoll(tx, ports.keyring);
    else await countLate(tx);
  });
}

/** Whether something answers at the police endpoint, whatever it answers to a bare question. */
async function ping(endpoint: string | null): Promise<boolean | null> {
  if (!endpoint) return null;
  return fetch(endpoint, {
    method: 'HEAD',
    signal: AbortSignal.timeout(3000),
    redirect: 'manual',
  }).then(
    () => true,
    () => false,
  );
}
