// Where she is, told while she wants it: the newest only, again when it did not arrive, and not more often than anybody looks.
import { effect } from '@preact/signals';
import { cityTime, pause, type Told } from '#platform/ui/phone/ask.ts';
import { type Here, here } from '#platform/ui/phone/here.ts';

export type Fix = { lat: number; lon: number; accuracy: number; at: string };

const between = 5000;

/** A place of her phone with the time of it by the city's clock. */
export function fixOf({ lat, lon, accuracy, heardAt }: Here): Fix {
  const at = new Date(cityTime() - (performance.now() - heardAt)).toISOString();
  return { lat, lon, accuracy, at };
}

/** Sends from now on, whenever `wanted` (a signal is read in it) and the phone knows better. */
export function keepSending(wanted: () => boolean, send: (fix: Fix) => Promise<Told<unknown>>) {
  let arrived: Here | null = null;
  let sending = false;
  async function sendNewest(): Promise<void> {
    sending = true;
    while (wanted() && here.value !== null && here.value !== arrived) {
      const at: Here = here.value;
      const told = await send(fixOf(at));
      if (told.ok) arrived = at;
      await pause(between);
    }
    sending = false;
  }
  effect(() => {
    if (wanted() && here.value !== null && here.value !== arrived && !sending) void sendNewest();
  });
}
