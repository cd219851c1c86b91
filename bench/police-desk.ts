// A police desk of another machine, as far as the server can tell: a thread that answers every document with a receipt.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';

/** When the first document about each incident came, in milliseconds since 1970. */
const firstAt = new Map<string, number>();

const server = createServer((request, answer) => {
  let words = '';
  request.setEncoding('utf8');
  request.on('data', (part: string) => {
    words += part;
  });
  request.on('end', () => {
    const id = /incidentid:([0-9a-f]{32})/.exec(words)?.[1] ?? '';
    if (!firstAt.has(id)) firstAt.set(id, Date.now());
    const receipt = { id, receivedAt: new Date().toISOString() };
    answer.setHeader('content-type', 'application/json').end(JSON.stringify(receipt));
  });
});
server.listen(0, '127.0.0.1', () =>
  parentPort!.postMessage((server.address() as AddressInfo).port),
);
parentPort!.on('message', () => parentPort!.postMessage(firstAt));
