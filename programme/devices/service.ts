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
  keepPress,
  keepVitals,
  type Unreadable,
} from './store.ts';

/** A press that calls for help, as its door gets it. */
export type DeviceCall = {
  device: Device;
  press: string;
  drill: boolean;
  test: boolean;
  promotesTest: boolean;
};

/** What a door does with a call of one of its devices; the same transaction. Answers the incident's id. */
export type DoorHandler = (
  tx: Tx,
  config: CityConfig,
  call: DeviceCall,
) => Promise<{ incidentId: string }>;

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
  const { signal, deviceId } = delivery;
  if (signal.kind === 'supervision') return hearLife(tx, config, delivery);
  const key = keyOf(delivery);
  const press = signal.press ?? 'single';
  const heard = await keepPress(tx, {
    deviceId,
    key,
    press,
    batteryPercent: signal.batteryPercent,
    linkQuality: signal.linkQuality,
    silentAfterGrace: silenceGraceSeconds,
  });
  if (!heard)
    throw new Refused(
      'unknown-device',
      404,
      'No such device is enrolled, or it was taken out of service.',
    );
  if (!heard.fresh) return { outcome: 'duplicate', incidentId: null };
  if (delivery.drill && !config.demo && !heard.training)
    throw new Refused('no-drill', 409, 'Drills run on devices marked for training only.');
  const meaning = readPress({
    press,
    holdOnly: heard.holdOnly,
    inTestMode: heard.inTestMode,
    testedInThisWindow: heard.testedInThisWindow,
  });
  if (meaning.meaning === 'touch') {
    await keepOutcome(tx, deviceId, key.whole, 'touch');
    return { outcome: 'touch', incidentId: null };
  }
  const test = meaning.meaning === 'test';
  if (test) await keepOutcome(tx, deviceId, key.whole, 'test');
  const door = doors.get(heard.placeKind);
  if (!door) throw new Error(`no door for devices of ${heard.placeKind}`);
  const { incidentId } = await door(tx, config, {
    device: heard,
    press,
    drill: delivery.drill,
    test,
    promotesTest: meaning.meaning === 'call' && meaning.promotesTest,
  });
  return { outcome: meaning.meaning, incidentId };
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
): Promise<Outcome> {
  const life = await keepVitals(tx, {
    deviceId,
    batteryPercent: signal.batteryPercent,
    linkQuality: signal.linkQuality,
    tampered: signal.tampered,
    lowBatteryPercent: config.devices.lowBatteryPercent,
    graceSeconds: silenceGraceSeconds,
  });
  if (!life)
    throw new Refused(
      'unknown-device',
      404,
      'No such device is enrolled, or it was taken out of service.',
    );
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
