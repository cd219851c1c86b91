// The hotline's window, fed with what this desk already knows.
import { useMemo } from 'preact/hooks';
import { RaiseCall } from '#programme/hotline/pages/console/index.ts';
import type { IncidentDetail } from '#programme/incidents/contract.ts';
import {
  choose,
  city,
  list,
  mapMiddle,
  putRows,
} from '#programme/incidents/pages/console/index.ts';
import { desk, showTab } from './desk-state.ts';
import { knownPlaces } from './known-places.ts';

export function Hotline() {
  const places = useMemo(knownPlaces, []);
  const bounds = city.value?.bounds ?? [0, 0, 0, 0];
  const middle = mapMiddle.value ?? {
    lat: (bounds[1] + bounds[3]) / 2,
    lon: (bounds[0] + bounds[2]) / 2,
  };
  return (
    <RaiseCall<IncidentDetail>
      places={places}
      languages={city.value?.languages ?? []}
      middle={middle}
      mayDrill={city.value?.demo ?? false}
      onClose={() => {
        desk.hotline.value = false;
      }}
      onRaised={(incident) => {
        putRows([incident]);
        list.value = 'open';
        showTab('open');
        choose(incident.id);
      }}
    />
  );
}
