// What a call's place is called, also while nobody knows yet where it is.
import type { Incident } from '../../contract.ts';
import { districtName, fullAddress } from './city.ts';
import { t } from './words.ts';

type Placed = Pick<Incident, 'door' | 'place' | 'closedAt'>;

/** The name of the place, or the kind of call and its district where no place has a name. */
export function placeName({ door, place }: Placed): string {
  if (place.name.trim() !== '') return place.name;
  const district = districtName(place.district);
  return district === '' ? t(`nameless.${door}`) : `${t(`nameless.${door}`)} · ${district}`;
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
  const parts = [fullAddress(row.place), row.place.name.trim() === '' ? '' : door];
  return parts.filter((part) => part !== '').join(' · ') || door;
}
