// Finding a place while the caller speaks: what the page knows at once, what the server knows a moment later.
import { useEffect, useState } from 'preact/hooks';
import { request } from '#platform/ui/client.ts';
import { type Findable, findable, matches } from '#platform/ui/find.ts';

export type FoundPlace = {
  kind: 'store' | 'police' | 'station' | 'street';
  id: string | null;
  name: string;
  address: string;
  lat: number;
  lon: number;
  district: string;
};
export type KnownPlace = FoundPlace & { find: Findable };

/** Prepares a place for searching on the page. */
export function known(place: FoundPlace): KnownPlace {
  return { ...place, find: findable(place.name, place.address) };
}

/** The best `limit` of the places the page already has. */
export function findKnown(all: readonly KnownPlace[], query: string, limit: number): FoundPlace[] {
  const scored: { score: number; place: KnownPlace }[] = [];
  for (const place of all) {
    const score = matches(place.find, query);
    if (score > 0) scored.push({ score, place });
  }
  return scored
    .sort((a, b) => b.score - a.score || a.place.name.length - b.place.name.length)
    .slice(0, limit)
    .map((one) => one.place);
}

const pause = 120;

/** Places for a query: at once from the page, completed by the server after a short pause in typing. */
export function usePlaces(
  all: readonly KnownPlace[],
  query: string,
  limit: number,
): readonly FoundPlace[] {
  const [fromServer, setFromServer] = useState<{ query: string; items: readonly FoundPlace[] }>({
    query: '',
    items: [],
  });
  useEffect(() => {
    if (query.trim() === '') return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      void request<{ items: FoundPlace[] }>(
        'GET /api/hotline/search',
        { query: { q: query.trim() } },
        abort.signal,
      ).then((answer) => {
        if (answer.ok) setFromServer({ query, items: answer.value.items });
      });
    }, pause);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query]);
  if (query.trim() === '') return [];
  const here = findKnown(all, query, limit);
  const seen = new Set(here.map((place) => `${place.name}|${place.lat.toFixed(4)}`));
  const more =
    fromServer.query === query
      ? fromServer.items.filter((place) => !seen.has(`${place.name}|${place.lat.toFixed(4)}`))
      : [];
  // What the server knows better (addresses included) replaces the page's own short form of the same place.
  const better = new Map(fromServer.items.map((place) => [place.id ?? place.name, place]));
  return [...here.map((place) => better.get(place.id ?? place.name) ?? place), ...more].slice(
    0,
    limit,
  );
}
