// What the bench of sealing runs in a browser: one report of 9 kB, sealed for eight desks and for herself.
import { keyPairFrom, makeKeyPair, randomBytes } from '#platform/sealing/index.ts';
import type { Recipient } from '#programme/reports/sealing/book.ts';
import { sealPart } from '#programme/reports/sealing/hers.ts';

export type SealingTimes = { first: number; next: number[] };

/** Seals it again and again; milliseconds of the first time and of those after. */
async function measure(rounds: number): Promise<SealingTimes> {
  const her = await keyPairFrom(randomBytes(32));
  const desks = await Promise.all(
    Array.from({ length: 8 }, async (_, at): Promise<Recipient> => {
      const { publicKey } = await makeKeyPair();
      return { desk: `d${at}`, kind: 'crisis-team', district: null, keyId: `k${at}`, publicKey };
    }),
  );
  const gifts = desks.map((to) => ({ to, endsAt: null }));
  const text = '가'.repeat(3000);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await sealPart(crypto.randomUUID(), her.publicKey, { kind: 'narrative', text, gifts });
    times.push(performance.now() - began);
  }
  const [first = Number.NaN, ...next] = times;
  return { first, next };
}

Object.assign(globalThis, { measureSealing: measure });
