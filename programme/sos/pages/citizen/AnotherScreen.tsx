// Somebody else is in danger: where, said or pointed at, and what she sees; who calls is not asked.
import pinShapes from 'lucide-static/icons/map-pin.svg?icon';
import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { Glyph } from '#platform/ui/phone/Glyph.tsx';
import { askHere, here, hereState } from '#platform/ui/phone/here.ts';
import { ScreenHead } from '#platform/ui/phone/ScreenHead.tsx';
import { replace } from '#platform/ui/phone/screen.ts';
import { t } from '#platform/ui/phone/words.ts';
import { callForAnother } from './call.ts';
import { Telephone } from './Telephone.tsx';
import './sos.css';

/** As the city takes them. A keyboard keeps to it, other ways of writing do not, and a call must never be refused for it. */
const longestPlace = 300;
const longestWhat = 500;

type Spot = { lat: number; lon: number };
type MapPart = FunctionComponent<{ spot: Spot | null; onSpot: (spot: Spot) => void }>;

function NoMap() {
  return (
    <p class="banner" role="alert">
      {t('another.map.failed')}
    </p>
  );
}

export function AnotherScreen() {
  const [text, setText] = useState('');
  const [what, setWhat] = useState('');
  const [by, setBy] = useState<'words' | 'here' | 'map'>('words');
  const [CityMap, setMap] = useState<MapPart | null>(null);
  const [spot, setSpot] = useState<Spot | null>(null);
  const [odd, setOdd] = useState(false);
  const at = by === 'here' ? here.value : by === 'map' ? spot : null;
  function point(next: 'here' | 'map'): void {
    setBy(by === next ? 'words' : next);
    setOdd(false);
    if (by === next) return;
    if (next === 'here') askHere();
    else
      import('./PointMap.tsx').then(
        ({ PointMap }) => setMap(() => PointMap),
        () => setMap(() => NoMap),
      );
  }
  function send(): void {
    const said = text.trim().slice(0, longestPlace);
    if (said === '' && at === null) {
      setOdd(true);
      return;
    }
    callForAnother({
      text: said,
      lat: at?.lat ?? null,
      lon: at?.lon ?? null,
      what: what.trim().slice(0, longestWhat),
    });
    replace('sos');
  }
  return (
    <div class="screen">
      <ScreenHead title={t('another.title')} />
      <main class="screen-main">
        <p class="part-note">{t('another.note')}</p>
        <form
          class="another"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <label class="named">
            <span>{t('another.where')}</span>
            <textarea
              class="write-in"
              rows={2}
              maxLength={longestPlace}
              aria-invalid={odd}
              aria-describedby={odd ? 'where-odd' : undefined}
              placeholder={t('another.where.like')}
              value={text}
              onInput={(event) => {
                setText(event.currentTarget.value);
                setOdd(false);
              }}
            />
          </label>
          {odd && (
            <p id="where-odd" class="odd" role="alert">
              {t('another.odd')}
            </p>
          )}
          <button
            type="button"
            class="touch"
            aria-pressed={by === 'here'}
            onClick={() => point('here')}
          >
            <Glyph of={pinShapes} size={20} />
            {t('another.here')}
          </button>
          <button
            type="button"
            class="touch"
            aria-pressed={by === 'map'}
            onClick={() => point('map')}
          >
            {t('another.map')}
          </button>
          {by === 'map' &&
            (CityMap === null ? (
              <p role="status">{t('houses.map.loading')}</p>
            ) : (
              <CityMap spot={spot} onSpot={setSpot} />
            ))}
          {by === 'here' && (
            <p class="part-note" role="status">
              {t(
                at !== null
                  ? 'another.here.known'
                  : hereState.value === 'asking'
                    ? 'another.here.asking'
                    : 'another.here.refused',
              )}
            </p>
          )}
          <label class="named">
            <span>{t('another.what')}</span>
            <textarea
              class="write-in"
              rows={3}
              maxLength={longestWhat}
              placeholder={t('another.what.like')}
              value={what}
              onInput={(event) => setWhat(event.currentTarget.value)}
            />
          </label>
          <Telephone />
          <button type="submit" class="help-now help-now-low">
            <strong>{t('another.send')}</strong>
          </button>
        </form>
      </main>
    </div>
  );
}
