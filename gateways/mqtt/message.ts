// The words that the embedded broker and the client of the city's own broker share.

/** One message as it came over the wire, before any decoder has looked at it. */
export type MqttMessage = {
  /** The device that owns the topic. */
  deviceId: string;
  /** The sender's client id as it gave it; the city's broker when the message came through that. */
  clientId: string;
  topic: string;
  payload: Buffer;
  qos: 0 | 1 | 2;
  /** The sender says that it may have sent this before. */
  dup: boolean;
  /** The wire's retain flag as it came. */
  retain: boolean;
  /** The sender's packet identifier; `null` for QoS 0 and last wills. Unique only among what is in flight. */
  packetId: number | null;
  /**
   * Nobody pressed just now: a stored message told again, or a last will. It may prove things, it is never an alarm
   * (pass it on as `replayed` to `decodeButton`).
   */
  replayed: boolean;
  receivedAt: Date;
};

/** What the gateway tells the log: ids and reasons, never a payload or a password. A pino logger fits. */
export type MqttLog = {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
};

/** Resolves or rejects as `work` does, or rejects after `milliseconds` with a sentence that names `what`. */
export async function within<T>(work: Promise<T>, milliseconds: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what} took longer than ${milliseconds} ms.`)),
      milliseconds,
    );
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The sentence of an error, for the log. */
export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown error';
}
