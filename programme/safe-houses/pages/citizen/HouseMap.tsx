// The map, only when she asks for it: the places of the list by number, and where she is.
import type { Map as MapLibreMap, Marker } from 'maplibre-gl';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MapLibrary } from '#platform/ui/map/load.ts';
import { openPhoneMap, type PhoneMap } from '#platform/ui/map/phone-map.ts';
import { here } from '#platform/ui/phone/here.ts';
import { t } from '#platform/ui/phone/words.ts';
import type { Shown } from './choose.ts';
import { places } from './houses.ts';
import { nameOf } from './say.ts';

export function HouseMap({ shown }: { shown: readonly Shown[] }) {
  const box = useRef<HTMLDivElement>(null);
  const open = useRef<PhoneMap | null>(null);
  const [state, setState] = useState<'opening' | 'open' | 'failed'>('opening');
  useEffect(() => {
    let gone = false;
    const element = box.current;
    if (element === null) return;
    openPhoneMap(element, t('houses.map.label')).then(
      (opened) => {
        if (gone) return opened.map.remove();
        open.current = opened;
        return setState('open');
      },
      () => setState('failed'),
    );
    return () => {
      gone = true;
      open.current?.map.remove();
    };
  }, []);
  const drawn = shown.map(({ index }) => index).join();
  useEffect(() => {
    if (open.current === null) return;
    const { map, library } = open.current;
    return draw(map, library, shown);
  }, [state, drawn, here.value]);
  return (
    <div class="house-map-box">
      <div ref={box} class="house-map" inert={state !== 'open'} />
      {state !== 'open' && (
        <p class="house-map-note" role="status">
          {t(state === 'failed' ? 'houses.map.failed' : 'houses.map.loading')}
        </p>
      )}
    </div>
  );
}

/** Numbers as in the list below it, so that neither colour nor shape alone tells them apart. */
function draw(map: MapLibreMap, library: MapLibrary, shown: readonly Shown[]): () => void {
  const list = places.peek();
  const at = here.peek();
  const markers: Marker[] = [];
  const bounds = new library.LngLatBounds();
  function put(className: string, text: string, name: string, lon: number, lat: number): void {
    const element = document.createElement('div');
    element.className = className;
    element.textContent = text;
    element.title = name;
    markers.push(new library.Marker({ element }).setLngLat([lon, lat]).addTo(map));
    bounds.extend([lon, lat]);
  }
  if (list !== null)
    shown.forEach(({ index }, order) => {
      const [lon, lat] = [(list.lon[index] ?? 0) / 1e5, (list.lat[index] ?? 0) / 1e5];
      put('house-mark', String(order + 1), nameOf(list, index), lon, lat);
    });
  if (at !== null) put('house-me', '', t('houses.map.me'), at.lon, at.lat);
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 44, maxZoom: 16, duration: 0 });
  return () => {
    for (const marker of markers) marker.remove();
  };
}
