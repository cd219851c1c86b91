// The safe houses' routes and timers, with what they need of the rest of the process.
import type { MqttBroker } from '#gateways/mqtt/index.ts';
import { system } from '#platform/db/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import type { LiveHub } from '#platform/live/index.ts';
import { flagSilent } from '#programme/devices/index.ts';
import { safeHouseRoutes, safeHousesContract } from '#programme/safe-houses/index.ts';
import type { IntakeContext } from './intake.ts';
import type { Timer } from './timers.ts';

export type SafeHousePorts = IntakeContext & {
  broker: MqttBroker;
  hub: LiveHub;
  police(): string | null;
};

/** Binds the routes of the safe houses. */
export function bindSafeHouses(http: HttpServer, ports: SafeHousePorts): void {
  http.bind(safeHousesContract, safeHouseRoutes({ db: ports.db }));
}

/** Supervision, roll call and retention. */
export function safeHouseTimers(ports: SafeHousePorts): Timer[] {
  return [
    {
      name: 'silence',
      everyMilliseconds: 5000,
      run: () => ports.db.transaction(system, flagSilent),
    },
  ];
}
