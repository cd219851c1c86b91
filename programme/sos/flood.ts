// Whether a call looks like one of a flood: counted by a keyed hash in memory only, with a key that dies within the hour.
import { createHmac, randomBytes } from 'node:crypto';

/** Calls from one place in the network that are no flood yet: a household, a dormitory, an operator's shared address. */
const usual = 10;
const keyLivesMilliseconds = 30 * 60_000;
/** Four rows of counters: whoever is counted is found in each, a chance meeting hardly in all. */
const rows = 4;
const columns = 2048;

/**
 * Opens a watch; the answer is whether more calls than usual came from this network address lately. No address and no hash
 * of one is kept: only counters of a fixed size, under a random key that is thrown away with them every half hour. It
 * refuses nobody; people judge what it marks (trust.md, "Nobody can silence the city").
 */
export function openFloodWatch(now: () => number = Date.now): (address: string) => boolean {
  let key = randomBytes(32);
  let counters = new Uint32Array(rows * columns);
  let bornAt = now();
  return (address) => {
    if (now() - bornAt >= keyLivesMilliseconds) {
      key = randomBytes(32);
      counters = new Uint32Array(rows * columns);
      bornAt = now();
    }
    const mark = createHmac('sha256', key).update(networkOf(address)).digest();
    let least = Number.POSITIVE_INFINITY;
    for (let row = 0; row < rows; row++) {
      const at = row * columns + (mark.readUInt16BE(row * 2) % columns);
      counters[at] = (counters[at] ?? 0) + 1;
      least = Math.min(least, counters[at]);
    }
    return least > usual;
  };
}

/** An IPv4 address whole, also where it is written as IPv6; of an IPv6 address the first 64 bits, which one household has. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [head = '', tail] = address.replace(/%.*$/, '').toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const rest = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length);
  return [...groups, ...Array<string>(zeros).fill('0'), ...rest]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
