// Walks home as this app puts them together: their screens, and their words beside those that came with the page.

import { ReceiptsScreen, WalkScreen, WayScreen } from '#programme/escorts/pages/citizen/later.ts';
import { addLaterWords, addressesOf } from './later-words.ts';
import type ko from './words/walk/ko.json';

export { present, start } from '#programme/escorts/pages/citizen/later.ts';
export { WithWay } from '#programme/escorts/pages/citizen/with.ts';

export const screens = { walk: WalkScreen, way: WayScreen, receipts: ReceiptsScreen };

type Ko = typeof ko;
declare module '#platform/ui/phone/words.ts' {
  interface Words extends Ko {}
}

const files = addressesOf(
  import.meta.glob(['./words/walk/*.json'], { query: '?url', import: 'default', eager: true }),
);

/** Adds their words. Rejects when they cannot be fetched now. */
export function addWords(): Promise<void> {
  return addLaterWords(files, 'walk.title');
}
