// Finding a store or a police office by name, address, telephone or initial consonants.
import { getChoseong } from 'es-hangul';
import type { Tx } from '#platform/db/index.ts';

export type FoundPlace = {
  kind: 'store' | 'police';
  id: string;
  name: string;
  address: string;
  hint: string | null;
  phone: string | null;
  lat: number;
  lon: number;
  district: string;
};

const most = 12;

/** The places that fit best: name from its start, then name, then address or telephone. */
export async function findPlaces(tx: Tx, query: string): Promise<FoundPlace[]> {
  const wanted = normalise(query);
  if (!wanted) return [];
  const places = await tx.sql<FoundPlace>`
    select 'store' as kind, id, name, address, hint, phone, lat, lon, district from safe_houses.stores
    where lat is not null and state in ('operating', 'suspended')
    union all
    select 'police', id, name, address, null, phone, lat, lon, district from city.police_offices`;
  return places
    .map((place) => ({ place, rank: rankOf(place, wanted) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank || a.place.name.localeCompare(b.place.name, 'ko'))
    .slice(0, most)
    .map(({ place }) => place);
}

function rankOf(place: FoundPlace, wanted: string): number {
  const name = normalise(place.name);
  if (/^[ㄱ-ㅎ]+$/.test(wanted)) {
    const initials = getChoseong(name);
    return initials.startsWith(wanted) ? 3 : initials.includes(wanted) ? 2 : 0;
  }
  if (name.startsWith(wanted)) return 4;
  if (name.includes(wanted)) return 3;
  if (normalise(place.address).includes(wanted)) return 2;
  const digits = wanted.replace(/\D/g, '');
  return digits.length >= 3 && place.phone?.replace(/\D/g, '').includes(digits) ? 1 : 0;
}

function normalise(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s-]+/g, '');
}
