// The words with which buttons of many makers say how they were pressed.
import type { Press } from '#programme/devices/contract.ts';

const words: Readonly<Record<string, Press | 'no-press'>> = {
  emergency: 'single',
  panic: 'single',
  sos: 'single',
  alarm: 'single',
  alert: 'single',
  help: 'single',
  single: 'single',
  short: 'single',
  press: 'single',
  pressed: 'single',
  push: 'single',
  pushed: 'single',
  click: 'single',
  clicked: 'single',
  button: 'single',
  active: 'single',
  on: 'single',
  // A frightened hand hits any key of a key fob; a wasted call costs less than a missed one.
  off: 'single',
  toggle: 'single',
  arm: 'single',
  disarm: 'single',
  double: 'double',
  triple: 'triple',
  tripple: 'triple',
  quadruple: 'triple',
  quintuple: 'triple',
  many: 'triple',
  hold: 'long',
  held: 'long',
  long: 'long',
  longpress: 'long',
  release: 'no-press',
  released: 'no-press',
  none: 'no-press',
  idle: 'no-press',
  normal: 'no-press',
  inactive: 'no-press',
  clear: 'no-press',
  cleared: 'no-press',
};

const strength: Readonly<Record<Press, number>> = { single: 1, double: 2, triple: 3, long: 4 };

/** The more urgent of two presses. */
export function stronger(one: Press | null, other: Press): Press {
  return one !== null && strength[one] >= strength[other] ? one : other;
}

/**
 * Reads a word such as `emergency`, `button_1_double`, `arm_all_zones` or `hold_release`.
 *
 * A release anywhere in it makes it `no-press`, since the press itself was reported before. `null`: no word that we know.
 */
export function pressFromWord(text: string): Press | 'no-press' | null {
  const parts = text
    .slice(0, 64)
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((part) => part !== '');
  if (parts.length === 0) return 'no-press';
  let found: Press | 'no-press' | null = null;
  for (const part of parts) {
    const meaning = Object.hasOwn(words, part) ? words[part] : undefined;
    if (meaning === undefined) continue;
    if (meaning === 'no-press') return 'no-press';
    found = stronger(found, meaning);
  }
  return found;
}
