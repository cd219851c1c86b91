// How much the embedded broker bears from one client and from all of them.
import type { KeeperLimits } from './keeper.ts';

export type MqttLimits = KeeperLimits & {
  /** Largest packet, topic and all, in bytes. */
  maxPacketBytes: number;
  /** Open connections in all; one more is closed at once. */
  maxConnections: number;
  /** Connections of one login; one more closes the oldest, so that a stolen secret cannot fill the broker. */
  maxConnectionsPerLogin: number;
  /** Topic filters that one connection may subscribe to. */
  maxSubscriptions: number;
  /** Time from connecting to CONNECT, in milliseconds. */
  connectTimeoutMs: number;
  /** Longest time for one `authenticate`, in milliseconds. */
  authenticateTimeoutMs: number;
  /** Pause between two rounds in which every open connection's login is checked again, in milliseconds. */
  recheckMs: number;
  /** Messages of one connection that may be on their way to the database; the sender is slowed beyond. */
  inFlight: number;
  /** Longest time that `stop` waits for messages on their way, in milliseconds. */
  stopTimeoutMs: number;
};

export const defaultMqttLimits: MqttLimits = {
  maxPacketBytes: 131_072,
  maxConnections: 20_000,
  maxConnectionsPerLogin: 16,
  maxSubscriptions: 100,
  connectTimeoutMs: 10_000,
  authenticateTimeoutMs: 10_000,
  recheckMs: 30_000,
  acceptTimeoutMs: 10_000,
  attempts: 8,
  retryPausesMs: [250, 1_000, 4_000],
  inFlight: 64,
  stopTimeoutMs: 5_000,
};
