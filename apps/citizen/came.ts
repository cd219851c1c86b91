// What the server laid into the page: the city, the words, and how many safe houses there are.
import type { Texts } from '#platform/ui/phone/words.ts';
import type { Facts } from '#programme/city/pages/citizen/facts.ts';
import type { Counts } from '#programme/safe-houses/pages/citizen/index.ts';

export type Came = {
  facts: Facts;
  leaveTo: string;
  language: string;
  languages: readonly string[];
  texts: Texts;
  houses: Counts | null;
  /** Evenings with walks home, `[opens, closes]` in milliseconds since the epoch. */
  walks: readonly [number, number][];
  /** How far the city's list of keys was when the page left the server. */
  keys: number;
};

/** Reads it; a page without it is broken on our side. */
export function readCame(): Came {
  const text = document.getElementById('came')?.textContent;
  if (!text) throw new Error('This page came without its words: the server did not fill it in.');
  return JSON.parse(text) as Came;
}
