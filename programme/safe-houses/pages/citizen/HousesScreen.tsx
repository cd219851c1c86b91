// Where to run to: the nearest first, with how far, where to, whether it is open and whether it answered tonight.
import mapShapes from 'lucide-static/icons/map.svg?icon';
import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { askHere, here, hereState } from '#platform/ui/phone/here.ts';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { inLanguage, spoken, t } from '#platform/ui/phone/words.ts';
import { facts } from '#programme/city/pages/citizen/facts.ts';
import { chooseNear, findByWords, type Shown } from './choose.ts';
import { HouseRow } from './HouseRow.tsx';
import { night, places, reached, timeZone } from './houses.ts';
import './houses.css';

const first = 8;
const further = 24;
/** Farther than any city is wide. */
const farMetres = 40_000;

type MapPart = FunctionComponent<{ shown: readonly Shown[] }>;

export function HousesScreen() {
  const [words, setWords] = useState('');
  const [most, setMost] = useState(first);
  const [CityMap, setMap] = useState<MapPart | 'loading' | 'failed' | null>(null);
  const list = places.value;
  const at = here.value;
  const shown: Shown[] =
    list === null
      ? []
      : words.trim() !== '' || at === null
        ? findByWords(list, words, most).map((index) => ({ index, near: null }))
        : chooseNear(list, at, most).map((near) => ({ index: near.index, near }));
  const number = facts.value.numbers.emergency;
  const away = (shown[0]?.near?.metres ?? 0) > farMetres;
  function openMap(): void {
    setMap('loading');
    import('./HouseMap.tsx').then(
      ({ HouseMap }) => setMap(() => HouseMap),
      () => setMap('failed'),
    );
  }
  return (
    <div class="screen">
      <ScreenHead title={t('houses.card', { name: inLanguage(facts.value.labels.safeHouse) })} />
      <main class="screen-main">
        <Where />
        {list !== null && (hereState.value !== 'asking' || words !== '') && (
          <input
            class="write-in"
            type="search"
            aria-label={t('houses.find')}
            placeholder={t('houses.find')}
            maxLength={80}
            value={words}
            onInput={(event) => setWords(event.currentTarget.value)}
          />
        )}
        {list === null && (
          <p class="banner" role="status">
            {t(reached.value ? 'houses.loading' : 'houses.never', { number })}
          </p>
        )}
        {away && (
          <p class="banner" role="status">
            {t('houses.far', { number })}
          </p>
        )}
        {(away || list === null) && (
          <a class="touch" href={`tel:${number}`}>
            {t('sos.call', { number })}
          </a>
        )}
        {list !== null && shown.length === 0 && (
          <p class="banner" role="status">
            {t('houses.none')}
          </p>
        )}
        {typeof CityMap === 'function' && <CityMap shown={shown} />}
        {CityMap === 'failed' && (
          <p class="banner" role="alert">
            {t('houses.map.failed')}
          </p>
        )}
        {list !== null && (
          <ol class="houses">
            {shown.map(({ index, near }) => (
              <HouseRow key={index} list={list} index={index} near={near} />
            ))}
          </ol>
        )}
        {shown.length === most && most < further && (
          <button type="button" class="touch touch-plain" onClick={() => setMost(further)}>
            {t('houses.more')}
          </button>
        )}
        {list !== null && CityMap === null && (
          <button type="button" class="touch" onClick={openMap}>
            <Glyph of={mapShapes} size={20} />
            {t('houses.map')}
          </button>
        )}
        {CityMap === 'loading' && <p role="status">{t('houses.map.loading')}</p>}
        <Age />
      </main>
    </div>
  );
}

/** Whether the phone knows where she is; without it the list is there all the same. */
function Where() {
  const state = hereState.value;
  if (state === 'known') return null;
  return (
    <div class="where" role="status">
      <p>
        {t(
          state === 'refused'
            ? 'houses.here.refused'
            : state === 'unknown'
              ? 'houses.here.unknown'
              : state === 'asking'
                ? 'houses.here.asking'
                : 'houses.here.unasked',
        )}
      </p>
      {state !== 'asking' && state !== 'refused' && (
        <button type="button" class="touch" onClick={askHere}>
          {t('houses.here.ask')}
        </button>
      )}
    </div>
  );
}

/** How old what she sees is, as a time and not as an age: the phone's own clock may be wrong. */
function Age() {
  const last = night.value;
  if (last === null) return null;
  const time = new Intl.DateTimeFormat(spoken.value.language, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: timeZone.value,
  }).format(new Date(last.asOf));
  return (
    <p class="part-note age">
      {t(reached.value ? 'houses.age' : 'houses.age.offline', { time })} {t('houses.private')}
    </p>
  );
}
