// The window that books a walk home, fed with what this desk already knows.
import { useMemo } from 'preact/hooks';
import { askingOfWalk, BookWalk, type UsePlaces } from '#programme/escorts/pages/console/index.ts';
import { type KnownPlace, usePlaces } from '#programme/hotline/pages/console/index.ts';
import { city, myDistricts } from '#programme/incidents/pages/console/index.ts';
import { knownPlaces } from './known-places.ts';

export function Booking({ onClose }: { onClose: () => void }) {
  const places = useMemo(knownPlaces, []);
  const find = useMemo(() => finderIn(places), [places]);
  return (
    <BookWalk
      districts={myDistricts.value}
      languages={city.value?.languages ?? []}
      usePlaces={find}
      onClose={() => {
        askingOfWalk.value = null;
        onClose();
      }}
    />
  );
}

function finderIn(places: readonly KnownPlace[]): UsePlaces {
  return function useFound(query) {
    return usePlaces(places, query, 6);
  };
}
