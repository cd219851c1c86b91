// Finding a call in the queue by store, address, telephone or initial consonants.
import { getChoseong } from 'es-hangul';
import type { Incident } from './contract.ts';

const onlyConsonants = /^[ㄱ-ㅎ]+$/;

/** Calls whose place fits the words; digits look for the telephone, bare consonants for the initials of the name. */
export function findInQueue(items: readonly Incident[], query: string): Incident[] {
  const wanted = normalise(query);
  if (!wanted) return [...items];
  const digits = query.replace(/\D/g, '');
  return items.filter(({ place }) => {
    if (onlyConsonants.test(wanted)) return getChoseong(normalise(place.name)).includes(wanted);
    if (
      digits.length >= 3 &&
      digits.length === wanted.length &&
      place.phone?.replace(/\D/g, '').includes(digits)
    )
      return true;
    return normalise(place.name).includes(wanted) || normalise(place.address).includes(wanted);
  });
}

function normalise(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s-]+/g, '');
}
