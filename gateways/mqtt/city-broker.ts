// Listens at the city's own MQTT broker (3.1.1 or 5) and acknowledges to it only what is committed.
import { connect, type IClientOptions, type IPublishPacket, type MqttClient } from 'mqtt';
import { type AckLine, createAckLine } from './ack-line.ts';
import { createKeeper, type KeeperLimits } from './keeper.ts';
import { type MqttLog, type MqttMessage, sentence, within } from './message.ts';

/** A message of the city's broker: whose topic it is, the programme finds in its own transaction. */
export type CityMessage = Omit<MqttMessage, 'deviceId'>;

export type CityBrokerHealth = {
  state: 'connecting' | 'connected' | 'offline' | 'stopped';
  /** Since when it has been so. */
  since: Date;
  /** Topic filters that the broker refused: nothing is heard from these. */
  refusedTopics: readonly string[];
  /** The last thing that went wrong, in words without secrets; `null` once all is well. */
  problem: string | null;
};

export type CityBroker = {
  health(): CityBrokerHealth;
  /** Takes no more, lets what is on its way be committed and acknowledged, then disconnects. The session stays. */
  stop(): Promise<void>;
};

export type CityBrokerLimits = KeeperLimits & {
  /** Messages that may be on their way to the database. */
  inFlight: number;
  /** Shortest and longest pause before connecting again, in milliseconds; the pause is drawn between them. */
  reconnectMs: readonly [number, number];
  /** For how long a version 5 broker keeps what arrives while we are away, in seconds. */
  sessionExpirySeconds: number;
  stopTimeoutMs: number;
};

const defaultLimits: CityBrokerLimits = {
  acceptTimeoutMs: 10_000,
  attempts: 8,
  inFlight: 256,
  retryPausesMs: [250, 1_000, 4_000],
  reconnectMs: [500, 5_000],
  sessionExpirySeconds: 86_400,
  stopTimeoutMs: 5_000,
};

type Item = { message: CityMessage; acknowledge(): void };

/**
 * Connects and stays connected, with pauses of random length so that not all cities' processes return at once.
 *
 * `clientId` names the session that the broker keeps while we are away (clean = false): the same after a restart, and another
 * for every process; several processes share work by a shared subscription (`$share/ansim/…`). `topics` are subscribed at
 * QoS 1. Messages of one topic are worked on in order, those of different topics side by side; PUBACKs go out in the order of
 * arrival; a message that could not be kept drops the connection, and the broker delivers it again. Throws nothing later:
 * trouble shows in `health()` and the log.
 */
export function connectCityBroker(options: {
  url: string;
  username: string;
  password: string;
  clientId: string;
  protocolVersion: 4 | 5;
  topics: readonly string[];
  /** Resolves after the commit, also for what it quarantined; a rejection means "not now, deliver again". */
  accept(message: CityMessage): Promise<void>;
  /** Told of a message on which `accept` failed again and again; resolves when the report is durable. */
  refused?(message: CityMessage): Promise<void>;
  log: MqttLog;
  limits?: Partial<CityBrokerLimits>;
  now?: () => Date;
}): CityBroker {
  const { log, accept, refused, clientId } = options;
  const limits: CityBrokerLimits = { ...defaultLimits, ...options.limits };
  const now = options.now ?? (() => new Date());
  let health: CityBrokerHealth = {
    state: 'connecting',
    since: now(),
    refusedTopics: [],
    problem: null,
  };
  let stopping = false;
  const keep = createKeeper(limits, log);
  const lines = new WeakMap<MqttClient['stream'], AckLine<Item>>();
  let resume: (() => void) | null = null;

  const client = connect(options.url, clientOptions(options, limits));
  // The library hands on one message after the other and acknowledges when its callback is called without an error. That
  // would let one slow commit hold up every device of the city, so each message is called off with an error, which makes the
  // library go on without acknowledging, and the PUBACK is written here when its turn has come.
  client.handleMessage = (packet, callback) => {
    const line = lineOf(client.stream);
    line.push(itemOf(packet, client));
    const next = () => callback(packet.qos === 0 ? undefined : new Error('Acknowledged later.'));
    if (!stopping && line.size() < limits.inFlight) next();
    else resume = next;
  };

  client.on('connect', () => {
    change('connecting', null);
    void subscribe();
  });
  client.on('close', () => {
    // Whatever the library still holds of the old connection is delivered again on the new one.
    resume = null;
    if (health.state !== 'stopped') change('offline', health.problem);
    client.options.reconnectPeriod = pause(limits);
  });
  client.on('error', (error) => {
    change(health.state, sentence(error));
    log.warn({ error: sentence(error) }, 'The city’s MQTT broker gives trouble; trying again.');
  });

  async function subscribe(): Promise<void> {
    const filters = Object.fromEntries(options.topics.map((topic) => [topic, subscription]));
    const refusedTopics = await new Promise<string[]>((resolve) => {
      client.subscribe(filters, (_error, _granted, packet) => {
        const codes = (packet?.granted ?? []).map(Number);
        resolve(options.topics.filter((_topic, index) => (codes[index] ?? 0x80) >= 0x80));
      });
    });
    if (!client.connected) return;
    const problem =
      refusedTopics.length === 0
        ? null
        : 'The city’s broker refuses topics. Ask its administrator to let this login read them.';
    if (problem !== null) log.error({ refusedTopics }, problem);
    health = { state: 'connected', since: now(), refusedTopics, problem };
  }

  function itemOf(packet: IPublishPacket, from: MqttClient): Item {
    const stream = from.stream;
    const packetId = packet.qos === 0 ? null : (packet.messageId ?? null);
    return {
      message: {
        clientId,
        topic: packet.topic,
        payload: Buffer.from(packet.payload),
        qos: packet.qos,
        dup: packet.dup === true,
        retain: packet.retain === true,
        packetId,
        // To a subscriber the flag says that this was stored before it subscribed (MQTT 3.1.1, 3.3.1.3): nobody pressed now.
        replayed: packet.retain === true,
        receivedAt: now(),
      },
      acknowledge() {
        // An identifier means something in the connection that it came in, and nothing in the next.
        if (packetId === null || stream.destroyed || stream !== from.stream) return;
        stream.write(Buffer.of(0x40, 2, packetId >> 8, packetId & 0xff));
      },
    };
  }

  /** The line of a connection: what failed in one does not hold up the next. */
  function lineOf(stream: MqttClient['stream']): AckLine<Item> {
    const known = lines.get(stream);
    if (known !== undefined) return known;
    const line = createAckLine<Item>({
      laneOf: ({ message }) => message.topic,
      acknowledged: ({ message }) => message.packetId !== null,
      work: ({ message }) =>
        keep(message, () => accept(message), refused && (() => refused(message))),
      done: ({ acknowledge }) => acknowledge(),
      failed: (_item, error) => {
        change(health.state, sentence(error));
        log.warn(
          { error: sentence(error) },
          'A message of the city’s broker could not be kept; connecting again so that it comes again.',
        );
        stream.destroy();
      },
      left: () => {
        if (stopping || resume === null) return;
        const next = resume;
        resume = null;
        next();
      },
    });
    lines.set(stream, line);
    return line;
  }

  function change(state: CityBrokerHealth['state'], problem: string | null): void {
    const since = state === health.state ? health.since : now();
    health = { ...health, state, since, problem };
  }

  return {
    health: () => health,
    async stop() {
      if (stopping) return;
      stopping = true;
      await within(
        lineOf(client.stream).idle(),
        limits.stopTimeoutMs,
        'Keeping the last messages',
      ).catch((error: unknown) =>
        log.warn({ error: sentence(error) }, 'Stopping with messages unacknowledged.'),
      );
      change('stopped', health.problem);
      // A client between two connections may never answer a polite end: it is given a moment, then cut.
      const polite = client.connected ? client.endAsync() : client.endAsync(true);
      await within(polite, limits.stopTimeoutMs, 'Leaving the broker').catch(() => {
        client.stream?.destroy();
      });
    },
  };
}

// No stored messages at subscribing (version 5 only; in 3.1.1 they come with the retain flag).
const subscription = { qos: 1, rh: 2 } as const;

function clientOptions(
  options: { username: string; password: string; clientId: string; protocolVersion: 4 | 5 },
  limits: CityBrokerLimits,
): IClientOptions {
  const { username, password, clientId, protocolVersion } = options;
  return {
    username,
    password,
    clientId,
    protocolVersion,
    clean: false,
    // Subscribing is ours, after every connection, so that a refusal is seen.
    resubscribe: false,
    reconnectPeriod: pause(limits),
    // A broker that refuses us now may be told better later.
    reconnectOnConnackError: true,
    ...(protocolVersion === 5
      ? {
          properties: {
            sessionExpiryInterval: limits.sessionExpirySeconds,
            receiveMaximum: limits.inFlight,
          },
        }
      : {}),
  };
}

function pause({ reconnectMs: [shortest, longest] }: CityBrokerLimits): number {
  return Math.round(shortest + Math.random() * (longest - shortest));
}
