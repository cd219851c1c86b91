// The window that books a walk home, fed with what this desk already knows.
import { askingOfWalk, BookWalk } from '#programme/escorts/pages/console/index.ts';
import { city, myDistricts } from '#programme/incidents/pages/console/index.ts';
import { useFoundPlaces } from './find-places.ts';

export function Booking({ onClose }: { onClose: () => void }) {
  return (
    <BookWalk
      districts={myDistricts.value}
      languages={city.value?.languages ?? []}
      usePlaces={useFoundPlaces}
      onClose={() => {
        askingOfWalk.value = null;
        onClose();
      }}
    />
  );
}
