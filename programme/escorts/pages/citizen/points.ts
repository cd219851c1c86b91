// The meeting points on this phone: found by name or initial consonants, or from the nearest; where she is is sent nowhere.
import { signal } from '@preact/signals';
import { type Findable, findable, matches } from '#platform/ui/find.ts';
import { ask } from '#platform/ui/phone/ask.ts';
import { inLanguage } from '#platform/ui/phone/words.ts';
import type { WalkView } from '../../contract.ts';
import { metresApart, type Place } from '../../rules/travel.ts';

export type Point = WalkView['point'];
export type Service = {
  name: Record<string, string>;
  eligibility: Record<string, string>;
  leadMinutes: number;
  daysAhead: number;
  longestWalkMetres: number;
  tonight: { day: string };
};
export type Slots = {
  day: string;
  closed: 'no-service' | 'holiday' | 'closed' | null;
  slots: readonly { at: string; free: number; bookable: boolean }[];
  nextFree: string | null;
};

type Listed = { point: Point; find: Findable };

export const points = signal<readonly Listed[] | null>(null);
export const service = signal<Service | null>(null);
/** The city did not answer when it was asked last. */
export const unreached = signal(false);

/** Fetches what can be had; again when she comes back to it. */
export async function fetchPoints(): Promise<void> {
  const [offer, list] = await Promise.all([
    ask<Service>('GET /api/walks/service'),
    ask<{ items: Point[] }>('GET /api/walks/points'),
  ]);
  unreached.value = !offer.ok || !list.ok;
  if (offer.ok) service.value = offer.value;
  if (list.ok)
    points.value = list.value.items.map((point) => ({
      point,
      find: findable(point.name.ko ?? '', point.name.en ?? null, point.station),
    }));
}

/** What is free at a point on the evening of a day; null when the city does not answer. */
export async function fetchSlots(pointId: string, day?: string): Promise<Slots | null> {
  const query = day === undefined ? '' : `?day=${day}`;
  const told = await ask<Slots>(`GET /api/walks/points/${pointId}/slots${query}`);
  return told.ok ? told.value : null;
}

/** Points that fit her words, best first; without words the nearest, or by name where her place is not known. */
export function choosePoints(
  list: readonly Listed[],
  words: string,
  at: Place | null,
  most: number,
): Point[] {
  const far = (point: Point) => (at === null ? 0 : metresApart(at, point));
  const fits = list
    .map(({ point, find }) => ({ point, fit: words.trim() === '' ? 1 : matches(find, words) }))
    .filter(({ fit }) => fit > 0);
  fits.sort(
    (a, b) =>
      b.fit - a.fit ||
      far(a.point) - far(b.point) ||
      inLanguage(a.point.name).localeCompare(inLanguage(b.point.name)),
  );
  return fits.slice(0, most).map(({ point }) => point);
}
