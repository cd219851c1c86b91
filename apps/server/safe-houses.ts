// The safe houses' routes and timers, with what they need of the rest of the process.
import type { MqttBroker } from '#gateways/mqtt/index.ts';
import type { HttpServer } from '#platform/http/index.ts';
import type { LiveHub } from '#platform/live/index.ts';
import type { IntakeContext } from './intake.ts';
import type { Timer } from './timers.ts';

export type SafeHousePorts = IntakeContext & {
  broker: MqttBroker;
  hub: LiveHub;
  police(): string | null;
};

/** Binds the routes of the safe houses. */
export function bindSafeHouses(_http: HttpServer, _ports: SafeHousePorts): void {}

/** Supervision, roll call and retention. */
export function safeHouseTimers(_ports: SafeHousePorts): Timer[] {
  return [];
}
