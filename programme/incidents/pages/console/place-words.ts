// What a call's place is called, also while nobody knows yet where it is.
import { language } from '#platform/ui/language.ts';
import type { Incident } from '../../contract.ts';
import { type Nearby, readNearby, sayNearby, sayWay } from '../../rules/where.ts';
import { districtName, fullAddress } from './city.ts';
import { t } from './words.ts';

type Placed = Pick<Incident, 'door' | 'place' | 'closedAt'>;

/** What lies near a caller with a phone of her own; null for places that have a name of their own. */
function nearOf({ door, place }: Pick<Placed, 'door' | 'place'>): Nearby | null {
  return door === 'sos' ? readNearby(place.name) : null;
}

/** The name of the place, or the kind of call and its district where no place has a name. */
export function placeName({ door, place }: Placed): string {
  if (place.name.trim() !== '') {
    const near = nearOf({ door, place });
    return near === null ? place.name : sayNearby(near, language.value);
  }
  const district = districtName(place.district);
  return district === '' ? t(`nameless.${door}`) : `${t(`nameless.${door}`)} · ${district}`;
}

/** The same for a row of the queue, where a long sentence would lose its end: how far and which way is in the line below. */
export function shortName(row: Placed): string {
  const near = nearOf(row);
  return near === null || near.way === null
    ? placeName(row)
    : t('place.near', { place: near.place });
}

/** Whether the map has a point for it. */
export function hasPoint({ place }: Pick<Incident, 'place'>): boolean {
  return place.lat !== null && place.lon !== null;
}

/** Whether nobody knows yet where it is: no point, and nobody has said a place. */
export function isFinding({ place, closedAt }: Placed): boolean {
  return (
    closedAt === null &&
    !hasPoint({ place }) &&
    place.address.trim() === '' &&
    place.name.trim() === ''
  );
}

/** The address in one line with the door it came through, or that the place is still being found. */
export function whereWords(row: Placed): string {
  if (isFinding(row)) return t('place.finding');
  const door = row.door === 'store' ? t('where.store') : t(`door.${row.door}`);
  if (row.place.name.trim() === '' && row.closedAt !== null) return t('place.erased');
  // A name that already says the door needs no second one.
  const near = nearOf(row);
  const way = near === null ? '' : sayWay(near, language.value);
  const parts = [way, fullAddress(row.place), row.place.name.trim() === '' ? '' : door];
  return parts.filter((part) => part !== '').join(' · ') || door;
}
