// What the first screen knows of walks home: on which evenings the city offers them, and whether one of hers is on.
import { signal } from '@preact/signals';

/** Evenings as the page came with them, `[opens, closes]` in milliseconds since the epoch; empty where no walks are offered. */
export const evenings = signal<readonly (readonly [number, number])[]>([]);
/** What the card says instead of the hours: that it is being fetched, or how her walk stands. */
export const said = signal<{ title?: string; note: string } | null>(null);

/** Her walk and her way; both outlive leaving fast. */
export const walkKey = 'ansim.walk';
export const wayKey = 'ansim.way';

/** Something of hers is on: its screens are fetched at once. */
export function isOn(): boolean {
  try {
    return (localStorage.getItem(walkKey) ?? localStorage.getItem(wayKey)) !== null;
  } catch {
    return false;
  }
}
