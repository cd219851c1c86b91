// Where she is, told to the city as the phone comes to know better: the newest only, and never before the call exists.
import { effect } from '@preact/signals';
import { cityTime, pause } from '#platform/ui/phone/ask.ts';
import { type Here, here } from '#platform/ui/phone/here.ts';
import { hear, isRefused, step } from './hear.ts';
import { kept } from './kept.ts';

/** Hers, and she did not stop it. */
export function sharing(): boolean {
  return kept.value !== null && !kept.value.quiet && kept.value.another === null;
}

/** Begins to send; called once when the page starts. */
export function startSharing(): void {
  effect(sendPosition);
}

let lastAt = 0;
let arrived: Here | null = null;
let sending = false;
let unsent = false;
const betweenPositions = 2500;

/** Sends where she is whenever the phone knows better, the newest only, and never before the call exists. */
function sendPosition(): void {
  const at = here.value;
  if (at === null || at === arrived || kept.value?.stored !== true || !sharing()) return;
  unsent = true;
  if (!sending) void sendNewest();
}

async function sendNewest(): Promise<void> {
  sending = true;
  while (unsent) {
    unsent = false;
    const now = kept.value;
    const at = here.value;
    if (now === null || !now.stored || !sharing() || at === null) break;
    // By the city's clock, and always later than the one before: the phone's own clock may be wrong or be changed.
    lastAt = Math.max(lastAt + 1, cityTime() - (performance.now() - at.heardAt));
    const { lat, lon, accuracy } = at;
    const body = { lat, lon, accuracy, at: new Date(lastAt).toISOString() };
    const told = await step(now, 'position', body);
    if (told.ok) {
      arrived = at;
      hear(told);
    } else if (!isRefused(told)) unsent = true;
    await pause(betweenPositions);
  }
  sending = false;
}
