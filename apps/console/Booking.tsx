// The window that books a walk home, fed with what this desk already knows.
import { askingOfWalk, BookWalk } from '#programme/escorts/pages/console/index.ts';
import { city, myDistricts } from '#programme/incidents/pages/console/index.ts';
import { desk } from './desk-state.ts';
import { useFoundPlaces } from './find-places.ts';

export function Booking({ onClose }: { onClose: () => void }) {
  return (
    <BookWalk
      districts={myDistricts.value}
      languages={city.value?.languages ?? []}
      usePlaces={useFoundPlaces}
      from={desk.bookFrom.value}
      onClose={() => {
        askingOfWalk.value = null;
        desk.bookFrom.value = null;
        onClose();
      }}
    />
  );
}
