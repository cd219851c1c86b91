// Stands between a socket and the broker: bounds the size of packets, and hands them on one by one, when they may be handled.
import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

export type PacketGate = {
  /** What the broker reads from and writes to in place of the socket. */
  stream: Duplex;
  /** Closed, the gate keeps packets back, and the socket's own flow control slows the sender. */
  setOpen(open: boolean): void;
};

const connectType = 1;
/** Received bytes that may wait behind a closed gate before the socket is paused. */
const waitingBytes = 65_536;
/** Time to send the last words (a refusal) to a client that is being closed, in milliseconds. */
const lastWordsMs = 1_000;

/**
 * A gate for one connection. The first packet must be CONNECT; after it the gate closes until `setOpen(true)`, because
 * senders may write on before CONNACK (MQTT 3.1.1, 3.1.4) and nothing of them may be handled before they are known.
 *
 * A packet is refused by its announced length, before it is received: aedes itself would collect up to 256 MB. One packet
 * at a time, because aedes handles what one read brought together and reads no further until all of that is done, so that
 * one slow commit would hold up whatever follows on a bridge's connection.
 */
export function createPacketGate(socket: Socket, maxPacketBytes: number): PacketGate {
  let waiting: Buffer = Buffer.alloc(0);
  let open = true;
  let first = true;
  let wanted = false;
  let ended = false;

  const stream = new Duplex({
    // Below one byte of buffer the stream asks again, so it never holds two packets.
    readableHighWaterMark: 1,
    read() {
      wanted = true;
      process.nextTick(pump);
    },
    write(chunk: Buffer, _encoding, callback) {
      send(chunk, callback);
    },
    writev(chunks, callback) {
      send(Buffer.concat(chunks.map((part) => part.chunk as Buffer)), callback);
    },
    final(callback) {
      socket.end();
      callback();
    },
    destroy(error, callback) {
      socket.destroySoon();
      const timer = setTimeout(() => socket.destroy(), lastWordsMs);
      socket.once('close', () => clearTimeout(timer));
      callback(error);
    },
  });

  function send(bytes: Buffer, callback: (error?: Error | null) => void): void {
    // Not waiting for the flush leaves the bytes with the socket, which still sends them when the stream is destroyed.
    if (!socket.writable || socket.write(bytes)) callback();
    else socket.once('drain', callback);
  }

  function pump(): void {
    if (!wanted || !open || stream.destroyed) return;
    const length = nextPacketLength(waiting);
    const type = (waiting[0] ?? 0) >> 4;
    if (length === 'broken' || (first && waiting.length > 0 && type !== connectType)) {
      stream.destroy(new Error('This is not MQTT.'));
    } else if (length !== null && length > maxPacketBytes) {
      stream.destroy(
        new Error(`A packet of ${length} bytes is over the limit of ${maxPacketBytes}.`),
      );
    } else if (length !== null && length <= waiting.length) {
      const packet = waiting.subarray(0, length);
      waiting = waiting.subarray(length);
      wanted = false;
      if (first) open = false;
      first = false;
      stream.push(packet);
      if (waiting.length < waitingBytes) socket.resume();
    } else if (ended) {
      wanted = false;
      stream.push(null);
    }
  }

  socket.on('data', (chunk: Buffer) => {
    waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    if (waiting.length >= waitingBytes + maxPacketBytes) socket.pause();
    pump();
  });
  // What was received whole is still handled: the press may be the last thing that a dying button said.
  for (const event of ['end', 'error', 'close']) {
    socket.on(event, () => {
      ended = true;
      pump();
    });
  }

  return {
    stream,
    setOpen(next) {
      open = next;
      pump();
    },
  };
}

/** Whole length of the packet that the bytes begin with; `null` if more bytes are needed to tell (MQTT 3.1.1, 2.2.3). */
function nextPacketLength(bytes: Buffer): number | 'broken' | null {
  let length = 0;
  for (let index = 1; index <= 4; index += 1) {
    const byte = bytes[index];
    if (byte === undefined) return null;
    length += (byte & 0x7f) * 128 ** (index - 1);
    if ((byte & 0x80) === 0) return length + index + 1;
  }
  return 'broken';
}
