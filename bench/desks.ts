// Open desks in a thread of their own: each follows the live feed and times every press from the button to its screen.
import { get } from 'node:http';
import { createHistogram } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';

export type DesksTask = {
  url: string;
  /** One desk for each. */
  tokens: string[];
  /** Place ids by number; `sent` has `slots` times of each, in milliseconds of the system's steady clock. */
  places: string[];
  slots: number;
  sent: SharedArrayBuffer;
};

export type DesksFigures = { arrivals: number; p50: number; p99: number; max: number };

const { url, tokens, places, slots, sent } = workerData as DesksTask;
const port = parentPort!;
const times = new Float64Array(sent);
const numberOf = new Map(places.map((id, number) => [id, number]));
const histogram = createHistogram();
let arrivals = 0;

/** Milliseconds of a clock that all threads and processes of a machine share. */
const now = () => Number(process.hrtime.bigint()) / 1e6;

function follow(token: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const request = get(url, { agent: false, headers: { authorization: `Bearer ${token}` } });
  request.on('error', reject);
  request.on('response', (answer) => {
    let rest = '';
    answer.setEncoding('latin1');
    answer.on('data', (chunk: string) => {
      resolve();
      const words = rest + chunk;
      const end = words.lastIndexOf('\n\n') + 2;
      rest = words.slice(end);
      read(words.slice(0, end));
    });
    answer.on('error', () => {});
  });
  return promise;
}

function read(frames: string): void {
  const at = now();
  // The place and the number of the press name it; parsing everything would measure the desk of the bench itself.
  for (const [, fields] of frames.matchAll(/"type":"incident\.(?:raised|pressed-again)"(.*)/g)) {
    const place = numberOf.get(/"placeId":"([^"]+)"/.exec(fields!)?.[1] ?? '');
    const presses = Number(/"presses":(\d+)/.exec(fields!)?.[1]);
    if (place === undefined) continue;
    arrivals += 1;
    const took = at - times[place * slots + (presses % slots)]!;
    histogram.record(Math.max(1, Math.round(took * 1000)));
  }
}

await Promise.all(tokens.map(follow));
port.on('message', () => {
  const figures: DesksFigures = {
    arrivals,
    p50: histogram.percentile(50) / 1000,
    p99: histogram.percentile(99) / 1000,
    max: histogram.max / 1000,
  };
  port.postMessage(figures);
});
port.postMessage('open');
