// From the wire into the programme: decodes, finds the device, hears it in one transaction, and only then lets the gateway acknowledge.
import { decodeButton, deliveryIdLifetimeSeconds } from '#gateways/buttons/index.ts';
import {
  type CityMessage,
  type MqttLogin,
  type MqttMessage,
  type MqttRefusal,
  topicOf,
  topicRoots,
} from '#gateways/mqtt/index.ts';
import { sameSecret } from '#platform/auth/index.ts';
import { type Database, type Gatherer, system, type Tx } from '#platform/db/index.ts';
import { Refused } from '#platform/http/index.ts';
import type { Keyring } from '#platform/keys/index.ts';
import type { CityConfig } from '#programme/city/index.ts';
import {
  type Decoded,
  type Delivery,
  type Device,
  type DeviceSignal,
  type DoorHandler,
  findDevice,
  hearDevice,
  type Outcome,
  type Protocol,
  quarantine,
  selectDevicesOfPlace,
} from '#programme/devices/index.ts';
import { acceptTracker, authenticateTracker, isTracker } from './units.ts';

export type IntakeContext = {
  db: Database;
  config(): CityConfig;
  keyring: Keyring;
  doors: ReadonlyMap<string, DoorHandler>;
  /** Hears one press, gathered with others; `null` when its device is not in service. */
  hearPress: Gatherer<Delivery, Outcome | null>;
  /** Counts what was heard, for the metrics. */
  heard?(protocol: string, outcome: string): void;
};

const mqttProtocols = Object.keys(topicRoots) as Protocol[];

/** Who logs in at the broker: a device, which may also speak for the other devices of its place (a bridge in a store). */
export async function authenticateMqtt(
  context: IntakeContext,
  username: string,
  password: string,
): Promise<MqttLogin | null> {
  const login = await authenticateDevice(context, username, password);
  return login ?? authenticateTracker(context, username, password);
}

function authenticateDevice(
  context: IntakeContext,
  username: string,
  password: string,
): Promise<MqttLogin | null> {
  return context.db.transaction(system, async (tx) => {
    const device = await findDevice(tx, mqttProtocols, username);
    if (
      !device ||
      !sameSecret(password, context.keyring.deviceSecret(device.id, device.secretVersion))
    )
      return null;
    const others = await selectDevicesOfPlace(tx, device.placeKind, device.placeId);
    const topics = others.flatMap((other) => {
      const topic = topicOf(other);
      return topic ? [{ topic, deviceId: other.id }] : [];
    });
    return { topics: [...topics, { topic: 'zigbee2mqtt/bridge', deviceId: null }] };
  });
}

/**
 * Takes one message of the embedded broker; resolves after the commit. The broker knows whose the topic is and the topic's
 * root says how it speaks, so a press costs no look into the register before it is kept.
 */
export function acceptMqtt(context: IntakeContext, message: MqttMessage): Promise<void> {
  if (isTracker(message.topic)) return acceptTracker(context, message);
  const root = message.topic.split('/', 1)[0]!;
  const protocol = mqttProtocols.find((each) => topicRoots[each] === root);
  return protocol
    ? hearMqtt(context, { id: message.deviceId, protocol }, message)
    : keepUnknown(context, message);
}

/** Takes one message of the city's own broker, whose device is known by its topic only. */
export async function acceptCityMessage(
  context: IntakeContext,
  message: CityMessage,
): Promise<void> {
  if (isTracker(message.topic)) return acceptTracker(context, message);
  const [root, name] = message.topic.split('/');
  if (root === 'zigbee2mqtt' && name === 'bridge') return;
  const protocols = mqttProtocols.filter((protocol) => topicRoots[protocol] === root);
  const device = await context.db.transaction(system, (tx) =>
    findDevice(tx, protocols, name ?? ''),
  );
  if (device) await hearMqtt(context, device, message);
  else await keepUnknown(context, message);
}

function keepUnknown(context: IntakeContext, message: CityMessage): Promise<void> {
  return context.db.transaction(system, (tx) =>
    quarantine(tx, {
      protocol: 'mqtt',
      deviceId: null,
      reason: 'unknown-device',
      detail: message.topic,
      payload: message.payload,
    }),
  );
}

async function hearMqtt(
  context: IntakeContext,
  device: Sender,
  message: CityMessage,
): Promise<void> {
  const { db, heard } = context;
  const decoded = decodeButton(device.protocol, message.topic, message.payload, {
    replayed: message.replayed,
  });
  const key = `${message.clientId}|${message.packetId}|${message.topic}|${message.payload.toString('base64')}`;
  const wire = { key, redelivered: message.dup };
  if (decoded.ok && decoded.signal.kind === 'alarm') {
    const outcome = await context.hearPress(toDelivery(device, decoded.signal, wire));
    // Taken out of service while it was connected: people should see that it still speaks.
    if (outcome) heard?.(device.protocol, outcome.outcome);
    else await keepUnknown(context, message);
    return;
  }
  try {
    await db.transaction(system, (tx) =>
      hearDecoded(tx, context, device, decoded, { payload: message.payload, wire }),
    );
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'unknown-device') throw error;
    await keepUnknown(context, message);
  }
}

/** Keeps what the broker would not take, where operators see it. */
export function keepRefusal(
  context: IntakeContext,
  refusal: Omit<MqttRefusal, 'deviceId'> & { deviceId?: string | null },
): Promise<void> {
  return context.db.transaction(system, (tx) =>
    quarantine(tx, {
      protocol: 'mqtt',
      deviceId: refusal.deviceId ?? null,
      reason: refusal.reason,
      detail: `${refusal.username} ${refusal.topic}`,
      payload: refusal.payload,
    }),
  );
}

/** Who speaks: the register's whole entry is read only where it is needed. */
export type Sender = Pick<Device, 'id' | 'protocol'>;

/** Hears a decoded message, or keeps it for people to look at; never holds up the next one. */
export async function hearDecoded(
  tx: Tx,
  context: IntakeContext,
  device: Sender,
  decoded: Decoded,
  message: { payload: Uint8Array; wire: { key: string; redelivered: boolean } },
): Promise<Outcome | null> {
  if (!decoded.ok) {
    await quarantine(tx, {
      protocol: device.protocol,
      deviceId: device.id,
      reason: decoded.reason,
      detail: decoded.detail,
      payload: message.payload,
    });
    context.heard?.(device.protocol, 'quarantined');
    return null;
  }
  const delivery = toDelivery(device, decoded.signal, message.wire);
  const outcome = await hearDevice(tx, context.config(), context.doors, delivery);
  context.heard?.(device.protocol, outcome.outcome);
  return outcome;
}

function toDelivery(device: Sender, signal: DeviceSignal, wire: Delivery['wire']): Delivery {
  return {
    deviceId: device.id,
    signal,
    wire,
    idLifetimeSeconds: deliveryIdLifetimeSeconds[device.protocol],
    drill: false,
  };
}
