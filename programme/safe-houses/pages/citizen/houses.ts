// The list on this phone: kept for the time without a network, renewed within a minute of any change, asked for without a place.
import { computed, signal } from '@preact/signals';
import { ask, cityTime, pause } from '#platform/ui/phone/ask.ts';
import type { PhoneNight, PhonePlaces } from '../../contract.ts';
import { minuteOfWeek, type Open, openAt } from './hours.ts';

const shelf = 'ansim-houses';
const placesRoute = '/api/safe-houses/places';
const nightRoute = '/api/safe-houses/night';
const everyMilliseconds = 40_000;
/** An answer of the roll call counts for one night. */
const nightHours = 12;

export type Counts = { stores: number; offices: number; confirmed: number };

export const places = signal<PhonePlaces | null>(null);
export const night = signal<PhoneNight | null>(null);
/** The last question to the city was answered. */
export const reached = signal(true);
/** What the server said of the list when it sent the page. */
export const came = signal<Counts | null>(null);
export const timeZone = signal('Asia/Seoul');

/** Which stores answered tonight, when the bits belong to these places and are of this night. */
const answered = computed(() => {
  if (night.value === null || night.value.tag !== places.value?.tag) return null;
  if (Math.abs(cityTime() - Date.parse(night.value.asOf)) > nightHours * 3_600_000) return null;
  return Uint8Array.from(atob(night.value.answered), (letter) => letter.charCodeAt(0));
});

/** Null where nothing is known of this night; police offices are always there. */
export function confirmedTonight(index: number): boolean | null {
  if (index >= (places.value?.stores ?? 0)) return true;
  const bits = answered.value;
  return bits === null ? null : ((bits[index >> 3] ?? 0) & (1 << (index & 7))) !== 0;
}

/** Open or shut at this moment, computed when it is asked. */
export function openNow(list: PhonePlaces, index: number, minute = minuteNow()): Open {
  return openAt(list.hours[list.open[index] ?? 0] ?? '24h', minute);
}

export function minuteNow(): number {
  return minuteOfWeek(cityTime(), timeZone.value);
}

/** What is true of the list without knowing where she is. */
export const counts = computed<Counts | null>(() =>
  night.value !== null && night.value.tag === places.value?.tag ? night.value : came.value,
);

/** How many places of the list are open now. */
export function countOpen(list: PhonePlaces): number {
  const minute = minuteNow();
  const open = list.hours.map((hours) => openAt(hours, minute).open);
  return list.open.reduce((sum, kind) => sum + (open[kind] === true ? 1 : 0), 0);
}

/** Brings the list and keeps it fresh while somebody looks; answers with how to stop. */
export function followHouses(): () => void {
  let stopped = false;
  async function run(): Promise<void> {
    await readShelf();
    while (!stopped) {
      if (document.visibilityState === 'visible') await renew();
      await pause(everyMilliseconds);
    }
  }
  void run();
  return () => {
    stopped = true;
  };
}

/** Asks what changed in the night, and for the places only when they did. */
export async function renew(): Promise<void> {
  const told = await ask<PhoneNight>(`GET ${nightRoute}`);
  reached.value = told.ok;
  if (!told.ok) return;
  if (told.value.tag !== places.value?.tag) {
    const list = await ask<PhonePlaces>(`GET ${placesRoute}`, { timeout: 30_000 });
    if (!list.ok) return;
    places.value = list.value;
    void shelve(placesRoute, list.value);
  }
  night.value = told.value;
  void shelve(nightRoute, told.value);
}

async function readShelf(): Promise<void> {
  try {
    const kept = await caches.open(shelf);
    const [list, last] = await Promise.all([kept.match(placesRoute), kept.match(nightRoute)]);
    if (list !== undefined) places.value ??= (await list.json()) as PhonePlaces;
    if (last !== undefined) night.value ??= (await last.json()) as PhoneNight;
  } catch {
    // No shelf in this browser: the list lives as long as the page.
  }
}

async function shelve(route: string, value: unknown): Promise<void> {
  try {
    await (await caches.open(shelf)).put(route, new Response(JSON.stringify(value)));
  } catch {
    // Full, or forbidden: what is in memory still serves.
  }
}
