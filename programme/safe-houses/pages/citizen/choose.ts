// Which places are shown to her, and in what order.
import { computed } from '@preact/signals';
import { here } from '#platform/ui/phone/here.ts';
import type { PhonePlaces } from '../../contract.ts';
import { confirmedTonight, minuteNow, openNow, places } from './houses.ts';
import { type Near, nearest } from './nearest.ts';

/** One place of the list on the screen; `near` is null where her place is not known. */
export type Shown = { index: number; near: Near | null };

/** 0: open and answered (or police), 1: open, 2: shut. */
export function rankOf(list: PhonePlaces, index: number, minute: number): 0 | 1 | 2 {
  if (!openNow(list, index, minute).open) return 2;
  return confirmedTonight(index) === false ? 1 : 0;
}

/** The nearest places, those that answered tonight first, then the others, then what is shut; each group by distance. */
export function chooseNear(
  list: PhonePlaces,
  at: { lat: number; lon: number },
  most: number,
): Near[] {
  const minute = minuteNow();
  const ranked = nearest(list, at, most).map((near) => ({
    near,
    rank: rankOf(list, near.index, minute),
  }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ near }) => near);
}

/** Open now, answered if anything near did, and nearest: where to run to. Null before she let her place be known. */
export const refuge = computed<Near | null>(() => {
  const list = places.value;
  const at = here.value;
  return list === null || at === null ? null : (chooseNear(list, at, 12)[0] ?? null);
});

/** Places whose name or address has all the words, at most `most`; for her who keeps her place to herself. */
export function findByWords(list: PhonePlaces, words: string, most: number): number[] {
  const parts = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found: number[] = [];
  for (let index = 0; index < list.name.length && found.length < most; index += 1) {
    const text =
      `${list.name[index]} ${list.nameEn[index] ?? ''} ${list.address[index]}`.toLowerCase();
    if (parts.every((part) => text.includes(part))) found.push(index);
  }
  return found;
}
