// What is said of one place, in few words: how far and where to, whether it is open, whether it answered.
import { figure, spoken, t } from '#platform/ui/phone/words.ts';
import type { PhonePlaces } from '../../contract.ts';
import { confirmedTonight, minuteNow, openNow } from './houses.ts';
import { directionOf, type Near } from './nearest.ts';

/** `180 m`, `1.2 km` */
export function sayDistance(metres: number): string {
  return metres < 995
    ? `${Math.max(10, Math.round(metres / 10) * 10)} m`
    : `${figure(metres / 1000)} km`;
}

export function sayDirection(bearing: number): string {
  return t(`houses.to.${directionOf(bearing)}`);
}

/** The English name where she reads no Korean and the place has one. */
export function nameOf(list: PhonePlaces, index: number): string {
  const korean = list.name[index] ?? '';
  return spoken.value.language === 'ko' ? korean : (list.nameEn[index] ?? korean);
}

/** `열림 · 02:00까지` */
export function sayOpen(list: PhonePlaces, index: number): { open: boolean; words: string } {
  const minute = minuteNow();
  const { open, change } = openNow(list, index, minute);
  if (change === null) return { open, words: t(open ? 'houses.open.always' : 'houses.shut') };
  const at = (minute + change) % 1440;
  const time = `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
  // Open for more than a day, or shut for longer: an hour alone would mislead.
  if (change >= 1440) return { open, words: t(open ? 'houses.open' : 'houses.shut') };
  return { open, words: t(open ? 'houses.open.until' : 'houses.shut.until', { time }) };
}

/** `오늘 밤 확인됨`; nothing is claimed where nothing is known. */
export function sayConfirmed(list: PhonePlaces, index: number): string | null {
  if (index >= list.stores) return t('houses.police');
  const confirmed = confirmedTonight(index);
  if (confirmed === null) return null;
  return t(confirmed ? 'houses.confirmed' : 'houses.unconfirmed');
}

/** One line for a card: `180 m · 열림 · 오늘 밤 확인됨`. */
export function sayNear(list: PhonePlaces, near: Near): string {
  const { words } = sayOpen(list, near.index);
  return [sayDistance(near.metres), words, sayConfirmed(list, near.index)]
    .filter((part) => part !== null)
    .join(' · ');
}

/** For a message to the police: name, address and where she is from there. */
export function sayWhereFrom(list: PhonePlaces, near: Near): string {
  return t('houses.from', {
    place: nameOf(list, near.index),
    address: list.address[near.index] ?? '',
    distance: sayDistance(near.metres),
    direction: sayDirection((near.bearing + 180) % 360),
  });
}
