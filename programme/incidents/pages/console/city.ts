// The city this console belongs to, and its districts by name.
import { computed, signal } from '@preact/signals';
import { inLanguage, language } from '#platform/ui/language.ts';
import type { City, Me } from '#programme/city/contract.ts';

export { inLanguage };

export const city = signal<City | null>(null);
export const me = signal<Me | null>(null);

const districts = computed(
  () => new Map((city.value?.districts ?? []).map((district) => [district.code, district])),
);

/** Name of a district by code; empty when the city has none of that code. */
export function districtName(code: string | null): string {
  const district = code === null ? undefined : districts.value.get(code);
  return district === undefined ? '' : inLanguage(district.name);
}

/** The districts this person sees, by name. */
export const myDistricts = computed(() => {
  const all = city.value?.districts ?? [];
  const mine = me.value?.districts;
  const seen =
    mine === undefined || mine === 'all'
      ? all
      : all.filter((district) => mine.includes(district.code));
  return seen
    .map((district) => ({ code: district.code, name: inLanguage(district.name) }))
    .sort((a, b) => a.name.localeCompare(b.name, language.value));
});

/** Whether a call belongs to another centre and is here because nobody there has answered. */
export function isForeign(district: string | null): boolean {
  const mine = me.value?.districts;
  return district !== null && mine !== undefined && mine !== 'all' && !mine.includes(district);
}

/** The address with its district in front, unless it says it already in any of the city's languages. */
export function fullAddress(place: { address: string; district: string | null }): string {
  const district = place.district === null ? undefined : districts.value.get(place.district);
  if (district === undefined) return place.address;
  const said = Object.values(district.name).some((name) => place.address.includes(name));
  return said ? place.address : `${inLanguage(district.name)} ${place.address}`.trim();
}
