// Decides what becomes of one message of a logged-in client: the programme's, nobody's, or a foreign topic.
import type { PublishPacket } from 'aedes';
import { createKeeper, type KeeperLimits, remember } from './keeper.ts';
import { type MqttLog, type MqttMessage, within } from './message.ts';
import { type MqttLogin, ownerOf } from './topics.ts';

/** What operators are told about a message that did not become a signal. */
export type MqttRefusal = {
  /** `foreign-topic`: none of the login's topics. `not-kept`: `accept` failed on it again and again. */
  reason: 'foreign-topic' | 'not-kept';
  username: string;
  clientId: string;
  topic: string;
  deviceId: string | null;
  payload: Buffer;
  receivedAt: Date;
};

export type IntakePorts = {
  /** Resolves after the database commit, also for what it quarantined; a rejection means "not now, deliver again". */
  accept(message: MqttMessage): Promise<void>;
  /** Resolves when the report is durable, since the message is then acknowledged. */
  refused?(refusal: MqttRefusal): Promise<void>;
};

export type Sender = { username: string; clientId: string; bridge: boolean; login: MqttLogin };
export type Intake = (sender: Sender, packet: IncomingPacket, receivedAt: Date) => Promise<void>;

/** A PUBLISH or a last will, copied before the broker may change it. */
export type IncomingPacket = {
  topic: string;
  payload: Buffer;
  qos: 0 | 1 | 2;
  dup: boolean;
  retain: boolean;
  packetId: number | null;
  will: boolean;
};

/** One foreign topic is reported once in this time, and one login not more often than `foreignReports` in it. */
const foreignReportEveryMs = 60_000;
const foreignReports = 20;
const rememberedReports = 1_000;

export function copyOf(packet: PublishPacket): IncomingPacket {
  // A last will is handed over without the command that a PUBLISH has.
  const will = packet.cmd !== 'publish';
  return {
    topic: packet.topic,
    payload: Buffer.from(packet.payload),
    qos: packet.qos,
    dup: packet.dup === true,
    retain: packet.retain === true,
    packetId: will || packet.qos === 0 ? null : (packet.messageId ?? null),
    will,
  };
}

/**
 * The intake of one broker. Its promise resolves when the message may be acknowledged: it is committed, or reported, or nobody's.
 * It rejects when the sender must deliver it again.
 */
export function createIntake(ports: IntakePorts, limits: KeeperLimits, log: MqttLog): Intake {
  const keep = createKeeper(limits, log);
  const reported = new Map<string, number>();
  const reports = new Map<string, { since: number; count: number }>();

  /** Whether a report of this topic is due; a flood of foreign messages must not become a flood of reports. */
  function isDue(username: string, topic: string, now: number): boolean {
    const last = reported.get(JSON.stringify([username, topic]));
    if (last !== undefined && now - last < foreignReportEveryMs) return false;
    const counted = reports.get(username);
    const fresh = counted === undefined || now - counted.since >= foreignReportEveryMs;
    const window = fresh ? { since: now, count: 0 } : counted;
    if (window.count >= foreignReports) return false;
    remember(reports, username, { ...window, count: window.count + 1 }, rememberedReports);
    return true;
  }

  async function reportForeign(sender: Sender, refusal: MqttRefusal): Promise<void> {
    const { username, clientId } = sender;
    const now = refusal.receivedAt.getTime();
    if (!isDue(username, refusal.topic, now)) return;
    log.warn(
      { username, clientId },
      'A login publishes outside its own topics; the message is acknowledged and not used.',
    );
    if (ports.refused !== undefined) {
      await within(ports.refused(refusal), limits.acceptTimeoutMs, 'Reporting a foreign topic');
    }
    remember(reported, JSON.stringify([username, refusal.topic]), now, rememberedReports);
  }

  return async (sender, packet, receivedAt) => {
    const deviceId = ownerOf(sender.login, packet.topic);
    if (deviceId === null) return;
    const { username, clientId } = sender;
    const { topic, payload, qos, dup, retain, packetId } = packet;
    const refusal = { username, clientId, topic, deviceId: deviceId ?? null, payload, receivedAt };
    if (deviceId === undefined)
      return reportForeign(sender, { reason: 'foreign-topic', ...refusal });
    const message: MqttMessage = {
      ...{ deviceId, clientId, topic, payload, qos, dup, retain, packetId, receivedAt },
      // A device's own retain flag only asks us to store its press, which we never do. A bridge keeps the flag when it
      // tells an old message again (MQTT 3.1.1, 3.3.1.3), so there it means that nobody pressed now.
      replayed: packet.will || (retain && sender.bridge),
    };
    const { refused } = ports;
    const giveUp = refused && (() => refused({ reason: 'not-kept', ...refusal }));
    await keep(message, () => ports.accept(message), giveUp);
  };
}
