// Choosing a place without telling anybody: by the name or address of a known place, where she is now, or on the map when she asks for it.

import hereShapes from 'lucide-static/icons/locate.svg?icon';
import pinShapes from 'lucide-static/icons/map-pin.svg?icon';
import mapShapes from 'lucide-static/icons/map-pinned.svg?icon';
import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { askHere, here, hereState } from '#platform/ui/phone/here.ts';
import { Card } from '#platform/ui/phone/ScreenHead.tsx';
import { t } from '#platform/ui/phone/words.ts';
import { findByWords } from '#programme/safe-houses/pages/citizen/choose.ts';
import { places } from '#programme/safe-houses/pages/citizen/houses.ts';
import { nameOf } from '#programme/safe-houses/pages/citizen/say.ts';
import { metresApart, type Place } from '../../rules/travel.ts';
import type { Destination } from './draft.ts';
import { sayWay } from './say.ts';
import type { Spot } from './WalkMap.tsx';

const most = 5;
type MapPart = FunctionComponent<{
  spots: readonly Spot[];
  onPick?: (at: Place) => void;
}>;

export function PickPlace({
  around,
  within,
  chosen,
  name,
  choose,
}: {
  around: Place | null;
  within: number;
  chosen: Place | null;
  name: string;
  choose: (at: Destination | null, name: string) => void;
}) {
  const [words, setWords] = useState('');
  const [waits, setWaits] = useState(false);
  const [Shown, setShown] = useState<MapPart | 'loading' | 'failed' | null>(null);
  const at = here.value;
  if (waits && at !== null) {
    setWaits(false);
    choose({ lat: at.lat, lon: at.lon, words: null }, t('walk.to.here'));
  }
  function openMap(): void {
    setShown('loading');
    import('./WalkMap.tsx').then(
      ({ WalkMap }) => setShown(() => WalkMap),
      () => setShown('failed'),
    );
  }
  if (chosen !== null && typeof Shown !== 'function')
    return (
      <div class="banner walk-place">
        <Glyph of={pinShapes} size={22} />
        <span class="walk-place-name">
          {name === '' ? t('walk.to.chosen') : name}
          {around !== null && <small>{sayWay(around, chosen)}</small>}
        </span>
        <button type="button" class="touch touch-plain" onClick={() => choose(null, '')}>
          {t('walk.other')}
        </button>
      </div>
    );
  return (
    <>
      <input
        class="write-in"
        type="search"
        aria-label={t('walk.to.find')}
        placeholder={t('walk.to.find')}
        autocomplete="off"
        maxLength={60}
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      {words.trim() !== '' && (
        <Known words={words} around={around} within={within} choose={choose} />
      )}
      <div class="walk-two">
        <button
          type="button"
          class="touch"
          onClick={() => {
            setWaits(true);
            askHere();
          }}
        >
          <Glyph of={hereShapes} size={20} />
          {t('walk.to.here')}
        </button>
        <button type="button" class="touch" onClick={openMap}>
          <Glyph of={mapShapes} size={20} />
          {t('walk.to.map')}
        </button>
      </div>
      {waits && (
        <p class="part-note" role="status">
          {t(hereState.value === 'asking' ? 'houses.here.asking' : 'walk.point.nowhere')}
        </p>
      )}
      {Shown === 'loading' && <p role="status">{t('houses.map.loading')}</p>}
      {Shown === 'failed' && (
        <p class="banner" role="alert">
          {t('houses.map.failed')}
        </p>
      )}
      {typeof Shown === 'function' && (
        <>
          <p class="part-note">{t('walk.to.map.how')}</p>
          <Shown
            spots={[
              ...(around === null ? [] : [{ ...around, kind: 'from' as const }]),
              ...(chosen === null ? [] : [{ ...chosen, kind: 'to' as const }]),
            ]}
            onPick={(place) => choose({ ...place, words: null }, '')}
          />
        </>
      )}
    </>
  );
}

/** Places of the list on her phone whose name or address fits, near enough to walk to. */
function Known({
  words,
  around,
  within,
  choose,
}: {
  words: string;
  around: Place | null;
  within: number;
  choose: (at: Destination, name: string) => void;
}) {
  const list = places.value;
  if (list === null) return <p role="status">{t('houses.loading')}</p>;
  const found = findByWords(list, words, 400)
    .map((index) => ({
      index,
      lat: (list.lat[index] ?? 0) / 1e5,
      lon: (list.lon[index] ?? 0) / 1e5,
    }))
    .filter((place) => around === null || metresApart(around, place) <= within)
    .sort((a, b) => (around === null ? 0 : metresApart(around, a) - metresApart(around, b)))
    .slice(0, most);
  if (found.length === 0)
    return (
      <p class="banner" role="status">
        {t('walk.to.none')}
      </p>
    );
  return (
    <ul class="walk-list" aria-label={t('walk.to.find')}>
      {found.map(({ index, lat, lon }) => (
        <li key={index}>
          <Card
            icon={<Glyph of={pinShapes} />}
            title={nameOf(list, index)}
            note={list.address[index] ?? ''}
            onPress={() =>
              choose({ lat, lon, words: list.name[index] ?? null }, nameOf(list, index))
            }
          />
        </li>
      ))}
    </ul>
  );
}
