// A year of what happened at each store: monthly tests, accidental presses, and the nights that were real.
import type { PastDisposition, PastIncident } from '../model.ts';
import { between, pickWeighted, poisson, type Random, randomFor, whole } from '../prng.ts';
import type { StorePlace } from './build.ts';

const dayMinutes = 1_440;

const real: readonly (readonly [PastDisposition, number])[] = [
  ['assisted', 44],
  ['handed-to-police', 30],
  ['nobody-found', 10],
  ['declined', 7],
  ['staff-emergency', 6],
  ['medical', 3],
];

// Hours at which women come in for help: late evening and after the last train.
const nightHours: readonly (readonly [number, number])[] = [
  [20, 4],
  [21, 7],
  [22, 11],
  [23, 16],
  [0, 18],
  [1, 15],
  [2, 10],
  [3, 6],
  [4, 4],
  [5, 3],
  [12, 1],
  [15, 1],
  [18, 2],
  [19, 2],
];

/** The year of one store as the drawing tells it: three calls, two of them real, one accidental, twelve tests. */
export type ToldYear = { storeId: string; real: number; accidental: number; tests: number };

/** The past year of all stores, latest first. */
export function buildHistory(
  seed: number,
  stores: readonly StorePlace[],
  told: readonly ToldYear[],
): PastIncident[] {
  const random = randomFor(seed, 'history');
  const past: PastIncident[] = [];
  for (const { store, stationMetres } of stores) {
    const own = told.find((year) => year.storeId === store.id);
    // Near a station about three times as many as far from one.
    const busy = 0.6 + 1.6 * Math.exp(-((stationMetres / 260) ** 2));
    const calls = own?.real ?? poisson(random, 0.55 * busy);
    const careless = random() < 0.06 ? 4 : 1;
    const accidents = own?.accidental ?? poisson(random, 0.75 * careless);
    const tests = own?.tests ?? Math.max(0, 12 - poisson(random, 0.8));
    for (let i = 0; i < calls; i += 1) {
      past.push(happened(random, store.id, atNight(random), pickWeighted(random, real)));
    }
    for (let i = 0; i < accidents; i += 1) {
      const kind: PastDisposition = random() < 0.9 ? 'accidental' : 'false';
      past.push(happened(random, store.id, anyHour(random), own ? 'accidental' : kind));
    }
    for (let i = 0; i < tests; i += 1) {
      const at = minutesBack(i * 30 + whole(random, 1, 20), whole(random, 14 * 60, 22 * 60));
      past.push({
        storeId: store.id,
        at,
        disposition: 'test',
        minutesToAck: null,
        minutesToScene: null,
      });
    }
  }
  return past.sort((a, b) => a.at - b.at || (a.storeId < b.storeId ? -1 : 1));
}

/** The moment of a past incident: `at` minutes before the midnight, in a zone `offsetMinutes` east of UTC, that began the day of `now`. */
export function momentOf(at: number, now: Date, offsetMinutes = 540): Date {
  const local = now.getTime() + offsetMinutes * 60_000;
  const midnight = Math.floor(local / 86_400_000) * 86_400_000 - offsetMinutes * 60_000;
  return new Date(midnight - at * 60_000);
}

function minutesBack(daysAgo: number, minuteOfDay: number): number {
  return daysAgo * dayMinutes - minuteOfDay;
}

function atNight(random: Random): number {
  const hour = pickWeighted(random, nightHours);
  // Fridays and Saturdays differ by the calendar of `now`, which is not known here, so days are even.
  return minutesBack(whole(random, 1, 364), hour * 60 + whole(random, 0, 59));
}

function anyHour(random: Random): number {
  return minutesBack(whole(random, 1, 364), whole(random, 0, dayMinutes - 1));
}

function happened(
  random: Random,
  storeId: string,
  at: number,
  disposition: PastDisposition,
): PastIncident {
  const toAck = Math.round((0.05 + 0.35 * random() ** 3) * 100) / 100;
  const sent =
    disposition !== 'accidental' && disposition !== 'false' && disposition !== 'declined';
  const toScene = sent ? Math.round(between(random, 2.2, 9) * 10) / 10 : null;
  return { storeId, at, disposition, minutesToAck: toAck, minutesToScene: toScene };
}
