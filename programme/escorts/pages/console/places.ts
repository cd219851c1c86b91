// Meeting points and destinations while a caller speaks: found by name or initial consonants.
import { signal } from '@preact/signals';
import type { z } from 'zod';
import { type Findable, findable, matches } from '#platform/ui/find.ts';
import { inLanguage } from '#platform/ui/language.ts';
import type { pointSchema } from '../../shapes.ts';
import { call } from './api.ts';

export type Point = z.infer<typeof pointSchema>;
/** A place by name: a destination, or where the caller stands. */
export type Place = { name: string; address: string; lat: number; lon: number };
/** Places for a query; a hook, because what the server knows comes a moment later. */
export type UsePlaces = (query: string) => readonly Place[];

type Known = { point: Point; find: Findable };
export const points = signal<readonly Known[]>([]);

/** Fetches every meeting point that is served; once is enough for a window. */
export async function fetchPoints(): Promise<void> {
  const answer = await call('GET /api/walks/points', {});
  if (answer.ok)
    points.value = answer.value.items.map((point) => ({
      point,
      find: findable(point.name.ko ?? '', point.name.en ?? null, point.station),
    }));
}

/** The best points of some districts for a query. */
export function findPoints(query: string, districts: readonly string[], limit = 6): Point[] {
  if (query.trim() === '') return [];
  const mine = points.value.filter(({ point }) => districts.includes(point.district));
  return mine
    .map(({ point, find }) => ({ point, score: matches(find, query) }))
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        b.score - a.score ||
        inLanguage(a.point.name).length - inLanguage(b.point.name).length ||
        inLanguage(a.point.name).localeCompare(inLanguage(b.point.name)),
    )
    .slice(0, limit)
    .map(({ point }) => point);
}
