// Finding by name, number or Korean initial consonants, on the page itself.
import { getChoseong } from 'es-hangul';

export type Findable = { name: string; choseong: string; rest: string; digits: string };

/** Prepares one thing for `matches`; `rest` is what may also be searched, such as address and telephone. */
export function findable(name: string, ...rest: (string | null)[]): Findable {
  const others = rest.filter((part) => part !== null).join(' ');
  return {
    name: plain(name),
    choseong: getChoseong(name).replace(/\s/g, ''),
    rest: plain(others),
    digits: others.replace(/\D/g, ''),
  };
}

/**
 * How well a query fits: 0 not at all, then rising. Only initial consonants (`ㅎㅂㅁㅌ`) match names by their initials;
 * three digits or more match telephone numbers whatever their dashes.
 */
export function matches(thing: Findable, query: string): number {
  const asked = plain(query);
  if (asked === '') return 0;
  if (/^[ㄱ-ㅎ]+$/.test(asked)) {
    const at = thing.choseong.indexOf(asked);
    return at === -1 ? 0 : at === 0 ? 3 : 2;
  }
  const at = thing.name.indexOf(asked);
  if (at !== -1) return at === 0 ? 4 : 3;
  if (thing.rest.includes(asked)) return 2;
  const digits = query.replace(/\D/g, '');
  if (digits.length >= 3 && /^[\d\s-]+$/.test(query.trim()) && thing.digits.includes(digits))
    return 2;
  return 0;
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s/g, '');
}
