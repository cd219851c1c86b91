// The secret of a whole LoRaWAN network server, whose one integration speaks for all of its devices.
import type { Keyring } from '#platform/keys/index.ts';

export type LorawanNetwork = 'lorawan-chirpstack' | 'lorawan-ttn';

/** Derived like a device's own secret; shown by `ansim devices --networks`. */
export function networkSecret(keyring: Keyring, network: LorawanNetwork): string {
  return keyring.deviceSecret(`network:${network}`, 1);
}
