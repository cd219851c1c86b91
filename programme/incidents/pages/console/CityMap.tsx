// The map in the middle: our own city, the open calls, and the chosen one as the only large thing.
import { effect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '#platform/ui/Icon.tsx';
import { city, inLanguage } from './city.ts';
import { type MapDesk, openMap } from './map-desk.ts';
import { mapHands } from './map-state.ts';
import { t } from './words.ts';
import './map.css';

type CityMapProps = {
  /** What another room shows on it, in its own words, in place of what the calls need. */
  legend?: ComponentChildren;
  onGuest?: (id: string) => void;
};

export function CityMap({ legend, onGuest }: CityMapProps) {
  const box = useRef<HTMLDivElement>(null);
  const desk = useRef<MapDesk | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    const element = box.current;
    const stopWaiting = effect(() => {
      const known = city.value;
      if (element === null || known === null || desk.current !== null) return;
      openMap(element, known, onGuest)
        .then((opened) => {
          if (gone) opened.close();
          else {
            desk.current = opened;
            mapHands.value = opened;
          }
        })
        .catch((error: unknown) => {
          console.error('The map could not be opened.', error);
          setFailed(true);
        });
    });
    return () => {
      gone = true;
      stopWaiting();
      desk.current?.close();
      desk.current = null;
      mapHands.value = null;
    };
  }, []);
  const name = city.value === null ? '' : inLanguage(city.value.name);
  return (
    <div class="map">
      <div ref={box} class="map-canvas" />
      {failed && <p class="map-failed">{t('map.failed')}</p>}
      {!failed && (
        <>
          <div class="map-tools">
            <button
              type="button"
              aria-label={t('map.in')}
              title={`${t('map.in')} · +`}
              aria-keyshortcuts="+"
              onClick={() => desk.current?.zoom(1)}
            >
              <Icon name="plus" size={18} />
            </button>
            <button
              type="button"
              aria-label={t('map.out')}
              title={`${t('map.out')} · -`}
              aria-keyshortcuts="-"
              onClick={() => desk.current?.zoom(-1)}
            >
              <Icon name="minus" size={18} />
            </button>
            <button
              type="button"
              aria-label={t('map.all')}
              title={`${t('map.all')} · 0`}
              aria-keyshortcuts="0"
              onClick={() => desk.current?.showCity()}
            >
              <Icon name="locate" size={18} />
            </button>
          </div>
          <ul class="map-legend">
            <li class="legend-live">{t('map.live')}</li>
            {legend ?? (
              <>
                <li class="legend-police">{t('map.police')}</li>
                <li class="legend-helper">{t('map.helpers')}</li>
                <li class="legend-place">{t('map.places')}</li>
              </>
            )}
            <li class="legend-own">{t('map.own', { city: name })}</li>
          </ul>
        </>
      )}
    </div>
  );
}
