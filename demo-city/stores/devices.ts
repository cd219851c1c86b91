// The buttons and bells of a store: mostly well, some low on battery, some silent, as real ones are.
import type { Button, ButtonProtocol } from '../model.ts';
import { pickWeighted, type Random, whole } from '../prng.ts';

const protocols: readonly (readonly [ButtonProtocol, number])[] = [
  ['mqtt-zigbee2mqtt', 64],
  ['mqtt-shelly', 12],
  ['lorawan-chirpstack', 11],
  ['lorawan-ttn', 6],
  ['webhook', 7],
];

/** How often each speaks of itself when well, in minutes. */
const interval: Record<ButtonProtocol, number> = {
  'mqtt-zigbee2mqtt': 50,
  'mqtt-shelly': 60,
  'lorawan-chirpstack': 120,
  'lorawan-ttn': 180,
  webhook: 15,
};

/** One or two devices of a store. `silent` stores have not been heard for hours or ever. */
export function devicesOf(random: Random, storeId: string, silent: boolean): Button[] {
  const count = random() < 0.3 ? 2 : 1;
  return Array.from({ length: count }, (_, i): Button => {
    const protocol = pickWeighted(random, protocols);
    const bell = i === 1 || (protocol === 'webhook' && random() < 0.6);
    const mains = bell && (protocol === 'webhook' || protocol === 'mqtt-shelly');
    const low = random() < 0.035;
    return {
      id: storeId.replace('store', 'button') + (i === 0 ? 'a' : 'b'),
      protocol,
      kind: bell ? 'counter-bell' : 'pocket-button',
      batteryPercent: mains ? null : low ? whole(random, 2, 14) : whole(random, 38, 100),
      lastSeenMinutesAgo: lastSeen(random, silent || random() < 0.01, interval[protocol]),
    };
  });
}

function lastSeen(random: Random, silent: boolean, usual: number): number | null {
  if (!silent) return whole(random, 0, usual - 1);
  if (random() < 0.12) return null;
  // From several hours to three weeks, short silences the commonest.
  return Math.round(usual * 5 + 500 * (1 / (0.02 + 0.98 * random()) - 1));
}
