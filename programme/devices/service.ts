// Hearing a device: whose it is, whether it is new, whether it is a call, and which door it belongs to.
import { createHash, randomUUID } from 'node:crypto';
import type { Tx } from '#platform/db/index.ts';
import { appendEvent } from '#platform/events/index.ts';
import { Refused } from '#platform/http/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import type { DeviceSignal } from './contract.ts';
import { readPress, silenceGraceSeconds } from './rules.ts';
import {
  type Device,
  insertQuarantine,
  keepOutcome,
  keepPresses,
  keepVitals,
  type NewPress,
  type Unreadable,
} from './store.ts';

/** A press that calls for help, as its door gets it. */
export type DeviceCall = {
  device: Pick<Device, 'id' | 'placeId' | 'silent'> & { countdownSeconds: number };
  press: string;
  drill: boolean;
  test: boolean;
  promotesTest: boolean;
};

/** What a door does with calls of its devices; the same transaction. Answers the incidents' ids in the order of the calls. */
export type DoorHandler = (
  tx: Tx,
  config: CityConfig,
  calls: readonly DeviceCall[],
) => Promise<readonly { incidentId: string }[]>;

export type Delivery = {
  deviceId: string;
  signal: DeviceSignal;
  /** What makes a redelivery recognisable on a wire without ids, such as client and packet id; and whether the sender says it is one. */
  wire: { key: string; redelivered: boolean };
  /** For how long the signal's own delivery id names one message; `null` for ever (counters that start again do not). */
  idLifetimeSeconds: number | null;
  drill: boolean;
};

export type Outcome = {
  outcome: 'call' | 'test' | 'touch' | 'duplicate' | 'alive';
  incidentId: string | null;
};

/**
 * Takes one decoded message of a device in the caller's transaction; acknowledge it to the device only after the
 * commit. `doors` are handed in by the server, so that devices know a door by name only.
 * Refuses with `unknown-device`, or with `no-drill` for a drill on a device that is not for training in a real city.
 */
export async function hearDevice(
  tx: Tx,
  config: CityConfig,
  doors: ReadonlyMap<string, DoorHandler>,
  delivery: Delivery,
): Promise<Outcome> {
  const outcome =
    delivery.signal.kind === 'supervision'
      ? await hearLife(tx, config, delivery)
      : (await hearPresses(tx, config, doors, [delivery]))[0]!;
  if (!outcome)
    throw new Refused(
      'unknown-device',
      404,
      'No such device is enrolled, or it was taken out of service.',
    );
  return outcome;
}

/**
 * Takes presses that arrived together, at most one of each device, in the caller's transaction: hearing many costs as many
 * round trips as hearing one. Answers what became of each, in their order; `null` for a device that is not in service.
 */
export async function hearPresses(
  tx: Tx,
  config: CityConfig,
  doors: ReadonlyMap<string, DoorHandler>,
  deliveries: readonly Delivery[],
): Promise<(Outcome | null)[]> {
  const presses = deliveries.map((delivery) => ({ delivery, ...toPress(delivery) }));
  const kept = await keepPresses(tx, presses);
  const outcomes: (Outcome | null)[] = [];
  const calls = new Map<string, { at: number; call: DeviceCall }[]>();
  for (const [at, { delivery, deviceId, key, press }] of presses.entries()) {
    const heard = kept.get(deviceId);
    outcomes[at] = heard ? { outcome: 'duplicate', incidentId: null } : null;
    if (!heard?.fresh) continue;
    if (delivery.drill && !config.demo && !heard.training)
      throw new Refused('no-drill', 409, 'Drills run on devices marked for training only.');
    const meaning = readPress({ ...heard, press });
    outcomes[at] = { outcome: meaning.meaning, incidentId: null };
    if (meaning.meaning !== 'call') await keepOutcome(tx, deviceId, key.whole, meaning.meaning);
    if (meaning.meaning === 'touch') continue;
    const call = {
      device: heard,
      press,
      drill: delivery.drill,
      test: meaning.meaning === 'test',
      promotesTest: meaning.meaning === 'call' && meaning.promotesTest,
    };
    const ofDoor = calls.get(heard.placeKind) ?? [];
    calls.set(heard.placeKind, [...ofDoor, { at, call }]);
  }
  for (const [placeKind, own] of calls) {
    const door = doors.get(placeKind);
    if (!door) throw new Error(`no door for devices of ${placeKind}`);
    const answers = await door(
      tx,
      config,
      own.map(({ call }) => call),
    );
    for (const [index, { at }] of own.entries())
      outcomes[at] = { ...outcomes[at]!, incidentId: answers[index]!.incidentId };
  }
  return outcomes;
}

/** A press as the register keeps it. */
export function toPress(delivery: Delivery): NewPress {
  const { press, batteryPercent, linkQuality } = delivery.signal;
  const key = keyOf(delivery);
  return {
    deviceId: delivery.deviceId,
    key,
    press: press ?? 'single',
    batteryPercent,
    linkQuality,
  };
}

// A sender that says "again" is believed for ten minutes. Some never say it: the same packet of the same client within
// twenty seconds is the same press too; longer would swallow a new call of a button that numbers every connection from one.
const redeliveredWithinSeconds = 600;
const sameWithinSeconds = 20;

type Key = { prefix: string; whole: string; withinSeconds: number | null };

function keyOf({ signal, wire, idLifetimeSeconds }: Delivery): Key {
  if (signal.deliveryId) {
    const id = signal.deliveryId.length > 100 ? digest(signal.deliveryId) : signal.deliveryId;
    if (idLifetimeSeconds === null)
      return { prefix: `id:${id}`, whole: `id:${id}`, withinSeconds: null };
    return {
      prefix: `count:${id}:`,
      whole: `count:${id}:${randomUUID()}`,
      withinSeconds: idLifetimeSeconds,
    };
  }
  const prefix = `wire:${digest(wire.key)}:`;
  return {
    prefix,
    whole: prefix + randomUUID(),
    withinSeconds: wire.redelivered ? redeliveredWithinSeconds : sameWithinSeconds,
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

async function hearLife(
  tx: Tx,
  config: CityConfig,
  { deviceId, signal }: Delivery,
): Promise<Outcome | null> {
  const life = await keepVitals(tx, {
    deviceId,
    batteryPercent: signal.batteryPercent,
    linkQuality: signal.linkQuality,
    tampered: signal.tampered,
    lowBatteryPercent: config.devices.lowBatteryPercent,
    graceSeconds: silenceGraceSeconds,
  });
  if (!life) return null;
  if (life.flagged !== life.before) {
    await appendEvent(tx, {
      type: 'device.health',
      subjectId: deviceId,
      audience: [life.district],
      payload: { device: deviceId, problem: life.flagged },
    });
  }
  return { outcome: 'alive', incidentId: null };
}

/** Keeps a message that nobody understood where operators see it; the next message is not held up by it. */
export async function quarantine(tx: Tx, message: Unreadable): Promise<void> {
  await insertQuarantine(tx, message);
}
