// The map of a walk, only when she asks for it: where they meet, where to, the pair, herself; or for choosing a place under the middle.
import { useEffect, useRef, useState } from 'preact/hooks';
import { openPhoneMap, type PhoneMap } from '#platform/ui/map/phone-map.ts';
import { t } from '#platform/ui/phone/words.ts';
import type { Place } from '../../rules/travel.ts';

export type Spot = Place & { kind: 'from' | 'to' | 'pair' | 'me' };

export function WalkMap({
  spots,
  onPick,
}: {
  spots: readonly Spot[];
  onPick?: (at: Place) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const open = useRef<PhoneMap | null>(null);
  const fitted = useRef('');
  const [state, setState] = useState<'opening' | 'open' | 'failed'>('opening');
  useEffect(() => {
    let gone = false;
    const element = box.current;
    if (element === null) return;
    openPhoneMap(element, t('walk.map.label')).then(
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
  const drawn = spots.map(({ kind, lat, lon }) => `${kind}${lat},${lon}`).join();
  const kinds = spots.map(({ kind }) => kind).join();
  useEffect(() => {
    if (open.current === null) return;
    const { map, library } = open.current;
    const bounds = new library.LngLatBounds();
    const markers = spots.map(({ kind, lat, lon }) => {
      const element = document.createElement('div');
      element.className = `walk-mark walk-mark-${kind}`;
      element.title = t(`walk.map.${kind}`);
      bounds.extend([lon, lat]);
      return new library.Marker({ element }).setLngLat([lon, lat]).addTo(map);
    });
    // Moved only when something else is shown: a map that jumps with every step of theirs cannot be read.
    if (
      !bounds.isEmpty() &&
      fitted.current !== kinds &&
      (onPick === undefined || fitted.current === '')
    )
      map.fitBounds(bounds, { padding: 44, maxZoom: 15.5, duration: 0 });
    fitted.current = kinds;
    return () => {
      for (const marker of markers) marker.remove();
    };
  }, [state, drawn]);
  return (
    <>
      <div class="walk-map-box">
        <div ref={box} class="walk-map" />
        {onPick !== undefined && state === 'open' && (
          <span class="walk-map-middle" aria-hidden="true" />
        )}
        {state !== 'open' && (
          <p class="walk-map-note" role="status">
            {t(state === 'failed' ? 'walk.map.failed' : 'houses.map.loading')}
          </p>
        )}
      </div>
      {onPick !== undefined && state === 'open' && (
        <button
          type="button"
          class="touch"
          onClick={() => {
            const middle = open.current?.map.getCenter();
            if (middle !== undefined) onPick({ lat: middle.lat, lon: middle.lng });
          }}
        >
          {t('walk.to.map.take')}
        </button>
      )}
      {onPick === undefined && state === 'open' && (
        <ul class="walk-legend">
          {spots.map(({ kind }) => (
            <li key={kind}>
              <span class={`walk-mark walk-mark-${kind}`} aria-hidden="true" />
              {t(`walk.map.${kind}`)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
