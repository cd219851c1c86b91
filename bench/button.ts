// A button on the wire: the few bytes of MQTT 3.1.1 that a press takes, so that the bench measures the server and not a client library.
import { connect, type Socket } from 'node:net';

export type Button = {
  /** Presses once (QoS 1); resolves with the milliseconds until the acknowledgement, rejects when the broker hangs up before it. */
  press(): Promise<number>;
  /** Presses whose acknowledgement is outstanding. */
  pending(): number;
  close(): void;
};

/** Connects one button and waits until the broker has let it in. Rejects when it does not. */
export async function connectButton(
  port: number,
  login: { topic: string; username: string; password: string },
): Promise<Button> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  const waiting = new Map<
    number,
    { sent: number; done: (ms: number) => void; failed: (why: Error) => void }
  >();
  let packetId = 0;
  let refuse: (why: Error) => void = () => {};
  const accepted = new Promise<void>((resolve, reject) => {
    refuse = reject;
    socket.once('error', reject);
    socket.once('close', () => {
      const why = new Error('The broker hung up.');
      reject(why);
      for (const { failed } of waiting.values()) failed(why);
    });
    readPackets(socket, (type, body) => {
      if (type === 2) return body[1] === 0 ? resolve() : reject(new Error('Not let in.'));
      const id = body.readUInt16BE(0);
      const press = waiting.get(id);
      waiting.delete(id);
      press?.done(performance.now() - press.sent);
    });
  });
  socket.on('error', refuse);
  const connectFlags = 0b11000010;
  socket.write(
    packet(0x10, [
      text('MQTT'),
      Buffer.from([4, connectFlags, 0, 0]),
      ...[login.username, login.username, login.password].map(text),
    ]),
  );
  await accepted;
  const topic = text(login.topic);
  const payload = Buffer.from('{"action":"emergency","battery":82}');
  return {
    press() {
      packetId = (packetId % 65_535) + 1;
      const id = packetId;
      const number = Buffer.from([id >> 8, id & 255]);
      return new Promise((done, failed) => {
        if (socket.destroyed) return failed(new Error('The broker hung up.'));
        waiting.set(id, { sent: performance.now(), done, failed });
        socket.write(packet(0x32, [topic, number, payload]));
      });
    },
    pending: () => waiting.size,
    close: () => socket.destroy(),
  };
}

function text(words: string): Buffer {
  const bytes = Buffer.from(words);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes]);
}

function packet(head: number, parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : [(body.length & 127) | 128, body.length >> 7];
  return Buffer.concat([Buffer.from([head, ...length]), body]);
}

/** Hands over CONNACK and PUBACK, which are four bytes each. */
function readPackets(socket: Socket, take: (type: number, body: Buffer) => void): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    while (rest.length >= 4) {
      take(rest[0]! >> 4, rest.subarray(2, 4));
      rest = rest.subarray(4);
    }
  });
}
