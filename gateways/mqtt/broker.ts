// The embedded MQTT 3.1.1 broker: a funnel into the programme that acknowledges a press only after it is committed.
import type { EventEmitter } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { Aedes, type AuthenticateError, type Client, type PublishPacket } from 'aedes';
import { type AckLine, createAckLine } from './ack-line.ts';
import { copyOf, createIntake, type IntakePorts, type Sender } from './intake.ts';
import { defaultMqttLimits, type MqttLimits } from './limits.ts';
import { listen } from './listen.ts';
import { type MqttLog, sentence, within } from './message.ts';
import { createPacketGate, type PacketGate } from './packet-gate.ts';
import { recheckSessions } from './recheck.ts';
import { createRoll, type Item, type Session } from './sessions.ts';
import { laneOf, type MqttLogin, mayListen } from './topics.ts';

export type MqttPorts = IntakePorts & {
  /** Who this is, or `null` for a wrong name or password. A rejection tells the client to try again later. */
  authenticate(username: string, password: string): Promise<MqttLogin | null>;
};

export type MqttBroker = {
  /** The port it listens on, also when asked for port 0. */
  port: number;
  /** Devices whose login is connected now. Behind a bridge that does not prove that the device itself lives. */
  connectedDeviceIds(): string[];
  /** Sends to whoever is connected and subscribed; nothing is stored for later. Resolves when it is handed to the wire. */
  publish(topic: string, payload: string | Buffer): Promise<void>;
  /** Takes no more, lets what is on its way be committed and acknowledged, then closes. */
  stop(): Promise<void>;
};

/** No login may own or hear this topic; what the programme has taken over ends here. */
const handledTopic = '$handled';
const badUsernameOrPassword = 4;
const serverUnavailable = 3;

/**
 * Starts the broker on `host` and `port`; rejects with a plain sentence when it cannot listen there.
 *
 * README.md says what is acknowledged when, and what becomes of foreign topics, retained messages and last wills.
 */
export async function startMqttBroker(options: {
  host: string;
  port: number;
  ports: MqttPorts;
  log: MqttLog;
  limits?: Partial<MqttLimits>;
  now?: () => Date;
}): Promise<MqttBroker> {
  const { ports, log } = options;
  const limits: MqttLimits = { ...defaultMqttLimits, ...options.limits };
  const now = options.now ?? (() => new Date());
  const intake = createIntake(ports, limits, log);
  const gates = new Map<object, PacketGate>();
  const senders = new WeakMap<Client, { clientId: string; bridge: boolean }>();
  const sessions = new WeakMap<Client, Session>();
  const open = createRoll(limits.maxConnectionsPerLogin);
  let stopping = false;

  const aedes = await Aedes.createBroker({
    connectTimeout: limits.connectTimeoutMs,
    maxTopicLevels: 32,
    // Client ids become longer below, when they are made unique to their login.
    maxClientsIdLength: 1_024,
    preConnect(client, packet, callback) {
      if (stopping || packet.clientId.length > 256 || (packet.username?.length ?? 0) > 256) {
        const why = stopping
          ? 'The broker is stopping.'
          : 'The client id or the user name is too long.';
        callback(new Error(why), false);
        return;
      }
      const bridge = 'bridgeMode' in packet && packet.bridgeMode === true;
      senders.set(client, { clientId: packet.clientId, bridge });
      // A client id is only its login's own, or any device could throw out another by taking its id.
      packet.clientId = JSON.stringify([packet.username ?? '', packet.clientId]);
      // Processes hold no state of their own: there is no session to resume in another, and an old command must not wait
      // for a device. The sender keeps and redelivers what was not acknowledged.
      packet.clean = true;
      callback(null, true);
    },
    authenticate(client, username, password, callback) {
      authenticate(client, username, password).then(
        (login) =>
          callback(login === null ? refusalWith(badUsernameOrPassword) : null, login !== null),
        (error: unknown) => {
          log.error(
            { error: sentence(error) },
            'A login could not be checked; the client may try again.',
          );
          callback(refusalWith(serverUnavailable), false);
        },
      );
    },
    authorizePublish(client, packet, callback) {
      const incoming = copyOf(packet);
      takeOver(packet);
      const session = client === null ? undefined : sessions.get(client);
      if (session === undefined) return callback(new Error('Nobody is logged in here.'));
      // When we stop, every connection ends without a farewell; that is no last will of anybody.
      if (incoming.will && stopping) return callback(null);
      session.line.push({ packet: incoming, receivedAt: now(), callback });
      adjustGate(session);
      if (incoming.packetId === null) callback(null);
    },
    authorizeSubscribe(client, subscription, callback) {
      const session = sessions.get(client);
      const { topic } = subscription;
      const allowed =
        session !== undefined &&
        mayListen(session.sender.login, topic) &&
        (session.filters.has(topic) || session.filters.size < limits.maxSubscriptions);
      if (allowed) session.filters.add(topic);
      // Refused in SUBACK with 0x80; the connection stays, and with it the presses.
      callback(null, allowed ? subscription : null);
    },
  });

  async function authenticate(
    client: Client,
    username: string | undefined,
    password: Buffer | undefined,
  ): Promise<MqttLogin | null> {
    const known = senders.get(client);
    const gate = gates.get(client.conn);
    if (known === undefined || gate === undefined) return null;
    if (username === undefined || username === '' || username.length > 256) return null;
    if (password === undefined || password.length === 0 || password.length > 512) return null;
    const ask = () => ports.authenticate(username, password.toString('utf8'));
    const login = await within(ask(), limits.authenticateTimeoutMs, 'Checking a login');
    if (login === null || client.closed) return null;
    const sender = { username, clientId: known.clientId, bridge: known.bridge, login };
    const line = lineOf(client, sender);
    const close = () => client.close();
    const isKnown = async () => (await ask()) !== null;
    const session: Session = { sender, gate, line, filters: new Set(), isKnown, close };
    sessions.set(client, session);
    open.enter(session);
    return login;
  }

  function lineOf(client: Client, sender: Sender): AckLine<Item> {
    return createAckLine<Item>({
      laneOf: ({ packet }) => laneOf(sender.login, packet.topic),
      acknowledged: ({ packet }) => packet.packetId !== null,
      work: ({ packet, receivedAt }) => intake(sender, packet, receivedAt),
      done: ({ callback }) => {
        if (!client.closed) callback(null);
      },
      failed: (_item, error) => {
        const details = {
          username: sender.username,
          clientId: sender.clientId,
          error: sentence(error),
        };
        log.warn(
          details,
          'A message could not be kept; the connection is closed so that it comes again.',
        );
        // The turn after, because acknowledgements of this turn are still corked.
        setImmediate(() => client.close());
      },
      left: () => {
        const session = sessions.get(client);
        if (session !== undefined) adjustGate(session);
      },
    });
  }

  function adjustGate(session: Session): void {
    session.gate.setOpen(!stopping && session.line.size() < limits.inFlight);
  }

  aedes.on('clientReady', (client) => {
    const session = sessions.get(client);
    if (session === undefined) client.close();
    else adjustGate(session);
  });
  const emitter: EventEmitter = aedes;
  emitter.on('error', (error: unknown) =>
    log.error({ error: sentence(error) }, 'The MQTT broker erred.'),
  );
  for (const event of ['clientError', 'connectionError'] as const) {
    aedes.on(event, (client, error) => {
      const sender = sessions.get(client)?.sender;
      const details = {
        username: sender?.username,
        clientId: sender?.clientId,
        error: error.message,
      };
      log.info(details, 'An MQTT connection was closed.');
    });
  }

  const server = createServer((socket) => admit(socket));
  server.maxConnections = limits.maxConnections;
  server.on('drop', () => log.error({}, 'An MQTT connection was turned away: too many are open.'));

  function admit(socket: Socket): void {
    socket.setNoDelay(true);
    // Finds peers that vanished although they asked for no keep-alive of MQTT's own.
    socket.setKeepAlive(true, 60_000);
    const gate = createPacketGate(socket, limits.maxPacketBytes);
    gates.set(gate.stream, gate);
    gate.stream.once('close', () => gates.delete(gate.stream));
    aedes.handle(gate.stream);
  }

  const port = await listen(server, options.host, options.port).catch(async (error: unknown) => {
    await new Promise<void>((resolve) => aedes.close(resolve));
    throw error;
  });

  const stopRechecking = recheckSessions(open, limits);

  return {
    port,
    connectedDeviceIds() {
      const owned = open.all().flatMap((session) => session.sender.login.topics);
      return [...new Set(owned.flatMap(({ deviceId }) => (deviceId === null ? [] : [deviceId])))];
    },
    publish(topic, payload) {
      const packet = { cmd: 'publish', qos: 1, dup: false, retain: false, topic, payload } as const;
      return new Promise((resolve, reject) => {
        aedes.publish(packet, (error) => (error == null ? resolve() : reject(error)));
      });
    },
    async stop() {
      if (stopping) return;
      stopping = true;
      stopRechecking();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const session of open.all()) session.gate.setOpen(false);
      const idle = Promise.all(open.all().map((session) => session.line.idle()));
      await within(idle, limits.stopTimeoutMs, 'Keeping the last messages').catch(
        (error: unknown) =>
          log.warn({ error: sentence(error) }, 'The broker stops with messages unacknowledged.'),
      );
      // The last acknowledgements are corked until the next turn.
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise<void>((resolve) => aedes.close(resolve));
      // Those who never logged in are unknown to aedes.
      for (const gate of gates.values()) gate.stream.destroy();
      await closed;
    },
  };
}

/** What aedes goes on with after the acknowledgement: a message that nobody can hear and that is never stored. */
function takeOver(packet: PublishPacket): void {
  packet.topic = handledTopic;
  packet.payload = Buffer.alloc(0);
  packet.retain = false;
}

function refusalWith(returnCode: number): AuthenticateError {
  return Object.assign(new Error('The login was refused.'), { returnCode });
}
