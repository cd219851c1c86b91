// Hands messages to the programme, patiently where nobody will deliver them again, and not for ever where somebody will.
import { createHash } from 'node:crypto';
import { type MqttLog, type MqttMessage, sentence, within } from './message.ts';

export type KeeperLimits = {
  /** Longest time for one `accept`, in milliseconds. */
  acceptTimeoutMs: number;
  /** How often one message may fail before it is reported as `not-kept`. */
  attempts: number;
  /** Pauses before the further attempts with a message that nobody will deliver again, in milliseconds. */
  retryPausesMs: readonly number[];
};

type Keepable = Omit<MqttMessage, 'deviceId'>;

/**
 * Keeps one message: resolves when it may be acknowledged, rejects when its sender must deliver it again. `accept` commits it;
 * `giveUp` reports it durably when it failed again and again. Without `giveUp` it is tried for ever.
 */
export type Keeper = (
  message: Keepable,
  accept: () => Promise<void>,
  giveUp: (() => Promise<void>) | undefined,
) => Promise<void>;

const rememberedFailures = 1_000;

/** The keeper of one broker, which remembers what failed across the connections of a sender. */
export function createKeeper(limits: KeeperLimits, log: MqttLog): Keeper {
  const failures = new Map<string, number>();

  async function keepRedelivered(...[message, accept, giveUp]: Parameters<Keeper>): Promise<void> {
    const key = failureKey(message);
    try {
      await within(accept(), limits.acceptTimeoutMs, 'Keeping a message');
      failures.delete(key);
    } catch (error) {
      const attempts = (failures.get(key) ?? 0) + 1;
      remember(failures, key, attempts, rememberedFailures);
      if (attempts < limits.attempts || giveUp === undefined) throw error;
      // A message that can never be kept would block every later one behind it.
      await within(giveUp(), limits.acceptTimeoutMs, 'Reporting a message that cannot be kept');
      failures.delete(key);
      log.error(
        { topic: message.topic, attempts, error: sentence(error) },
        'A message could not be kept and is reported to operators instead.',
      );
    }
  }

  async function keepOnce(message: Keepable, accept: () => Promise<void>): Promise<void> {
    for (const pause of [...limits.retryPausesMs, null]) {
      try {
        return await within(accept(), limits.acceptTimeoutMs, 'Keeping a message');
      } catch (error) {
        const details = { topic: message.topic, error: sentence(error) };
        if (pause === null) {
          log.error(
            details,
            'A message of QoS 0 is lost: it could not be kept. Set the device to QoS 1.',
          );
          return;
        }
        log.warn(details, 'A message of QoS 0 could not be kept yet; trying again.');
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  return (message, accept, giveUp) =>
    message.packetId === null
      ? keepOnce(message, accept)
      : keepRedelivered(message, accept, giveUp);
}

/** Keeps a bounded memory: the entry that was touched longest ago goes first. */
export function remember<V>(map: Map<string, V>, key: string, value: V, bound: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= bound) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    break;
  }
}

function failureKey(message: Keepable): string {
  const digest = createHash('sha256').update(message.payload).digest('base64');
  return JSON.stringify([message.clientId, message.topic, digest]);
}
