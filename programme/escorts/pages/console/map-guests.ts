// Pairs, meeting points and walks as the city's map shows them.
import { inLanguage } from '#platform/ui/language.ts';
import type { MapGuests } from '#programme/incidents/pages/console/index.ts';
import { type BoardWalk, board, chosenId, onlyDistrict } from './board-state.ts';
import { groupOf } from './order.ts';
import { points } from './places.ts';

/** What stands on the map tonight; a pair that holds a walk is tied to the point where she is met. */
export function guestsOfTonight(): MapGuests {
  const tonight = board.value;
  if (tonight === null) return { points: [], ways: [] };
  const here = ({ district }: { district: string }) =>
    onlyDistrict.value === '' || district === onlyDistrict.value;
  const open = tonight.walks.filter((walk) => groupOf(walk) !== 'over' && here(walk));
  const places = new Map(points.value.map(({ point }) => [point.id, point]));
  const atPoint = Map.groupBy(open, ({ point }) => point.id);
  const pairs = tonight.pairs.filter((pair) => pair.at !== null && here(pair));
  const holding = new Map(pairs.flatMap((pair) => (pair.walkId ? [[pair.walkId, pair]] : [])));
  return {
    points: [
      ...points.value
        .filter(({ point }) => here(point))
        .map(({ point }) => {
          const walks = atPoint.get(point.id) ?? [];
          const first = walks.find(({ id }) => id === chosenId.value) ?? walks[0];
          return {
            id: first?.id ?? point.id,
            name: inLanguage(point.name),
            lat: point.lat,
            lon: point.lon,
            tone: toneOf(walks),
          };
        }),
      ...pairs.map((pair) => ({
        id: pair.walkId ?? pair.shiftId,
        name: pair.callSign,
        lat: pair.at!.lat,
        lon: pair.at!.lon,
        tone: pair.walkId === null ? ('pair' as const) : ('busy' as const),
      })),
    ],
    ways: open.flatMap((walk) => {
      const pair = holding.get(walk.id);
      const point = places.get(walk.point.id);
      if (!pair?.at || !point || !['on-the-way', 'here', 'walking'].includes(walk.state)) return [];
      return [{ from: [pair.at.lon, pair.at.lat], to: [point.lon, point.lat] }] as const;
    }),
  };
}

function toneOf(walks: readonly BoardWalk[]): 'wanting' | 'asked' | 'point' {
  if (walks.some((walk) => groupOf(walk) === 'wanting')) return 'wanting';
  return walks.length > 0 ? 'asked' : 'point';
}

/** Where the chosen walk is met, so that the map goes there. */
export function placeOfChosen(): { name: string; lat: number; lon: number } | null {
  const walk = board.value?.walks.find(({ id }) => id === chosenId.value);
  const known = points.value.find(({ point }) => point.id === walk?.point.id)?.point;
  return known ? { name: inLanguage(known.name), lat: known.lat, lon: known.lon } : null;
}
