// Pointing at a place: the map moves under a pin that stands still, by finger, by a touch on the spot, or by the arrow keys.
import { useEffect, useRef, useState } from 'preact/hooks';
import { openPhoneMap, type PhoneMap } from '#platform/ui/map/phone-map.ts';
import { ask } from '#platform/ui/phone/ask.ts';
import { here } from '#platform/ui/phone/here.ts';
import { t } from '#platform/ui/phone/words.ts';
import type { City } from '#programme/city/contract.ts';
import { places } from '#programme/safe-houses/pages/citizen/houses.ts';
import { nearest } from '#programme/safe-houses/pages/citizen/nearest.ts';
import { sayWhereFrom } from '#programme/safe-houses/pages/citizen/say.ts';
import './point-map.css';

export type Spot = { lat: number; lon: number };

const closeZoom = 15.5;

/** `spot` is null until she has moved the map herself: where it opens is nobody's place. */
export function PointMap({ spot, onSpot }: { spot: Spot | null; onSpot: (spot: Spot) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'opening' | 'open' | 'failed'>('opening');
  useEffect(() => {
    let opened: PhoneMap | null = null;
    let gone = false;
    const element = box.current;
    if (element === null) return;
    openPhoneMap(element, t('another.map.label')).then(
      async (made) => {
        opened = made;
        await begin(made, onSpot);
        if (gone) made.map.remove();
        else setState('open');
      },
      () => setState('failed'),
    );
    return () => {
      gone = true;
      opened?.map.remove();
    };
  }, []);
  if (state === 'failed')
    return (
      <p class="banner" role="alert">
        {t('another.map.failed')}
      </p>
    );
  return (
    <>
      <div class="point-box">
        <div ref={box} class="point-map" inert={state !== 'open'} />
        {state === 'open' ? (
          <span
            class={spot === null ? 'point-pin' : 'point-pin point-pin-set'}
            aria-hidden="true"
          />
        ) : (
          <p class="point-note" role="status">
            {t('houses.map.loading')}
          </p>
        )}
      </div>
      {state === 'open' && (
        <p class="part-note" role="status">
          {spot === null ? t('another.map.how') : `${t('another.map.there')} ${sayNear(spot)}`}
        </p>
      )}
    </>
  );
}

/** Where she is, where that is known; else the whole city. From then on every move of hers is what she points at. */
async function begin({ map }: PhoneMap, onSpot: (spot: Spot) => void): Promise<void> {
  const at = here.peek();
  if (at !== null) map.jumpTo({ center: [at.lon, at.lat], zoom: closeZoom });
  else {
    const told = await ask<City>('GET /api/city');
    if (told.ok) map.fitBounds(told.value.bounds, { duration: 0 });
  }
  map.on('click', ({ lngLat }) => {
    const zoom = Math.max(map.getZoom(), closeZoom);
    map.easeTo({ center: lngLat, zoom, duration: 200 }, { pointed: true });
  });
  map.on('moveend', (event) => {
    if (event.originalEvent === undefined && !('pointed' in event)) return;
    const { lat, lng } = map.getCenter();
    onSpot({ lat, lon: lng });
  });
}

/** What is near the pin, for her who checks it and for her who does not see it. */
function sayNear(spot: Spot): string {
  const list = places.value;
  const [near] = list === null ? [] : nearest(list, spot, 1);
  return list === null || near === undefined ? '' : sayWhereFrom(list, near);
}
